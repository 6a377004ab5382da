"""`addresses.csv`: each row is used, or told of in a line that says what is wrong; none costs the others."""

import os
from pathlib import Path

import pytest

from parser import parse_page
from scraper.files import find_inputs, page_file
from scraper.input import InputError

URL = "https://www.example.org/sida"


def folder(path: Path, table: bytes | str) -> Path:
    """A folder with two pages, one of them in a folder of its own, and a table."""
    (path / "b").mkdir(parents=True)
    for name in ("a.txt", "b/b.txt"):
        (path / name).write_text(name)
    (path / "addresses.csv").write_bytes(table.encode() if isinstance(table, str) else table)
    return path


def found(path: Path) -> tuple[dict[str, tuple[str | None, str | None]], list[str]]:
    """The address and time of each page by its name, and what is told."""
    inputs = list(find_inputs([str(path)]))
    pages = {one.path.name: (one.url, one.captured_at) for one in inputs if not one.problem}
    return pages, [f"{one.source}: {one.problem}" for one in inputs if one.problem]


ROWS = {
    f"a.txt,{URL},0001-01-01T00:00:00+14:00": ((URL, None), "is no time (date value out of range); the page is read"),
    f"a.txt,{URL},9999-12-31T23:59:59-14:00": ((URL, None), "is no time (date value out of range); the page is read"),
    f"a.txt,{URL},2016-12-31T23:59:60Z": ((URL, None), "is no time (second must be in 0..59); the page is read"),
    f"a.txt,{URL},0001-01-01": ((URL, None), "is no time (no page was seen in that year); the page is read"),
    f"a.txt,{URL},9999-12-31T23:59:59Z": ((URL, None), "is no time (no page was seen in that year); the page is read"),
    f"a.txt,{URL},2014-02-30": ((URL, None), "is no time (day is out of range for month); the page is read"),
    "a.txt,http://[::1,2014-01-01": ((None, None), "'http://[::1' is no address; the row is left out"),
    f"a.txt,{URL}\0,2014-01-01": ((None, None), r"sida\x00' is no address; the row is left out"),
    "a.txt": ((None, None), "expected 3 cells, found 1; the row is left out"),
    f"a.txt,{URL}?id=1,2,2014-01-01": ((None, None), "expected 3 cells, found 4; the row is left out"),
    f'a.txt,"{URL},2014-01-01': ((None, None), "expected 3 cells, found 1; the row is left out"),
    f"a.txt,{'x' * 9_000},2014-01-01": ((None, None), "is no address; the row is left out"),
    "a.txt,javascript:alert(1),2014-01-01": ((None, None), "'javascript:alert(1)' is no address; the row is left out"),
    "a.txt,FILE:///etc/passwd,2014-01-01": ((None, None), "is no address; the row is left out"),
    f",{URL},2014-01-01": ((None, None), "'' is no name of a file; the row is left out"),
}


@pytest.mark.parametrize("row", ROWS, ids=range(len(ROWS)))
def test_a_row_that_cannot_be_used_costs_itself_alone(tmp_path: Path, row: str) -> None:
    path = folder(tmp_path, f"file,url,captured_at\n{row}\nb/b.txt,{URL}/b,2014-01-01\n")
    address, told = ROWS[row]
    pages, (problem,) = found(path)
    assert pages == {"a.txt": address, "b.txt": (f"{URL}/b", "2014-01-01")}
    assert f"{path}/addresses.csv, row 2: " in problem
    assert told in problem
    assert problem.endswith(("correct the row", "correct or delete it"))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("gone.txt", "cannot be read (no such file)"),
        ("b", "no page of this folder"),
        ("/", "is no name of a file"),
        ("a\0.txt", "a\N{REPLACEMENT CHARACTER}.txt: cannot be read"),
    ],
)
def test_a_row_that_names_no_page_is_told(tmp_path: Path, name: str, told: str) -> None:
    pages, (problem,) = found(folder(tmp_path, f"file,url\n{name},{URL}\nb/b.txt,{URL}/b\n"))
    assert pages == {"a.txt": (None, None), "b.txt": (f"{URL}/b", None)}
    assert told in problem


def test_a_quotation_mark_that_is_not_closed_leaves_a_cell_of_several_lines_whole(tmp_path: Path) -> None:
    table = f'file,url,note\na.txt,"{URL},x\nb/b.txt,{URL}/b,"two\nlines"\n'
    pages, (problem,) = found(folder(tmp_path, table))
    assert pages == {"a.txt": (None, None), "b.txt": (f"{URL}/b", None)}
    assert "row 2: expected 3 cells, found 1" in problem


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_table_of_a_swedish_spreadsheet_has_other_delimiters(tmp_path: Path, delimiter: str) -> None:
    table = f"\ufefffile,url,captured_at\r\na.txt,{URL}/1,2014-01-01\r\nb/b.txt,{URL}/b,\r\n".replace(",", delimiter)
    pages, problems = found(folder(tmp_path, table))
    assert (pages, problems) == ({"a.txt": (f"{URL}/1", "2014-01-01"), "b.txt": (f"{URL}/b", None)}, [])


def test_two_addresses_of_one_file_are_told(tmp_path: Path) -> None:
    table = f"file,url\na.txt,{URL}/1\na.txt,{URL}/2\nb/b.txt,{URL}/b\nb/b.txt,{URL}/b\n"
    pages, (problem,) = found(folder(tmp_path, table))
    assert pages == {"a.txt": (f"{URL}/2", None), "b.txt": (f"{URL}/b", None)}
    assert "row 3: states another address or time than row 2 for the same file; this row counts" in problem


def test_the_nearest_table_counts_however_its_folder_is_read(tmp_path: Path) -> None:
    path = folder(tmp_path / "in", f"file,url\nb/b.txt,{URL}/above\na.txt,{URL}/a\n")
    for table, url in (("", f"{URL}/above"), (f"file,url\nb.txt,{URL}/near\n", f"{URL}/near")):
        if table:
            (path / "b" / "addresses.csv").write_text(table)
        names = (path, path / "b", path / "b" / "b.txt")
        assert [next(one.url for one in find_inputs([str(name)]) if one.path.name == "b.txt") for name in names] == [
            url
        ] * 3
    (path / "b" / "addresses.csv").write_text(f"file,url\na.txt,{URL}/a\n")
    assert [one.url for one in find_inputs([str(path)]) if not one.problem] == [f"{URL}/a", f"{URL}/above"]


def test_what_is_wrong_with_the_row_of_one_file_is_told_with_it(tmp_path: Path) -> None:
    path = folder(tmp_path, f"file,url,captured_at\na.txt,{URL},yesterday\nb/b.txt,{URL}/b,2014-01-01\n")
    problem, page = page_file(str(path / "a.txt"))
    assert (problem.source, page.url) == (f"{path}/addresses.csv, row 2", URL)
    with pytest.raises(InputError, match="row 2: 'yesterday' is no time"):
        problem.read()
    (other,) = page_file(str(path / "b" / "b.txt"))
    assert other.url == f"{URL}/b"


def test_links_are_known_by_their_own_name_or_their_file_s(tmp_path: Path) -> None:
    path = folder(tmp_path, f"file,url\na.txt,{URL}/a\nown.txt,{URL}/own\n")
    (path / "own.txt").symlink_to("a.txt")
    (path / "other.txt").symlink_to("a.txt")
    pages, told = found(path)
    assert (pages["own.txt"], pages["other.txt"]) == ((f"{URL}/own", None), (f"{URL}/a", None))
    assert not told


UNUSABLE: dict[str, tuple[bytes, str]] = {
    "columns": (f"filename,address\na.txt,{URL}\n".encode(), "lacking file and url"),
    "twice": (f"file,url,url\na.txt,{URL},{URL}/other\n".encode(), "url twice"),
    "packed": (b"\x1f\x8b\x08\x00" + bytes(range(256)), "lacking file and url"),
    "zeros": (b"\0" * 4096, "lacking file and url"),
}


@pytest.mark.parametrize("table", UNUSABLE)
def test_a_table_that_cannot_be_used_costs_its_addresses_and_no_page(tmp_path: Path, table: str) -> None:
    content, why = UNUSABLE[table]
    path = folder(tmp_path, content)
    (path / "b" / "addresses.csv").write_text(f"file,url\nb.txt,{URL}/b\n")
    pages, (problem,) = found(path)
    assert pages == {"a.txt": (None, None), "b.txt": (f"{URL}/b", None)}
    assert problem.startswith(f"{path}/addresses.csv: expected a CSV table with the columns file and url ({why})")
    assert problem.endswith("it gives no page its address, correct the file or remove it")


def test_a_table_that_is_no_plain_file_is_told(tmp_path: Path) -> None:
    path = folder(tmp_path, "")
    table = path / "addresses.csv"
    for make in (os.mkfifo, lambda name: name.symlink_to("/dev/zero"), lambda name: name.symlink_to(name.name)):
        table.unlink()
        make(table)
        pages, (problem,) = found(path)
        assert set(pages) == {"a.txt", "b.txt"}
        assert problem.startswith(f"{path}/addresses.csv: expected a CSV table")


def test_a_table_too_large_to_be_one_is_told_and_not_read(tmp_path: Path) -> None:
    """A file with a hole, which takes no room on the disk."""
    path = folder(tmp_path, "")
    os.truncate(path / "addresses.csv", 20_000_000_000)
    _, (problem,) = found(path)
    assert "it is above 100000000 bytes" in problem


def test_a_table_that_cannot_be_used_is_told_with_a_file_beside_it_and_none_below(tmp_path: Path) -> None:
    path = folder(tmp_path, "nothing,of,this\n")
    problem, page = page_file(str(path / "a.txt"))
    assert (problem.source, page.url) == (f"{path}/addresses.csv", None)
    assert [one.problem for one in find_inputs([str(path / "b")])] == [None]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_a_table_is_read_in_the_encodings_of_spreadsheets(tmp_path: Path, encoding: str) -> None:
    path = folder(tmp_path, f"sep=;\r\n\r\nFile;URL;Captured_at\r\n\u00e5.txt;{URL}/\u00e5;x\r\n".encode(encoding))
    (path / "\u00e5.txt").write_text("a page")
    pages, (problem,) = found(path)
    assert pages["\u00e5.txt"] == (f"{URL}/\u00e5", None)
    assert "addresses.csv, row 4: 'x' is no time" in problem


def test_an_address_that_cannot_be_split_costs_no_page() -> None:
    (project,) = parse_page(b"Projektet Kajen, ett ESF-projekt i Socialfonden.\n", "http://[::1", text=False)
    assert project.url == "http://[::1"


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, scan = folder(tmp_path, f"file,url\na.txt,{URL}\n"), os.scandir

    def scandir(place: str) -> object:
        if place.endswith("b"):
            raise PermissionError(13, "Permission denied", place)
        return scan(place)

    monkeypatch.setattr(os, "scandir", scandir)
    pages, (problem,) = found(path)
    assert pages == {"a.txt": (URL, None)}
    assert problem.startswith(f"{path}/b: cannot be read (Permission denied); nothing in this folder is used")
