"""The Containerfile of a published folder, read as an engine reads it; none builds it here."""

import json
import os
import re
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.request import urlopen

import pytest

from archive.publishing import release
from archive.publishing.wheel_file import write_wheel
from archive.site.downloads.publisher import Publisher

ARGUMENTS = {
    "FROM": r"\S+",
    "WORKDIR": r"/\S+",
    "COPY": r"\S+( \S+)+",
    "RUN": r"\S.*",
    "USER": r"\d+",
    "EXPOSE": r"\d+",
    "CMD": r'\["[^"].*\]',
}
"""The instructions that the file may have, and what follows each."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a published folder has beside the archive."""
    new = tmp_path_factory.mktemp("published")
    release._write_files(new, new, write_wheel(new), Publisher("Exempelbolaget"))
    return new


@pytest.fixture(scope="module")
def instructions(folder: Path) -> dict[str, str]:
    lines = (folder / "Containerfile").read_text("utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines if line and not line.startswith("#"))


def test_every_line_is_an_instruction_in_the_order_that_an_engine_needs(instructions: dict[str, str]) -> None:
    assert list(instructions) == list(ARGUMENTS)
    for name, pattern in ARGUMENTS.items():
        assert re.fullmatch(pattern, instructions[name]), name


def test_the_image_has_the_python_that_the_packages_were_pinned_with(instructions: dict[str, str]) -> None:
    assert instructions["FROM"] == f"python:{sys.version_info.major}.{sys.version_info.minor}-slim"


def test_what_is_copied_is_there_and_is_all_that_is_installed(folder: Path, instructions: dict[str, str]) -> None:
    *copied, target = instructions["COPY"].split()
    assert target == "./"
    assert all((folder / name).is_file() for name in copied)
    requirements = (folder / "requirements.txt").read_text("utf-8").splitlines()
    files = [line for line in requirements if line.startswith("./")]
    assert sorted(["requirements.txt", *(line.removeprefix("./") for line in files)]) == sorted(copied)
    assert all(re.fullmatch(r"[\w.-]+==[\w.+!-]+", line) for line in requirements if line[:1] not in ("", "#", "."))


def test_it_installs_as_the_script_does_which_a_bare_environment_runs(
    folder: Path, instructions: dict[str, str]
) -> None:
    script = next(line for line in (folder / "start.sh").read_text("utf-8").splitlines() if "pip install" in line)
    wanted = {"--no-deps", "-r", "requirements.txt"}
    for command in (instructions["RUN"], script):
        assert wanted <= set(shlex.split(command.partition("pip install")[2]))


@pytest.mark.crawl
def test_its_command_starts_the_site_of_the_folder_that_is_mounted(
    folder: Path, archive: Path, instructions: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "esf.db").symlink_to(archive)
    program, *arguments = json.loads(instructions["CMD"])
    assert program == "python" and "/data/esf.db" in arguments
    mounted = [argument.replace("/data", str(tmp_path)) for argument in arguments]
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "installed")
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(tmp_path / "installed"), "TMPDIR": str(tmp_path)}
    command = [sys.executable, *mounted, "--port", "0"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            said = re.search(r":(\d+)/", process.stdout.readline())
            assert said is not None
            with urlopen(f"http://127.0.0.1:{said[1]}/om", timeout=60) as answer:
                assert "Om arkivet" in answer.read().decode()
        finally:
            process.terminate()
