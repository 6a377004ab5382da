"""Disagreements: two documents, never one page with itself, and never what only says the same less exactly."""

import asyncio
import html
import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.building.build import build
from archive.building.captures.documents import document_of, page_address
from archive.building.claims.precision import possible_amounts, possible_days
from archive.site.serving.server import make_site
from scraper.files import find_inputs
from scraper.input import Input
from tests.archive.test_archive import page_like, query
from tests.archive.test_archive import rows as all_rows
from tests.archive.test_history import BANK, DNR, EARLY, LATE, SAME
from tests.conftest import EACH_ORDER, copied
from tests.parser.test_registers import PAGES, rows, table, written
from tests.prose.test_understanding import promising

ROWS = "select kind, shown_source, shown_value, other_source, other_value from disagreements"
SIZES = """select kind, other_value, difference_share, difference_days, p.title
from disagreements join projects p using (project_id)"""
OTHER_ADDRESS = "https://www.esf.se/projekten/skargard-i-rorelse"


def text(tmp_path: Path, name: str, *sentences: str, title: str = "Ekvägen") -> Input:
    """A text on the project of `page_like` (2010-11-01 to 2014-04-30), to which it is joined by its title."""
    opening = f"{title}\n\nProjektet {title} får stöd av Europeiska socialfonden (ESF). "
    (tmp_path / name).write_text(opening + " ".join(sentences) + "\n", "utf-8")
    return Input(name, tmp_path / name)


def later_page(tmp_path: Path, name: str, end: str, url: str | None, time: str | None = None) -> Input:
    """A page of the later bank on 24-118-S01 that ends on another day."""
    (tmp_path / name).write_text(LATE.read_text("utf-8").replace("2027-12-31", end), "utf-8")
    return Input(name, tmp_path / name, url, time)


def export(tmp_path: Path, name: str, **changed: str) -> Input:
    """ESF-rådet's export of the fixture, whose 24-033-S06 has other values in the columns that start so."""
    delimiter, found = rows("esf-export")
    row = next(row for row in found if row[0] == "24-033-S06")
    for heading, value in changed.items():
        row[next(n for n, name in enumerate(found[0]) if name.startswith(heading.replace("_", " ")))] = value
    (tmp_path / name).write_text(written(delimiter, found), "utf-8")
    return Input(name, tmp_path / name)


TREES = ("Al", "Alm", "Ask", "Asp", "Avenbok", "Björk", "Bok", "Ek", "Gran", "Hassel", "Hägg", "Lind", "Lärk", "Lönn",
         "Oxel", "Pil", "Rönn", "Sälg", "Tall")  # fmt: skip
"""Streets that projects are named after."""
BUDGET = "16 811 676 kr"
Told = dict[str, list[tuple[Any, ...]]]
"""What each text disagrees with the bank's page on, by its sentences."""


def told(folder: Path, sentences: Sequence[str], budget: str = BUDGET) -> Told:
    """Of texts on as many projects whose pages state a budget; all are built at once, which is quicker."""
    titles = {f"{tree}vägen": sentence for tree, sentence in zip(TREES, sentences, strict=False)}
    assert [*titles.values()] == [*sentences]
    for title, sentence in titles.items():
        page_like(folder, f"{title}.txt", title, budget)
        text(folder, f"om {title}.txt", sentence, title=title)
    build(folder / "esf.db", find_inputs([str(folder)]))
    joined = query(folder / "esf.db", "select distinct joined_by from claims where source = 'prosa'")
    assert joined == [("titel",)]
    found = query(folder / "esf.db", SIZES)
    return {sentence: [row[:-1] for row in found if row[-1] == title] for title, sentence in titles.items()}


PROSE = [
    "Projektet kostar totalt 17 miljoner kronor.",
    "Projektet kostar totalt 170 miljoner kronor.",
    "Projektet startar 2003 och avslutas 2005.",
    "Projektet har 120 deltagare. Projektet har 40 deltagare.",
    "ESF-stödet är 3 miljoner kronor.",
]


@pytest.mark.parametrize("prose", PROSE)
def test_one_page_never_disagrees_with_itself(tmp_path: Path, prose: str) -> None:
    path = tmp_path / "esf.db"
    build(path, [Input("a", promising(tmp_path, "a.txt", prose=prose), BANK)])
    assert query(path, "select count(*) from claims where method = 'inferred'") > [(0,)]
    assert query(path, "select * from disagreements") == []


@pytest.mark.parametrize("prose", PROSE)
def test_one_text_never_disagrees_with_itself(tmp_path: Path, prose: str) -> None:
    build(tmp_path / "esf.db", [text(tmp_path, "b.txt", prose, PROSE[0], PROSE[2])])
    assert query(tmp_path / "esf.db", "select * from disagreements") == []


def test_prose_of_a_page_speaks_only_where_no_label_of_it_does(tmp_path: Path) -> None:
    page = Input("a", promising(tmp_path, "a.txt", prose=f"{PROSE[1]} {PROSE[3].split('. ')[0]}."), BANK)
    other = text(tmp_path, "b.txt", "Den totala budgeten är 170 miljoner kronor.", "Projektet har 90 deltagare.")
    build(tmp_path / "esf.db", [page, other])
    budget, (kind, *sources) = query(tmp_path / "esf.db", ROWS)
    assert budget == ("amount.total_budget", "projektbank", "SEK 16811676", "prosa", "SEK 170000000")
    assert (kind, sorted(sources)) == ("count.participants", ["120", "90", "prosa", "prosa"])


DAYS: list[tuple[str, int | None]] = [
    ("Projektet startar i november 2010.", None),
    ("Projektet startar hösten 2010.", None),
    ("Projektet startar 2010.", None),
    ("Projektet startar den 1 november 2010.", None),
    ("Projektet startar den 3 november 2010.", 2),
    ("Projektet startar i oktober 2010.", 1),
    ("Projektet startar i december 2010.", 30),
    ("Projektet startar 2009.", 305),
    ("Projektet startar 2011.", 61),
    ("Projektet avslutas 2014.", None),
    ("Projektet avslutas våren 2014.", None),
    ("Projektet avslutas 2013.", 120),
    ("Projektet avslutas i maj 2015.", 366),
]


@pytest.fixture(scope="module")
def told_of_days(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return told(tmp_path_factory.mktemp("days"), [sentence for sentence, _ in DAYS])


@pytest.mark.parametrize(("sentence", "days"), DAYS)
def test_days_are_counted_between_what_the_dates_can_mean(told_of_days: Told, sentence: str, days: int | None) -> None:
    assert [row[3] for row in told_of_days[sentence]] == ([] if days is None else [days])


AMOUNTS = [
    ("5 603 540 kr", "5,6 miljoner kronor", True),
    ("5 603 540 kr", "5,60 miljoner kronor", True),
    ("5 603 540 kr", "5,61 miljoner kronor", False),
    ("5 603 540 kr", "5,7 miljoner kronor", False),
    ("5 603 540 kr", "5 604 tkr", True),
    ("5 603 540 kr", "5 603 540 kronor", True),
    ("5 603 540 kr", "5 600 000 kronor", False),
    ("5 603 540 kr", "sex miljoner kronor", True),
    ("5 603 540 kr", "sju miljoner kronor", False),
    ("91 752 514 kr", "100 mkr", False),
    ("99 752 514 kr", "100 mkr", True),
    ("5 603 540 kr", "4,5-7 miljoner kronor", True),
]


@pytest.fixture(scope="module")
def told_of_amounts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Told]:
    """By the budget that the page states."""
    stated = {
        budget: [f"Den totala budgeten är {one[1]}." for one in AMOUNTS if one[0] == budget] for budget, *_ in AMOUNTS
    }
    return {budget: told(tmp_path_factory.mktemp("amounts"), texts, budget) for budget, texts in stated.items()}


@pytest.mark.parametrize(("budget", "stated", "agrees"), AMOUNTS)
def test_a_rounded_amount_agrees_within_the_digits_written(
    told_of_amounts: dict[str, Told], budget: str, stated: str, agrees: bool
) -> None:
    found = told_of_amounts[budget][f"Den totala budgeten är {stated}."]
    assert [row[0] for row in found] == ([] if agrees else ["amount.total_budget"])
    assert all(isinstance(row[2], float) for row in found)


def test_a_part_an_application_and_a_range_never_disagree_with_a_whole(tmp_path: Path) -> None:
    sentences = [
        "Stockholms del av budgeten är 800 000 kronor.",
        "Kommunen söker 30 miljoner kronor i stöd från ESF.",
        "ESF-stödet är 45 000 kronor per deltagare.",
        "Under 2012 är ESF-stödet 800 000 kronor.",
        "Den totala budgeten är 30-40 miljoner kronor.",
    ]
    assert told(tmp_path, sentences) == {sentence: [] for sentence in sentences}
    limited = "scope is not null or status = 'ansökt' or value_max is not null"
    sql = f"select standing, compared from claims where {limited}"
    assert query(tmp_path / "esf.db", sql) == [(None, 0)] * len(sentences)


def test_a_text_that_says_both_agrees_and_one_that_repeats_itself_is_one_row(tmp_path: Path) -> None:
    both = "Den totala budgeten är 170 miljoner kronor. Den totala budgeten är 16,8 miljoner kronor."
    twice = "Den totala budgeten är 170 mkr. Den totala budgeten är 170 mkr."
    found = told(tmp_path, [both, twice])
    assert (found[both], len(found[twice])) == ([], 1)


@EACH_ORDER
def test_two_pages_of_the_bank_at_two_addresses_disagree_whatever_came_first(tmp_path: Path, each: int) -> None:
    pages = [
        later_page(tmp_path, "a.txt", "2027-06-30", DNR, "2025-01-01"),
        later_page(tmp_path, "b.txt", "2027-12-31", OTHER_ADDRESS, "2025-02-01"),
        later_page(tmp_path, "c.txt", "2028-03-31", DNR, "2024-01-01"),
    ]
    found = []
    for order in [*permutations(pages)][::each]:
        path = tmp_path / f"{''.join(page.source for page in order)}.db"
        for page in order:
            build(path, [page])
        found.append(all_rows(path))
        sql = "select shown_value, shown_document, other_value, other_document, difference_days from disagreements"
        assert query(path, sql) == [("2027-12-31", OTHER_ADDRESS, "2027-06-30", DNR, 184)]
        sources = query(path, "select shown_source, other_source from disagreements")
        assert sources == [("projektbank", "projektbank")]
    assert all(other == found[0] for other in found)


@pytest.mark.parametrize("url", [DNR, DNR.replace("www.", ""), f"{DNR}&utm_source=x#topp", None])
def test_two_captures_of_one_address_are_history(tmp_path: Path, url: str | None) -> None:
    early = later_page(tmp_path, "a.txt", "2027-06-30", DNR, "2025-01-01")
    build(tmp_path / "esf.db", [early, later_page(tmp_path, "b.txt", "2027-12-31", url, "2025-02-01")])
    assert query(tmp_path / "esf.db", "select field from changes") == [("period_end",)]
    assert query(tmp_path / "esf.db", "select * from disagreements") == []
    ends = query(tmp_path / "esf.db", "select value from claims where kind = 'date.end' and standing = 1")
    assert ends == [("2027-12-31",)]


def test_a_page_without_address_is_another_capture_of_its_project(tmp_path: Path) -> None:
    build(tmp_path / "esf.db", [Input("a", EARLY, None, "2024"), Input("b", LATE, None, "2025")])
    assert query(tmp_path / "esf.db", "select * from disagreements") == []
    assert query(tmp_path / "esf.db", "select count(*) from claims where kind = 'date.end'") == [(1,)]


def test_a_register_disagrees_with_a_page_and_with_another_register(archive: Path) -> None:
    assert query(archive, ROWS) == [
        ("amount.eu_contribution", "esf-export", "SEK 2840000", "kohesio", "EUR 204800"),
        ("amount.total_budget", "esf-export", "SEK 7100000", "kohesio", "EUR 512000"),
        ("date.end", "projektbank", "2027-03-31", "esf-export", "2027-06-30"),
    ]
    sql = "select distinct shown_document, shown_place, other_document, other_place, other_text from disagreements"
    (read,) = query(archive, f"{sql} where kind = 'amount.total_budget'")
    assert [name.rsplit("/", 2)[-2:] for name in (read[0], read[2])] == [
        ["esf-export", "register.csv"],
        ["kohesio", "register.csv"],
    ]
    assert (read[1], read[3]) == (
        "rad 4, Total projektbudget / Total budget SEK",
        "rad 3, Total_Eligible_Expenditure_amount",
    )
    assert read[4] == "512000.0"


def test_a_register_that_states_no_more_than_the_page_agrees(tmp_path: Path) -> None:
    same = export(tmp_path, "export.csv", Slutdatum="2027-03-31", Total_projektbudget="")
    build(tmp_path / "esf.db", [*PAGES, same])
    assert query(tmp_path / "esf.db", "select * from disagreements where project_id = '24-033-S06'") == []


def test_two_texts_name_their_documents(tmp_path: Path) -> None:
    page = Input("a", page_like(tmp_path, "a.txt", "Ekvägen"), BANK)
    texts = [text(tmp_path, f"{name}.txt", f"Projektet har {name} deltagare.") for name in ("70", "90")]
    build(tmp_path / "esf.db", [page, *texts])
    sql = "select shown_source, other_source, shown_document, other_document, shown_text, other_text from disagreements"
    ((shown, other, *named),) = query(tmp_path / "esf.db", sql)
    assert (shown, other, {*named}) == (
        "prosa",
        "prosa",
        {"70.txt", "90.txt", "Projektet har 70 deltagare.", "Projektet har 90 deltagare."},
    )


@pytest.mark.parametrize(("period", "disagree"), [(True, True), (False, False)])
def test_euro_and_kronor_are_compared_only_where_there_are_dates(tmp_path: Path, period: bool, disagree: bool) -> None:
    page = page_like(tmp_path, "a.txt", "Ekvägen")
    if not period:
        page.write_text(re.sub("Projektperiod.*\n", "", page.read_text("utf-8")), "utf-8")
    build(tmp_path / "esf.db", [Input("a", page), text(tmp_path, "b.txt", "Den totala budgeten är 9 miljoner euro.")])
    compared = query(
        tmp_path / "esf.db", "select distinct currency from claims where compared and currency is not null"
    )
    assert sorted(compared) == [("EUR",), ("SEK",)]
    converted = query(tmp_path / "esf.db", "select kind, converted from disagreements")
    assert converted == ([("amount.total_budget", 1)] if disagree else [])


def test_differences_are_numbers_that_a_filter_can_compare(archive: Path) -> None:
    sql = "select count(*) from disagreements where difference_days > ? or difference_share > ?"
    assert query(archive, sql, "90", "0.1") == [(3,)]
    assert query(archive, sql, "92", "0.2") == [(0,)]
    assert query(archive, "select distinct typeof(difference_days) from disagreements order by 1") == [
        ("integer",),
        ("null",),
    ]


@given(st.integers(1, 10**11), st.integers(0, 3), st.sampled_from([("kr", 0), ("tkr", 3), ("mkr", 6), ("mdkr", 9)]))
def test_what_rounds_an_amount_can_mean_it(amount: int, decimals: int, unit: tuple[str, int]) -> None:
    """However an amount is rounded and written, what it can mean holds the amount, and nothing that is a step away."""
    step = Decimal(10) ** (unit[1] - decimals)
    rounded = (Decimal(amount) / step).quantize(Decimal(1)) * step
    if not rounded:
        return
    raw = f"{rounded / 10 ** unit[1]:,.{decimals}f}".replace(",", " ").replace(".", ",") + f" {unit[0]}"
    least, most = (Decimal(bound.removeprefix("SEK ")) for bound in possible_amounts(f"SEK {rounded:f}", raw))
    assert least <= amount <= most
    assert most - least == step


@pytest.mark.parametrize(
    ("value", "raw", "least", "most"),
    [
        ("SEK 9998000", "1 036 000,00 EUR = 9 998 000 kr", "SEK 9997999.5", "SEK 9998000.5"),
        ("SEK 223200", "24\n000,00 EUR = 223 200 kr", "SEK 223199.5", "SEK 223200.5"),
        ("SEK 45000", "45.000", "SEK 44999.5", "SEK 45000.5"),
        ("SEK 4250000", "4 250", "SEK 4249500", "SEK 4250500"),
        ("SEK 500000", "en halv miljon kronor", "SEK 450000", "SEK 550000"),
        ("SEK 12000", "tolvtusen kronor", "SEK 11500", "SEK 12500"),
        ("EUR 512000", "512000.0", "EUR 511999.95", "EUR 512000.05"),
        ("SEK 0", "0 kr", "SEK -0.5", "SEK 0.5"),
    ],
)
def test_what_an_amount_can_mean(value: str, raw: str, least: str, most: str) -> None:
    assert possible_amounts(value, raw) == (least, most)


def test_what_a_date_can_mean() -> None:
    assert possible_days("2012") == ("2012-01-01", "2012-12-31")
    assert possible_days("2012-02") == ("2012-02-01", "2012-02-29")
    assert possible_days("2012-02-03") == ("2012-02-03", "2012-02-03")


def test_what_is_one_document() -> None:
    assert len({page_address(url) for url in SAME}) == 1
    assert page_address(DNR) != page_address(DNR.replace("24-118", "24-119"))
    assert document_of("projektbank-dnr", None, "a.txt") is None
    assert document_of("prose", None, "a.txt") == document_of("kohesio", None, "a.txt") == "a.txt"


@pytest.fixture(scope="module")
def get(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Asks a site of the demonstration archive and of a project with two texts about it."""
    tmp_path = tmp_path_factory.mktemp("site")
    inputs = [
        Input("a", page_like(tmp_path, "a.txt", "Ekvägen", "5 603 540 kr"), BANK),
        text(tmp_path, "b.txt", "Den totala budgeten är 5,6 miljoner kronor.", "Projektet avslutas i maj 2015."),
        text(tmp_path, "c.txt", "Kommunen söker 30 miljoner kronor i stöd från ESF.", "Projektet har 40 deltagare."),
    ]
    build(copied(archive, tmp_path / "esf.db"), inputs)
    site = make_site(tmp_path / "esf.db")
    return lambda path: asyncio.run(site.client.get(path))


def shown(page: str) -> str:
    """The section on sources, as a reader sees it."""
    section = re.search(r'<section id="kallor">(.*?)</section>', page, re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", section[1])).split()) if section else ""


def test_the_project_page_compares_what_several_documents_state(get: Any) -> None:
    page = get("/projekt/2007-2013/sydsverige/ekvagen").text
    compared, agreed = shown(page).split("Källorna säger detsamma om:")
    assert "Slutdatum oense 2014-04-30 Projektbanken visas 2014-04-30 var det står" in compared
    assert "2015-05 Löpande text Projektet avslutas i maj 2015. b.txt, tecken" in compared
    assert "30 000 000 kr (ansökt) Löpande text Kommunen söker 30 miljoner" in compared
    assert "deltagare" not in compared.replace("deltagande", ""), "only one document states it"
    assert "Total projektbudget: 5 603 540 kr" in agreed
    assert "Löpande text : 5 600 000 kr" in agreed
    assert "Titel: Ekvägen" in agreed


def test_what_one_document_states_is_not_compared(get: Any, archive: Path) -> None:
    one = "select project_id from claims group by 1 having count(distinct capture_id) = 1 limit 3"
    for (project_id,) in query(archive, one):
        assert shown(get(f"/projekt/{project_id}").text) == ""


def test_amounts_in_two_currencies_stand_side_by_side(get: Any) -> None:
    compared = shown(get("/projekt/23-091-S02").text).split("Källorna säger detsamma om:")[0]
    assert "13 800 000 kr ESF-rådets export visas" in compared
    assert "1 204 512,40 euro Kohesio" in compared
    assert "oense" not in compared


def test_every_place_that_the_page_links_to_is_on_it(get: Any, archive: Path) -> None:
    for (project_id,) in query(archive, "select project_id from projects"):
        page = get(f"/projekt/{project_id}").text
        ids = re.findall(r' id="([^"]+)"', page)
        assert set(re.findall(r'href="#([^"]+)"', page)) <= {*ids}
        assert len(ids) == len({*ids})


def test_the_query_shows_both_documents_in_swedish(get: Any) -> None:
    page = get("/esf/oenigheter?slag=Slutdatum").text
    cells = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())
    assert "Slutdatum 2014-04-30 , Projektbanken 2014-04-30" in cells
    assert "2015-05 , Löpande text Projektet avslutas i maj 2015. b.txt, tecken" in cells
    assert "366 dagar" in cells
    by_code = get("/esf/oenigheter.json?slag=date.end&_shape=array").json()
    assert by_code == get("/esf/oenigheter.json?slag=Slutdatum&_shape=array").json()
    assert {row["shown_source_label"] for row in by_code} == {"Projektbanken"}


def test_the_sentence_of_a_claim_holds_it_and_is_masked(tmp_path: Path) -> None:
    page = Input("a", page_like(tmp_path, "a.txt", "Ekvägen"), BANK)
    said = text(tmp_path, "b.txt", "Siv Påhittad säger att den totala budgeten är 170 miljoner kronor.")
    for order in ([page, said], [said, page]):
        path = tmp_path / f"{order[0].source}.db"
        build(path, order)
        ((sentence,),) = query(path, "select sentence from claims where value = 'SEK 170000000'")
        assert sentence.endswith(" säger att den totala budgeten är 170 miljoner kronor.")
        assert "Påhittad" not in sentence


def test_what_a_page_stated_before_its_address_was_known_is_masked_too(tmp_path: Path) -> None:
    early = page_like(tmp_path, "a.txt", "Ekvägen")
    early.write_text(early.read_text("utf-8").replace("Ekbackens kommun", "Firma Bo Annansson"), "utf-8")
    late = page_like(tmp_path, "b.txt", "Ekvägen")
    late.write_text(late.read_text("utf-8").replace("Siv Påhittad", "Bo Annansson"), "utf-8")
    pages = [Input("a", early, None, "2012"), Input("b", late, BANK, "2013")]
    for order in (pages, pages[::-1]):
        path = tmp_path / f"{order[0].source}.db"
        for page in order:
            build(path, [page])
        assert query(path, "select count(*) from projects") == [(1,)]
        assert query(path, "select * from claims where value like '%Annansson%' or raw like '%Annansson%'") == []


def test_registers_that_were_replaced_disagree_with_nothing(tmp_path: Path) -> None:
    path, file = tmp_path / "esf.db", tmp_path / "kohesio.csv"
    for amount in ("512000.0", "600000.0"):
        file.write_text(table("kohesio").read_text("utf-8").replace("512000.0", amount), "utf-8")
        build(path, [*PAGES, *find_inputs([str(file)])])
    assert query(path, "select * from disagreements where other_source = shown_source") == []
