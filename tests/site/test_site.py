"""The site, asked as a program and looked at in a real browser."""

import asyncio
import csv
import html
import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import lxml.html
import pytest
from playwright.sync_api import Page, expect

from archive.building.build import build
from archive.database import DatabaseError
from archive.site.serving.server import make_site
from archive.site.sql.queries import QUERIES
from benchmarks import shapes
from benchmarks.fixtures import ROOT
from schema.dictionary import tables
from scraper.input import Input
from tests.conftest import current_records, fixture_page

EXPORTED = {"23-091-S02": 13_800_000, "23-204-S05": 8_412_351, "24-033-S06": 7_100_000}
"""Total budgets that only ESF-rådet's export states."""
RECORDS = {record.project_id: record for record in current_records()}
PROJECT = RECORDS["2007-2013/stockholm/vandkorset"]


PATHS = [
    "/",
    "/esf",
    *(f"/esf/{name}" for name in tables()),
    *(f"/esf/{name}" for name in QUERIES if name != "sok"),
    "/sok?q=malm%C3%B6",
    "/esf/projects?_search=malmo",
    "/esf/projects?region=Stockholm&_facet=phase",
    f"/projekt/{PROJECT.project_id}",
    "/esf/projects/2007-2013~2Fstockholm~2Fvandkorset",
]


@pytest.mark.parametrize("path", PATHS)
def test_pages_answer_in_swedish(get: Any, path: str) -> None:
    response = get(path)
    assert response.status_code == 200
    assert '<html lang="sv">' in response.text
    assert "ESF-arkivet" in response.text


@pytest.mark.parametrize("name", [*tables(), *QUERIES])
def test_json_and_csv_of_everything(get: Any, name: str) -> None:
    query = "?q=kommun" if name == "sok" else ""
    assert "rows" in get(f"/esf/{name}.json{query}").json()
    answer = get(f"/esf/{name}.csv{query}")
    assert answer.status_code == 200
    assert answer.text.count("\n") > 1


def test_csv_of_a_table_is_whole_and_keeps_the_filter(get: Any) -> None:
    whole = list(csv.DictReader(io.StringIO(get("/esf/projects.csv?_stream=on").text)))
    assert {row["project_id"] for row in whole} == set(RECORDS)
    some = list(csv.DictReader(io.StringIO(get("/esf/projects.csv?_stream=on&region=Stockholm").text)))
    assert {row["project_id"] for row in some} == {key for key, r in RECORDS.items() if r.region == "Stockholm"}


def test_budget_per_region_adds_up(get: Any) -> None:
    rows = get("/esf/budget_per_region_och_period.json?_shape=array").json()
    for row in rows:
        place = row["region"], row["programme_period"]
        records = [r for r in RECORDS.values() if (r.region, r.programme_period) == place]
        budgets = [r.total_budget_sek or EXPORTED.get(r.project_id) for r in records]
        stated = [budget for budget in budgets if budget is not None]
        assert (row["projects"], row["total_budget_sek"]) == (len(budgets), sum(stated) if stated else None)
        in_euro = [r for r in records if r.project_id == "24-118-S01"]
        assert row["projects_without_budget"] == len(budgets) - len(stated) - len(in_euro)
    assert sum(row["projects"] for row in rows) == len(RECORDS)
    some = get("/esf/budget_per_region_och_period.json?programperiod=2021-2027&_shape=array").json()
    assert {row["programme_period"] for row in some} == {"2021-2027"}


def test_search_is_ranked_and_highlighted(get: Any) -> None:
    text = get("/sok?q=v%C3%A4ndkorset").text
    assert "<mark>Vändkorset</mark>" in text
    assert f'href="/projekt/{quote(PROJECT.project_id)}"' in text
    assert "Inga träffar" in get("/sok?q=finnsinte").text


def test_shares_are_shown_as_percentages_and_given_as_numbers(get: Any) -> None:
    share = get("/esf/medfinansiering_per_region.json?programomrade=2&_shape=array").json()[0]["cofinancing_share"]
    assert 0 < share < 1
    assert (
        f"{100 * share:.4g}".replace(".", ",") + "\u00a0%"
        in get("/esf/medfinansiering_per_region?programomrade=2").text
    )


def test_amounts_are_shown_in_groups_of_three_and_given_as_numbers(get: Any) -> None:
    query = f"project_id={quote(PROJECT.project_id)}"
    shown_amounts = re.findall(r'class="col-total_budget_sek [^"]*">([^<]*)<', get(f"/esf/projects?{query}").text)
    assert "22\u00a0480\u00a0600" in shown_amounts
    assert get(f"/esf/projects.json?_shape=array&{query}").json()[0]["total_budget_sek"] == 22480600


def test_quantities_are_shown_as_written_and_given_as_numbers(get: Any) -> None:
    row = get("/esf/targets.json?_shape=array&quantity=30").json()[0]
    assert row["quantity"] == 30.0
    for path in ("/esf/targets?quantity=30", "/esf/utlovade_resultat?enhet="):
        shown_quantities = re.findall(r'class="col-quantity [^"]*">([^<]*)<', get(path).text)
        assert "30" in shown_quantities
        assert not any("." in quantity for quantity in shown_quantities)


def test_what_is_typed_is_escaped(get: Any) -> None:
    attack = "<script>alert(1)</script>"
    for path in (f"/sok?q={quote(attack)}", f"/projekt/{quote(attack)}"):
        assert attack not in get(path).text
    sql = quote(f"select '<mark>{attack}' as snippet, '{attack}' as project_id")
    assert attack not in get(f"/esf?sql={sql}").text


def test_project_page_tells_everything(get: Any) -> None:
    text = get(f"/projekt/{PROJECT.project_id}").text
    assert "22\u00a0480\u00a0600\u00a0kr" in text
    for section in PROJECT.sections:
        assert section.text.split("\n")[0][:40] in text
    for organisation in PROJECT.organisations:
        assert html.escape(organisation.name) in text
    budget = next(value for value in PROJECT.values if value.field == "total_budget_sek")
    assert f'href="#t{budget.start}"' in text
    assert f'<mark id="t{budget.start}">{budget.raw}</mark>' in text


def test_project_as_json(get: Any) -> None:
    data = get(f"/projekt/{PROJECT.project_id}.json").json()
    assert data["total_budget_sek"] == PROJECT.total_budget_sek
    assert [section["text"] for section in data["sections"]] == [section.text for section in PROJECT.sections]


def test_unknown_project(get: Any) -> None:
    assert get("/projekt/finns/inte").status_code == 404
    assert get("/projekt/finns/inte.json").json()["title"] == "Projektet finns inte i arkivet"


def test_no_contact_is_shown(get: Any) -> None:
    contacts = {
        value for r in RECORDS.values() for value in (r.contact.name, r.contact.email, r.contact.phone) if value
    }
    for project_id in RECORDS:
        text = get(f"/projekt/{project_id}").text
        assert not [value for value in contacts if value in text]


def test_table_search_follows_the_same_rules(get: Any) -> None:
    for typed in ("arbetsl%C3%B6s", "malmo", "%22"):
        found = {row[0] for row in get(f"/esf/projects.json?_search={typed}&_size=max").json()["rows"]}
        assert found == {row["project_id"] for row in get(f"/esf/sok.json?q={typed}&limit=999&_shape=array").json()}


def test_odd_addresses_reach_the_page_and_run_nothing(tmp_path: Path) -> None:
    bank = "https://www.esf.se/Resultat/Projektbanken/Behallare-for-projekt/Sydsverige"
    (tmp_path / "a.txt").write_bytes(fixture_page("AVSPARK").read())
    (tmp_path / "b.html").write_text(shapes.as_html(PROJECT, "table", "divs").replace("CHARSET", "utf-8"), "utf-8")
    pages = [
        Input("a", tmp_path / "a.txt", f"{bank}/P%C3%A5-v%C3%A4g%3F/"),
        Input("b", tmp_path / "b.html", "javascript:alert(1)"),
    ]
    build(tmp_path / "esf.db", pages)
    site = make_site(tmp_path / "esf.db")
    table = asyncio.run(site.client.get("/esf/projects?_sort=project_id")).text
    for address in re.findall(r'href="(/projekt/[^"]+)"', table):
        page = asyncio.run(site.client.get(address))
        assert page.status_code == 200
        assert 'href="javascript' not in page.text


@pytest.mark.parametrize("path", ["/esf", "/hamta"])
def test_tables_are_listed_under_what_their_rows_are(get: Any, path: str) -> None:
    """Read from the sources, derived from that, or made to look things up in."""
    page: Any = lxml.html.fromstring(get(path).text)
    groups = {
        body.xpath("string(tr[1])").strip(): {name for link in body.xpath(".//@href") for name in _named(link)}
        for body in page.xpath("//tbody[tr[@class='group']]")
    }
    assert {"projects", "claims"} <= groups["Läst ur källorna"]
    assert {"budget_per_region", "disagreements"} <= groups["Härlett ur det lästa"]
    assert groups["Uppslag"] == {path.stem for path in (ROOT / "schema" / "reference").glob("*.csv")} & set(tables())
    assert sum(map(len, groups.values())) == len(tables())


def _named(link: str) -> set[str]:
    """The table that a link leads to."""
    return {re.split(r"[?.]", link)[0].rpartition("/")[2]} & set(tables())


def test_no_suggested_facets_and_facets_as_declared(get: Any) -> None:
    data = get("/esf/projects.json?_nosuggest=0").json()
    assert data["suggested_facets"] == []
    assert set(data["facet_results"]) == set(tables()["projects"].facets)


def test_a_notice_stands_on_every_page(archive: Path) -> None:
    site = make_site(archive, "Alla projekt är <påhittade>.")
    for path in ("/", "/esf/projects", "/finns/inte"):
        assert "Alla projekt är &lt;påhittade&gt;." in asyncio.run(site.client.get(path)).text


def test_a_file_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"")
    with pytest.raises(DatabaseError, match=r"x\.db: is no archive of this version"):
        make_site(tmp_path / "x.db")


def test_a_visitor_searches_and_follows_a_figure_to_its_place(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Sök i titlar").fill("vandkorset")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Vändkorset", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vändkorset")
    row = page.get_by_role("row").filter(has_text="Total projektbudget")
    row.get_by_role("link", name="var det står").click()
    expect(page.locator("mark:target")).to_have_text("22 480 600 kr")
    expect(page.locator("mark:target")).to_be_in_viewport()


def test_a_visitor_compares_regions_and_takes_the_csv(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Budget per region och programperiod").click()
    page.get_by_label("Programperiod").fill("2007-2013")
    page.get_by_role("button", name="Visa").click()
    expect(page.get_by_role("cell", name="Sydsverige")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    content = Path(download.value.path()).read_text("utf-8")
    assert content.startswith("region,programme_period,projects,esf_support_sek,total_budget_sek")
    assert {line.split(",")[1] for line in content.splitlines()[1:]} == {"2007-2013"}, "the CSV keeps the filter"


def test_a_visitor_sees_what_the_sources_say_and_what_changed(page: Page) -> None:
    page.goto("/esf/oenigheter?slag=date.end")
    page.get_by_role("link", name="24-033-S06").click()
    said = page.locator("#kallor tr.shown", has_text="Total projektbudget")
    expect(said).to_contain_text("7\u00a0100\u00a0000\u00a0kr")
    expect(page.locator("#kallor")).to_contain_text("512\u00a0000,00\u00a0euro")
    expect(page.locator("#kallor")).to_contain_text("medelkursen för 2024, 11,4325 kr per euro")
    page.locator("#kallor").get_by_role("link", name="rad 3").first.click()
    expect(page.locator("main")).to_contain_text("registers/kohesio/register.csv")
    page.goto("/projekt/24-118-S01")
    expect(page.locator("#andringar li").first).to_have_text(re.compile("Slutdatum.*2027-06-30 → 2027-12-31", re.S))
    page.goto("/projekt/2007-2013/sydsverige/sprakstark-service")
    page.locator("#beslaktade").get_by_role("link").click()
    expect(page.locator("h1")).to_have_text("Språkstark service - förstudie")


def test_pages_fit_a_telephone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    for path in ("/", f"/projekt/{PROJECT.project_id}", "/sok?q=malmo"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_a_page_of_a_table_has_fifty_rows_and_as_many_as_are_left(get: Any) -> None:
    first = get("/esf/claims.json").json()
    assert len(first["rows"]) == 50
    assert first["next"] is not None
    assert len(get("/esf/regions.json").json()["rows"]) == 9
