"""Walks a document that teaches a change: its blocks are written, applied and run in a copy of the project."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.fixtures import ROOT
from benchmarks.gold.authors import GOLD

BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "*.egg-info", "prose")


def blocks(document: str) -> list[tuple[str, str]]:
    """The language and the text of each fenced block of a document."""
    text = (ROOT / "docs" / document).read_text("utf-8")
    found = BLOCK.findall(text)
    return [(language, re.sub(rf"^{indent}", "", body, flags=re.MULTILINE)) for indent, language, body in found]


def apply(block: str, project: Path) -> None:
    """Writes a block to the file that its first line names."""
    head, _, body = block.partition("\n")
    path = project / head.removeprefix("# ")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(body, "utf-8")


def change(block: str, project: Path) -> None:
    """Changes the file that the first line names: lines with a minus give way to the lines with a plus below them."""
    head, _, body = block.partition("\n")
    path = project / head.removeprefix("# ")
    text = path.read_text("utf-8")
    for minus, plus in re.findall(r"((?:^-.*\n)+)((?:^\+.*\n)+)", body, re.MULTILINE):
        old, new = (re.sub(r"^[-+]", "", lines, flags=re.MULTILINE).rstrip("\n") for lines in (minus, plus))
        assert text.count(old) == 1, f"{path.name} no longer has the line {old!r} once"
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def run(command: list[str], project: Path) -> str:
    environment = os.environ | {"PYTHONPATH": str(project), "PATH": f"{project / 'bin'}:{os.environ['PATH']}"}
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def copy_project(folder: Path) -> Path:
    """A copy of the project, where `esfarkiv`, `python` and `make` run the copy's code with what is installed here."""
    copy = folder / "project"
    shutil.copytree(ROOT, copy, ignore=NOT_COPIED)
    shutil.copytree(GOLD, copy / GOLD.relative_to(ROOT))
    commands = {
        "esfarkiv": f"{sys.executable} -m archive.commands.main",
        "python": sys.executable,
        "make": f"{shutil.which('make')} BIN={copy / 'bin'} --assume-old=.venv/dev",
    }
    (copy / "bin").mkdir()
    for name, command in commands.items():
        (copy / "bin" / name).write_text(f'#!/bin/sh\nexec {command} "$@"\n')
        (copy / "bin" / name).chmod(0o755)
    return copy


def walk(document: str, project: Path) -> None:
    steps = {"diff": change, "python": apply, "text": apply}
    for language, block in blocks(document):
        if language in steps:
            steps[language](block, project)
        elif "make docs" in block:
            (project / "docs" / "data-dictionary.md").write_text(
                run(["python", "-m", "schema.data_dictionary"], project)
            )
        else:
            run(["bash", "-euc", block], project)
