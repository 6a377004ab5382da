"""The page that compares: its numbers, worked out again in plain Python from the tables that it does not read."""

import csv
import functools
import html
import io
import itertools
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit
from xml.etree import ElementTree

import lxml.html
import openpyxl
import pytest

from archive.building.settling.derived_tables import fill_derived_tables
from archive.database import open_database
from archive.site.comparing import page_content
from archive.site.comparing.catalogue import groupings, measures, tiles
from archive.site.comparing.charts.drawing import SIZE
from archive.site.comparing.charts.line_chart import nice_step
from archive.site.comparing.charts.tile_map import step_of, whole_steps
from archive.site.comparing.shown_values import decimals, shown_change
from archive.site.serving.server import make_site
from tests.serving import asked

Row = dict[str, Any]
Get = Callable[[str], Any]
REFERENCE = Path(__file__).parents[2] / "schema" / "reference"
SVG = "{http://www.w3.org/2000/svg}"


def rows_of(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


KPI = {int(row["year"]): Fraction(row["kpi_1980_100"]) for row in rows_of("consumer_prices")}
LAST = max(KPI)
COUNTIES = {row["code"]: row for row in rows_of("counties")}
MUNICIPALITIES = {row["code"]: row for row in rows_of("municipalities")}
REGIONS = {row["region"]: row["nuts2"] for row in rows_of("regions")}
AREAS = {(row["programme_period"], row["code"]): row["name"] for row in rows_of("programme_areas")}
POPULATION = {(row["code"], int(row["year"])): int(row["population"]) for row in rows_of("population")}
AMOUNTS = {"esf_support_sek", "total_budget_sek", "eu_contribution_sek"}
SEVERAL = ("lan", "kommun", "malgrupp")


class Base:
    """The rows that the sums are made from."""

    def __init__(self, path: Path) -> None:
        connection = sqlite3.connect(path)
        connection.row_factory = sqlite3.Row

        def read(sql: str) -> list[Row]:
            return [dict(row) for row in connection.execute(sql)]

        self.projects = read("select * from projects where layout <> 'prose'")
        self.amounts = {row["project_id"]: row for row in read("select * from project_amounts")}
        self.codes, self.tags = defaultdict(set), defaultdict(set)
        for row in read("select project_id, municipality_code as code from project_municipalities"):
            self.codes[row["project_id"]].add(row["code"])
        for row in read("select project_id, name from tags where kind = 'target_group' and shown = 1"):
            self.tags[row["project_id"]].add(row["name"])
        self.periods = sorted({row["programme_period"] for row in self.projects} - {None})
        connection.close()

    def groups(self, project: Row, per: str) -> set[str | None]:
        """The names of the groups that a project belongs to."""
        codes: set[str | None] = self.codes[project["project_id"]] or {None}
        start, area = project["period_start"], project["programme_area_code"]
        known = AREAS.get((project["programme_period"], (area or "").split(".")[0]))
        return {
            "region": {project["region"]},
            "lan": {COUNTIES[code[:2]]["name"] if code else None for code in codes},
            "kommun": {MUNICIPALITIES[code]["name"] if code else None for code in codes},
            "omrade": {known or area or project["programme_area"]},
            "ar": {start and start[:4]},
            "malgrupp": self.tags[project["project_id"]] or {None},
        }[per]

    def figure(self, project: Row, measure: str) -> tuple[int, int] | None:
        """A project's figure and the part of it that is converted from euro."""
        amounts = self.amounts[project["project_id"]]
        if measure == "projekt":
            return 1, 0
        if measure == "deltagare":
            return None if project["participants_planned"] is None else (project["participants_planned"], 0)
        if measure == "stod_per_deltagare":
            both = None not in (amounts["esf_support_sek"], project["participants_planned"])
            return (amounts["esf_support_sek"], 0) if both else None
        if amounts[measure] is not None:
            return amounts[measure], 0
        euro = amounts.get(measure.replace("_sek", "_eur_in_sek"))
        return None if euro is None else (euro, euro)


@functools.cache
def spread(start: str | None, end: str | None, base_year: int) -> tuple[Fraction, Fraction] | None:
    """What one krona is at constant prices, and the part of it after the last index; each day counted."""
    if not (start and end):
        return None
    first, last = (date.fromisoformat(day) for day in (start, end))
    if last < first or first.year < min(KPI):
        return None
    ordinals = range(first.toordinal(), last.toordinal() + 1)
    days = Counter(date.fromordinal(day).year for day in ordinals)
    parts = {year: KPI[base_year] / KPI[min(year, LAST)] * n / len(ordinals) for year, n in days.items()}
    after = (part for year, part in parts.items() if year > LAST)
    return sum(parts.values(), Fraction()), sum(after, Fraction())


def inhabitants(per: str, name: str | None, period: str | None) -> Fraction | None:
    """The mean population of a group's place."""
    if per in ("omrade", "ar", "malgrupp") or name == "Nationellt":
        codes = {code for code in COUNTIES}
    else:
        codes = {
            "region": {code for code, row in COUNTIES.items() if row["region"] == name},
            "lan": {code for code, row in COUNTIES.items() if row["name"] == name},
            "kommun": {code for code, row in MUNICIPALITIES.items() if row["name"] == name},
        }[per]
    first, last = map(int, (period or "1-0").split("-"))
    counted = [
        sum(POPULATION[code, year] for code in codes)
        for year in range(first, last + 1)
        if codes and all((code, year) in POPULATION for code in codes)
    ]
    return Fraction(sum(counted), len(counted)) if counted else None


def expected(base: Base, choice: dict[str, Any]) -> dict[tuple[str | None, str | None], Row]:
    """The rows of a comparison by group and period."""
    made: dict[tuple[str | None, str | None], Row] = {}
    per, measure = choice["per"], choice["matt"]
    members: dict[tuple[str | None, str | None], list[tuple[Row, bool]]] = defaultdict(list)
    for project in base.projects:
        names = base.groups(project, per)
        for name in names:
            if not choice["period"] or project["programme_period"] in choice["period"]:
                members[name, project["programme_period"]].append((project, len(names) == 1))
    constant = choice["priser"] == "fasta" and measure in {*AMOUNTS, "stod_per_deltagare"}
    for (name, period), found in members.items():
        totals = [_total(base, [p for p, a in found if a or not alone], measure, choice) for alone in (False, True)]
        people = inhabitants(per, name, period) if choice["per_invanare"] else Fraction(1)
        whole, only = (None if t["value"] is None or people is None else t["value"] / people for t in totals)
        row = {"varde": whole, "projekt": len(found), "utan_uppgift": len(found) - totals[0]["stated"]}
        row |= {"invanare": people} if choice["per_invanare"] else {}
        if per in SEVERAL:
            row |= {"lag": only, "hog": whole, "projekt_bara_har": sum(alone for _, alone in found)}
        if measure in ("total_budget_sek", "eu_contribution_sek"):
            row["omraknat_fran_euro"] = None if whole is None or people is None else totals[0]["euro"] / people
        if constant:
            row["efter_sista_index"] = None if whole is None or people is None else totals[0]["after"] / people
        made[name, period] = row
    return made


def _total(base: Base, projects: list[Row], measure: str, choice: dict[str, Any]) -> Row:
    value, euro, after, persons, stated = Fraction(), Fraction(), Fraction(), 0, 0
    constant = choice["priser"] == "fasta" and measure in {*AMOUNTS, "stod_per_deltagare"}
    for project in projects:
        figure = base.figure(project, measure)
        dates = project["period_start"], project["period_end"]
        factor = spread(*dates, choice["basar"]) if constant else (Fraction(1), Fraction(0))
        if figure is not None and factor is not None:
            stated += 1
            value, euro = value + figure[0] * factor[0], euro + figure[1] * factor[0]
            after += figure[0] * factor[1]
            persons += project["participants_planned"] or 0
    if not stated or (measure == "stod_per_deltagare" and not persons):
        return {"value": None, "euro": None, "after": None, "stated": stated}
    divided = persons if measure == "stod_per_deltagare" else 1
    return {"value": value / divided, "euro": euro / divided, "after": after / divided, "stated": stated}


@pytest.fixture(scope="module")
def base(archive: Path) -> Base:
    return Base(archive)


def choices(per: str, periods: list[str]) -> Iterator[dict[str, Any]]:
    prices = [("lopande", LAST), ("fasta", LAST), ("fasta", 2015)]
    chosen: list[list[str]] = [[], periods[:2]]
    for matt, (priser, year), inhabitant, period in itertools.product(measures(), prices, (0, 1), chosen):
        if not (matt == "stod_per_deltagare" and inhabitant):
            yield {
                "matt": matt,
                "per": per,
                "priser": priser,
                "basar": year,
                "per_invanare": inhabitant,
                "period": period,
            }


def assert_equal(answer: list[Row], right: dict[tuple[str | None, str | None], Row], choice: dict[str, Any]) -> None:
    """The same groups and columns; whole kronor and persons exact to the krona."""
    assert {(row["grupp"], row["period"]) for row in answer} == set(right), choice
    assert len(answer) == len(right)
    whole = not choice["per_invanare"] and choice["matt"] != "stod_per_deltagare"
    for row in answer:
        wanted = right[row["grupp"], row["period"]]
        assert set(row) == {"grupp", "kod", "period", *wanted}, choice
        for name, value in wanted.items():
            about = choice, row, name, value and float(value)
            if value is None or name in ("projekt", "utan_uppgift", "projekt_bara_har"):
                assert row[name] == value, about
            elif whole and name != "invanare":
                assert isinstance(row[name], int), about
                assert abs(row[name] - value) <= Fraction(1, 2), about
            else:
                assert row[name] == pytest.approx(float(value), rel=1e-12), about


@pytest.mark.parametrize("per", groupings())
def test_every_number_of_the_demonstration(get: Get, base: Base, per: str) -> None:
    for choice in choices(per, base.periods):
        answer = get(f"/jamfor.json?{urlencode(choice, doseq=True)}").json()
        assert_equal(answer, expected(base, choice), choice)
        assert_ordered(answer, per)


def assert_ordered(answer: list[Row], per: str) -> None:
    """The groups compared by value or year, then those that stand apart, the unknown one last."""
    apart = [(row["grupp"] is None, row["grupp"] is None or row["grupp"] == "Nationellt") for row in answer]
    assert apart == sorted(apart, key=lambda kinds: (kinds[1], kinds[0]))
    compared = [row for row in answer if row["grupp"] not in (None, "Nationellt")]
    if per == "ar":
        assert compared == sorted(compared, key=lambda row: (row["grupp"], row["period"]))
    else:
        falling = [(row["varde"] is None, -(row["varde"] or 0)) for row in compared]
        assert falling == sorted(falling)


def test_defaults(get: Get) -> None:
    written = "/jamfor.json?matt=esf_support_sek&per=region&priser=lopande&per_invanare=0"
    assert get("/jamfor.json").json() == get(written).json() == get("/jamfor.json?matt=&period=").json()
    assert get("/jamfor.json?priser=fasta").json() == get(f"/jamfor.json?priser=fasta&basar={LAST}").json()
    first = {"grupp": "Nationellt", "kod": "SE0", "period": "2007-2013", "projekt": 4, "utan_uppgift": 0}
    assert {**first, "varde": 52_189_468} in get("/jamfor.json").json()


# Five projects and some that are wrong, whose numbers were worked out by hand.

HANDMADE: list[tuple[Row, dict[str, str], list[str | None], list[str]]] = [
    (
        {"region": "Stockholm", "programme_period": "2007-2013", "programme_area_code": "1.1",
         "period_start": "2008-02-01", "period_end": "2009-01-31", "participants_planned": 10},
        {"amount.esf_support SEK": "366000"}, ["0180"], ["ungdomar"],
    ),
    (
        {"region": "Sydsverige", "programme_period": "2014-2020", "programme_area_code": "2",
         "period_start": "2015-05-05", "period_end": "2015-05-05", "participants_planned": 0},
        {"amount.esf_support SEK": "1000"}, ["1280", "0180"], ["ungdomar", "kvinnor"],
    ),
    (
        {"region": "Stockholm", "programme_period": "2021-2027", "programme_area_code": "A",
         "period_start": "2026-03-01", "period_end": "2027-02-28"},
        {"amount.esf_support SEK": "500000", "amount.total_budget EUR": "100.00", "date.start": "2026-03-01"},
        ["0180", "0114"], [],
    ),
    (
        {"region": None, "programme_period": "2014-2020", "programme_area_code": None, "programme_area": None,
         "period_start": "2016-01-01", "period_end": None},
        {"amount.esf_support SEK": "7000"}, [None], [],
    ),
    (
        {"region": "Nationellt", "programme_period": None, "programme_area_code": "Z",
         "period_start": None, "period_end": None},
        {}, ["1280", None], [],
    ),
    (
        {"region": "Stockholm", "programme_period": "2007-2013", "programme_area_code": "1",
         "period_start": "2009-06-01", "period_end": "2009-05-31"},
        {"amount.esf_support SEK": "40"}, [], [],
    ),
    (
        {"region": "Stockholm", "programme_period": "2007-2013", "programme_area_code": "1",
         "period_start": "1908-06-01", "period_end": "2009-05-31"},
        {"amount.esf_support SEK": "50"}, [], [],
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def handmade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("comparing") / "five.db"
    database = open_database(path)
    database.table("captures").insert({"capture_id": "c", "captured_at": "2025-05-01T10:00:00Z"})
    claims = itertools.count()
    for n, (facts, amounts, codes, tags) in enumerate(HANDMADE):
        own = {"project_id": f"p{n}"}
        database.table("projects").insert(own | facts | {"title": f"Projekt {n}", "layout": "projektbank-2014"})
        for position, code in enumerate(codes):
            database.table("project_municipalities").insert(own | {"position": position, "municipality_code": code})
        for position, tag in enumerate(tags):
            named = {"position": position, "kind": "target_group", "name": tag, "shown": 1}
            database.table("tags").insert(own | named)
        for amount, value in amounts.items():
            kind, _, currency = amount.partition(" ")
            stated = {
                "capture_id": "c",
                "position": next(claims),
                "kind": kind,
                "currency": currency or None,
                "standing": 1,
            }
            database.table("claims").insert(
                own | stated | {"value": f"{currency} {value}".strip(), "source": "projektbank"}
            )
    hidden = {"position": 9, "kind": "target_group", "name": "chefer", "shown": 0}
    database.table("tags").insert({"project_id": "p0"} | hidden)
    prose = {"project_id": "text", "layout": "prose", "region": "Stockholm", "programme_period": "2007-2013"}
    database.table("projects").insert(prose)
    fill_derived_tables(database)
    database.close()
    return path


@pytest.fixture(scope="module")
def get_handmade(handmade: Path) -> Iterator[Get]:
    with asked(make_site(handmade)) as ask:
        yield lambda address: ask("GET", address)


def answered(get: Get, parameters: str) -> dict[tuple[str | None, str | None], Row]:
    return {(row["grupp"], row["period"]): row for row in get(f"/jamfor.json?{parameters}").json()}


@pytest.mark.parametrize("per", groupings())
def test_every_number_of_the_handmade(get_handmade: Get, handmade: Path, per: str) -> None:
    base = Base(handmade)
    for choice in choices(per, base.periods):
        answer = get_handmade(f"/jamfor.json?{urlencode(choice, doseq=True)}").json()
        assert_equal(answer, expected(base, choice), choice)


def test_constant_prices_by_hand(get_handmade: Get) -> None:
    rows = answered(get_handmade, "priser=fasta&basar=2024")
    # 335 of the 366 days from 2008-02-01 to 2009-01-31 lie in 2008, a leap year: 1000 kronor a day.
    # 335 000 * 415.15 / 300.61 + 31 000 * 415.15 / 299.66 = 462 643.46 + 42 947.51
    first = rows["Stockholm", "2007-2013"]
    assert (first["varde"], first["projekt"], first["utan_uppgift"]) == (505_591, 3, 2)
    assert first["efter_sista_index"] == 0
    # 1 000 * 415.15 / 313.35
    assert rows["Sydsverige", "2014-2020"]["varde"] == 1_325
    # 500 000 * 415.15 / 417.98, all of it after 2025
    last = rows["Stockholm", "2021-2027"]
    assert (last["varde"], last["efter_sista_index"]) == (496_615, 496_615)
    assert rows[None, "2014-2020"] == {
        "grupp": None, "kod": None, "period": "2014-2020", "varde": None, "projekt": 1, "utan_uppgift": 1,
        "efter_sista_index": None,
    }  # fmt: skip
    assert rows["Nationellt", None]["varde"] is None


def test_a_project_in_two_counties_counts_whole_in_each(get_handmade: Get) -> None:
    rows = answered(get_handmade, "per=lan")
    for name in ("Stockholms län", "Skåne län"):
        row = rows[name, "2014-2020"]
        assert (row["varde"], row["lag"], row["hog"], row["projekt"]) == (1000, None, 1000, 1)
        assert row["projekt_bara_har"] == 0
    page = get_handmade("/jamfor?per=lan&period=2014-2020").text
    assert page.count("inga projekt bara här") == 2
    assert "bara här: 0" not in page
    alone = rows["Stockholms län", "2021-2027"]
    assert (alone["varde"], alone["lag"], alone["kod"]) == (500_000, 500_000, "01"), "two municipalities of one county"
    assert rows["Skåne län", None]["projekt"] == rows[None, None]["projekt"] == 1, "a place that SCB does not have"
    towns = answered(get_handmade, "per=kommun")
    assert towns["Stockholm", "2021-2027"]["lag"] is towns["Upplands Väsby", "2021-2027"]["lag"] is None
    groups = answered(get_handmade, "per=malgrupp")
    assert (groups["kvinnor", "2014-2020"]["lag"], groups["ungdomar", "2007-2013"]["lag"]) == (None, 366_000)
    assert ("chefer", "2007-2013") not in groups, "not shown"


def test_euro_and_participants_by_hand(get_handmade: Get) -> None:
    total = answered(get_handmade, "matt=total_budget_sek")["Stockholm", "2021-2027"]
    rates = [row for row in rows_of("exchange_rates") if row["whole_year"] == "1"]
    assert total["varde"] == total["omraknat_fran_euro"] == round(100 * float(rates[-1]["eur_sek"]))
    each = answered(get_handmade, "matt=stod_per_deltagare")
    assert each["Stockholm", "2007-2013"]["varde"] == 36_600
    assert each["Stockholm", "2007-2013"]["utan_uppgift"] == 2
    nobody = each["Sydsverige", "2014-2020"]
    assert (nobody["varde"], nobody["utan_uppgift"]) == (None, 0), "a sum over no participants has no quotient"


def test_inhabitants_by_hand(get_handmade: Get) -> None:
    town = answered(get_handmade, "per=kommun&per_invanare=1")["Stockholm", "2007-2013"]
    both = [POPULATION["0180", 2009], POPULATION["0180", 2013]]
    assert town["invanare"] == sum(both) / 2
    assert town["varde"] == pytest.approx(366_000 / (sum(both) / 2), rel=1e-12)
    country = answered(get_handmade, "per=omrade&per_invanare=1")["Kompetensförsörjning", "2007-2013"]
    assert country["invanare"] == sum(POPULATION["00", year] for year in range(2007, 2014)) / 7
    assert answered(get_handmade, "per_invanare=1")[None, "2014-2020"]["invanare"] is None


def test_population_adds_up() -> None:
    for year in range(2007, 2025):
        assert POPULATION["00", year] == sum(POPULATION[code, year] for code in COUNTIES)
    for code, year in itertools.product(COUNTIES, (2009, 2013, 2017, 2018, 2021)):
        parts = [POPULATION[town, year] for town, row in MUNICIPALITIES.items() if row["county_code"] == code]
        assert sum(parts) == POPULATION[code, year]


FILES = [
    "matt=total_budget_sek&per=lan&priser=fasta&per_invanare=1",
    "per=kommun&matt=projekt",
    "per=malgrupp&matt=stod_per_deltagare&period=2007-2013",
]


def as_excel_reads(value: str | float | None) -> str:
    """A decimal comma; a text that Excel would turn into a number (`0180`) stands as a text of its own."""
    if isinstance(value, str) and value.isdigit():
        return f'="{value}"'
    return str(value).replace(".", ",") if isinstance(value, float) else "" if value is None else str(value)


@pytest.mark.parametrize("parameters", FILES)
def test_files_hold_the_same_rows(get: Get, parameters: str) -> None:
    rows = get(f"/jamfor.json?{parameters}").json()
    columns = list(rows[0])
    text = get(f"/jamfor.csv?{parameters}").text
    assert text.endswith("\r\n")
    plain = list(csv.DictReader(io.StringIO(text)))
    assert plain == [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows]
    excel = get(f"/jamfor.csv?{parameters}&excel=1").content.decode("utf-8-sig")
    swedish = list(csv.DictReader(io.StringIO(excel), delimiter=";"))
    assert swedish == [{name: as_excel_reads(value) for name, value in row.items()} for row in rows]
    book = openpyxl.load_workbook(io.BytesIO(get(f"/jamfor.xlsx?{parameters}").content))
    names, *cells = book["Data"].iter_rows(values_only=True)
    for row, line in zip(rows, cells, strict=True):
        assert [pytest.approx(v, rel=1e-14) if isinstance(v, float) else v for v in row.values()] == list(line), columns
    assert len(set(names)) == len(columns)
    assert all(name and name[0].isupper() and "_" not in name for name in names)
    notes = [str(line[0]) for line in book["Om"].iter_rows(values_only=True)]
    assert any("projektbank" in note for note in notes)
    assert any("/jamfor?" in note for note in notes)
    assert any("KPI" in note for note in notes) is ("fasta" in parameters)
    assert any("läggas ihop" in note for note in notes)


def test_headings_of_the_workbook(get: Get) -> None:
    book = openpyxl.load_workbook(io.BytesIO(get(f"/jamfor.xlsx?{FILES[0]}").content))
    names = next(book["Data"].iter_rows(values_only=True))
    assert list(names) == [
        "Län", "Kod", "Programperiod", f"Total projektbudget (kr), {LAST} års priser, per invånare", "Projekt",
        "Projekt utan uppgift", "Invånare i medeltal", "Lägst: projekt bara här (kr)", "Högst: alla projekt här (kr)",
        "Antal projekt bara här", "Varav omräknat från euro (kr)", "Varav efter sista indexåret (kr)",
    ]  # fmt: skip


@pytest.mark.parametrize("per", ["region", "lan", "kommun"])
def test_a_place_leads_to_its_own_page(get: Get, per: str) -> None:
    rows = get(f"/jamfor.json?per={per}").json()
    lines = table_lines(get(f"/jamfor?per={per}").text)
    for row, line in zip(rows, lines, strict=True):
        written = row["grupp"] if per == "region" else row["kod"]
        link = re.search(rf'<a href="(/{per}/[^"]+)">([^<]+)</a>', line)
        assert (link is None) is (row["grupp"] is None)
        if link and row["grupp"]:
            assert (link[1], link[2]) == (f"/{per}/{quote(written)}", row["grupp"])
    first = next(row["grupp"] if per == "region" else row["kod"] for row in rows)
    assert get(f"/{per}/{quote(first)}").status_code == 200
    assert 'href="/lan/' not in get("/jamfor?per=ar").text


@pytest.mark.parametrize("per", groupings())
def test_the_sql_shown_gives_the_rows(get: Get, get_handmade: Get, per: str) -> None:
    for ask, parameters in itertools.product(
        (get, get_handmade),
        ("", "&priser=fasta&basar=2010&matt=total_budget_sek&period=2007-2013&period=2014-2020", "&per_invanare=1"),
    ):
        page = ask(f"/jamfor?per={per}{parameters}").text
        link = re.search(r'href="/esf\?(sql=[^"]+)"[^>]*>Kör och ändra', page)
        assert link is not None
        sql = parse_qs(html.unescape(link[1]))["sql"][0]
        assert html.escape(sql, quote=False) in page.replace("&#39;", "'")
        rows = ask(f"/esf.json?{urlencode({'sql': sql, '_shape': 'array'})}").json()
        assert sorted(map(str, rows)) == sorted(map(str, ask(f"/jamfor.json?per={per}{parameters}").json()))


def table_lines(page: str) -> list[str]:
    return re.findall(r'<tr role="row"(?: class="apart")?><th role="rowheader".*?</tr>', page, re.DOTALL)


LINKS = {
    "region": {"region": "grupp"},
    "lan": {"lan": "kod"},
    "kommun": {"kommun": "kod"},
    "omrade": {"omrade": "grupp"},
    "ar": {"startar": "grupp"},
    "malgrupp": {"malgrupp": "grupp"},
}


@pytest.mark.parametrize("per", groupings())
def test_each_row_leads_to_its_projects(get: Get, get_handmade: Get, per: str) -> None:
    for ask in (get, get_handmade):
        rows = ask(f"/jamfor.json?per={per}").json()
        lines = table_lines(ask(f"/jamfor?per={per}").text)
        assert len(lines) == len(rows)
        for row, line in zip(rows, lines, strict=True):
            address = re.search(r'href="(/(?:projekt|esf)\?[^"]+)"', line)
            if row["grupp"] and not row["period"]:
                assert address is None
                continue
            assert address is not None, line
            path = urlsplit(html.unescape(address[1]))
            given = {name: values[0] for name, values in parse_qs(path.query).items()}
            if row["grupp"] is None:
                found = ask(f"/esf.json?{path.query}&_shape=array").json()
                assert len({project["project_id"] for project in found}) == len(found) == row["projekt"]
            else:
                wanted = {name: row[column] for name, column in LINKS[per].items()}
                assert (path.path, given) == ("/projekt", {**wanted, "period": row["period"]})


def test_periods_side_by_side_with_their_change(get: Get) -> None:
    page = get("/jamfor?matt=total_budget_sek&period=2021-2027&period=2007-2013").text
    rows = {(row["grupp"], row["period"]): row["varde"] for row in get("/jamfor.json?matt=total_budget_sek").json()}
    lines = table_lines(page)
    shown = [" ".join(re.sub(r"<[^>]+>", " ", line).split()) for line in lines]
    assert shown[0].startswith("Övre Norrland 17 394 600 kr")
    assert shown[-1].startswith("Nationellt står för sig 73 306 718 kr")
    for group in ("Nationellt", "Stockholm"):
        first, last = (rows[group, period] for period in ("2007-2013", "2021-2027"))
        change = f"{100 * abs(last - first) / first:.1f}".replace(".", ",")
        assert any(group in line and f"−{change} %" in line for line in shown)
    assert any("Västsverige" in line and "inga projekt" in line and "–" in line for line in shown)
    assert "Förändring 2007-2013 till 2021-2027" in page


def cells_of(line: str) -> list[str]:
    """The texts of a line's cells, its heading first."""
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<t[hd].*?</t[hd]>", line)]


def drawn_groups(page: str, names: set[str]) -> list[str]:
    """The groups of the first chart, from above."""
    svg = ElementTree.fromstring(re.findall(r"<svg.*?</svg>", page, re.DOTALL)[0])
    return [str(text.text) for text in svg.iter(f"{SVG}text") if text.text in names]


THREE = "period=2007-2013&period=2014-2020&period=2021-2027"


def test_side_by_side_is_ordered_by_the_last_period_with_values(get_handmade: Get) -> None:
    page = get_handmade(f"/jamfor?matt=deltagare&{THREE}").text
    rows = get_handmade(f"/jamfor.json?matt=deltagare&{THREE}").json()
    assert {row["varde"] for row in rows if row["period"] == "2021-2027"} == {None}
    assert "Ordnad efter värdet i 2014-2020, högst först. Sist, för sig: Uppgift saknas." in page
    groups = [cells_of(line)[0] for line in table_lines(page)]
    assert groups == ["Sydsverige", "Stockholm", "Uppgift saknas står för sig"]
    assert drawn_groups(page, {"Sydsverige", "Stockholm", "Uppgift saknas"}) == [*groups[:2], "Uppgift saknas"]
    without = get_handmade("/jamfor?matt=stod_per_deltagare&period=2014-2020&period=2021-2027").text
    assert "Ordnad efter namn: ingen grupp har något värde." in without
    assert [cells_of(line)[0] for line in table_lines(without)][:2] == ["Stockholm", "Sydsverige"]


def test_changes_are_between_neighbouring_periods(get: Get) -> None:
    page = get(f"/jamfor?matt=projekt&{THREE}").text
    rows = {(row["grupp"], row["period"]): row["varde"] for row in get(f"/jamfor.json?matt=projekt&{THREE}").json()}
    periods = THREE.replace("period=", "").split("&")
    for first, last in itertools.pairwise(periods):
        assert f">Förändring {first} till {last}</th>" in page
    for line in table_lines(page):
        name, *cells = cells_of(line)
        group = re.sub(" står för sig$", "", name)
        known = [rows.get((None if group == "Uppgift saknas" else group, period)) for period in periods]
        wanted = [shown_change((b - a) / a if a and b is not None else None) for a, b in itertools.pairwise(known)]
        assert cells[3:] == [text.replace("\u00a0", " ") for text in wanted]


@pytest.mark.parametrize("site", ["get", "get_handmade"])
def test_years_stand_in_their_order_and_the_chart_reaches_the_last(request: pytest.FixtureRequest, site: str) -> None:
    ask: Get = request.getfixturevalue(site)
    page = ask("/jamfor?per=ar&matt=deltagare").text
    rows = ask("/jamfor.json?per=ar&matt=deltagare").json()
    years = [row["grupp"] for row in rows if row["grupp"]]
    assert years == sorted(years)
    assert [cells_of(line)[0] for line in table_lines(page)][: len(years)] == years
    assert "Ordnad efter år." in page
    written = texts(ElementTree.fromstring(re.findall(r"<svg.*?</svg>", page, re.DOTALL)[0]))
    drawn = written.split("Inget värde")[0]
    axis = re.findall(r"(?<![-\d])(?:19|20)\d\d(?![-\d])", drawn)
    assert max(axis) == max(years)
    valued = {row["period"] for row in rows if row["varde"] is not None and row["grupp"]}
    without = {row["period"] for row in rows if row["varde"] is None and row["grupp"]}
    assert {row["period"] for row in rows if row["period"] and row["period"] in drawn} == valued
    assert without
    assert all(f"Inget värde, {period}: " in written for period in without)


WRONG = {
    "matt=finnsinte": "esf_support_sek",
    "per=stad": "malgrupp",
    "period=1995-2000": "2007-2013",
    "priser=gamla": "fasta",
    "basar=1994": "1995",
    "basar=tjugo": "2024",
    "per_invanare=2": "0, 1",
    "rader=tio": "alla",
    "matt=projekt&matt=deltagare": "bara ha ett",
    "matt=stod_per_deltagare&per_invanare=1": "per_invanare=0",
    f"matt={'x' * 5000}": "högst 300 tecken",
    "perioder=2007-2013": "Parametern perioder finns inte. Tillåtet är: matt, per, period, priser, basar",
    "matt=projekt&foo=": "Parametern foo finns inte.",
    "_shape=array": "Parametern _shape finns inte.",
    "matt=%EF%BF%BD": "esf_support_sek",
    f"per={quote('<script>x')}": "region",
    f"period={quote(chr(39) + ' or 1=1 --')}": "2007-2013",
}


def refusal_in_words(page: str) -> str:
    """What the page says is wrong and what is allowed instead, in one text, as programs are told it."""
    document: Any = lxml.html.fromstring(page)
    said = [text.text_content() for text in document.cssselect("[role=alert] .lead")]
    lists = document.cssselect("[role=alert] .allowed")
    allowed = [", ".join(one.text_content() for one in values) for values in lists]
    return " ".join([*said, *(f"Tillåtet är: {values}." for values in allowed)])


@pytest.mark.parametrize("parameters", WRONG)
def test_wrong_parameters_are_refused_in_swedish(get: Get, parameters: str) -> None:
    for path in ("/jamfor", "/jamfor.csv", "/jamfor.xlsx", "/jamfor/diagram.svg"):
        answer = get(f"{path}?{parameters}")
        assert answer.status_code == 400
        assert WRONG[parameters] in refusal_in_words(answer.text)
        assert '<html lang="sv">' in answer.text
        assert "<script>x" not in answer.text
        assert not re.search(r"(\w)\1{60}", answer.text.partition("<main")[2].partition("</main>")[0]), (
            "a long value is not repeated whole"
        )
    answer = get(f"/jamfor.json?{parameters}")
    assert answer.status_code == 400
    assert answer.headers["access-control-allow-origin"] == "*"
    assert WRONG[parameters] in answer.json()["error"]


def test_a_refused_comparison_keeps_what_was_right(get: Get) -> None:
    right = "per=lan&period=2014-2020&priser=fasta&basar=2015"
    for wrong in ("matt=stod_per_deltagare&per_invanare=1", "matt=fel", "rader=tio", "perioder=1"):
        page = get(f"/jamfor?{right}&{wrong}").text
        assert page.index('role="alert"') < page.index("<form class=")
        for kept in ('value="lan" selected', 'value="2014-2020" checked', 'value="fasta" selected', "selected>2015<"):
            assert kept in page, (wrong, kept)
        assert page.count(" checked") == 1
    refused = get("/jamfor?matt=stod_per_deltagare&per_invanare=1").text
    assert 'value="stod_per_deltagare" selected' in refused
    both = get("/jamfor?matt=fel&per=stad").text
    assert "Parametern matt" in both
    assert "Parametern per kan" in both


def test_excel_is_a_parameter_of_csv_alone(get: Get) -> None:
    assert get("/jamfor.csv?excel=1").status_code == 200
    assert get("/jamfor.csv?excel=2").status_code == 400
    for path in ("/jamfor", "/jamfor.xlsx", "/jamfor.json", "/jamfor/diagram.svg"):
        assert get(f"{path}?excel=1").status_code == 400
    assert get("/jamfor?sprak=en").status_code == 200


def test_a_long_dash_between_years_is_a_hyphen(get: Get) -> None:
    dashed = get(f"/jamfor.json?period={quote('2007–2013')}").json()
    assert dashed == get("/jamfor.json?period=2007-2013").json() != get("/jamfor.json").json()


@pytest.mark.parametrize(
    ("parameters", "years"),
    [
        ("per=lan&period=2007-2013", "(2007–2013)"),
        ("per=kommun&period=2007-2013", "(2009, 2013)"),
        ("per=kommun&period=2014-2020&period=2007-2013", "(2007-2013: 2009, 2013; 2014-2020: 2017–2018)"),
        ("per=region", "(2007-2013: 2007–2013; 2014-2020: 2014–2020; 2021-2027: 2021–2024)"),
    ],
)
def test_the_years_of_the_mean_population_are_said(get: Get, parameters: str, years: str) -> None:
    assert f"som det finns tal för {years}." in get(f"/jamfor?per_invanare=1&{parameters}").text


def test_the_title_is_the_heading_and_stands_before_the_form(get: Get) -> None:
    page = get("/jamfor?per=lan&matt=projekt").text
    assert re.findall("<h1>(.*?)</h1>", page) == ["Antal projekt per län"]
    assert page.index("<h1>") < page.index("<form class=")


def texts(svg: ElementTree.Element) -> str:
    return " ".join(str(text.text) for text in svg.iter(f"{SVG}text"))


@pytest.mark.parametrize("per", groupings())
@pytest.mark.parametrize(
    "parameters", ["", "period=2014-2020", "matt=projekt&per_invanare=1", "matt=deltagare&priser=fasta"]
)
def test_the_chart_is_whole_and_says_what_it_is(get: Get, per: str, parameters: str) -> None:
    answer = get(f"/jamfor/diagram.svg?per={per}&{parameters}")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    svg = ElementTree.fromstring(answer.text)
    assert svg.tag == f"{SVG}svg"
    assert svg.get("role") == "img"
    title, description = (svg.find(f"{SVG}{name}") for name in ("title", "desc"))
    assert title is not None and title.text and description is not None and description.text
    assert svg.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    written = texts(svg)
    assert title.text in written
    assert re.search(r"Källa: .*Uppgifter till och med \d{4}-\d\d-\d\d", written)
    names = list(dict.fromkeys(row["grupp"] for row in get(f"/jamfor.json?per={per}&{parameters}").json()))
    if per == "ar":
        drawn = [name for name in names if name]
        assert len(drawn) <= len(list(svg.iter(f"{SVG}circle"))) or "Inget värde" in written
    else:
        apart = [name for name in names if name in (None, "Nationellt")]
        compared = [name for name in names if name not in apart]
        assert all((name or "Uppgift saknas") in written for name in [*compared[:30], *apart])
        assert ("30 första" in written) is (len(compared) > 30)
        assert ("Står för sig:" in written) is bool(apart)


def test_lines_go_through_the_values_of_years(get: Get) -> None:
    svg = ElementTree.fromstring(get("/jamfor/diagram.svg?per=ar&matt=projekt").text)
    rows = [row for row in get("/jamfor.json?per=ar&matt=projekt").json() if row["grupp"]]
    places = {(float(dot.get("cx", "")), float(dot.get("cy", ""))) for dot in svg.iter(f"{SVG}circle")}
    assert len(places) == len(rows)
    by_year = sorted(rows, key=lambda row: (row["grupp"], row["varde"]))
    in_order = sorted(places, key=lambda place: (place[0], -place[1]))
    for (one, one_at), (other, other_at) in itertools.combinations(zip(by_year, in_order, strict=True), 2):
        assert (one["varde"] > other["varde"]) is (one_at[1] < other_at[1])
        assert (one["grupp"] < other["grupp"]) is (one_at[0] < other_at[0])


def test_a_bar_stands_nearer_to_its_own_name_than_to_the_next(get: Get) -> None:
    svg = ElementTree.fromstring(get("/jamfor/diagram.svg?per=lan&matt=projekt&period=2007-2013").text)
    bars = [(float(bar.get("y", "")), float(bar.get("height", ""))) for bar in svg.iter(f"{SVG}rect") if bar.get("x")]
    names = [float(text.get("y", "")) for text in svg.iter(f"{SVG}text") if text.get("x") == "8"]
    assert len(bars) > 5
    for top, height in bars[:-1]:
        below = min(name for name in names if name > top + height) - SIZE
        assert below - (top + height) > top - max(name for name in names if name < top) > 0


DRAWN = {
    "bars": "per=region&matt=projekt&period=2014-2020",
    "bars-of-periods": "per=region&matt=projekt&period=2007-2013&period=2014-2020",
    "lines": "per=ar",
    "map": "per=lan&per_invanare=1",
}
"""Pages of the handmade archive whose figures, as they were drawn last, stand in `tests/site/charts/NAME.html`."""


@pytest.mark.parametrize("name", DRAWN)
def test_a_chart_is_drawn_as_it_was(get_handmade: Get, tmp_path: Path, name: str) -> None:
    figures = re.findall(r"<svg.*?</svg>", get_handmade(f"/jamfor?{DRAWN[name]}").text, re.DOTALL)
    drawn, seen = tmp_path / f"{name}.html", Path(__file__).parent / "charts" / f"{name}.html"
    drawn.write_text("\n".join(figures).replace("><", ">\n<") + "\n", "utf-8")
    assert drawn.read_text("utf-8").splitlines() == seen.read_text("utf-8").splitlines(), (
        f"look at {drawn}, and copy it to {seen} if it is as it should be"
    )


def test_a_map_shows_every_place_with_its_value(get: Get) -> None:
    page = get("/jamfor?per=lan&matt=projekt&period=2007-2013").text
    drawn = next(svg for svg in re.findall(r"<svg.*?</svg>", page, re.DOTALL) if "Karta" in svg)
    written = texts(ElementTree.fromstring(drawn))
    assert all(row["name"] in written for row in COUNTIES.values())
    rows = get("/jamfor.json?per=lan&matt=projekt&period=2007-2013").json()
    for row in rows:
        assert f"{row['grupp'] or 'Uppgift saknas'}{',' if row['grupp'] is None else ''} {row['varde']}" in written
    assert "<figure>" in get("/jamfor?per=kommun").text
    assert "Karta" not in get("/jamfor?per=kommun").text
    without = get("/jamfor?per=lan&matt=projekt").text
    assert len(re.findall("Karta av rutor", without)) == 1
    assert "Ingen karta: 2014-2020, 2021-2027" in without


def test_tiles_are_of_all_places_and_none_on_another() -> None:
    assert set(tiles()["region"]) == set(REGIONS.values()) - {"SE0"}
    assert set(tiles()["lan"]) == set(COUNTIES)
    for places in tiles().values():
        assert len(set(places.values())) == len(places)


def test_steps_of_colour_and_of_scales() -> None:
    assert [step_of(value, 100) for value in (0, 19.9, 20, 99, 100)] == [0, 0, 1, 4, 4]
    assert step_of(0, 0) == 0
    assert [nice_step(least) for least in (0, 0.03, 1, 1.1, 4, 51, 100)] == [1, 0.05, 1, 2, 5, 100, 100]


def test_whole_steps_do_not_overlap() -> None:
    assert whole_steps(100) == [(0, 19), (20, 39), (40, 59), (60, 79), (80, 100)]
    for highest in (1, 2, 3, 7, 52_189_468):
        steps = whole_steps(highest)
        for at, (low, high) in enumerate(steps):
            assert low > high or {step_of(low, highest), step_of(high, highest)} == {at}
        assert [low for low, _ in steps[1:]] == [high + 1 for _, high in steps[:-1]]
        assert (steps[0][0], steps[-1][1]) == (0, highest)


def legend_of(page: str) -> list[str]:
    """The bounds of a map's colours as they are written."""
    drawn = next(svg for svg in re.findall(r"<svg.*?</svg>", page, re.DOTALL) if "Karta" in svg)
    written = [str(text.text) for text in ElementTree.fromstring(drawn).iter(f"{SVG}text")]
    return [text for text in written if " – " in text]


def test_the_legend_of_a_map_has_no_value_twice(get: Get) -> None:
    bounds = [text.split(" – ") for text in legend_of(get("/jamfor?per=lan").text)]
    numbers = [int(re.sub(r"\D", "", bound)) for pair in bounds for bound in pair]
    assert len(numbers) == 10
    assert numbers == sorted(set(numbers))
    divided = [text.split(" – ") for text in legend_of(get("/jamfor?per=lan&per_invanare=1").text)]
    assert [high.startswith("under ") for _, high in divided] == [True, True, True, True, False]
    assert [high.removeprefix("under ") for _, high in divided[:-1]] == [low for low, _ in divided[1:]]


def test_numbers_and_changes_as_swedes_write_them() -> None:
    assert [decimals(value) for value in (0, 1234.5, 0.0123, 0.00045)] == ["0,00", "1\u00a0234,50", "0,012", "0,00045"]
    assert [shown_change(change) for change in (0.1234, -0.5, 0.0, None, 12)] == [
        "+12,3\u00a0%", "−50,0\u00a0%", "+0,0\u00a0%", "–", "+1\u00a0200,0\u00a0%",
    ]  # fmt: skip


def test_the_groups_of_the_table_are_those_of_the_form(base: Base, archive: Path) -> None:
    with sqlite3.connect(archive) as connection:
        found = set(connection.execute("select distinct per, measure from comparisons"))
    assert found == set(itertools.product(groupings(), measures()))


def test_nothing_is_lost_between_the_groups(get: Get, base: Base) -> None:
    for per in ("region", "omrade", "ar"):
        rows = get(f"/jamfor.json?per={per}&matt=total_budget_sek").json()
        assert sum(row["projekt"] for row in rows) == len(base.projects)
        stated = [base.figure(project, "total_budget_sek") for project in base.projects]
        assert sum(row["varde"] or 0 for row in rows) == sum(figure[0] for figure in stated if figure)


def test_a_long_table_says_what_it_leaves_to_a_link(get: Get, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for parameters in ("per=kommun", "per=kommun&period=2007-2013&period=2014-2020"):
        whole = table_lines(get(f"/jamfor?{parameters}").text)
        assert "Visa alla rader" not in get(f"/jamfor?{parameters}").text
        with monkeypatch.context() as patched:
            patched.setattr(page_content, "MOST_LINES", 7)
            with asked(make_site(archive)) as ask:  # another site, which has kept no page
                page = ask("GET", f"/jamfor?{parameters}").text
            assert table_lines(page) == whole[:7]
            assert f"Tabellen visar de 7 första av {len(whole)} rader." in page
            link = re.search(r'href="([^"]+)">Visa alla rader', page)
            assert link is not None
            assert table_lines(get(html.unescape(link[1])).text) == whole


def test_the_page_offers_code_to_embed_the_chart(get: Get) -> None:
    page = get("/jamfor?per=ar&priser=fasta&basar=2020").text
    code = re.search(r"<textarea[^>]* readonly[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert code is not None
    source = re.search(r'<iframe src="(http://localhost/jamfor/diagram\.svg\?[^"]+)"', html.unescape(code[1]))
    assert source is not None
    parts = urlsplit(html.unescape(source[1]))
    svg = get(f"{parts.path}?{parts.query}").text
    assert svg == get("/jamfor/diagram.svg?per=ar&priser=fasta&basar=2020").text
    frame = re.search(r'width="(\d+)" height="(\d+)"', html.unescape(code[1]))
    assert frame is not None
    drawn = ElementTree.fromstring(svg)
    assert all(int(frame[n]) >= float(drawn.get(name, "")) for n, name in ((1, "width"), (2, "height")))


def test_a_comparison_in_english(get: Get) -> None:
    assert "ESF support granted by county" in get("/jamfor?per=lan&sprak=en").text
    assert "cannot be" in get("/jamfor.json?per=x&sprak=en").json()["error"]
