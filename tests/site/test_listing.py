"""The list of projects, compared with filters of our own over the tables that it is made from."""

import asyncio
import csv
import io
import itertools
import random
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlencode

import msgspec
import openpyxl
import pytest

from archive.building.build import build
from archive.searching.resolved_query import resolved
from archive.searching.search import search
from archive.searching.text_matches import TextMatches
from archive.site.files.row_files import RowFile, respond
from archive.site.listing import list_pages
from archive.site.listing.list_columns import DOWNLOADED, LISTED, SORTED_BY
from archive.site.serving.server import make_site
from schema.titles import SECTION_TITLES
from scraper.input import Input
from tests.archive.test_archive import query
from tests.archive.test_disagreements import text
from tests.conftest import few_pages

Pairs = list[tuple[str, str]]


class Known(msgspec.Struct):
    """What the base tables say of a project."""

    project_id: str
    title: str | None
    owner: str | None
    region: str | None
    programme_period: str | None
    areas: set[str | None]
    period_start: str | None
    period_end: str | None
    layout: str
    amounts: dict[tuple[str, str], float] = {}
    groups: set[str] = set()
    municipalities: set[str] = set()
    organisations: set[str] = set()

    def kronor(self, kind: str) -> int | None:
        amount = self.amounts.get((f"amount.{kind}", "SEK"))
        return None if amount is None else int(amount + 0.5)

    @property
    def years(self) -> tuple[int, int] | None:
        start, end = self.period_start, self.period_end or self.period_start
        return (int(start[:4]), int(str(end)[:4])) if start else None


def known_projects(path: Path) -> dict[str, Known]:
    """Every project, read row by row from the tables that are written by builds."""
    projects: dict[str, Known] = {}
    columns = "project_id, title, owner, region, programme_period, programme_area, programme_area_code"
    for row in query(path, f"select {columns}, period_start, period_end, layout from projects"):
        named = dict(zip(("project_id", "title", "owner", "region", "programme_period"), row, strict=False))
        start, end, layout = row[7:]
        projects[row[0]] = Known(**named, areas={row[5], row[6]}, period_start=start, period_end=end, layout=layout)
    claims = "select project_id, kind, currency, value, standing from claims where standing is not null"
    for project_id, kind, currency, value, _ in sorted(query(path, claims), key=lambda row: -row[4]):
        if currency and project_id:
            projects[project_id].amounts[kind, currency] = float(value[4:])
    for project_id, name, shown in query(path, "select project_id, name, shown from tags where kind = 'target_group'"):
        projects[project_id].groups |= {name} if shown else set()
    for project_id, code in query(path, "select project_id, municipality_code from project_municipalities"):
        projects[project_id].municipalities |= {code} if code else set()
    for project_id, name in query(path, "select project_id, organisation_id from project_organisations"):
        projects[project_id].organisations.add(name)
    return projects


@pytest.fixture(scope="module")
def known(archive: Path) -> dict[str, Known]:
    return known_projects(archive)


def found_by_search(path: Path, words: str) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {hit.project_id for hit in search(connection, words, 10**6).hits}


def found_in_sections(path: Path, words: str, sections: set[str]) -> set[str]:
    """The projects with the words in a shown section, each section by itself."""
    with closing(sqlite3.connect(path)) as connection:
        matches = TextMatches(resolved(connection, words))
    rows = query(path, "select project_id, section, text from sections where shown and section is not null")
    return {name for name, section, text in rows if section in sections and matches.met_by(text)}


def expected(path: Path, known: dict[str, Known], pairs: Pairs) -> set[str]:
    """The projects of a selection, each filter written anew."""
    asked: dict[str, list[str]] = {}
    for name, value in pairs:
        asked.setdefault(name, []).append(value)
    counties = dict(query(path, "select code, county_code from municipalities"))
    tests: dict[str, Callable[[Known, str], bool]] = {
        "region": lambda p, v: p.region == v,
        "period": lambda p, v: p.programme_period == v,
        "omrade": lambda p, v: v in p.areas,
        "malgrupp": lambda p, v: v in p.groups,
        "kommun": lambda p, v: v in p.municipalities,
        "lan": lambda p, v: v in {counties[code] for code in p.municipalities},
        "organisation": lambda p, v: v in p.organisations,
        "startar": lambda p, v: p.years is not None and p.years[0] == int(v),
        "fran": lambda p, v: p.years is not None and p.years[1] >= int(v),
        "till": lambda p, v: p.years is not None and p.years[0] <= int(v),
        "minst": lambda p, v: (amount := p.kronor("esf_support")) is not None and amount >= int(v),
        "hogst": lambda p, v: (amount := p.kronor("esf_support")) is not None and amount <= int(v),
    }
    left = set(known)
    for name, test in tests.items():
        if name in asked:
            left &= {p.project_id for p in known.values() if any(test(p, value) for value in asked[name])}
    if "q" in asked and "avsnitt" in asked:
        left &= {one for words in asked["q"] for one in found_in_sections(path, words, set(asked["avsnitt"]))}
    elif "q" in asked:
        left &= {one for words in asked["q"] for one in found_by_search(path, words)}
    elif "avsnitt" in asked:
        rows = query(path, "select project_id, section, shown from sections")
        left &= {project_id for project_id, section, shown in rows if shown and section in asked["avsnitt"]}
    return left


WORDS = ["arbete", "malmo", "malmö", "kommun", "unga", "och", "lärande", "larande", "i", '"och ett"', "finnsinte", "!!"]


def choices(path: Path, known: dict[str, Known]) -> dict[str, list[str]]:
    """The values of each filter that occur, and some that do not."""
    values = list(known.values())
    counties = [row[0] for row in query(path, "select code from counties")]
    return {
        "q": WORDS,
        "avsnitt": list(SECTION_TITLES),
        "region": sorted({p.region for p in values if p.region}),
        "period": sorted({p.programme_period for p in values if p.programme_period}),
        "omrade": sorted({area for p in values for area in p.areas if area}),
        "malgrupp": sorted({group for p in values for group in p.groups}),
        "kommun": sorted({code for p in values for code in p.municipalities}),
        "lan": counties,
        "organisation": sorted({one for p in values for one in p.organisations}),
        "startar": [str(year) for year in range(2007, 2027)],
        "fran": [str(year) for year in range(2006, 2029)],
        "till": [str(year) for year in range(2006, 2029)],
        "minst": ["0", "2893000", "5000000", "9118250"],
        "hogst": ["300000", "8000000", "9118250", "999999999"],
    }


ONE_VALUE = {"fran", "till", "minst", "hogst"}


def drawn(chance: random.Random, offered: dict[str, list[str]]) -> Pairs:
    """Some filters, some of them with several values."""
    pairs = []
    for name in chance.sample(sorted(offered), chance.choice([0, 1, 1, 2, 2, 3, 4])):
        most = 1 if name in ONE_VALUE else chance.choice([1, 1, 2, 3])
        pairs += [(name, value) for value in chance.sample(offered[name], min(most, len(offered[name])))]
    limits = {name: int(value) for name, value in pairs if name in ONE_VALUE}
    crossed = limits.get("fran", 0) > limits.get("till", 9999) or limits.get("minst", 0) > limits.get("hogst", 10**15)
    return [pair for pair in pairs if pair[0] not in ("till", "hogst")] if crossed else pairs


def number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def shown_sums(page: str) -> dict[str, tuple[int | None, int, int]]:
    """The sums on a page: kronor, projects that state them, projects that state neither kronor nor euro."""
    found = {}
    for label, total, stated, lacking in re.findall(
        r"<dt>([^<]+)</dt>\s*<dd><strong>([^<]*)</strong>\s*<span class=\"note\">(\S+) projekt [^,]*, (\S+) saknar",
        page,
    ):
        kronor = number(total.replace("&nbsp;", "")) if "kr" in total and total[0].isdigit() else None
        found[label] = kronor, number(stated), number(lacking)
    return found


def expected_sums(projects: list[Known]) -> dict[str, tuple[int | None, int, int]]:
    kinds = {"Beviljat ESF-stöd": "esf_support", "Total projektbudget": "total_budget", "EU-bidrag": "eu_contribution"}
    counted = [p for p in projects if p.layout != "prose"]
    sums: dict[str, tuple[int | None, int, int]] = {}
    for label, kind in kinds.items():
        stated = [amount for p in counted if (amount := p.kronor(kind)) is not None]
        lacking = [p for p in counted if not {(f"amount.{kind}", "SEK"), (f"amount.{kind}", "EUR")} & set(p.amounts)]
        sums[label] = sum(stated) if stated else None, len(stated), len(lacking)
    return sums


@pytest.fixture(scope="module")
def offered(archive: Path, known: dict[str, Known]) -> dict[str, list[str]]:
    return choices(archive, known)


@pytest.mark.parametrize("seed", range(120))
def test_every_selection_and_its_sums_are_those_of_the_base_tables(
    archive: Path, known: dict[str, Known], offered: dict[str, list[str]], get: Any, seed: int
) -> None:
    pairs = drawn(random.Random(seed), offered)
    wanted = expected(archive, known, pairs)
    asked = f"?{urlencode(pairs)}"
    assert {row["project_id"] for row in get(f"/projekt.json{asked}").json()} == wanted, asked
    answer = get(f"/projekt{asked}")
    assert answer.status_code == 200, asked
    if wanted:
        assert number(re.findall(r'<h2 id="summor">(.*?) projekt', answer.text)[0]) == len(wanted)
        assert shown_sums(answer.text) == expected_sums([known[one] for one in wanted]), asked
    else:
        assert "Inga projekt finns i urvalet" in answer.text


def swedish(value: Any) -> Any:
    """A letter by letter order in which å, ä and ö come last and é is an e."""
    alphabet = "abcdefghijklmnopqrstuvwxyzåäö"
    plain = str(value).casefold().strip().replace("é", "e").replace("ü", "y")
    return [
        (1, alphabet.index(sign)) if sign in alphabet else (0 if ord(sign) < 97 else 2, ord(sign)) for sign in plain
    ]


@pytest.mark.parametrize("falling", [False, True])
@pytest.mark.parametrize("column", SORTED_BY)
def test_each_order_holds_each_project_once_on_its_pages(
    get: Any, known: dict[str, Known], column: str, falling: bool
) -> None:
    values = {
        p.project_id: p.kronor(column.removesuffix("_sek")) if column.endswith("_sek") else getattr(p, column)
        for p in known.values()
    }
    key = swedish if column in ("title", "owner", "region") else lambda value: value
    filled = sorted(one for one in values if values[one] not in (None, ""))
    order = sorted(filled, key=lambda one: key(values[one]), reverse=falling)
    if falling:  # a sort in reverse keeps equal ones in their order, so they still stand by project id
        assert all(a < b for a, b in itertools.pairwise(order) if key(values[a]) == key(values[b]))
    wanted = order + sorted(set(values) - set(order))
    asked = f"sortera={'-' if falling else ''}{column}"
    assert [row["project_id"] for row in get(f"/projekt.json?{asked}").json()] == wanted
    pages = [get(f"/projekt?{asked}&sida={page}").text for page in (1, 2)]
    assert [one for page in pages for one in listed(page)] == wanted
    assert f'aria-sort="{"descending" if falling else "ascending"}"' in pages[0] or column not in LISTED


def listed(page: str) -> list[str]:
    return [unquote(one) for one in re.findall(r'<th scope="row"><a href="/projekt/([^"]+)"', page)]


def test_a_filtered_page_is_sorted_too(get: Any, known: dict[str, Known]) -> None:
    wanted = sorted(
        (p for p in known.values() if p.programme_period == "2007-2013"),
        key=lambda p: (-(p.kronor("total_budget") or 0), p.project_id),
    )
    pages = [get(f"/projekt?period=2007-2013&sortera=-total_budget_sek&sida={n}").text for n in (1, 2)]
    assert [one for page in pages for one in listed(page)] == [p.project_id for p in wanted]


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(list_pages, "BATCH", 7)
    yield


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("asked", ["", "?region=Stockholm&sortera=title", "?q=finnsinte"])
def test_files_hold_the_whole_selection_as_the_table_has_it(archive: Path, get: Any, asked: str) -> None:
    where = "region = 'Stockholm' order by by_title_rising" if "region" in asked else "true order by 0 + 1"
    order = "by_esf_support_sek_falling"
    sql = f"select {', '.join(DOWNLOADED)} from project_list where "
    where = {"": f"true order by {order}", "?q=finnsinte": "false"}.get(asked, where)
    rows = [dict(zip(DOWNLOADED, row, strict=True)) for row in query(archive, sql + where)]
    assert get(f"/projekt.json{asked}").json() == rows
    read = list(csv.DictReader(io.StringIO(get(f"/projekt.csv{asked}").text)))
    assert read == [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows]
    excel = get(f"/projekt.csv{asked}{'&' if asked else '?'}excel=1").text
    assert excel.startswith("\ufeffproject_id;title;")
    assert [row["title"] for row in csv.DictReader(io.StringIO(excel[1:]), delimiter=";")] == [r["title"] for r in rows]
    sheet = openpyxl.load_workbook(io.BytesIO(get(f"/projekt.xlsx{asked}").content))
    cells = [list(row) for row in sheet["Data"].iter_rows(min_row=2, values_only=True)]
    assert [[str(one)[:10] if "-" in str(one) and hasattr(one, "year") else one for one in row] for row in cells] == [
        [value if value != "" else None for value in row.values()] for row in rows
    ]
    assert "esfarkiv" in str(sheet["Om"]["A1"].value)


BAD = {
    "region=Norrland": "Östra Mellansverige",
    "period=2009": "2014-2020",
    "omrade=Fiske": "Ökat arbetskraftsutbud",
    "avsnitt=Budget": "malsattning",
    "malgrupp=kosmonauter": "ungdomar",
    "kommun=Stokholm": "Stockholm",
    "lan=99": "01 Stockholms län",
    "organisation=finns+inte": "finns inte",
    "startar=12": "1900–2099",
    "fran=tvåtusen": "1900–2099",
    "fran=2014&till=2010": "fran ≤ till",
    "minst=mycket": "1500000",
    "minst=-1": "1500000",
    "minst=9&hogst=8": "minst ≤ hogst",
    "minst=1&minst=2": "ett värde",
    "sortera=nosuch": "-esf_support_sek",
    "sortera=--title": "-esf_support_sek",
    "sida=0": "1, 2, 3",
    "sida=-1": "1, 2, 3",
    "sida=två": "1, 2, 3",
    "sida=99999999999999999999": "1, 2, 3",
    "regoin=Stockholm": "region",
    "excel=ja": "1",
    f"q={'a' * 1001}": "1000 tecken",
    "&".join(f"q=ord{number}" for number in range(6)): "högst 5 värden",
    "&".join(["region=Stockholm"] * 51): "högst 50 värden",
}


@pytest.mark.parametrize("asked", BAD)
def test_what_cannot_be_used_is_refused_with_what_can(get: Any, asked: str) -> None:
    answer = get(f"/projekt?{asked}")
    assert (answer.status_code, BAD[asked] in answer.text) == (400, True)
    assert get(f"/projekt.csv?{asked}").status_code == 400
    described = get(f"/projekt.json?{asked}")
    assert described.status_code == 400
    said = described.json()
    assert set(said) == {"ok", "error", "status", "title", "parameter", "allowed"}
    assert (said["ok"], said["status"], said["parameter"]) == (False, 400, unquote(asked).partition("=")[0])


def test_a_page_past_the_end_does_not_exist(get: Any) -> None:
    answer = get("/projekt?sida=3")
    assert (answer.status_code, "1–2" in answer.text) == (404, True)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kommun=Stockholm", "kommun=0180"),
        ("kommun=stockholms+stad", "kommun=0180"),
        ("lan=Stockholms+l%C3%A4n", "lan=01"),
        ("lan=sk%C3%A5ne", "lan=12"),
        ("region=sydsverige", "region=Sydsverige"),
        ("region=Sm%C3%A5land+%26+%C3%96arna", "region=Sm%C3%A5land+och+%C3%96arna"),
        ("omrade=%C3%B6kat+arbetskraftsutbud", "omrade=Programomr%C3%A5de+2+%C3%96kat+arbetskraftsutbud"),
        ("avsnitt=Syfte&q=arbete", "avsnitt=syfte&q=arbete"),
        ("malgrupp=Ungdomar", "malgrupp=ungdomar"),
        ("minst=5+000+000+kr", "minst=5000000"),
        ("q=&region=&minst=&sida=", ""),
        ("utm_source=brev&fbclid=x", ""),
    ],
)
def test_names_and_codes_mean_the_same(get: Any, typed: str, meant: str) -> None:
    rows = get(f"/projekt.json?{typed}").json()
    assert rows == get(f"/projekt.json?{meant}").json()
    assert rows


def test_an_area_by_its_code_is_every_area_with_the_code(get: Any, known: dict[str, Known]) -> None:
    found = {row["project_id"] for row in get("/projekt.json?omrade=2").json()}
    assert found == {p.project_id for p in known.values() if "2" in p.areas}
    assert len({p.programme_period for p in known.values() if p.project_id in found}) == 2


def test_nothing_found_says_which_filter_to_loosen(get: Any) -> None:
    text_ = get("/projekt?region=Stockholm&period=2021-2027&kommun=1281").text
    assert "Inga projekt finns i urvalet" in text_
    for _, address in re.findall(r'<li><a href="(/projekt([^"]*))">utan ', text_):
        assert get(f"/projekt.json{address.replace('&amp;', '&')}").json()
    assert "region=Stockholm&amp;period=2021-2027" not in re.findall(r'<li><a href="([^"]*)">utan ', text_)


def test_chosen_filters_are_links_without_them(get: Any) -> None:
    page = get("/projekt?region=Stockholm&region=Sydsverige&startar=2012&sortera=title").text
    links = re.findall(r'<li><a href="([^"]+)"><span class="visually-hidden">Ta bort', page)
    assert [link.replace("&amp;", "&") for link in links] == [
        "/projekt?region=Sydsverige&startar=2012&sortera=title",
        "/projekt?region=Stockholm&startar=2012&sortera=title",
        "/projekt?region=Stockholm&region=Sydsverige&sortera=title",
    ]


def test_the_reference_says_what_was_asked_where_and_of_which_data(archive: Path, get: Any) -> None:
    page = get("/projekt?region=Stockholm&region=Sydsverige&q=arbete&sortera=title").text
    said = re.findall(r'<textarea id="hanvisning"[^>]*>(.*?)</textarea>', page, re.S)[0]
    newest = query(archive, "select max(captured_at) from captures")[0][0]
    for part in ("Region: Stockholm eller Sydsverige", "Ord: ”arbete”", "sorterat efter Titel, stigande", newest):
        assert part in said
    assert "/projekt?q=arbete&amp;region=Stockholm&amp;region=Sydsverige&amp;sortera=title" in said
    assert re.search(r"esfarkiv \d+\.\d+\.\d+, databas [0-9a-f]{12}\. Hämtat \d{4}-\d\d-\d\d\.", said)


def test_running_text_is_listed_but_not_summed(tmp_path: Path) -> None:
    told = text(tmp_path, "b.txt", "Projektet Lyktan finansieras av Europeiska socialfonden med 900 000 kronor.")
    path = tmp_path / "esf.db"
    build(path, [*few_pages(), Input("b", told.path, "https://lyktan.example.org/")])
    known = known_projects(path)
    assert sum(p.layout == "prose" for p in known.values()) == 1
    page = asyncio.run(make_site(path).client.get("/projekt")).text
    assert len(listed(page)) == len(known)
    assert "1 av projekten är löpande text" in page
    assert shown_sums(page) == expected_sums(list(known.values()))


def test_the_list_in_english(get: Any) -> None:
    page = get("/projekt?region=Stockholm&sortera=title&sprak=en").text
    assert "Download the whole selection" in page
    assert "Region: Stockholm; sorted by" in page


def test_what_a_sheet_cannot_hold_is_said_in_the_workbook() -> None:
    answer = respond(RowFile("projekt", ["title"], [["ett"], ["a" * 32_768], ["sist"]]), "xlsx", excel=False)
    book = openpyxl.load_workbook(io.BytesIO(answer.body))
    assert [cell.value for cell in book["Ryms inte"][2]][1:3] == ["A3", "title"]
    assert book["Data"]["A4"].value == "sist"


def test_what_the_search_takes_the_list_takes(get: Any) -> None:
    words = "+OR+".join(["kurs"] * 120)
    assert len(words) > 300
    for path in ("/sok", "/projekt", "/projekt.json"):
        assert get(f"{path}?q={words}").status_code == 200
