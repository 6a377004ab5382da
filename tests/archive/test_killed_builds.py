"""Builds that are killed, or find no room, no leave or no whole file: what was there stays, and the next is right."""

import contextlib
import itertools
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest

from archive.building.build import build
from archive.building.masking.contacts import private_path
from archive.building.parsing.parsing_options import ParsingOptions
from archive.verifying.verification import verify
from benchmarks.fixtures import ROOT
from scraper.input import Input
from tests.archive.test_small_worlds import rows_of_both
from tests.conftest import few_pages, made_once
from tests.killing import build_as_nobody, build_until

pytestmark = pytest.mark.crawl

FIRST, ALL = few_pages()[:1], few_pages()[:2]


def built(path: Path, inputs: list[Input]) -> None:
    build(path, inputs, options=ParsingOptions(text=False))


@pytest.fixture(scope="session")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Archives that nothing disturbed: of some pages, and of more; only to be read."""

    def make(at: Path) -> None:
        (at / "first").mkdir()
        (at / "all").mkdir()
        built(at / "first" / "esf.db", FIRST)
        built(at / "all" / "esf.db", ALL)

    return made_once(tmp_path_factory, "unbroken", make)


def is_whole(path: Path) -> bool:
    """Whether there is an archive; one that is there has no fault, and its private file is of the same build."""
    if not path.exists():
        return False
    assert list(map(str, verify(path, Counter()))) == []
    assert private_path(path).exists()
    return True


def begun(unbroken: Path, folder: Path, *, incremental: bool) -> Path:
    """The file that a build writes to: the archive of the first pages, or none."""
    folder.mkdir()
    for file in (unbroken / "first").glob("*.db") if incremental else ():
        shutil.copy(file, folder)
    return folder / "esf.db"


@pytest.mark.parametrize("incremental", [False, True])
def test_killed_before_any_file_operation(unbroken: Path, tmp_path: Path, incremental: bool) -> None:
    expected = rows_of_both(unbroken / "all" / "esf.db")
    for operation in itertools.count(1):
        path = begun(unbroken, tmp_path / str(operation), incremental=incremental)
        code = build_until(path, ALL, operation=operation)
        assert code in (0, -signal.SIGKILL)
        assert is_whole(path) or not incremental
        built(path, ALL)
        assert rows_of_both(path) == expected, operation
        assert {file.name for file in path.parent.iterdir()} == {"esf.db", "esf.private.db"}
        if code == 0:
            break
    assert operation > 10, "the operations were not counted"


@pytest.mark.parametrize("incremental", [False, True])
def test_killed_at_random_moments(unbroken: Path, tmp_path: Path, incremental: bool) -> None:
    """Several times one after another, in the same folder; then undisturbed."""
    expected, moments, killed = rows_of_both(unbroken / "all" / "esf.db"), random.Random(1 + incremental), 0
    path = begun(unbroken, tmp_path / "at", incremental=incremental)
    for _ in range(12):
        code = build_until(path, ALL, processor_time=moments.uniform(0.005, 0.8))
        assert code in (0, -signal.SIGPROF)
        killed += code != 0
        assert is_whole(path) or not incremental
        if code == 0:
            assert rows_of_both(path) == expected
            shutil.rmtree(path.parent)
            path = begun(unbroken, path.parent, incremental=incremental)
    assert killed > 3
    built(path, ALL)
    assert rows_of_both(path) == expected


def command(path: Path, *inputs: Input, kilobytes: int | None = None) -> subprocess.CompletedProcess[str]:
    """`esfarkiv build` in a process of its own, whose files may be only so long."""
    told = ["build", "--quiet", "--no-text", "--db", str(path), *(page.source for page in inputs)]
    started = [sys.executable, "-m", "archive.commands.main", *told]
    if kilobytes is not None:
        started = ["bash", "-c", f'ulimit -f {kilobytes}; exec "$@"', "build", *started]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(started, env=environment, capture_output=True, text=True, timeout=120, check=False)


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one line with which a command gave up."""
    (line,) = done.stderr.splitlines()
    assert (done.returncode, done.stdout, line[:7]) == (2, "", "Error: "), done
    return line


@pytest.mark.parametrize("kilobytes", [0, 8, 300, 900])
def test_no_room_on_the_disk(unbroken: Path, tmp_path: Path, kilobytes: int) -> None:
    """No file may grow beyond a limit, which SQLite meets as it meets a full disk."""
    path = begun(unbroken, tmp_path / "full", incremental=True)
    before = rows_of_both(path)
    assert "esf.db: " in refused(command(path, *ALL, kilobytes=kilobytes))
    assert is_whole(path)
    assert rows_of_both(path) == before
    built(path, ALL)
    assert rows_of_both(path) == rows_of_both(unbroken / "all" / "esf.db")


def test_a_folder_that_may_not_be_written(unbroken: Path) -> None:
    with tempfile.TemporaryDirectory() as outside:
        path = begun(unbroken, Path(outside) / "closed", incremental=True)
        before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
        Path(outside).chmod(0o755)
        path.parent.chmod(0o555)
        private_path(path).chmod(0o644)
        assert "esf.db: cannot be written (Permission denied); choose a place" in build_as_nobody(path, ALL)
        assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before
        path.parent.chmod(0o755)


@pytest.mark.parametrize("name", ["esf.db", "esf.private.db"])
def test_a_damaged_file_is_left_as_it_is(unbroken: Path, tmp_path: Path, name: str) -> None:
    path = begun(unbroken, tmp_path / "damaged", incremental=True)
    file = path.with_name(name)
    content = file.read_bytes()
    for damaged in (content[: len(content) // 2], content[:4096] + b"\xa5" * (len(content) - 4096), content[:50]):
        file.write_bytes(damaged)
        assert "esf." in refused(command(path, *ALL))
        assert file.read_bytes() == damaged
        assert {other.name for other in path.parent.iterdir()} == {"esf.db", "esf.private.db"}


@pytest.mark.parametrize("name", ["esf.db", "esf.private.db"])
def test_a_file_that_another_program_keeps_locked(unbroken: Path, tmp_path: Path, name: str) -> None:
    path = begun(unbroken, tmp_path / "locked", incremental=True)
    with contextlib.closing(sqlite3.connect(path.with_name(name), isolation_level=None)) as other:
        other.execute("begin exclusive")
        line = refused(command(path, *ALL))
    assert "database is locked" in line
    assert "after 5 seconds" in line
    assert is_whole(path)


def test_two_builds_at_once(unbroken: Path, tmp_path: Path) -> None:
    """All but one of them give up in a line; what stands there is whole, and after one more run all is in it."""
    path = begun(unbroken, tmp_path / "both", incremental=True)
    told = [sys.executable, "-m", "archive.commands.main", "build", "--quiet", "--no-text", "--db", str(path)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    started = [
        subprocess.Popen(
            [*told, *(page.source for page in pages)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for pages in (ALL, ALL[::-1], ALL[:3])
    ]
    said = [process.communicate(timeout=120)[1] for process in started]
    codes = [process.returncode for process in started]
    assert 0 in codes
    for code, lines in zip(codes, said, strict=True):
        assert code == 0 or (code == 2 and len(lines.splitlines()) == 1 and "another build" in lines), lines
    assert is_whole(path)
    built(path, ALL)
    assert rows_of_both(path) == rows_of_both(unbroken / "all" / "esf.db")
