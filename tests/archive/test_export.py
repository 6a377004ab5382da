"""Exports are complete and valid in every format, read back equal to the database, and open well in Swedish Excel."""

import csv
import gc
import io
import itertools
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import frictionless
import openpyxl
import pyarrow.parquet
import pytest

from archive.database import open_archive
from archive.exporting import export_folder
from archive.exporting.data_notes import data_notes
from archive.exporting.data_package import DESCRIPTOR
from archive.exporting.data_version import data_version
from archive.exporting.dataset import Dataset, ExportColumn
from archive.exporting.export_folder import export
from archive.exporting.file_formats import FILE_FORMATS
from archive.exporting.formats.delimited import excel_cell
from archive.exporting.formats.found_types import with_found_types
from archive.exporting.formats.workbook import workbook_pieces
from archive.exporting.licence import CC0, SOURCE
from archive.exporting.written_file import digest_of, write_table
from schema.dictionary import tables
from tests.archive.test_cli import run
from tests.conftest import made_once
from tests.killing import export_until

COMMAND = [sys.executable, "-m", "archive.commands.main", "export"]
TYPES = {"text": "string", "integer": "int64", "float": "double", "boolean": "bool", "date": "date32[day]"}


@pytest.fixture(scope="module")
def connection(fewer_words_archive: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(fewer_words_archive)) as connection:
        yield connection


@pytest.fixture(scope="module")
def folder(connection: sqlite3.Connection, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every table in every format, a folder each."""
    return made_once(tmp_path_factory, "export", lambda at: export(connection, at, list(FILE_FORMATS)))


def stored(connection: sqlite3.Connection, name: str) -> list[tuple[Any, ...]]:
    """The table as the database has it, in the order of its key."""
    columns = ", ".join(f'"{column}"' for column in tables()[name].columns)
    return connection.execute(f'select {columns} from "{name}" order by {", ".join(keys(name))}').fetchall()


def keys(name: str) -> list[str]:
    return tables()[name].primary_key or ["rowid"]


def as_stored(cell: Any) -> Any:
    """A cell of a typed file as SQLite has it: dates are ISO texts, booleans 1 and 0."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return int(cell) if isinstance(cell, bool) else cell


def read_csv(path: Path, **options: Any) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, **options))


def in_swedish(cell: Any) -> str:
    return "" if cell is None else str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)


def from_excel(cell: str) -> str:
    """What Excel shows of a text cell of the Swedish CSV."""
    quoted = re.fullmatch(r'="(.*)"', cell)
    return quoted[1] if quoted else cell.removeprefix("'")


@pytest.mark.parametrize("name", tables())
def test_csv_is_the_table_as_it_is(connection: sqlite3.Connection, folder: Path, name: str) -> None:
    content = (folder / "csv" / f"{name}.csv").read_bytes()
    header, *rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    assert header == list(tables()[name].columns)
    assert rows == [["" if cell is None else str(cell) for cell in row] for row in stored(connection, name)]
    assert not content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\r\n")


@pytest.mark.parametrize("name", tables())
def test_swedish_csv_reads_back(connection: sqlite3.Connection, folder: Path, name: str) -> None:
    path = folder / "excel" / f"{name}.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    _, *rows = read_csv(path, delimiter=";")
    texts = [column.type in ("text", "date") for column in tables()[name].columns.values()]
    found = [[from_excel(c) if text else c for c, text in zip(row, texts, strict=True)] for row in rows]
    assert found == [[in_swedish(cell) for cell in row] for row in stored(connection, name)]


@pytest.mark.parametrize("name", tables())
def test_xlsx_reads_back(connection: sqlite3.Connection, folder: Path, name: str) -> None:
    book = openpyxl.load_workbook(folder / "xlsx" / f"{name}.xlsx", read_only=True)
    _, *rows = book["Data"].iter_rows()
    kinds = [column.type for column in tables()[name].columns.values()]
    assert [tuple(as_stored(cell.value) for cell in row) for row in rows] == stored(connection, name)
    assert not [cell for row in rows for cell in row if cell.data_type == "f"], "no formulas"
    dates = [cell for row in rows for cell, kind in zip(row, kinds, strict=True) if kind == "date" and cell.value]
    assert all(cell.is_date for cell in dates)
    assert [row[1].value for row in book["Kolumner"].iter_rows(min_row=2)] == list(tables()[name].columns)
    assert "Ryms inte" not in book.sheetnames


@pytest.mark.parametrize("name", tables())
def test_parquet_reads_back_with_its_types(connection: sqlite3.Connection, folder: Path, name: str) -> None:
    read = pyarrow.parquet.read_table(folder / "parquet" / f"{name}.parquet")
    declared = tables()[name].columns
    assert {field.name: str(field.type) for field in read.schema} == {n: TYPES[c.type] for n, c in declared.items()}
    rows = [tuple(as_stored(row[column]) for column in declared) for row in read.to_pylist()]
    assert rows == stored(connection, name)


@pytest.mark.parametrize("name", tables())
def test_json_lines_read_back(connection: sqlite3.Connection, folder: Path, name: str) -> None:
    lines = (folder / "jsonl" / f"{name}.jsonl").read_text("utf-8").split("\n")
    assert lines.pop() == ""
    objects = [json.loads(line) for line in lines]
    assert [tuple(as_stored(cell) for cell in row.values()) for row in objects] == stored(connection, name)
    assert all(list(row) == list(tables()[name].columns) for row in objects)


FORMS = [pytest.param(form, marks=pytest.mark.crawl) for form in ("csv", "excel", "xlsx")]


@pytest.mark.parametrize("form", FORMS)
def test_the_package_is_valid(folder: Path, form: str) -> None:
    report = frictionless.Package(str(folder / form / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "fieldName", "rowNumber", "message"])[:5]


def referred_to(name: str) -> set[str]:
    """A table, and all that its columns refer to, directly or not."""
    columns = tables()[name].columns.values()
    others = {column.references.partition(".")[0] for column in columns if column.references} - {name}
    return {name}.union(*map(referred_to, others))


def test_tables_of_a_package_are_valid(folder: Path) -> None:
    """Every day one with all that it refers to: columns, types, keys, and rows."""
    package = frictionless.Package(str(folder / "csv" / "datapackage.json"))
    assert {resource.name for resource in package.resources} == set(tables())
    for name in set(tables()) - referred_to("claims"):
        package.remove_resource(name)
    report = package.validate()
    assert report.valid, report.flatten(["type", "fieldName", "rowNumber", "message"])[:5]


@pytest.mark.parametrize("form", ["csv", "excel", "xlsx"])
def test_a_program_that_follows_the_descriptor_reads_every_row_and_no_other(
    folder: Path, connection: sqlite3.Connection, form: str
) -> None:
    """Headings are none, also where they stand above the rows in Swedish."""
    package = frictionless.Package(str(folder / form / "datapackage.json"))
    rows = package.get_resource("counties").read_rows()
    assert [row["name"] for row in rows] == [name for _, name, *_ in stored(connection, "counties")]


def test_the_dictionary_stands_beside_the_files_to_be_read(folder: Path) -> None:
    for form, declared in FILE_FORMATS.items():
        text = (folder / form / "las-mig.txt").read_text("utf-8")
        assert all(f"{name}.{declared.ending}: {table.label}" in text for name, table in tables().items())
        assert tables()["projects"].columns["esf_support_sek"].sv in text


def test_files_that_have_room_name_licence_source_and_version(connection: sqlite3.Connection, folder: Path) -> None:
    notes = data_notes(data_version(connection), CC0)
    about = openpyxl.load_workbook(folder / "xlsx" / "projects.xlsx", read_only=True)["Om"]
    assert [row[0].value for row in about.iter_rows()][2:] == notes
    metadata = pyarrow.parquet.read_schema(folder / "parquet" / "projects.parquet").metadata
    assert metadata[b"description"].decode().splitlines()[2:] == notes
    assert any(CC0.said in note for note in notes) and any(SOURCE in note for note in notes)


@pytest.mark.parametrize("cell", ["=1+1", "+46", "-75 % av", "@sum", "\tx", "  =1", "|cmd"])
def test_cells_like_formulas_are_harmless(cell: str) -> None:
    assert excel_cell(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell",
    [
        *["0180", "2", "2120008889", "1.1", "2014-03", "1/2", "12:30", "1E5", "1,50", "6 492 410", "40 %", "2012-1-5"],
        *[
            "april 2011",
            "3 maj 2010",
            "maj-12",
            "2-jan",
            "7 001 250 kr",
            "kr 50",
            "1\u00a0000,50 €",
            "09/2013",
            "3-2011",
        ],
        *["(250)", "250-", " 0114", "2 3/4", "2013-05-02 08:30", "2013-05-02 08:30:00,125", "sant", "FALSKT", "#N/A"],
        *["#SAKNAS!", "8:30 em", "1,5e-3", "12 345,67"],
    ],
)
def test_texts_that_excel_would_change_stay_texts(cell: str) -> None:
    assert excel_cell(cell) == f'="{cell}"'


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (-5, -5),
        (0.4, "0,4"),
        (None, None),
        ("a=b", "a=b"),
        ("2014-03-02", "2014-03-02"),
        ("2012-3040001", "2012-3040001"),
        ("2007-2013", "2007-2013"),
        ("802400-9998", "802400-9998"),
        ("2012-03-01 - 2014-02-28", "2012-03-01 - 2014-02-28"),
        ("12 deltagare", "12 deltagare"),
        ("maj", "maj"),
        ("# 4", "# 4"),
        ("1" * 256, "1" * 256),
    ],
)
def test_other_cells_stay_as_they_are(cell: Any, shown: Any) -> None:
    assert excel_cell(cell) == shown


def workbook(columns: list[ExportColumn], rows: Sequence[Sequence[Any]]) -> Any:
    return openpyxl.load_workbook(io.BytesIO(b"".join(workbook_pieces(Dataset("x", columns, rows)))))


def test_what_a_sheet_cannot_hold_is_named_cell_by_cell() -> None:
    columns = [ExportColumn("id", "Id"), ExportColumn("text", "Text")]
    rows: list[list[Any]] = [
        ["a", "å" * 40_000],
        ["b", "med\x07ljud"],
        ["c", "hel"],
        ["d", 2**60],
        ["e", float("inf")],
        ["f", "😀" * 20_000],
    ]
    book = workbook(columns, rows)
    named = [[cell.value for cell in row] for row in book["Ryms inte"].iter_rows(min_row=2)]
    assert [(row[1], row[2], row[4]) for row in named] == [
        ("B2", "text", "40000"),
        ("B3", "text", "8"),
        ("B5", "text", "19"),
        ("B6", "text", "3"),
        ("B7", "text", "20000"),
    ]
    cells = [row[1].value for row in book["Data"].iter_rows(min_row=2)]
    assert cells[0].startswith("å" * 30_000) and cells[0].endswith("se bladet Ryms inte]")
    assert cells[1:5] == ["med\ufffdljud", "hel", str(2**60), "inf"]
    assert "5 celler ryms inte hela" in str(book["Om"]["A1"].value)
    assert book.properties.title == "x"


@pytest.mark.parametrize(
    ("declared", "values", "type_"),
    [
        ("date", ["2014-03-02", None], "date"),
        ("date", ["2014-03-02", "2014-03"], "text"),
        ("boolean", [0, 1], "boolean"),
        ("boolean", [0, 2], "integer"),
        ("boolean", [-1, 1], "integer"),
        ("float", [1, 0.5], "float"),
        ("float", [2**53 + 1], "integer"),
        ("integer", [1, "två"], "text"),
        ("integer", [None], "integer"),
    ],
)
def test_a_column_has_the_declared_type_where_it_holds_all_values(declared: Any, values: list[Any], type_: str) -> None:
    dataset = Dataset("x", [ExportColumn("a", "A", declared)], [[value] for value in values])
    assert [column.type for column in with_found_types(dataset, io.BytesIO()).columns] == [type_]


def test_rows_come_a_thousand_at_a_time_and_fewer_where_their_texts_are_long() -> None:
    rows: list[list[Any]] = [[n] for n in range(2500)]
    assert [len(batch) for batch in Dataset("x", [ExportColumn("n", "Tal", "integer")], rows).batches()] == [
        1000,
        1000,
        500,
    ]
    long = Dataset("x", [ExportColumn("text", "Text")], [["å" * 1_000_000]] * 100)
    assert sum(len(batch) for batch in long.batches()) == 100
    assert max(len(batch) for batch in long.batches()) < 100


def test_rows_beyond_a_sheet_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.exporting.formats.paged_sheet._MOST_ROWS", 4)
    book = workbook([ExportColumn("n", "Tal", "integer")], [[n] for n in range(7)])
    sheets = [name for name in book.sheetnames if name.startswith("Data")]
    assert [[cell.value for cell in row] for name in sheets for row in book[name].iter_rows(min_row=2)] == [
        [n] for n in range(7)
    ]
    assert all(book[name]["A1"].value == "Tal" for name in sheets)
    assert "Data 2 till Data 3" in str(book["Om"]["A1"].value)


def test_floats_keep_all_their_digits() -> None:
    values = [0.1 + 0.2, 1 / 3, 1e-300, 123456789.123456789]
    book = workbook([ExportColumn("n", "Tal", "float")], [[value] for value in values])
    assert [row[0].value for row in book["Data"].iter_rows(min_row=2)] == values


@pytest.mark.parametrize("stop", [OSError, KeyboardInterrupt])
def test_a_workbook_that_is_not_made_to_its_end_says_nothing_more(
    stop: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    write = zipfile.ZipFile.write

    def stopped(*arguments: Any, **named: Any) -> None:
        write(*arguments, **named)
        raise stop(28, "No space left on device")

    unraised: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", unraised.append)
    columns = [ExportColumn("n", "Tal", "integer")]
    with monkeypatch.context() as patch:
        patch.setattr(zipfile.ZipFile, "write", stopped)
        with pytest.raises(stop):
            list(workbook_pieces(Dataset("tal", columns, iter([[1]]))))
    gc.collect()
    assert [one for one in unraised if one.exc_type is not ResourceWarning] == []  # which nobody is shown


def test_an_interrupted_export_leaves_the_old_files_whole(
    connection: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(connection, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    write, count = write_table, 0

    def interrupted(*arguments: Any) -> Any:
        nonlocal count
        count += 1
        if count == 5:
            raise KeyboardInterrupt
        return write(*arguments)

    monkeypatch.setattr(export_folder, "write_table", interrupted)
    with pytest.raises(KeyboardInterrupt):
        export(connection, tmp_path, ["excel"])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def fits(folder: Path) -> bool:
    """Whether a descriptor is there; every file that it names is then the one that it tells of."""
    if not (folder / DESCRIPTOR).exists():
        return False
    named = json.loads((folder / DESCRIPTOR).read_text("utf-8"))["resources"]
    assert {one["path"]: one["hash"] for one in named} == {
        one["path"]: f"sha256:{digest_of(folder / one['path'])[1]}" for one in named
    }
    return True


def test_moving_is_seen_by_the_missing_descriptor(tmp_path: Path) -> None:
    """Before each file is moved, the descriptor of the last export is gone and the new one is not yet there."""
    working, folder = tmp_path / "working", tmp_path / "folder"
    for place in (working, working / "csv", folder, folder / "csv"):
        place.mkdir()
        for name in ("a.csv", DESCRIPTOR):
            (place / name).write_text(str(place), "utf-8")
    seen: list[bool] = []
    hooked = Path.replace

    def replace(path: Path, to: Path) -> Path:
        seen.append((folder / DESCRIPTOR).exists() or (folder / "csv" / DESCRIPTOR).exists())
        return hooked(path, to)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        export_folder.move_files(working, folder)
    assert seen == [False, False, False, True]
    assert (folder / "csv" / "a.csv").read_text("utf-8") == str(working / "csv")


def test_two_exports_never_move_their_files_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, told = tmp_path / "folder", list[str]()
    for place in (tmp_path / "one", tmp_path / "other", folder):
        place.mkdir()
        for name in ("a.csv", DESCRIPTOR):
            (place / name).write_text(place.name, "utf-8")
    hooked = Path.replace

    def replace(path: Path, to: Path) -> Path:
        with pytest.raises(TimeoutError, match="another export moves its files there"):
            export_folder.move_files(tmp_path / "other", folder)
        told.append(path.name)
        return hooked(path, to)

    monkeypatch.setattr(export_folder, "_WAIT", 0)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        export_folder.move_files(tmp_path / "one", folder)
    assert told == ["a.csv", DESCRIPTOR]
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == {"a.csv": "one", DESCRIPTOR: "one"}
    export_folder.move_files(tmp_path / "other", folder)
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == {"a.csv": "other", DESCRIPTOR: "other"}


def test_a_folder_where_a_file_is_to_be_stops_it_before_anything_is_changed(
    connection: sqlite3.Connection, tmp_path: Path
) -> None:
    export(connection, tmp_path)
    before = (tmp_path / DESCRIPTOR).stat().st_ino
    (tmp_path / "words.csv").unlink()
    (tmp_path / "words.csv").mkdir()
    with pytest.raises(OSError, match=r"words\.csv is a folder"):
        export(connection, tmp_path)
    assert (tmp_path / DESCRIPTOR).stat().st_ino == before
    assert not list(tmp_path.glob(".*"))


@pytest.mark.crawl
def test_an_export_killed_anywhere_never_stands_under_the_old_descriptor(
    few_archive: Path, archive: Path, tmp_path: Path
) -> None:
    with open_archive(few_archive) as connection:
        export(connection, tmp_path / "old", ["jsonl"])
    fitting = Counter[bool]()
    for operation in itertools.count(1, 7):
        folder = Path(shutil.copytree(tmp_path / "old", tmp_path / str(operation)))
        code = export_until(archive, folder, operation)
        fitting[fits(folder)] += 1
        if code == 0:
            break
    assert fitting[True] > 5 and fitting[False] > 5
    assert export_until(archive, folder, 0) == 0
    assert fits(folder) and not list(folder.glob(".export-*"))


def test_folders_of_killed_exports_are_removed_by_the_next_one_and_those_in_use_stay(tmp_path: Path) -> None:
    with export_folder.working_folder(tmp_path) as in_use:
        abandoned = tmp_path / ".export-killed"
        (abandoned / "csv").mkdir(parents=True)
        (abandoned / "csv" / "projects.csv").write_bytes(b"half of it")
        with export_folder.working_folder(tmp_path) as working:
            assert {path.name for path in tmp_path.iterdir()} == {in_use.parent.name, working.parent.name}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.crawl
def test_a_reader_who_leaves_early_still_has_all_files(few_archive: Path, tmp_path: Path) -> None:
    command = [*COMMAND, "--db", str(few_archive), "--to", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 0
    assert {path.stem for path in tmp_path.glob("*.csv")} == set(tables())


@pytest.mark.crawl
def test_a_full_disk_is_one_line_and_an_exit_code(archive: Path, tmp_path: Path) -> None:
    limited = [
        "bash",
        "-c",
        'ulimit -f 100; exec "$@"',
        "limited",
        *COMMAND,
        "--db",
        str(archive),
        "--to",
        str(tmp_path),
    ]
    done = subprocess.run(limited, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and "cannot be written" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_one_line(few_archive: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = run("export", "--db", few_archive, "--to", tmp_path / "file" / "csv", "--format", "jsonl")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)


def test_excel_is_a_format(few_archive: Path, tmp_path: Path) -> None:
    assert run("export", "--db", few_archive, "--to", tmp_path, "--format", "excel").exit_code == 0
    assert (tmp_path / "projects.csv").read_bytes().startswith(b"\xef\xbb\xbfproject_id;")


def test_a_date_that_is_none_makes_its_column_text(archive: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(shutil.copy(archive, tmp_path / "esf.db"))) as changed:
        changed.execute("update projects set period_start = '2014-02' where rowid = 1")
        export(changed, tmp_path / "parquet", ["parquet"])
    read = pyarrow.parquet.read_table(tmp_path / "parquet" / "projects.parquet")
    assert str(read.schema.field("period_start").type) == "string"
    assert "2014-02" in read["period_start"].to_pylist()


def test_no_contact_is_exported(folder: Path) -> None:
    text = "".join(path.read_text("utf-8") for form in ("csv", "jsonl") for path in (folder / form).iterdir())
    assert "@" not in text
