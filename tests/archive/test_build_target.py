"""Where an archive may be built, and what a build says of a file that it must leave alone."""

import contextlib
import functools
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Never

import pytest

from archive.building.build import WORKER_ENDED, BuildError, build
from archive.building.masking.contacts import private_path
from archive.building.parsing.parsing_options import ParsingOptions
from archive.building.replacing.build_stamp import is_of_build
from archive.building.replacing.write_ahead_log import settle_log
from archive.database import DatabaseError, open_archive
from archive.searching.search import search
from tests.conftest import few_pages

PAGES = few_pages()[:2]


def projects(path: Path) -> int:
    with open_archive(path) as connection:
        return int(connection.execute("select count(*) from projects").fetchone()[0])


def test_a_symbolic_link_is_followed(tmp_path: Path) -> None:
    real, link = tmp_path / "data" / "esf.db", tmp_path / "esf.db"
    real.parent.mkdir()
    build(real, PAGES[:1])
    link.symlink_to("data/esf.db")
    build(link, PAGES[1:])
    assert link.is_symlink()
    assert projects(real) == 2
    assert private_path(real).is_file()
    assert not private_path(link).exists()


def test_a_private_file_that_is_a_link_is_followed(tmp_path: Path) -> None:
    path, kept = tmp_path / "esf.db", tmp_path / "kept" / "contacts.db"
    kept.parent.mkdir()
    private_path(path).symlink_to("kept/contacts.db")
    for pages in (PAGES[:1], PAGES):
        build(path, pages)
        assert private_path(path).is_symlink()
        assert is_of_build(kept, path)


@pytest.mark.parametrize("is_open", [True, False])
def test_what_another_program_wrote_into_a_log_is_kept_and_damages_nothing(tmp_path: Path, is_open: bool) -> None:
    path = tmp_path / "esf.db"
    build(path, PAGES[:1])
    other = sqlite3.connect(path, isolation_level=None)
    with contextlib.closing(other):
        other.execute("pragma journal_mode = wal")
        other.execute("update projects set phase = 'written'")
        if not is_open:  # as a program leaves it that is killed
            for ending in ("", "-wal", "-shm"):
                shutil.copy(f"{path}{ending}", f"{tmp_path}/killed.db{ending}")
            shutil.copy(private_path(path), tmp_path / "killed.private.db")
            path = tmp_path / "killed.db"
        build(path, PAGES)
    assert not list(tmp_path.glob(f"{path.name}-*"))
    with open_archive(path) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        assert connection.execute("pragma journal_mode").fetchone() == ("delete",)
        assert connection.execute("select count(*) from projects where phase = 'written'").fetchone() == (1,)


def test_a_log_that_another_program_reads_is_waited_for_in_vain(tmp_path: Path) -> None:
    path = tmp_path / "esf.db"
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("pragma journal_mode = wal")
        writer.execute("create table captures (capture_id text)")
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as reader:
            reader.execute("begin")
            reader.execute("select count(*) from captures").fetchone()
            writer.execute("insert into captures values ('1')")
            with pytest.raises(DatabaseError, match="another program reads or writes it"):
                settle_log(path, wait=0.01)


@pytest.mark.parametrize("name", ["esf.private.db", "esf.private", "a.esf.private.sqlite"])
def test_no_archive_has_the_name_of_a_private_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(DatabaseError, match=f"{name}: is the name of a private file"):
        build(tmp_path / name, PAGES)


def test_a_private_file_that_is_a_link_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "esf.private.db").symlink_to("esf.private.db")
    with pytest.raises(DatabaseError, match=r"esf\.private\.db: cannot be reached"):
        build(tmp_path / "esf.db", PAGES)


def test_a_lock_that_cannot_be_taken_is_named(tmp_path: Path) -> None:
    (tmp_path / ".esf.db.lock").mkdir()
    with pytest.raises(DatabaseError, match=r"\(\.esf\.db\.lock is no lock: .*\); remove that"):
        build(tmp_path / "esf.db", PAGES)


def folder(at: Path) -> None:
    at.mkdir()


def pipe(at: Path) -> None:
    os.mkfifo(at)


def foreign(at: Path) -> None:
    with contextlib.closing(sqlite3.connect(at)) as other:
        other.execute("create table songs (title text)")


def namesake(at: Path) -> None:
    with contextlib.closing(sqlite3.connect(at)) as other:
        other.execute("create table captures (animal text)")
        other.execute("create table contacts (nickname text)")


def text(at: Path) -> None:
    at.write_text("Ingen databas, utan en lapp om en databas.\n" * 100, "utf-8")


def state(path: Path) -> tuple[int, ...]:
    """What a write changes: all but when a file was read last."""
    found = path.lstat()
    return found.st_ino, found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns


@pytest.mark.parametrize("name", ["esf.db", "esf.private.db"])
@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (folder, "is a folder"),
        (pipe, "is a named pipe"),
        (foreign, "another program's database"),
        (namesake, "another program's database"),
        (text, "not an archive"),
    ],
)
def test_what_is_no_archive_is_left_alone(tmp_path: Path, name: str, make: Callable[[Path], None], reason: str) -> None:
    make(tmp_path / name)
    before = state(tmp_path / name)
    with pytest.raises(DatabaseError, match=reason) as refused:
        build(tmp_path / "esf.db", PAGES)
    assert name in str(refused.value)
    assert state(tmp_path / name) == before


def test_a_pipe_is_not_read_as_an_archive(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "esf.db")
    with pytest.raises(DatabaseError, match=r"esf\.db: no plain file; name a file made by esfarkiv build"):
        projects(tmp_path / "esf.db")


def test_a_link_that_leads_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "esf.db").symlink_to("esf.db")
    with pytest.raises(DatabaseError, match="cannot be reached"):
        build(tmp_path / "esf.db", PAGES)


def test_a_link_in_the_place_of_the_lock_leaves_its_target_alone(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("kept", "utf-8")
    (tmp_path / ".esf.db.lock").symlink_to("kept.txt")
    with pytest.raises(DatabaseError, match=r"esf\.db: cannot be written"):
        build(tmp_path / "esf.db", PAGES)
    assert (tmp_path / "kept.txt").read_text("utf-8") == "kept"


def test_a_locked_archive_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path / "esf.db", PAGES[:1])
    monkeypatch.setattr(sqlite3, "connect", functools.partial(sqlite3.connect, timeout=0))
    with contextlib.closing(sqlite3.connect(tmp_path / "esf.db", isolation_level=None)) as other:
        other.execute("begin exclusive")
        with pytest.raises(DatabaseError, match="locked"):
            build(tmp_path / "esf.db", PAGES)
    assert projects(tmp_path / "esf.db") == 1


def test_a_damaged_archive_is_named(tmp_path: Path) -> None:
    build(tmp_path / "esf.db", PAGES)
    content = (tmp_path / "esf.db").read_bytes()
    (tmp_path / "esf.db").write_bytes(content[:8192] + b"\xa5" * (len(content) - 8192))
    with (
        pytest.raises(DatabaseError, match=r"esf\.db: is damaged"),
        open_archive(tmp_path / "esf.db") as connection,
    ):
        search(connection, "kommun", 10)


@pytest.mark.parametrize("place", [0.25, 0.5, 0.95])
def test_a_build_without_a_new_page_tells_of_a_damaged_archive(place: float, tmp_path: Path) -> None:
    build(tmp_path / "esf.db", PAGES)
    content = (tmp_path / "esf.db").read_bytes()
    at = int(place * len(content)) // 4096 * 4096
    damaged = content[:at] + b"\xa5" * 4096 + content[at + 4096 :]
    (tmp_path / "esf.db").write_bytes(damaged)
    with pytest.raises(DatabaseError, match=r"esf\.db: is damaged \(.*\); put a copy back, or build it anew"):
        build(tmp_path / "esf.db", PAGES)
    assert (tmp_path / "esf.db").read_bytes() == damaged


def test_a_process_that_ends_ends_the_build_in_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path / "esf.db", PAGES[:1])
    monkeypatch.setattr("archive.building.parsing.parsing_pool._CHUNK", 1)
    monkeypatch.setattr("archive.building.parsing.parsing_pool.understand_frames", Ending())
    with pytest.raises(BuildError, match=WORKER_ENDED):
        build(tmp_path / "esf.db", PAGES, options=ParsingOptions(processes=3))
    assert projects(tmp_path / "esf.db") == 1


class Ending:
    """What ends the process to which it is sent."""

    def __reduce__(self) -> tuple[Callable[[int], Never], tuple[int]]:
        return os._exit, (9,)
