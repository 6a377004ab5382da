"""The stage that understands prose, from the page to the published tables, and what it costs nothing twice."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.building.build import build
from archive.building.masking.contacts import private_path
from archive.building.parsing.parsing_options import ParsingOptions
from benchmarks.gold.authors import GOLD
from benchmarks.gold.documents import gold_documents
from benchmarks.speed.long_pages import OPENING
from benchmarks.speed.long_pages import PROSE as PIECES
from parser import read_page, understand_page
from schema.record import Claim, Tag, Target
from scraper.files import find_inputs
from scraper.input import Input
from tests.archive.test_archive import page_like, query, rows
from tests.archive.test_cli import run
from tests.conftest import few_pages
from tests.counting import assert_in_proportion

PROSE = list(find_inputs([str(GOLD)]))
PROSE_FOLDERS = ("agarsida-verkstan", "artikel-byskolan", "efter-muren", "hamnkraft-gavle", "memo-partnerstader")
FEW = [*few_pages(), *find_inputs([str(GOLD / folder) for folder in PROSE_FOLDERS])]
PROMISE = "Minst 70 procent av deltagarna ska få arbete. Projektet kostar totalt 17 miljoner kronor."


def promising(tmp_path: Path, name: str, title: str = "Ekvägen", prose: str = PROMISE) -> Path:
    page = page_like(tmp_path, name, title)
    page.write_text(page.read_text("utf-8").replace("Syfte\n\nVäxa.", f"Målsättning\n\n{prose}"), "utf-8")
    return page


def understood(path: Path) -> int:
    with closing(sqlite3.connect(private_path(path))) as connection:
        return int(connection.execute("select count(*) from understood").fetchone()[0])


@pytest.mark.parametrize("table", ["claims", "targets", "tags"])
def test_everything_read_points_at_its_place(prose_archive: Path, table: str) -> None:
    sql = f"select raw, substr(c.text, start + 1, end - start) from {table} join captures c using (capture_id)"
    found = query(prose_archive, sql)
    assert len(found) > 100
    assert [row for row in found if row[0] != row[1]] == []


def test_the_sentence_of_a_promise_holds_it(prose_archive: Path) -> None:
    assert query(prose_archive, "select count(*) from targets where instr(sentence, raw) = 0") == [(0,)]


def test_every_project_of_a_list_is_in_the_archive(prose_archive: Path) -> None:
    gold = {document.slug: document for document in gold_documents()}
    for slug, document in gold.items():
        if len(document.projects) > 1:
            sql = "select p.title from projects p join captures using (project_id) where source like ?"
            titles = {title for (title,) in query(prose_archive, sql, f"%/{slug}/page.txt")}
            assert titles == {project.title for project in document.projects}


def test_facts_of_prose_fill_the_record_and_say_so(prose_archive: Path) -> None:
    sql = "select project_id from projects where layout = 'prose' and total_budget_sek is not null"
    filled = query(prose_archive, sql)
    assert len(filled) > 5
    for (project_id,) in filled:
        found = "select method from provenance where project_id = ? and field = 'total_budget_sek'"
        assert query(prose_archive, found, project_id) == [("inferred",)]


def test_labels_speak_and_prose_stands_beside_them_as_a_claim(tmp_path: Path) -> None:
    path = tmp_path / "esf.db"
    build(path, [Input("a", promising(tmp_path, "a.txt"))])
    assert query(path, "select total_budget_sek from projects") == [(16811676,)]
    sql = "select source, value, standing from claims where kind = 'amount.total_budget' order by standing"
    assert query(path, sql) == [("projektbank", "SEK 16811676", 1), ("prosa", "SEK 17000000", 2)]
    assert query(path, "select * from disagreements") == [], "a page's prose is no second source for its own labels"
    target = query(path, 'select quantity, unit, "of", lower_bound, section from targets')
    assert target == [(70.0, "procent", "deltagarna", 1, "malsattning")]


def test_a_text_with_the_title_of_one_project_is_compared_with_it(tmp_path: Path) -> None:
    text = tmp_path / "b.txt"
    text.write_text(
        "Ekvägen\n\nProjektet Ekvägen får stöd av Europeiska socialfonden (ESF). "
        "Den totala budgeten är 100 miljoner kronor.\n",
        "utf-8",
    )
    path = tmp_path / "esf.db"
    captures = [Input("a", page_like(tmp_path, "a.txt", "Ekvägen")), Input("b", text)]
    for order in (captures, captures[::-1]):
        build(path, order)
        joined = query(path, "select joined_by, value from claims where value like 'SEK 100%'")
        assert joined == [("titel", "SEK 100000000")]
        assert query(path, "select shown_value, other_value from disagreements") == [("SEK 16811676", "SEK 100000000")]
        assert query(path, "select count(*) from projects") == [(2,)]
    other = page_like(tmp_path, "c.txt", "Ekvägen")
    other.write_text(re.sub(r"(Projektperiod)\d{4}", r"\g<1>2007", other.read_text("utf-8")), "utf-8")
    build(path, [Input("c", other)])
    assert query(path, "select distinct joined_by from claims where value like 'SEK 100%'") == [("sida",)]


def test_text_that_did_not_change_is_not_understood_again(tmp_path: Path) -> None:
    path = tmp_path / "esf.db"
    page = promising(tmp_path, "a.txt")
    build(path, [Input("a", page)])
    menu = tmp_path / "b.txt"
    menu.write_text(page.read_text("utf-8").replace("In English", "In English\nLyssna"), "utf-8")
    first = understood(path)
    build(path, [Input("a", page), Input("b", menu)])
    assert (first, understood(path)) == (1, 1)
    assert query(path, "select count(*) from captures") == [(2,)]


@pytest.mark.usefixtures("processes")
def test_processes_do_not_matter(tmp_path: Path) -> None:
    pages = [promising(tmp_path, f"{n}.txt", f"Ekvägen {n}", f"{PROMISE} {n + 2} företag.") for n in range(30)]
    for processes in (1, 2):
        built = run("build", "--db", tmp_path / f"{processes}.db", "--processes", str(processes), *pages)
        assert built.exit_code == 0, built.stderr
    assert rows(tmp_path / "1.db") == rows(tmp_path / "2.db")
    assert understood(tmp_path / "2.db") == 30


def test_prose_may_be_left_unread_and_read_later(tmp_path: Path) -> None:
    path = tmp_path / "esf.db"
    tables = ("targets", "tags")
    build(path, FEW, options=ParsingOptions(text=False))
    assert [query(path, f"select count(*) from {table}") for table in tables] == [[(0,)], [(0,)]]
    report = build(path, FEW)
    assert (report.added, report.unchanged) == (len(FEW), 0)
    build(tmp_path / "at-once.db", FEW)
    assert rows(path) == rows(tmp_path / "at-once.db")


def test_parse_prints_what_prose_says_unless_told_not_to(tmp_path: Path) -> None:
    page = promising(tmp_path, "a.txt")
    record: dict[str, Any] = msgspec.json.decode(run("parse", page).stdout)
    assert [claim["kind"] for claim in record["claims"]] == ["amount.total_budget"]
    assert [(target["quantity"], target["unit"]) for target in record["targets"]] == [(70, "procent")]
    plain: dict[str, Any] = msgspec.json.decode(run("parse", "--no-text", page).stdout)
    assert (plain["claims"], plain["targets"], plain["tags"]) == ([], [], [])


def test_contact_persons_stay_out_of_sentences_and_tags(tmp_path: Path) -> None:
    prose = f"{PROMISE} Minst 30 procent ska ringa Siv Påhittad på 0480-123456."
    build(tmp_path / "esf.db", [Input("a", promising(tmp_path, "a.txt", prose=prose))])
    with closing(sqlite3.connect(tmp_path / "esf.db")) as connection:
        assert "0480-123456" not in "\n".join(connection.iterdump())


def assert_places_hold(content: bytes) -> None:
    page = read_page(content)
    understand_page(page)
    for project in page.projects:
        items: list[Claim | Target | Tag] = [*project.claims, *project.targets, *project.tags]
        assert [page.text[item.start : item.end] for item in items] == [item.raw for item in items]
        sections = [(section.start, section.end) for section in project.sections]
        assert all(any(a <= item.start < item.end <= b for a, b in sections) for item in items)


@given(st.text(max_size=300))
def test_any_prose_is_read_without_harm(text: str) -> None:
    assert_places_hold((OPENING + text).encode("utf-8", "replace"))


@given(st.lists(st.sampled_from(["minst", "70", "%", "procent", "av", "deltagarna", "kr", "2012", "\n-", ".", "Vara"])))
def test_any_order_of_telling_words_is_read_without_harm(words: list[str]) -> None:
    assert_places_hold((OPENING + " ".join(words)).encode())


@pytest.mark.parametrize("piece", PIECES)
def test_prose_four_times_as_long_is_four_times_the_work(piece: str) -> None:
    assert_in_proportion(lambda times: understand_page(read_page((OPENING + piece * times).encode())), 100)
    assert_places_hold((OPENING + piece * (2000 // len(piece))).encode())
