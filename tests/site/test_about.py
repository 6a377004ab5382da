"""The page about the archive, and what it tells of as new and changed."""

import asyncio
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html
import pytest

from archive.building.build import build
from archive.site.about.about_rows import glossary
from archive.site.about.atom_feed import atom_feed, rfc3339
from archive.site.language.translations import english
from archive.site.serving.server import make_site
from benchmarks.accuracy import page_facts as accuracy
from benchmarks.accuracy import published_floors
from schema.dictionary import tables
from scraper.input import Input
from tests.conftest import current_records, fixture_page

ATOM = {"a": "http://www.w3.org/2005/Atom"}
NOT_COUNTED = {"project_id", "programme_period", "layout", "source", "url"}
"""Columns that every project has, or that tell of the archive."""


def rows(archive: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(archive)) as connection:
        return connection.execute(sql).fetchall()


def test_coverage_of_pages_is_that_of_the_records(archive: Path) -> None:
    records = current_records()
    for field in ("owner", "total_budget_sek", "participants_planned", "phase", "dnr", "eu_cofinancing_rate"):
        counted = f"select programme_period, projects, stated, share from fact_coverage where fact = '{field}'"
        for period, projects, stated, share in rows(archive, f"{counted} and source = 'projektbank'"):
            of_period = [record for record in records if record.programme_period == period]
            expected = sum(getattr(record, field) is not None for record in of_period)
            assert (projects, stated) == (len(of_period), expected)
            assert share == pytest.approx(expected / len(of_period))


def test_every_column_that_a_page_may_state_is_counted(archive: Path) -> None:
    counted = {fact for (fact,) in rows(archive, "select fact from fact_coverage where source = 'projektbank'")}
    assert counted - {"sections", "organisations", "municipalities"} == set(tables()["projects"].columns) - NOT_COUNTED


def test_freshness_counts_every_page_and_file(archive: Path) -> None:
    told = rows(archive, "select sum(captures), min(oldest), max(newest) from source_freshness")
    assert told == rows(
        archive, "select count(*), min(captured_at), max(captured_at) from captures where verdict is null"
    )


def test_the_floors_told_are_those_that_the_suite_enforces(archive: Path) -> None:
    assert published_floors.TABLE.read_text("utf-8") == published_floors.floors_table(), "run make accuracy"
    floors = dict(rows(archive, "select fact, floor from accuracy_floors where corpus = 'fixtures'"))
    assert floors == json.loads(accuracy.FLOORS.read_text("utf-8"))["fixtures"]


@pytest.mark.parametrize("path", ["/om", "/andringar", "/andringar.atom"])
def test_unknown_parameters_of_the_pages_are_refused(get: Any, path: str) -> None:
    assert get(f"{path}?finns=inte").status_code == 400


def test_the_page_tells_sources_coverage_accuracy_terms_and_citation(get: Any, archive: Path) -> None:
    answer = get("/om")
    page: Any = lxml.html.document_fromstring(answer.text)
    assert answer.status_code == 200
    named = [cell.text.strip() for cell in page.cssselect("section:first-of-type tbody th")]
    assert {label for (label,) in rows(archive, "select label from claim_sources")} == set(named)
    (owner,) = [row for row in page.cssselect("tbody tr") if row[0].text_content() == "Projektägare"][:1]
    assert [re.sub(r"\s", " ", cell.text_content()) for cell in owner[1:]] == ["62 (96,88 %)", "6 (100 %)", "4 (100 %)"]
    assert "Får inte summeras med total projektbudget" in answer.text
    assert re.search(r"Data till och med 2025-11-03; esfarkiv [\d.]+, databas [0-9a-f]{12}", answer.text)
    assert page.cssselect("footer a[href='/om']")


def test_the_page_in_english_tells_of_each_source_in_english(get: Any, archive: Path) -> None:
    page: Any = lxml.html.document_fromstring(get("/om?sprak=en").text)
    told = [cell.text_content().strip() for cell in page.cssselect("section:first-of-type tbody th")]
    sources = rows(archive, "select label, description from claim_sources order by rank")
    assert set(told) == {english()[label] + english()[description] for label, description in sources}
    summaries = [summary.text for summary in page.cssselect("#tackning ~ details summary")]
    assert summaries == ["The project bank", "The ESF Council's export", "Kohesio", "Prose"]


def test_the_status_of_projects_stands_in_the_coverage(get: Any, archive: Path) -> None:
    page: Any = lxml.html.document_fromstring(get("/om").text)
    covered = page.cssselect("section[aria-labelledby=tackning] details:first-of-type tbody tr")
    (status,) = [row for row in covered if row[0].text_content() == "Status"]
    granted = "select count(status) from projects where layout <> 'prose' group by programme_period"
    of_periods = rows(archive, f"{granted} order by programme_period")
    assert [cell.text_content().split()[0] for cell in status[1:]] == [str(n) for (n,) in of_periods]


def test_the_page_as_data_tells_the_same(get: Any) -> None:
    told, page = get("/om.json").json(), get("/om").text
    assert {"sources", "coverage", "fields", "prose", "terms", "data", "licence"} <= set(told)
    assert all(one["label"] in page for one in told["sources"])
    assert list(told["terms"]) == [name for name, _column in glossary()]
    assert told["licence"]["address"] in page
    assert get("/om.json?a=1").status_code == 400


def test_changes_as_data_are_the_rows_of_the_pages(get: Any, archive: Path) -> None:
    with closing(sqlite3.connect(archive)) as connection:
        wanted = connection.execute("select project_id, event from project_events order by position").fetchall()
    address, found = "/andringar.json", list[Any]()
    while address:
        answer = get(address)
        found += answer.json()
        address = answer.links["next"]["url"].removeprefix("http://localhost") if "next" in answer.links else ""
        assert len(found) <= len(wanted)
    assert [(row["project_id"], row["event"]) for row in found] == wanted
    assert get("/andringar.json?slag=nosuch").status_code == 400


def test_every_term_of_the_glossary_is_in_the_dictionary() -> None:
    text = Path(__file__).parents[2].joinpath("archive/site/about/glossary.toml").read_text("utf-8")
    assert [name for name, _ in glossary()] == re.findall(r'"(\w+\.\w+)"', text)


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of one project whose page was seen four times, with another support each time."""
    folder = tmp_path_factory.mktemp("moved")
    text = fixture_page("AVSPARK").path.read_text("utf-8")
    amount = re.search(r"Beviljat ESF-stöd[^\d]*([\d \u00a0]+\d)", text)
    assert amount is not None
    pages = []
    for at, kronor in enumerate(("1 000 000", "1 100 000", "1 300 000", "900 000"), start=1):
        path = folder / f"{at}.txt"
        path.write_text(text.replace(amount[1], kronor), "utf-8")
        url = fixture_page("AVSPARK").url
        pages.append(Input(path.name, path, url, f"2012-0{at}-01T10:00:00+01:00"))
    build(folder / "esf.db", pages)
    return folder / "esf.db"


def test_amounts_that_move_by_more_than_a_tenth_are_told(moved: Path) -> None:
    told = rows(
        moved, "select event, seen_at, old, new, round(change_share, 3) from project_events where event <> 'ändrad'"
    )
    assert told == [
        ("belopp", "2012-04-01T10:00:00+01:00", "1300000", "900000", -0.308),
        ("belopp", "2012-03-01T10:00:00+01:00", "1100000", "1300000", 0.182),
        ("ny", "2012-01-01T10:00:00+01:00", None, None, None),
    ]
    assert rows(moved, "select count(*) from project_events where event = 'ändrad'") == [(3,)]


def test_the_list_of_changes_and_its_kinds(moved: Path) -> None:
    site = make_site(moved)
    whole = asyncio.run(site.client.get("/andringar")).text
    assert whole.count('<li><p class="when">') == 6
    assert "från 1\u00a0300\u00a0000 till 900\u00a0000 kr (-30,77\u00a0%)" in whole
    some = asyncio.run(site.client.get("/andringar?slag=belopp")).text
    assert some.count('<li><p class="when">') == 2


@pytest.mark.parametrize(
    ("query", "status"),
    [("slag=annat", 400), ("sida=0", 400), ("sida=x", 400), ("sida=" + "9" * 400, 400), ("sida=99", 404)],
)
def test_what_the_list_cannot_show_is_refused(get: Any, query: str, status: int) -> None:
    answer = get(f"/andringar?{query}")
    assert (answer.status_code, '<html lang="sv">' in answer.text) == (status, True)


def test_the_feed_is_atom_and_its_ids_last(moved: Path, tmp_path: Path) -> None:
    site = make_site(moved)
    answer = asyncio.run(site.client.get("/andringar.atom"))
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed: Any = lxml.etree.fromstring(answer.content)
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    for element in (feed, *feed.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"a:{name}", ATOM)) == 1
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", element.findtext("a:updated", "", ATOM))
    assert feed.findtext("a:updated", "", ATOM) == "2012-04-01T09:00:00Z"
    assert feed.find("a:link[@rel='self']", ATOM).get("href") == "http://localhost/andringar.atom"
    ids = [found.text for found in feed.iterfind("a:entry/a:id", ATOM)]
    assert len(set(ids)) == 6
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", found) for found in ids)
    with closing(sqlite3.connect(moved)) as old, closing(sqlite3.connect(tmp_path / "again.db")) as again:
        old.backup(again)
    later = asyncio.run(make_site(tmp_path / "again.db").client.get("/andringar.atom")).content
    assert later == answer.content


def test_titles_that_are_markup_or_no_xml_are_harmless() -> None:
    title = "<script>alert(1)</script> & ]]> \x00\x0b\ud800 \"'"
    event = {"event": "ny", "project_id": "x\x01", "capture_id": "c", "field": None, "seen_at": "2020-02-30"}
    event |= {"title": title, "said": "Sågs.", "address": "/projekt/x"}
    feed = lxml.etree.fromstring(atom_feed([event], lambda path: f"https://arkiv.example{path}"))
    found = feed.findtext("a:entry/a:title", "", ATOM)
    assert found == title.replace("\x00", "\ufffd").replace("\x0b", "\ufffd").replace("\ud800", "\ufffd")
    assert not feed.findall(".//script")
    empty = lxml.etree.fromstring(atom_feed([], lambda path: path))
    assert empty.findtext("a:updated", "", ATOM) == "1970-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("time", "told"),
    [
        ("2025-03-17", "2025-03-17T00:00:00Z"),
        ("2025-03-17T08:30:00", "2025-03-17T08:30:00Z"),
        ("2025-03-17T08:30:00+02:00", "2025-03-17T06:30:00Z"),
        ("2025-03-17T08:30:00Z", "2025-03-17T08:30:00Z"),
        ("2012-10", "2012-10-01T00:00:00Z"),
        ("2012", "2012-01-01T00:00:00Z"),
        ("någon gång", "1970-01-01T00:00:00Z"),
    ],
)
def test_times_as_atom_wants_them(time: str, told: str) -> None:
    assert rfc3339(time) == told
