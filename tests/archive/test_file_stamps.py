"""A file that nobody has touched is not read again; one that was touched is, whatever it seems to be."""

import os
from pathlib import Path

import pytest

from archive.building import file_stamps
from archive.building.build import build
from archive.building.parsing.parsing_options import ParsingOptions
from benchmarks.speed.build_pages import write_pages
from scraper.files import find_inputs
from scraper.input import Input
from tests.archive.test_small_worlds import rows_of_both
from tests.conftest import few_pages

QUICK = ParsingOptions(text=False)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the inputs whose bytes are read, in their order."""
    names: list[str] = []
    real = Input.read

    def reading(source: Input) -> bytes:
        names.append(source.source)
        return real(source)

    monkeypatch.setattr(Input, "read", reading)
    return names


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    for number, page in enumerate(few_pages()[:3]):
        (tmp_path / "pages" / f"{number}.txt").write_bytes(page.path.read_bytes())
    write_pages(tmp_path / "pages" / "some.warc.gz", 3)
    return tmp_path


def built(folder: Path) -> dict[str, list[str]]:
    build(folder / "esf.db", find_inputs([str(folder / "pages")]), options=QUICK)
    return rows_of_both(folder / "esf.db")


def test_nothing_that_is_unchanged_is_read(folder: Path, read: list[str]) -> None:
    first = built(folder)
    assert len(read) == 6
    read.clear()
    assert built(folder) == first
    assert read == []


def test_a_file_of_other_bytes_with_the_same_length_and_time_is_read(folder: Path, read: list[str]) -> None:
    built(folder)
    page, before = folder / "pages" / "0.txt", (folder / "pages" / "0.txt").stat()
    content = page.read_text("utf-8")
    other = content.replace("Kommun", "Komnum").replace("kommun", "komnum")
    assert other != content
    page.write_text(other, "utf-8")
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    read.clear()
    built(folder)
    assert read == [str(page)]


def test_another_parser_reads_all_again(folder: Path, read: list[str]) -> None:
    built(folder)
    read.clear()
    build(folder / "esf.db", find_inputs([str(folder / "pages")]), options=ParsingOptions())
    assert len(read) == 6


def test_a_file_has_a_stamp_where_its_changes_are_told_exactly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    assert file_stamps._stamp_of(path) is None
    path.write_text("a")
    os.utime(path, ns=(10**18 + 1, 10**18 + 1))
    found = path.stat()
    stamp = f"1 {found.st_ino} {found.st_mtime_ns} {found.st_ctime_ns}"
    monkeypatch.setattr(file_stamps, "_SECOND", found.st_ctime_ns + 1)
    assert file_stamps._stamp_of(path) == stamp
    monkeypatch.setattr(file_stamps, "_SECOND", 1)
    assert file_stamps._stamp_of(path) is None
    monkeypatch.setattr(file_stamps, "_SECOND", found.st_ctime_ns + 1)
    with monkeypatch.context() as patch:
        patch.setattr(os, "name", "nt")
        assert file_stamps._stamp_of(path) is None


def test_where_the_time_of_a_change_is_not_told_exactly_all_is_read(
    folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_stamps, "_SECOND", 1)
    built(folder)
    read.clear()
    built(folder)
    assert len(read) == 6
