"""Environments of their own: bare ones with the libraries alone, and such with the project's wheel installed."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.fixtures import ROOT
from tests.conftest import made_once

PACKAGES = ("archive", "parser", "schema", "scraper")
_NOT_SOURCE = shutil.ignore_patterns(".*", "__pycache__", "build", "*.egg-info", "fixtures", "pictures")
_BUILD = "from setuptools import build_meta as b; print(b.build_sdist('dist')); print(b.build_wheel('dist'))"
_HANG = 60


def run(command: list[str | Path], cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs a program that knows nothing of this checkout."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | variables
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def built(factory: pytest.TempPathFactory) -> Path:
    """The folder of the wheel and the sdist, built once from a copy of the source."""

    def make(at: Path) -> None:
        shutil.copytree(ROOT, at / "source", ignore=_NOT_SOURCE)
        (at / "source" / "dist").mkdir()
        done = run([sys.executable, "-c", _BUILD], at / "source")
        assert done.returncode == 0, done.stderr

    return made_once(factory, "built", make) / "source" / "dist"


def bare_environment(at: Path) -> Path:
    """The `bin` of a new environment that has the libraries of this one, and not the project."""
    libraries = at / Path(sysconfig.get_paths()["purelib"]).relative_to(sys.prefix)
    libraries.mkdir(parents=True)
    (at / "share").symlink_to(Path(sys.prefix) / "share")  # where libraries look for their dictionaries
    for path in Path(sysconfig.get_paths()["purelib"]).iterdir():
        if "esfarkiv" not in path.name and path.suffix != ".pth":
            (libraries / path.name).symlink_to(path)
    venv.create(at / "venv")
    packages = next((at / "venv").glob("lib/python3*/site-packages"))
    (packages / "libraries.pth").write_text(f"{libraries}\n")
    program = at / "venv" / "bin" / "datasette"
    program.write_text(f"#!{at}/venv/bin/python\nfrom datasette.cli import cli\ncli()\n")
    program.chmod(0o755)
    return at / "venv" / "bin"


def installed(factory: pytest.TempPathFactory) -> Path:
    """The `bin` of an environment that has the wheel, made once."""

    def make(at: Path) -> None:
        bare_environment(at)
        wheel = next(built(factory).glob("*.whl"))
        install: list[str | Path] = [
            sys.executable,
            "-m",
            "pip",
            "--python",
            at / "venv/bin/python",
            "install",
            "--quiet",
        ]
        done = run([*install, "--no-index", "--no-deps", "--disable-pip-version-check", wheel], at)
        assert done.returncode == 0, done.stderr

    return made_once(factory, "installed", make) / "venv" / "bin"


@contextmanager
def datasette(program: Path, cwd: Path, *arguments: str) -> Iterator[str]:
    """The address of a real `datasette` with these arguments, on a free port of this machine."""
    command: list[str | Path] = [program, *arguments, "--port", "0"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    with subprocess.Popen(command, cwd=cwd, env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield _address(process)
        finally:
            process.terminate()
            process.wait(_HANG)


def _address(process: "subprocess.Popen[str]") -> str:
    assert process.stderr is not None
    lines: list[str] = []
    for line in process.stderr:
        lines.append(line)
        if found := re.search(r"running on (http://\S+)", line):
            return found[1]
    raise AssertionError("".join(lines))
