"""Pages that other processes read and mask give the archive that one process makes of them."""

import sqlite3
from contextlib import closing
from itertools import chain
from pathlib import Path

import pytest

from archive.building.build import build
from archive.building.captures.capture_writer import CaptureWriter
from archive.building.captures.ready_pages import ready_page
from archive.building.masking.contacts import private_path
from archive.building.parsing.parsing_options import ParsingOptions
from benchmarks.fixtures import fixture_pages
from parser import read_page
from schema.record import Contact
from scraper.files import find_inputs
from scraper.input import Input
from tests.same_process import SameProcess

_ADDRESS = "https://www.esf.se/sv/Resultat/Projektbanken/Behallare-for-projekt/Sydsverige/vagen/"
_PAGE = """Vägen

ProjektägareKommunen Ek
Kontaktperson{person}
E-post{mail}@exempel.se
Beviljat ESF-stöd100 000 kr
Projektperiod2009-01-01 till 2010-12-31
RegionSydsverige

Sammanfattning

Ylva Provsson och Olle Exempelqvist svarar. Ring Exempelqvist på 040-11 22 33, eller Provsson!
"""
_PEOPLE = [("Ylva Provsson", "ylva"), ("Olle Exempelqvist", "olle.exempelqvist"), ("Provsson, Ylva", "y")]


def of_one_project(folder: Path) -> list[Input]:
    """Pages of one project with other contacts at each time, and one that is none of a project."""
    found = [Input("none.txt", folder / "none.txt", None, "2012-01-01")]
    found[0].path.write_text("Kontakt\n\nKontaktperson: Siv Ekmark, 0480-99 88 77", "utf-8")
    for year, (person, mail) in enumerate(_PEOPLE, 2012):
        path = folder / f"{year}.txt"
        path.write_text(_PAGE.format(person=person, mail=mail), "utf-8")
        found.append(Input(path.name, path, _ADDRESS, f"{year}-01-01"))
    return found


@pytest.mark.usefixtures("processes")
@pytest.mark.parametrize("every", [pytest.param(1, marks=pytest.mark.crawl), 3])
def test_pages_read_elsewhere_give_the_same_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, every: int
) -> None:
    folders = sorted({str(page.path.parent) for page in fixture_pages()})[::every]
    pages = [*of_one_project(tmp_path), *chain.from_iterable(find_inputs([folder]) for folder in folders)]
    build(tmp_path / "one.db", pages, options=ParsingOptions(text=False))
    monkeypatch.setattr("archive.building.parsing.parsing_pool._FEWEST_PAGES", 0)
    build(tmp_path / "two.db", pages, options=ParsingOptions(text=False, processes=2))
    for path in (Path("one.db"), private_path(Path("one.db"))):
        assert rows(tmp_path / path) == rows(tmp_path / path.name.replace("one", "two"))


@pytest.mark.parametrize(("batch", "started"), [(6, 0), (3, 1), (2, 1)])
def test_another_process_starts_for_prose_once_this_one_has_more_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int, started: int
) -> None:
    pools: list[SameProcess] = []

    def start(*told: object) -> SameProcess:
        pools.append(SameProcess(*told))
        return pools[-1]

    monkeypatch.setattr("archive.building.parsing.parsing_pool.ProcessPoolExecutor", start)
    monkeypatch.setattr("archive.building.parsing.parsing_pool._CHUNK", 1)
    monkeypatch.setattr("archive.building.read_batches._BATCH", batch)
    pages = fixture_pages()[:6]
    for processes in (1, 2):
        build(tmp_path / f"{processes}.db", pages, options=ParsingOptions(processes=processes))
    assert len(pools) == started
    assert rows(tmp_path / "1.db") == rows(tmp_path / "2.db")


def rows(path: Path) -> dict[str, list[str]]:
    """The rows of every table but those of the build itself, in the order of their text."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("select name from sqlite_master where type = 'table' and name not like 'search_%'")
        tables = [name for (name,) in names if name != "build"]
        return {name: sorted(map(repr, connection.execute(f'select * from "{name}"'))) for name in tables}


def test_rows_made_ready_fit_the_contacts_of_their_page_and_no_others() -> None:
    page = read_page(_PAGE.format(person="Olle Exempelqvist", mail="olle").encode(), _ADDRESS)
    (record,) = ready_page(page, "capture")
    assert "Exempelqvist" not in str([record.rows, record.capture])
    assert {row["capture_id"] for row in record.rows["claims"]} == {"capture"}
    assert record.fits([]) and record.fits([*record.contacts, Contact()])
    assert not record.fits([Contact("Ylva Provsson")])


def test_pages_made_ready_are_written_without_being_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    added = []
    monkeypatch.setattr("archive.building.parsing.parsing_pool._FEWEST_PAGES", 0)
    monkeypatch.setattr(CaptureWriter, "add", lambda _self, source, *_page: added.append(source.source))
    first, *_, other = of_one_project(tmp_path)
    report = build(tmp_path / "x.db", [first, other], options=ParsingOptions(text=False, processes=2))
    assert added == ["none.txt"]
    assert (report.added, report.projects) == (1, 1)


def test_a_personal_number_that_stands_beside_an_organisation_s_is_masked(tmp_path: Path) -> None:
    label = "Projektägare organisationsnummer"
    text = (
        f"Trappan\n\nDiarienummer: 23-079-S04\nNamn: Trappan\nBerörd fond: ESF+\n{label}: 212000-0142\n"
        f"{label}: 811218-9876\nRegion: Sydsverige\n\nProjektet hjälper unga att hitta ett arbete.\n"
    )
    (tmp_path / "a.txt").write_text(text, "utf-8")
    build(tmp_path / "esf.db", [Input("a.txt", tmp_path / "a.txt")], options=ParsingOptions(text=False, processes=1))
    with closing(sqlite3.connect(tmp_path / "esf.db")) as connection:
        kept = connection.execute("select raw from provenance where field = 'owner_org_number'").fetchall()
    assert kept == [("212000-0142",)]
    assert b"811218-9876" not in (tmp_path / "esf.db").read_bytes()
