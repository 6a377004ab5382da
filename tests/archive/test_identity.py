"""Which project a page is of: by register number or address, and where it has none, never by a guess."""

import itertools
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.building.build import build
from parser import parse_page
from scraper.input import Input
from tests.archive.test_archive import page_like, query
from tests.conftest import EACH_ORDER

FIRST = "https://www.esf.se/Resultat/Projektbanken/Behallare-for-projekt/Sydsverige/Ekvagen/"
SECOND = FIRST.replace("Ekvagen", "Ekvagen1")
ORDERS = list(itertools.permutations("abx"))


def rows_of(path: Path) -> list[str]:
    """All that is published, whatever order it was written in."""
    with closing(sqlite3.connect(path)) as connection:
        dump = [line for line in connection.iterdump() if "search_" not in line and "sqlite_" not in line]
    return sorted(dump)


def alike(folder: Path) -> dict[str, Input]:
    """Two addresses with one title, region and start date, and a page without address that says the same."""
    addresses = {"a": FIRST, "b": SECOND, "x": None}
    return {
        name: Input(name, page_like(folder, f"{name}.txt", "Ekvägen", f"{budget} 000 kr"), url)
        for budget, (name, url) in enumerate(addresses.items(), 1)
    }


@EACH_ORDER
@pytest.mark.parametrize("apart", [False, True])
def test_what_may_be_of_two_projects_stays_apart_in_every_order(tmp_path: Path, apart: bool, each: int) -> None:
    pages, archives = alike(tmp_path), []
    for order in ORDERS[::each]:
        path = tmp_path / f"{''.join(order)}.db"
        for inputs in [[pages[name]] for name in order] if apart else [[pages[name] for name in order]]:
            build(path, inputs)
        archives.append(rows_of(path))
        assert query(path, "select count(*) from projects") == [(3,)]
        listed = query(path, "select message from issues where code = 'several-projects'")
        assert len(listed) == 1 and "ekvagen1" in listed[0][0]
    assert all(archive == archives[0] for archive in archives)


def test_a_page_without_address_joins_the_one_project_it_can_be_of(tmp_path: Path) -> None:
    pages = alike(tmp_path)
    for order in ("ax", "xa"):
        build(tmp_path / f"{order}.db", [pages[name] for name in order])
        assert query(tmp_path / f"{order}.db", "select project_id from projects") == [("2007-2013/sydsverige/ekvagen",)]
        assert query(tmp_path / f"{order}.db", "select count(*) from captures where project_id is not null") == [(2,)]


PRESS = "Nya pengar till jobb\n\nProjektet {} får stöd av Europeiska socialfonden och hjälper unga att hitta arbete.\n"


def test_two_texts_of_one_headline_stay_two(tmp_path: Path) -> None:
    texts = [PRESS.format(name) for name in ("Vinden", "Vågen")]
    ids = {project.project_id for text in texts for project in parse_page(text.encode())}
    assert len(ids) == 2
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    build(tmp_path / "esf.db", [Input(f"{n}.txt", tmp_path / f"{n}.txt") for n in range(2)])
    assert query(tmp_path / "esf.db", "select count(*) from projects") == [(2,)]


def test_a_text_is_known_by_its_address_and_then_by_its_content() -> None:
    text = PRESS.format("Vinden").encode()
    here, there = (parse_page(text, f"https://example.org/{name}")[0].project_id for name in ("a", "b"))
    assert len({here, there, parse_page(text)[0].project_id}) == 3
    changed = PRESS.format("Vinden II").encode()
    assert parse_page(changed, "https://example.org/a#topp")[0].project_id == here


def test_a_text_seen_without_and_then_with_its_address_is_one_project(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PRESS.format("Vinden"), "utf-8")
    build(tmp_path / "esf.db", [Input("a.txt", tmp_path / "a.txt")])
    build(tmp_path / "esf.db", [Input("b.txt", tmp_path / "a.txt", "https://example.org/a")])
    assert query(tmp_path / "esf.db", "select count(*), max(alias is not null) from project_aliases") == [(1, 1)]
    assert query(tmp_path / "esf.db", "select count(*) from projects") == [(1,)]


@pytest.mark.parametrize("top", ["", "Om projektet\n\n"])
def test_pages_without_headline_do_not_share_an_id(top: str) -> None:
    form = "Sammanfattning|{}|Bakgrund|Många saknar arbete.|Syfte|Fler i arbete.|Jämställdhetsintegrering|Kön räknas."
    form = form.replace("|", "\n\n")
    texts = [top + form.format(what) for what in ("Unga lär sig snickra hos ESF.", "Vuxna lär sig fiska hos ESF.")]
    assert len({parse_page(text.encode())[0].project_id for text in texts}) == 2
