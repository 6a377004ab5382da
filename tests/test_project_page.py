"""What the page of a project compares: amounts of several documents, and what these do not agree on."""

import sqlite3
from contextlib import closing
from pathlib import Path

from archive.building.build import build
from archive.site.project.project_page import ProjectPage
from archive.site.project.project_rows import read_project
from scraper.files import Input
from tests.test_archive import page_like, query
from tests.test_disagreements import text
from tests.test_history import BANK
from tests.test_understanding import promising


def page_of(path: Path, *inputs: Input) -> ProjectPage:
    """The page of the project whose labels state a budget of 16 811 676 kronor."""
    build(path, inputs)
    with closing(sqlite3.connect(path)) as connection:
        found = query(path, "select project_id from projects where layout <> 'prose'")
        project = read_project(connection, found[0][0])
    assert project is not None
    return project


def stated(project: ProjectPage) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The values compared with their sources, and the values agreed on with their labels."""
    compared = [(row["source"], row["value"]) for row in project.compared]
    return compared, [(label, rows[0]["value"]) for label, rows in project.agreed]


def test_amounts_are_compared_also_where_they_agree_and_dates_are_not(tmp_path: Path) -> None:
    told = text(tmp_path, "b.txt", "Den totala budgeten är 16,8 miljoner kronor. Projektet startar 2010.")
    compared, agreed = stated(page_of(tmp_path / "esf.db", Input("a", page_like(tmp_path, "a.txt", "Ekvägen")), told))
    assert compared == [("projektbank", "SEK 16811676"), ("prosa", "SEK 16800000")]
    assert agreed == [
        ("Total projektbudget", "SEK 16811676"),
        ("Startdatum", "2010-11-01"),
        ("Titel", "Ekvägen"),
    ]


def test_dates_are_compared_where_they_differ(tmp_path: Path) -> None:
    told = text(tmp_path, "b.txt", "Projektet startar den 1 mars 2011.")
    compared, agreed = stated(page_of(tmp_path / "esf.db", Input("a", page_like(tmp_path, "a.txt", "Ekvägen")), told))
    assert compared == [("projektbank", "2010-11-01"), ("prosa", "2011-03-01")]
    assert agreed == [("Titel", "Ekvägen")]


def test_a_page_is_not_compared_with_its_own_prose(tmp_path: Path) -> None:
    prose = "Den totala budgeten är 9 000 000 kronor. Projektet startar den 1 november 2010."
    project = page_of(tmp_path / "esf.db", Input("a", promising(tmp_path, "a.txt", prose=prose), BANK))
    assert stated(project) == ([], [])
    budgets = {row["value"] for row in project.claims if row["kind"] == "amount.total_budget"}
    assert budgets == {"SEK 16811676", "SEK 9000000"}


SEATS = "Projektet har 210 deltagare."


def test_one_source_alone_agrees_with_nobody(tmp_path: Path) -> None:
    page = Input("a", promising(tmp_path, "a.txt", prose=SEATS), BANK)
    assert stated(page_of(tmp_path / "one.db", page)) == ([], [])
    told = text(tmp_path, "b.txt", "Kursen ges på kvällar.")
    _, agreed = stated(page_of(tmp_path / "two.db", page, told))
    assert agreed == [("Titel", "Ekvägen")]


def test_two_copies_of_a_text_are_one_source(tmp_path: Path) -> None:
    bare, told = Input("a", page_like(tmp_path, "a.txt", "Ekvägen"), BANK), text(tmp_path, "b.txt", SEATS)
    copies = [Input(name, told.path, f"https://{name}.example.org/") for name in ("ett", "annat")]
    _, agreed = stated(page_of(tmp_path / "esf.db", bare, *copies))
    assert [label for label, _ in agreed] == ["Titel"]


def test_two_documents_that_agree_are_shown_with_the_value(tmp_path: Path) -> None:
    page = Input("a", promising(tmp_path, "a.txt", prose=SEATS), BANK)
    _, agreed = stated(page_of(tmp_path / "esf.db", page, text(tmp_path, "b.txt", SEATS)))
    assert agreed == [("Planerat antal deltagare", "210"), ("Titel", "Ekvägen")]


def test_what_is_not_shown_agrees_with_nobody(tmp_path: Path) -> None:
    page = Input("a", promising(tmp_path, "a.txt", prose=SEATS), BANK)
    told, path = text(tmp_path, "b.txt", SEATS), tmp_path / "esf.db"
    build(path, [page, told])
    digest, start, raw = query(
        path, "select digest, start, raw from claims join captures using (capture_id) where value = '210' limit 1"
    )[0]
    row = f"{digest},count.participants,{start},{start + len(raw)},{raw},wrong\n"
    (tmp_path / "corrections.csv").write_text(f"capture,kind,start,end,raw,verdict\n{row}", "utf-8")
    build(path, [page, told], corrections=tmp_path / "corrections.csv")
    _, agreed = stated(page_of(path, page, told))
    assert agreed == [("Titel", "Ekvägen")]


def test_adjacent_texts_of_no_section_are_one(tmp_path: Path) -> None:
    project = page_of(tmp_path / "esf.db", Input("a", page_like(tmp_path, "a.txt", "Ekvägen"), BANK))
    parts = [(None, None, "a"), (None, None, "b"), ("syfte", None, "c"), (None, "Metod", "d"), (None, None, "e")]
    project.sections = [{"section": name, "heading": heading, "text": said} for name, heading, said in parts]
    titled = [(title, row["text"]) for title, row in project.titled_sections]
    assert titled == [("Text", "a\n\nb"), ("Syfte", "c"), ("Metod", "d"), ("Text", "e")]
