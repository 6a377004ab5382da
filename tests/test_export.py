"""Exports are complete and valid, and open well in Swedish Excel."""

import csv
import sqlite3
from contextlib import closing
from pathlib import Path

import frictionless
import pytest

from archive.export import excel_cell, export
from schema.dictionary import tables


def exported(archive: Path, folder: Path, *, excel: bool = False) -> dict[str, int]:
    with closing(sqlite3.connect(archive)) as connection:
        return dict(export(connection, folder, excel=excel))


def test_every_table_and_view_is_complete(archive: Path, tmp_path: Path) -> None:
    counts = exported(archive, tmp_path)
    assert list(counts) == [f"{name}.csv" for name in tables()]
    with closing(sqlite3.connect(archive)) as connection:
        for name in tables():
            expected = connection.execute(f'select count(*) from "{name}"').fetchone()[0]
            with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                lines = list(csv.reader(file))
            assert (len(lines) - 1, counts[f"{name}.csv"]) == (expected, expected)
            assert lines[0] == list(tables()[name].columns)


@pytest.mark.parametrize("excel", [False, True])
def test_the_package_is_valid(archive: Path, tmp_path: Path, excel: bool) -> None:
    exported(archive, tmp_path, excel=excel)
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "fieldName", "rowNumber", "message"])[:5]


def test_canonical_form(archive: Path, tmp_path: Path) -> None:
    exported(archive, tmp_path)
    content = (tmp_path / "cofinancing_per_region.csv").read_bytes()
    assert content.startswith(b"region,programme_period,")
    assert content.count(b"\n") == content.count(b"\r\n") > 1
    assert "Småland och Öarna" in content.decode()


def test_excel_form(archive: Path, tmp_path: Path) -> None:
    exported(archive, tmp_path, excel=True)
    content = (tmp_path / "cofinancing_per_region.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfregion;programme_period;")
    with (tmp_path / "cofinancing_per_region.csv").open(encoding="utf-8-sig", newline="") as file:
        shares = [row["cofinancing_share"] for row in csv.DictReader(file, delimiter=";")]
    assert any("," in share for share in shares) and not any("." in share for share in shares)


@pytest.mark.parametrize("cell", ["=1+1", "+46", "-75 % av", "@sum", "\tx", "  =1", "|cmd"])
def test_cells_like_formulas_are_harmless(cell: str) -> None:
    assert excel_cell(cell) == f"'{cell}"
    assert (excel_cell(-5), excel_cell(0.4), excel_cell(None), excel_cell("a=b")) == (-5, "0,4", None, "a=b")


def test_no_contact_is_exported(archive: Path, tmp_path: Path) -> None:
    exported(archive, tmp_path)
    text = "".join(path.read_text("utf-8") for path in tmp_path.iterdir())
    assert "@" not in text
