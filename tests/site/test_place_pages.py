"""The pages of organisations, municipalities, counties and regions, and the list of the largest owners."""

import csv
import functools
import io
import re
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

import lxml.html
import openpyxl
import pytest
from playwright.sync_api import Page
from sqlite_utils import Database

from archive.building.organisations.likeness import write_similar_organisations
from archive.building.organisations.organisation_names import STEPS
from archive.building.organisations.resolving import resolve_organisations
from archive.building.settling.derived_tables import fill_derived_tables
from archive.database import Row, open_database
from archive.site.addresses import organisation_address, place_address
from archive.site.language.swedish import named_once, number, shown
from archive.site.language.swedish_order import stored_order
from archive.site.organisation_pages.name_rules import rule_words
from archive.site.serving.server import make_site
from schema.places import reference_rows
from tests.serving import Ask, asked

SITE = Path(__file__).parents[2] / "archive" / "site"
AMOUNTS = {
    "esf_support_sek": ("amount.esf_support", "SEK"),
    "total_budget_sek": ("amount.total_budget", "SEK"),
    "eu_contribution_sek": ("amount.eu_contribution", "SEK"),
    "total_budget_eur": ("amount.total_budget", "EUR"),
    "eu_contribution_eur": ("amount.eu_contribution", "EUR"),
}
MADE_BY_OTHERS = re.compile(r"^/(projekt|jamfor)\?")
"""The list of projects and the comparison: until these have addresses of their own, links to them may lead nowhere."""
Get = Callable[..., Any]
Document = Any
"""A parsed page, of lxml."""


def once(ask: Ask) -> Get:
    """Asks a site for pages, each address once: many tests compare the same pages."""
    kept = functools.cache(lambda path: ask("GET", path))
    return lambda path, **headers: ask("GET", path, **headers) if headers else kept(path)


@pytest.fixture(scope="module")
def get(ask: Ask) -> Get:
    return once(ask)


def query(path: Path, sql: str, *values: object) -> list[Row]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql, values)]


@pytest.fixture(scope="module", params=[pytest.param(1, id="all", marks=pytest.mark.crawl), pytest.param(4, id="some")])
def each(request: pytest.FixtureRequest) -> int:
    """Of organisations that own no project, and places that have none, each so manieth is looked at; of others all."""
    share: int = request.param
    return share


def organisations(path: Path, each: int) -> list[str]:
    """The ids of all owners, and of each so manieth of the other organisations."""
    ids = [row["organisation_id"] for row in query(path, "select organisation_id from organisations order by 1")]
    sql = "select distinct organisation_id from project_organisations where role = 'projektägare'"
    owners = {row["organisation_id"] for row in query(path, sql)}
    return [*sorted(owners), *[one for one in ids if one not in owners][::each]]


def municipalities(path: Path, each: int) -> list[str]:
    """The codes of all municipalities that have a project, and of each so manieth of the others."""
    codes = [row["code"] for row in reference_rows("municipalities")]
    placed = {row["municipality_code"] for row in query(path, "select municipality_code from project_municipalities")}
    return [*sorted(placed & {*codes}), *[code for code in codes if code not in placed][::each]]


def page(get: Get, path: str) -> Document:
    response = get(path)
    assert response.status_code == 200, path
    return lxml.html.fromstring(response.text)


def cells(document: Document, section: str) -> list[list[str]]:
    """The texts of the cells of the table below a heading."""
    found = document.xpath("//section[@aria-labelledby=$name]//tbody/tr", name=section)
    return [[" ".join(cell.text_content().split()) for cell in row] for row in found]


def text_of(document: Document) -> str:
    return " ".join(document.xpath("//main")[0].text_content().split())


# What the pages sum, worked out from the tables of projects, organisations, municipalities and claims.


@functools.cache
def amounts_by_project(path: Path) -> dict[tuple[str, str], float]:
    """The amount of each kind and currency whose claim ranks first, by project and column."""
    ranked: dict[tuple[str, str], tuple[int, float]] = {}
    columns = {kind: name for name, kind in AMOUNTS.items()}
    for claim in query(path, "select * from claims where standing is not null and shown and currency is not null"):
        name = columns.get((claim["kind"], claim["currency"]))
        if name:
            amount = Decimal(claim["value"].split()[1])
            kronor = int(amount.to_integral_value(ROUND_HALF_UP))
            found = (claim["standing"], kronor if name.endswith("_sek") else float(amount))
            key = (claim["project_id"], name)
            ranked[key] = min(found, ranked.get(key, found))
    return {key: amount for key, (_, amount) in ranked.items()}


def summed(projects: Iterable[str], amounts: dict[tuple[str, str], float]) -> Row:
    chosen = set(projects)
    row: Row = {"projects": len(chosen)}
    for name in AMOUNTS:
        stated = [amounts[project, name] for project in chosen if (project, name) in amounts]
        row |= {name: round(sum(stated), 2) if stated else None, f"{name}_projects": len(stated)}
    return row


def sums_in(row: Row) -> Row:
    names = ["projects", *(name for amount in AMOUNTS for name in (amount, f"{amount}_projects"))]
    return {name: round(row[name], 2) if isinstance(row[name], float) else row[name] for name in names}


@functools.cache
def counted_projects(path: Path) -> dict[str, Row]:
    return {row["project_id"]: row for row in query(path, "select * from projects where layout <> 'prose'")}


def assert_sums_of_owners(path: Path, get: Get, each: int = 1) -> int:
    """Compares the sums of every organisation with those worked out here; returns how many amounts were compared."""
    projects, amounts, compared = counted_projects(path), amounts_by_project(path), 0
    owned: defaultdict[str, list[Row]] = defaultdict(list)
    for link in query(path, "select * from project_organisations where role = 'projektägare'"):
        if link["project_id"] in projects:
            owned[link["organisation_id"]].append(projects[link["project_id"]])
    for organisation in organisations(path, each):
        data = get(f"{organisation_address(organisation)}.json").json()
        mine = owned[organisation]
        expected = {}
        for period in {row["programme_period"] for row in mine}:
            expected[period] = summed((r["project_id"] for r in mine if r["programme_period"] == period), amounts)
        if mine:
            expected["Alla"] = summed((row["project_id"] for row in mine), amounts)
        assert {row["programme_period"]: sums_in(row) for row in data["totals"]} == expected
        placed = {(row["region"], row["programme_period"]) for row in mine}
        assert {(row["region"], row["programme_period"]) for row in data["by_region"]} == placed
        for row in data["by_region"]:
            chosen = (
                r for r in mine if (r["region"], r["programme_period"]) == (row["region"], row["programme_period"])
            )
            assert sums_in(row) == summed((r["project_id"] for r in chosen), amounts)
        compared += sum(row[name] is not None for row in expected.values() for name in AMOUNTS)
    return compared


def assert_sums_of_places(path: Path, get: Get, each: int = 1) -> int:
    """The same for every municipality and county, counted both ways; returns how many rows were compared."""
    projects, amounts, compared = counted_projects(path), amounts_by_project(path), 0
    county = {row["code"]: row["county_code"] for row in reference_rows("municipalities")}
    stated: defaultdict[str, set[str]] = defaultdict(set)
    for row in query(path, "select * from project_municipalities"):
        stated[row["project_id"]].add(row["municipality_code"] or f"? {row['name']}")
    chosen_codes = municipalities(path, each)
    for kind, codes, name in (("kommun", chosen_codes, str), ("län", {*county.values()}, lambda c: county.get(c, c))):
        for code in codes:
            data = get(f"{place_address(kind, code)}.json").json()
            places = {project: {name(c) for c in found} for project, found in stated.items() if project in projects}
            whole = {project for project, found in places.items() if code in found}
            alone = {project for project in whole if places[project] == {code}}
            expected = {}
            for counting, chosen in (("högst", whole), ("lägst", alone)):
                for period in {projects[project]["programme_period"] for project in whole}:
                    within = (project for project in chosen if projects[project]["programme_period"] == period)
                    expected[period, counting] = summed(within, amounts)
                if whole:
                    expected["Alla", counting] = summed(chosen, amounts)
            assert {(r["programme_period"], r["counting"]): sums_in(r) for r in data["totals"]} == expected
            compared += len(expected)
    return compared


def test_sums_of_owners(archive: Path, get: Get, each: int) -> None:
    assert assert_sums_of_owners(archive, get, each) > 200


def test_sums_of_municipalities_and_counties(archive: Path, get: Get, each: int) -> None:
    assert assert_sums_of_places(archive, get, each) > 400


def test_sums_of_regions_and_their_programme_areas(archive: Path, get: Get) -> None:
    projects, amounts = counted_projects(archive), amounts_by_project(archive)
    for region in (row["region"] for row in reference_rows("regions")):
        data = get(f"{place_address('region', region)}.json").json()
        mine = [row for row in projects.values() if row["region"] == region]
        periods = {row["programme_period"] for row in mine}
        expected = {p: summed((r["project_id"] for r in mine if r["programme_period"] == p), amounts) for p in periods}
        expected["Alla"] = summed((row["project_id"] for row in mine), amounts)
        assert {row["programme_period"]: sums_in(row) for row in data["totals"]} == expected
        areas: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for row in mine:
            areas[row["programme_period"], row["programme_area_code"].partition(".")[0]].append(row["project_id"])
        found = {(row["programme_period"], row["programme_area_code"]): sums_in(row) for row in data["areas"]}
        assert found == {key: summed(chosen, amounts) for key, chosen in areas.items()}
        assert sum(row["projects"] for row in data["areas"]) == len(mine)


# Every page, and every link.


@pytest.fixture(scope="module")
def documents(archive: Path, get: Get, each: int) -> dict[str, Document]:
    """The page of organisations, municipalities, counties and regions, and the list of owners, by address."""
    paths = [organisation_address(organisation) for organisation in organisations(archive, each)]
    paths += [place_address("kommun", code) for code in municipalities(archive, each)]
    paths += [place_address("län", row["code"]) for row in reference_rows("counties")]
    paths += [place_address("region", row["region"]) for row in reference_rows("regions")]
    paths += ["/organisationer", "/organisationer?sida=2"]
    return {path: page(get, path) for path in paths}


def test_every_organisation_and_place_has_a_page(documents: dict[str, Document], archive: Path, each: int) -> None:
    names = {
        organisation_address(row["organisation_id"]): named_once(row["name"])
        for row in query(archive, "select * from organisations")
    }
    names |= {
        place_address("kommun", row["code"]): f"Kommunen {row['name']} ({row['code']})"
        for row in reference_rows("municipalities")
    }
    names |= {place_address("län", row["code"]): f"{row['name']} ({row['code']})" for row in reference_rows("counties")}
    assert len(names) > 600
    names = {path: name for path, name in names.items() if each == 1 or path in documents}
    for path, name in names.items():
        assert documents[path].xpath("//h1")[0].text_content() == name
        assert documents[path].get("lang") == "sv"


def test_every_link_of_the_pages_leads_to_a_page(documents: dict[str, Document], get: Get, each: int) -> None:
    """Links from one of these pages to another lead there; of those to other pages some are followed every day."""
    links = {
        link
        for document in documents.values()
        for link in document.xpath("//main//a/@href | //p[@class='crumbs']//a/@href")
    }
    links = {link.partition("#")[0] for link in links}
    assert {path.rpartition("/")[0] for path in links} >= {"/organisation", "/kommun", "/lan", "/region"}
    elsewhere = {link for link in links if MADE_BY_OTHERS.match(link)}
    for link in sorted(links - elsewhere - set(documents))[:: 5 * each - 4]:
        assert get(link).status_code == 200, link
    one_of_each = {link.partition("=")[0]: link for link in elsewhere}
    assert set(one_of_each) == {
        "/jamfor?per",
        *(f"/projekt?{name}" for name in ("organisation", "kommun", "lan", "region", "omrade")),
    }
    for link in one_of_each.values():
        assert get(link).status_code in (200, 404), link


def test_a_page_and_its_json_have_the_same_projects(documents: dict[str, Document], get: Get) -> None:
    compared = 0
    for path, document in documents.items():
        data = {} if path.startswith("/organisationer") else get(f"{path}.json").json()
        lists = {
            "projekt": data.get("projects"),
            **{f"roll-{n}": r for n, r in enumerate(data.get("roles", {}).values(), 1)},
        }
        for section, listed in lists.items():
            rows = cells(document, section)
            assert [row[0] for row in rows] == [
                " ".join(row["title"].split()) for row in (listed or {"rows": []})["rows"]
            ]
            for cell, row in zip(rows, (listed or {"rows": []})["rows"], strict=True):
                amount = row["esf_support_sek"]
                assert cell[-2] == ("–" if amount is None else " ".join(shown(amount, "integer", "SEK").split()))
                compared += 1
    assert compared > 400


def test_a_page_and_its_json_have_the_same_sums(documents: dict[str, Document], get: Get) -> None:
    compared = 0
    for path, document in documents.items():
        totals = [] if path.startswith("/organisationer") else get(f"{path}.json").json()["totals"]
        rows = cells(document, "summor")
        assert len(rows) == len(totals)
        for cell, row in zip(rows, totals, strict=True):
            assert cell[0] == row["programme_period"].replace("Alla", "Alla perioder")
            assert str(row["projects"]) in cell
            for name in AMOUNTS:
                if row[name] is not None:
                    type_, unit = ("float", "EUR") if name.endswith("eur") else ("integer", "SEK")
                    amount = " ".join(shown(row[name], type_, unit).split())
                    assert any(amount in text for text in cell), (path, name)
                    compared += 1
            for kind in ("esf_support", "total_budget", "eu_contribution"):
                only_euro = row.get(f"{kind}_eur_in_sek_projects", 0)
                lacking = row["projects"] - row[f"{kind}_sek_projects"] - only_euro
                said = f"{lacking} av {row['projects']} utan uppgift"
                assert not 0 < lacking < row["projects"] or any(said in text for text in cell), (path, kind)
                if only_euro:
                    converted = " ".join(number(row[f"{kind}_eur_in_sek"]).split())
                    assert any(f"{converted} kr omräknat ur euro, {only_euro} projekt" in text for text in cell)
    assert compared > 300


@functools.cache
def amounts_of_the_bank(path: Path) -> dict[str, Row]:
    return {row["project_id"]: row for row in query(path, "select * from project_amounts where layout <> 'prose'")}


def only_euro(path: Path, column: str, projects: Iterable[str]) -> tuple[int | None, int]:
    """The sum and the number of what projects of the bank state in euro only, converted, from their amounts."""
    amounts = amounts_of_the_bank(path)
    rows = [amounts[project] for project in set(projects) if project in amounts]
    stated = [row[f"{column}_eur_in_sek"] for row in rows if row[f"{column}_sek"] is None]
    converted = [amount for amount in stated if amount is not None]
    return sum(converted) if converted else None, len(converted)


def test_amounts_in_euro_only_stand_apart_on_every_page(archive: Path, get: Get) -> None:
    projects, found = counted_projects(archive), 0
    county = {row["code"]: row["county_code"] for row in reference_rows("municipalities")}
    within: defaultdict[str, list[str]] = defaultdict(list)
    for row in query(archive, "select * from project_municipalities where municipality_code is not null"):
        within[place_address("kommun", row["municipality_code"])].append(row["project_id"])
        within[place_address("län", county[row["municipality_code"]])].append(row["project_id"])
    for row in query(archive, "select * from project_organisations where role = 'projektägare'"):
        within[organisation_address(row["organisation_id"])].append(row["project_id"])
    for project_id, project in projects.items():
        if project["region"]:
            within[place_address("region", project["region"])].append(project_id)
    for path, chosen in within.items():
        totals = [row for row in get(f"{path}.json").json()["totals"] if row.get("counting") != "lägst"]
        for row in totals:
            period = row["programme_period"]
            mine = [one for one in chosen if period in ("Alla", projects[one]["programme_period"])]
            for kind in ("total_budget", "eu_contribution"):
                said = row[f"{kind}_eur_in_sek"], row[f"{kind}_eur_in_sek_projects"]
                assert said == only_euro(archive, kind, mine), (path, period, kind)
                found += said[1]
    assert found > 10


def test_a_region_has_one_budget_in_kronor_and_one_converted_on_every_page(archive: Path, get: Get) -> None:
    (kronor, converted), compared = (93_368_330, 8_092_240), 0
    listed = get("/jamfor.json?matt=total_budget_sek&per=region").json()
    assert sum(row["varde"] or 0 for row in listed if row["grupp"] == "Stockholm") == kronor + converted
    for path in ("/", "/region/Stockholm"):
        for row in page(get, path).xpath("//tr[.//th]"):
            text = " ".join(row.text_content().split())
            if f"{kronor:,}".replace(",", " ") in text:
                assert f"därutöver {converted:,} kr omräknat ur euro, 1 projekt".replace(",", " ", 2) in text
                compared += 1
    assert compared == 2


def test_the_front_page_says_how_many_projects_of_a_region_lack_a_figure(archive: Path, get: Get) -> None:
    rows = {row[0]: row for row in cells(page(get, "/"), "regioner")}
    amounts, projects = amounts_by_project(archive), counted_projects(archive)
    for region in (row["region"] for row in reference_rows("regions")):
        mine = [key for key, row in projects.items() if row["region"] == region]
        lacking = sum((key, "esf_support_sek") not in amounts for key in mine)
        assert (f"{lacking} av {len(mine)} utan uppgift" in rows[region][2]) == bool(lacking)
        assert rows[region][1] == str(len(mine))


def test_only_a_project_with_neither_currency_lacks_a_figure(get: Get) -> None:
    text = text_of(page(get, "/region/Stockholm"))
    assert "utan uppgift i euro" not in text
    (total,) = [row for row in cells(page(get, "/region/Stockholm"), "summor") if row[0] == "Alla perioder"]
    assert "utan uppgift" not in total[3], "every project has a budget in kronor or in euro"
    assert "6 av 8 utan uppgift" in total[4]


def test_programme_areas_have_the_names_of_their_period_and_lead_to_their_projects(get: Get) -> None:
    names = {(row["programme_period"], row["code"]): row["name"] for row in reference_rows("programme_areas")}
    followed = 0
    for region in (row["region"] for row in reference_rows("regions")):
        address = place_address("region", region)
        areas = get(f"{address}.json").json()["areas"]
        shown_areas = cells(page(get, address), "omraden")
        assert len({(row["programme_period"], row["programme_area_code"]) for row in areas}) == len(areas)
        for row, cell in zip(areas, shown_areas, strict=True):
            code = row["programme_area_code"]
            name = names.get((row["programme_period"], code))
            assert cell[0] == (f"{name} {code}" if name else code)
            listed = get(row["list"].replace("/projekt?", "/projekt.json?")).json()
            assert len([one for one in listed if one["region"] == region]) == row["projects"]
            followed += 1
    assert followed > 20


# An archive with what the demonstration lacks.


def changed(archive: Path, to: Path, change: Callable[[Database], None]) -> Path:
    """A copy of an archive whose tables are changed, everything that follows from them worked out anew."""
    shutil.copy(archive, to)
    database = open_database(to)
    with database.atomic():
        change(database)
        resolve_organisations(database)
        write_similar_organisations(database)
        fill_derived_tables(database)
    database.close()
    return to


def add_project(database: Database, project_id: str, owner: str, support: int | None = None, **values: str) -> None:
    """A project of an invented owner, with a claim of its support like one that the archive has."""
    row = {"project_id": project_id, "title": project_id, "layout": "projektbank-dnr", "owner": owner}
    row |= {"programme_period": "2014-2020", "region": "Stockholm"}
    database.table("projects").insert(row | values)
    link = {"project_id": project_id, "position": 0, "role": "projektägare", "name": owner}
    database.table("project_organisations").insert(link)
    if support is not None:
        (claim,) = database.query("select * from claims where kind = 'amount.esf_support' and standing = 1 limit 1")
        last = database.execute("select max(position) from claims").fetchone()[0]
        claim |= {"project_id": project_id, "value": f"SEK {support}", "position": last + 1}
        database.table("claims").insert(claim)


def add_municipalities(database: Database, project_id: str, *places: tuple[str | None, str]) -> None:
    for position, (code, name) in enumerate(places, 1):
        row = {"project_id": project_id, "position": position, "municipality_code": code, "name": name}
        database.table("project_municipalities").insert(row)


MALMO, LUND, OREBRO = ("1280", "Malmö"), ("1281", "Lund"), ("1880", "Örebro")
ODD_NAMES = ("A/B & Ö?", "Hundra % #1", "Två..punkter/../upp", "Fil.json", "Plus+tecken ”citat”", "en;två=tre")


def _more(database: Database) -> None:
    for n in range(60):
        add_project(database, f"många-{n}", "Många Projekt AB", 1000 + n, period_start=f"2015-01-{n % 28 + 1:02}")
    add_project(database, "malmö-1", "Malmö stad", 5000)
    add_project(database, "malmö-2", "MALMÖ STAD", 7000)
    add_project(database, "malmö-3", "Malmö stad")
    add_project(database, "prosa-1", "Malmö stad", 90_000, layout="prose")
    add_project(database, "utan-region", "Malmö stad", 400, region=None)  # type: ignore[arg-type]
    add_project(database, "lika-1", "Lika Ett", 1234, region="Nationellt")
    add_project(database, "lika-2", "Lika Två", 1234, region="Nationellt")
    add_project(database, "liknar-1", "Verkstadsföreningen Lotsen")
    add_project(database, "liknar-2", "Verkstadsförenigen Lotsen")
    for n, name in enumerate(ODD_NAMES):
        add_project(database, f"udda-{n}", name, 10 + n)
    add_municipalities(database, "malmö-1", MALMO)
    add_municipalities(database, "malmö-2", MALMO, LUND)
    add_municipalities(database, "malmö-3", MALMO, (None, "Påhittköping"))
    add_municipalities(database, "prosa-1", MALMO)
    add_municipalities(database, "lika-1", LUND, OREBRO, LUND)


@pytest.fixture(scope="module")
def larger(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return changed(archive, tmp_path_factory.mktemp("larger") / "esf.db", _more)


@pytest.fixture(scope="module")
def get_larger(larger: Path) -> Iterator[Get]:
    with asked(make_site(larger)) as ask:
        yield once(ask)


def test_sums_where_places_are_unknown_projects_are_told_and_regions_are_missing(larger: Path, get_larger: Get) -> None:
    assert query(larger, "select count(*) as n from projects where region is null") == [{"n": 1}]
    assert assert_sums_of_places(larger, get_larger) > 400


def test_a_region_and_a_municipality_of_one_name_are_told_apart(get: Get) -> None:
    titles = {}
    for path in ("/region/Stockholm", "/kommun/0180", "/lan/01", "/region/Nationellt"):
        document = page(get, path)
        titles[path] = document.xpath("//title")[0].text_content().removesuffix(" – ESF-arkivet")
        assert document.xpath("//h1")[0].text_content() == titles[path]
    assert list(titles.values()) == [
        "Region Stockholm",
        "Kommunen Stockholm (0180)",
        "Stockholms län (01)",
        "Nationellt",
    ]


def test_a_place_without_projects_of_its_own_says_so(get_larger: Get) -> None:
    said = {row[0]: row for row in cells(page(get_larger, "/kommun/1880"), "summor") if row[1].startswith("lägst")}
    sums = get_larger("/kommun/1880.json").json()["totals"]
    alone = {row["programme_period"]: row["projects"] for row in sums if row["counting"] == "lägst"}
    assert 0 in alone.values()
    for period, projects in alone.items():
        words = "lägst: bara här" if projects else "lägst: inga projekt bara här"
        assert said[period.replace("Alla", "Alla perioder")][1] == words


def test_one_is_not_many_in_english(get_larger: Get) -> None:
    pages = {}
    for path in ("/organisation/lika ett", "/organisationer?namn=lika ett", "/organisation/malmö stad", "/kommun/1281"):
        pages[path] = text_of(lxml.html.fromstring(get_larger(path, cookie="sprak=en").text))
        assert not re.search(r"(?<![\d\xa0])1 (projects|owners|project owners|texts)\b", pages[path])
    assert "Project owner: 1 project " in pages["/organisation/lika ett"]
    assert " 1 project owner." in pages["/organisationer?namn=lika ett"]
    assert "Project owner: 4 projects Texts tell of another project;" in pages["/organisation/malmö stad"]


def test_counted_whole_and_alone(get_larger: Get) -> None:
    data = get_larger("/kommun/1280.json").json()
    sums = {
        r["counting"]: (r["projects"], r["esf_support_sek"])
        for r in data["totals"]
        if r["programme_period"] == "2014-2020"
    }
    assert sums == {"högst": (3, 12_000), "lägst": (1, 5000)}


def test_a_project_that_a_text_tells_of_is_listed_but_not_counted(get_larger: Get) -> None:
    data = get_larger("/organisation/malmö stad.json").json()
    assert [(row["programme_period"], row["projects"], row["esf_support_sek"]) for row in data["totals"]] == [
        ("2014-2020", 4, 12_400),
        ("Alla", 4, 12_400),
    ]
    listed = data["roles"]["projektägare"]
    assert (listed["projects"], listed["told"]) == (4, 1)
    assert [row["project_id"] for row in listed["rows"] if not row["counted"]] == ["prosa-1"]
    document = page(get_larger, "/organisation/malmö stad")
    assert "Projektägare: 4 projekt Dessutom berättar texter om 1 projekt" in text_of(document)
    assert cells(document, "roll-1")[-1][0] == "prosa-1 ur en text, räknas inte"
    assert cells(page(get_larger, "/kommun/1280"), "projekt")[-1][0] == "prosa-1 ur en text, räknas inte"


def test_projects_without_a_region_stand_apart(get_larger: Get) -> None:
    data = get_larger("/organisation/malmö stad.json").json()
    assert {row["region"]: row["projects"] for row in data["by_region"]} == {"Stockholm": 3, "Uppgift saknas": 1}
    listed = get_larger("/organisationer.json?region=Uppgift+saknas").json()
    assert [(row["owner"], row["esf_support_sek"]) for row in listed] == [("Malmö stad", 400)]
    document = page(get_larger, "/organisation/malmö stad")
    links = document.xpath("//section[@aria-labelledby='regioner']//a/@href")
    assert [get_larger(link).status_code for link in links] == [200] * len(links)
    assert len(links) == 3, "a region, and two lists of owners"


def test_a_municipality_leads_to_itself_as_an_organisation(get: Get, get_larger: Get) -> None:
    assert get("/kommun/1280.json").json()["organisations"] == []
    (found,) = get_larger("/kommun/1280.json").json()["organisations"]
    assert (found["name"], found["address"]) == ("Malmö stad", "/organisation/malm%C3%B6%20stad")
    links = page(get_larger, "/kommun/1280").xpath("//section[@aria-labelledby='egna']//a/@href")
    assert links == [found["address"]]
    assert get_larger("/kommun/1281.json").json()["organisations"] == []


def test_a_long_list_shows_the_first_and_says_how_many_there_are(get_larger: Get, larger: Path) -> None:
    document = page(get_larger, "/organisation/många projekt ab")
    assert "Projektägare: 60 projekt De 50 som startade senast visas." in text_of(document)
    listed = get_larger("/organisation/många projekt ab.json").json()["roles"]["projektägare"]
    assert (listed["projects"], len(listed["rows"]), len(cells(document, "roll-1"))) == (60, 50, 50)
    starts = [row["period_start"] for row in query(larger, "select * from projects where owner = 'Många Projekt AB'")]
    assert [row["period_start"] for row in listed["rows"]] == sorted(starts, reverse=True)[:50]
    links = document.xpath("//section[@aria-labelledby='roll-1']/p/a/@href")
    assert links == ["/projekt?organisation=m%C3%A5nga%20projekt%20ab"]


def test_any_name_has_an_address_of_its_own(get_larger: Get, larger: Path) -> None:
    for name in ODD_NAMES:
        (found,) = query(larger, "select organisation_id from organisation_names where name = ?", name)
        path = organisation_address(found["organisation_id"])
        assert page(get_larger, path).xpath("//h1")[0].text_content() == name
        assert get_larger(f"{path}.json").json()["name"] == name
        assert f'href="{path}"' in get_larger(f"/organisationer?namn={quote(name)}").text


def test_owners_with_equal_support_share_a_place(get_larger: Get) -> None:
    listed = get_larger("/organisationer.json?region=nationellt&period=2014-2020").json()
    places = [(row["rank"], row["esf_support_sek"]) for row in listed]
    supports = [support for _, support in places if support is not None]
    assert supports.count(1234) == 2
    assert places == [(None if s is None else 1 + sum(o > s for o in supports), s) for _, s in places]


def test_perhaps_the_same_in_both_directions(get_larger: Get) -> None:
    one, other = "/organisation/verkstadsföreningen lotsen", "/organisation/verkstadsförenigen lotsen"
    for path, beside in ((one, other), (other, one)):
        (pair,) = get_larger(f"{path}.json").json()["similar"]
        assert pair["address"] == quote(beside)
        assert 0.9 < pair["likeness"] < 1
        document = page(get_larger, path)
        links = document.xpath("//section[@aria-labelledby='kanske']//a/@href")
        assert links == [pair["address"]]
        assert (
            shown(pair["likeness"], "float", "share")
            in document.xpath("//section[@aria-labelledby='kanske']")[0].text_content()
        )


# The front page.


def test_the_front_page_and_the_list_of_tables_count_what_their_links_show(get: Get, archive: Path) -> None:
    found = {}
    figures = page(get, "/").xpath("//dl[@class='figures']//a")
    for link in [*figures, *page(get, "/esf").xpath("//table[contains(@class, 'stacks')]//tr")]:
        rows = link.xpath(".//td[@class='num']")
        address = link.get("href") or next(iter(link.xpath(".//th//a/@href")), "")
        if address.startswith("/esf/"):
            number_shown = int("".join((rows[0] if rows else link).text_content().split()))
            table, _, where = address.removeprefix("/esf/").partition("?")
            sql = f"select count(*) as n from {table} {'where shown' if where == 'shown=1' else ''}"
            assert query(archive, sql) == [{"n": number_shown}], address
            found[table] = number_shown
    assert {"claims", "sections", "targets", "tags", "captures"} <= set(found)
    assert found["claims"] < query(archive, "select count(*) as n from claims")[0]["n"]


def test_the_figures_of_the_front_page_lead_to_pages_for_people(get: Get) -> None:
    figures = {link.get("href"): link.text_content() for link in page(get, "/").xpath("//dl[@class='figures']//a")}
    assert figures["/projekt"] == str(len(get("/projekt.json").json()))
    assert figures["/organisationer"] == str(len(get("/organisationer.json").json()))
    assert not {"/esf/projects", "/esf/organisations"} & set(figures)


def test_texts_are_counted_beside_projects(get: Get, get_larger: Get, larger: Path) -> None:
    assert "Sök bland 74 projekt, jämför" in text_of(page(get, "/"))
    counted = len(counted_projects(larger))
    assert f"Sök bland {counted} projekt och 1 text, jämför" in text_of(page(get_larger, "/"))
    assert sum(int(row[1]) for row in cells(page(get_larger, "/"), "regioner")) == counted
    english: Document = lxml.html.fromstring(get_larger("/", cookie="sprak=en").text)
    assert f"Search {counted} projects and 1 text, compare" in text_of(english)
    assert f"Projects{counted} and 1 text" in text_of(english)


# Names, neighbours and other addresses.


def test_every_rule_is_said_in_words() -> None:
    codes = {name for name, _ in STEPS} | {"bolagsform", "organisationsnummer", "samma namn som nummer"}
    assert set(rule_words()) == codes
    assert not [words for words in rule_words().values() if words in codes]


def test_all_spellings_stand_with_their_rule(
    documents: dict[str, Document], archive: Path, get_larger: Get, each: int
) -> None:
    for organisation in organisations(archive, each):
        sql = "select distinct name, rule from project_organisations where organisation_id = ?"
        stated = query(archive, sql, organisation)
        said = {(row[0], row[1]) for row in cells(documents[organisation_address(organisation)], "namn")}
        alike = "skrivet som organisationens namn"
        words = {
            (
                " ".join(r["name"].split()),
                "; ".join(rule_words()[c] for c in r["rule"].split(" + ")) if r["rule"] else alike,
            )
            for r in stated
        }
        assert said == words
    rows = {tuple(row) for row in cells(page(get_larger, "/organisation/malmö stad"), "namn")}
    assert rows == {
        ("Malmö stad", "skrivet som organisationens namn", "4"),
        ("MALMÖ STAD", rule_words()["versaler"], "1"),
    }


def test_neighbours_are_the_next_in_support(documents: dict[str, Document], archive: Path, get: Get) -> None:
    compared = 0
    for row in query(archive, "select distinct organisation_id from project_organisations where position = 0"):
        data = get(f"{organisation_address(row['organisation_id'])}.json").json()
        placed = [r for r in data["by_region"] if r["esf_support_sek"] is not None]
        if not placed:
            assert data["neighbours"] is None
            continue
        near, most = data["neighbours"], max(r["esf_support_sek"] for r in placed)
        where = (near["region"], near["programme_period"])
        owners = get(f"/organisationer.json?region={quote(where[0])}&period={where[1]}").json()
        order = [o["organisation_id"] for o in owners if o["esf_support_sek"] is not None]
        at = order.index(row["organisation_id"])
        assert owners[at]["esf_support_sek"] == most
        assert near["owners"] == len(owners)
        assert [o["organisation_id"] for o in near["rows"]] == order[max(0, at - 3) : at + 4]
        compared += 1
    assert compared > 50


def test_places_stand_within_each_other(get: Get) -> None:
    county = get("/lan/12.json").json()
    codes = {row["code"] for row in reference_rows("municipalities") if row["county_code"] == "12"}
    assert {row["code"] for row in county["municipalities"]} == codes
    names = [row["name"] for row in county["municipalities"]]
    assert names.index("Ystad") < names.index("Åstorp") < names.index("Ängelholm") < names.index("Örkelljunga")
    malmo = get("/kommun/1280.json").json()
    assert (malmo["county"]["name"], malmo["region"]["name"]) == ("Skåne län", "Sydsverige")
    assert malmo["neighbours"] == county["municipalities"]
    for row in county["municipalities"]:
        totals = {
            r["counting"]: r for r in get(f"{row['address']}.json").json()["totals"] if r["programme_period"] == "Alla"
        }
        assert row["projects"] == (totals["högst"]["projects"] if totals else 0)
    region = get("/region/Sydsverige.json").json()
    assert {row["code"] for row in region["counties"]} == {"10", "12"}
    owners = get("/organisationer.json?region=Sydsverige").json()
    assert [row["organisation_id"] for row in region["owners"]] == [row["organisation_id"] for row in owners[:10]]


def test_nationellt_is_no_place(get: Get) -> None:
    assert "Nationellt är inte en plats" in text_of(page(get, "/region/Nationellt"))
    assert get("/region/Nationellt.json").json()["counties"] == []


def test_national_projects_count_where_their_pages_say_and_are_divided_by_the_country(get: Get) -> None:
    said = text_of(page(get, "/region/Nationellt"))
    assert "fördelas inte på regionerna" in said
    assert "räknas de när projektets sida anger en kommun där" in said
    assert "per invånare delas de med hela landets invånare" in said
    assert "Nationellt" in {row["region"] for row in get("/lan/01.json").json()["projects"]["rows"]}
    compared = {}
    for each in ("0", "1"):
        rows = get(f"/jamfor.json?matt=esf_support_sek&per=region&per_invanare={each}").json()
        compared[each] = {row["period"]: row["varde"] for row in rows if row["grupp"] == "Nationellt"}
    divided = {period: compared["0"][period] / value for period, value in compared["1"].items() if value is not None}
    assert divided and all(inhabitants > 9_000_000 for inhabitants in divided.values())


MOVED = {
    "/kommun/malmö": "/kommun/1280",
    "/kommun/Malmö stad": "/kommun/1280",
    "/kommun/180": "/kommun/0180",
    "/kommun/0180/": "/kommun/0180",
    "/organisation/arbetsförmedlingen/": "/organisation/arbetsf%C3%B6rmedlingen",
    "/kommun/180.json": "/kommun/0180.json",
    "/lan/1": "/lan/01",
    "/lan/skåne": "/lan/12",
    "/lan/Stockholms län": "/lan/01",
    "/lan/stockholm": "/lan/01",
    "/region/småland & öarna": "/region/Sm%C3%A5land%20och%20%C3%96arna",
    "/region/SYDSVERIGE.json": "/region/Sydsverige.json",
    "/region/hela landet": "/region/Nationellt",
    "/organisation/ARBETSFÖRMEDLINGEN": "/organisation/arbetsf%C3%B6rmedlingen",
    "/organisation/212000-8889": "/organisation/2120008889",
    "/organisation/Norrvikens kommun": "/organisation/2120008889",
    "/organisation/NORRVIKENS KOMMUN.json": "/organisation/2120008889.json",
}


NO_FILES = {
    "/kommun/0180.csv": "/kommun/0180.json",
    "/kommun/malmö.xlsx": "/kommun/1280.json",
    "/lan/01.csv": "/lan/01.json",
    "/region/Stockholm.xlsx": "/region/Stockholm.json",
    "/organisation/2120008889.csv": "/organisation/2120008889.json",
}


@pytest.mark.parametrize("path", NO_FILES)
def test_a_page_without_such_a_file_offers_those_that_there_are(get: Get, path: str) -> None:
    response = get(path)
    assert response.status_code == 404
    document: Document = lxml.html.fromstring(response.text)
    assert f"Sidan finns inte som {path.rpartition('.')[2].upper()}, bara som JSON" in text_of(document)
    links = document.xpath("//main//li/a/@href")
    assert links[0] == NO_FILES[path]
    assert [get(link).status_code for link in links] == [200] * 4
    listed = get(links[0]).json()["list"]
    assert links[1] == listed.replace("/projekt?", "/projekt.csv?")


def test_an_unknown_place_with_the_ending_of_a_file_is_an_unknown_place(get: Get) -> None:
    response = get("/kommun/9999.csv")
    assert response.status_code == 404
    assert "Ingen kommun har koden eller namnet ”9999.csv”" in response.text


@pytest.mark.parametrize("path", MOVED)
def test_another_name_leads_to_the_address(get: Get, path: str) -> None:
    response = get(path)
    assert (response.status_code, response.headers.get("location")) == (301, MOVED[path])
    assert get(MOVED[path]).status_code == 200


MISSING = {
    "/kommun/9999": ("Kommunen finns inte", "/lan/01"),
    "/kommun/Malmåå": ("Kommunen finns inte", "/kommun/1280"),
    "/lan/02": ("Länet finns inte", "/lan/12"),
    "/lan/skone": ("Länet finns inte", "/lan/12"),
    "/region/Sydsverge": ("Regionen finns inte", "/region/Sydsverige"),
    "/region/Uppgift saknas": ("Regionen finns inte", "/region/Nationellt"),
    "/organisation/arbetsförmedlinge": ("Organisationen finns inte i arkivet", "/organisation/arbetsf%C3%B6rmedlingen"),
    "/organisation/%EF%BF%BD%25": ("Organisationen finns inte i arkivet", "/organisationer?namn=%EF%BF%BD%25"),
    "/kommun/%EF%BF%BD%25": ("Kommunen finns inte", "/lan/01"),
    "/organisation/<script>": ("Organisationen finns inte i arkivet", "/organisationer?namn=%3Cscript%3E"),
    f"/organisation/{'x' * 3000}": ("Organisationen finns inte i arkivet", f"/organisationer?namn={'x' * 100}"),
}


@pytest.mark.parametrize("path", MISSING, ids=lambda path: str(path)[:40])
def test_what_does_not_exist_says_so_and_where_to_go(get: Get, path: str) -> None:
    heading, link = MISSING[path]
    response = get(path)
    assert response.status_code == 404
    assert "<script>" not in response.text.partition("<main")[2].partition("</main>")[0]
    document: Document = lxml.html.fromstring(response.text)
    assert document.xpath("//h1")[0].text_content() == heading
    links = document.xpath("//main//a/@href")
    assert link in links
    assert [status for status in (get(found).status_code for found in links) if status != 200] == []
    data = get(f"{path}.json")
    assert data.status_code == 404
    assert data.json()["ok"] is False
    assert set(data.json()) == {"ok", "error", "status", "title", "links"}


# The list of the largest owners.


def owners_of(path: Path, region: str | None, period: str | None) -> dict[str, Row]:
    """The sums of every owner, worked out from the tables of projects and claims."""
    amounts, owned = amounts_by_project(path), defaultdict(list)
    sql = """select o.organisation_id, p.project_id from project_organisations o join projects p using (project_id)
             where o.position = 0 and p.layout <> 'prose' and p.region = coalesce(?, p.region)
             and p.programme_period = coalesce(?, p.programme_period)"""
    for row in query(path, sql, region, period):
        owned[row["organisation_id"]].append(row["project_id"])
    return {owner: summed(projects, amounts) for owner, projects in owned.items()}


@pytest.mark.parametrize(
    ("region", "period"), [(None, None), ("Stockholm", None), (None, "2007-2013"), ("Sydsverige", "2021-2027")]
)
def test_the_largest_owners_of_a_region_and_period(
    archive: Path, get: Get, region: str | None, period: str | None
) -> None:
    chosen = "&".join(f"{name}={quote(value)}" for name, value in (("region", region), ("period", period)) if value)
    listed = get(f"/organisationer.json?{chosen}").json()
    assert {row["organisation_id"]: sums_in(row) for row in listed} == owners_of(archive, region, period)
    supports = [row["esf_support_sek"] for row in listed]
    assert supports == sorted(supports, key=lambda support: -1 if support is None else support, reverse=True)


def _all_pages(get: Get, chosen: str) -> Iterator[list[str]]:
    document = page(get, f"/organisationer?{chosen}")
    while True:
        found = document.xpath("//main//table//tbody/tr")
        yield from ([" ".join(cell.text_content().split()) for cell in row] for row in found)
        links = document.xpath("//nav[@class='pages']/a[@rel='next']/@href")
        if not links:
            return
        document = page(get, links[0])


@pytest.mark.parametrize(
    "order",
    [
        "-esf_support_sek",
        "esf_support_sek",
        "owner",
        "-owner",
        "-projects",
        "-total_budget_eur",
        "first_start",
        "-last_end",
    ],
)
def test_the_pages_of_the_list_are_the_whole_list_in_its_order(get_larger: Get, order: str) -> None:
    listed = get_larger(f"/organisationer.json?sortera={order}").json()
    rows = list(_all_pages(get_larger, f"sortera={order}"))
    assert [row[1] for row in rows] == [named_once(" ".join(row["owner"].split())) for row in listed]
    assert [row[2] for row in rows] == [number(row["projects"]).replace("\u00a0", " ") for row in listed]
    name = order.removeprefix("-")
    values = [row[name] for row in listed if row[name] is not None]
    keys = [stored_order(value) for value in values] if name == "owner" else values
    assert keys == sorted(keys, reverse=order.startswith("-"))
    assert all(row[name] is None for row in listed[len(values) :]), "those without the figure are last"


def test_names_are_in_swedish_order_as_stored(larger: Path) -> None:
    stored = query(larger, "select owner, sort_name, plain_name from owner_totals")
    assert {row["sort_name"] for row in stored} == {stored_order(row["owner"]) for row in stored}
    assert [row["plain_name"] for row in stored] == [
        row["sort_name"].replace("{", "a").replace("|", "a").replace("}", "o") for row in stored
    ]
    words = ["Zink", "åska", "Ärta", "Öl", "adam", "Ésa", "Bo"]
    assert sorted(words, key=stored_order) == ["adam", "Bo", "Ésa", "Zink", "åska", "Ärta", "Öl"]


@pytest.mark.parametrize(
    ("part", "names"),
    [
        ("MALMÖ", {"Malmö stad"}),
        ("malmo", {"Malmö stad"}),
        ("mälmo", set()),
        ("lika", {"Lika Ett", "Lika Två"}),
        ("två", {"Lika Två", "Två..punkter/../upp", "en;två=tre"}),
        ("%", {"Hundra % #1"}),
        ("  många   projekt ", {"Många Projekt AB"}),
        ("finns inte", set()),
    ],
)  # fmt: skip
def test_a_part_of_the_name(get_larger: Get, part: str, names: set[str]) -> None:
    listed = get_larger(f"/organisationer.json?period=2014-2020&namn={quote(part)}").json()
    assert {row["owner"] for row in listed} == names
    document = page(get_larger, f"/organisationer?period=2014-2020&namn={quote(part)}")
    said = text_of(document)
    assert (f" {len(names)} projektägare." in said) if names else ("Ingen projektägare i urvalet." in said)


def test_files_are_whole(get_larger: Get) -> None:
    rows = get_larger("/organisationer.json?period=2014-2020").json()
    plain = list(csv.DictReader(io.StringIO(get_larger("/organisationer.csv?period=2014-2020").text)))
    assert [(row["owner"], row["esf_support_sek"]) for row in plain] == [
        (row["owner"], "" if row["esf_support_sek"] is None else str(row["esf_support_sek"])) for row in rows
    ]
    document = page(get_larger, "/organisationer?period=2014-2020")
    links = {link.text_content(): link.get("href") for link in document.xpath("//p[@class='export']/a")}
    assert set(links) == {"CSV", "CSV för svensk Excel", "XLSX", "JSON"}
    assert get_larger(links["CSV"]).text == get_larger("/organisationer.csv?period=2014-2020").text
    assert get_larger(links["JSON"]).json() == rows
    swedish = list(
        csv.reader(io.StringIO(get_larger(links["CSV för svensk Excel"]).content.decode("utf-8-sig")), delimiter=";")
    )
    assert [row[2] for row in swedish[1:]] == [row["owner"] for row in rows]
    book = openpyxl.load_workbook(io.BytesIO(get_larger(links["XLSX"]).content))
    sheet = list(book["Data"].iter_rows(values_only=True))
    assert [(row[2], row[6]) for row in sheet[1:]] == [(row["owner"], row["esf_support_sek"]) for row in rows]
    assert any(
        "Urval: region Alla, programperiod 2014-2020" in str(row[0]) for row in book["Om"].iter_rows(values_only=True)
    )


WRONG = {
    "region=Atlantis": ("”Atlantis”", "Stockholm"),
    "period=1999": ("”1999”", "2021-2027"),
    "sortera=nosuch": ("”nosuch”", "esf_support_sek"),
    "sortera=position;drop": ("position;drop", "owner"),
    "sida=0": ("inget sidnummer", "1, 2, 3"),
    "sida=-1": ("inget sidnummer", "1, 2, 3"),
    "sida=två": ("inget sidnummer", "1, 2, 3"),
    "sida=1e999": ("inget sidnummer", "1, 2, 3"),
    "excel=2": ("Parametern excel", "0"),
    f"namn={'a' * 201}": ("högst 200 tecken", ""),
    "region=Stockholm&region=Nationellt": ("bara ha ett värde", ""),
    "q=malm%C3%B6": ("Parametern q finns inte.", "namn"),
}


@pytest.mark.parametrize("query_string", WRONG, ids=lambda text: str(text)[:30])
def test_a_wrong_choice_is_refused_with_what_is_allowed(get: Get, query_string: str) -> None:
    said, allowed = WRONG[query_string]
    for ending in ("", ".csv", ".xlsx"):
        response = get(f"/organisationer{ending}?{query_string}")
        assert response.status_code == 400
        assert said in response.text
        assert allowed in response.text
    data = get(f"/organisationer.json?{query_string}")
    assert data.status_code == 400
    assert said in data.json()["error"]
    assert allowed in " ".join(data.json()["allowed"])
    assert data.json()["parameter"] == query_string.partition("=")[0]


def test_parameters_of_the_file_the_language_and_other_sites_are_no_choices(get: Get) -> None:
    for query_string in ("sprak=en", "excel=1", "utm_source=brev", "fbclid=1&gclid=2"):
        assert get(f"/organisationer?{query_string}").status_code == 200


def test_a_page_after_the_last_does_not_exist(get: Get) -> None:
    response = get("/organisationer?sida=99")
    assert response.status_code == 404
    assert "Listan har ingen sida 99." in response.text
    assert "1–2" in response.text
    assert get("/organisationer?sida=1&namn=finnsinte").status_code == 200


def test_the_choices_stay_in_the_form_and_the_links(get: Get) -> None:
    document = page(get, "/organisationer?region=Stockholm&namn=a&sortera=owner")
    assert document.xpath("//select[@id='region']/option[@selected]")[0].text_content() == "Stockholm"
    assert document.xpath("//select[@id='sortera']/option[@selected]/@value") == ["owner"]
    assert document.xpath("//input[@id='namn']/@value") == ["a"]
    sorted_by = document.xpath("//th[@aria-sort]")
    assert [(head.text_content(), head.get("aria-sort")) for head in sorted_by] == [("Projektägare ↑", "ascending")]
    for link in document.xpath("//thead//a/@href"):
        assert "region=Stockholm" in link and "namn=a" in link
        assert get(link).status_code == 200


# English, and the telephone.


def test_in_english_the_texts_are_english_and_the_values_the_same(get_larger: Get) -> None:
    paths = ("/organisation/malmö stad", "/kommun/1280", "/lan/12", "/region/Nationellt", "/organisationer?namn=a")
    wrong = (
        "/kommun/malmåå",
        "/lan/02",
        "/region/x",
        "/organisation/x",
        "/organisationer?sida=0",
        "/organisationer?sida=99",
    )
    swedish = {path: get_larger(path).text for path in (*paths, *wrong)}
    for path, before in swedish.items():
        now = get_larger(path, cookie="sprak=en").text
        assert path in wrong or "ESF support granted" in now
        numbers = [re.findall(r"[\d\xa0]+\xa0kr", page) for page in (before, now)]
        assert numbers[0] == numbers[1]


def test_the_pages_fit_a_telephone_and_a_screen(page: Page) -> None:
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for path in ("/organisationer", "/organisation/2120008889", "/kommun/1480", "/lan/12", "/region/Sydsverige"):
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
