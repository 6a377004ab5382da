"""Visitors on their way through the site in a real browser: they read, click and fill in, and type one address."""

import csv
import io
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from benchmarks.fixtures import ROOT
from tests.site.test_comparing import Base, expected
from tests.visiting import TELEPHONE, Picture, Watch, visit

pytestmark = pytest.mark.crawl

CHOICE = {
    "matt": "esf_support_sek",
    "per": "region",
    "priser": "fasta",
    "basar": 2024,
    "per_invanare": 1,
    "period": [],
}
"""What the journalist chooses, as `tests.site.test_comparing` works it out from the database."""


def menu(page: Page, name: str) -> None:
    """Follows a link of the main menu."""
    follow(page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name=name))


def follow(control: Locator) -> None:
    """Clicks on what leads to another page, and waits for it."""
    with control.page.expect_navigation():
        control.click()


def submit(page: Page, name: str) -> None:
    """Sends a form."""
    follow(page.get_by_role("main").get_by_role("button", name=name))


def downloaded(page: Page, link: Locator) -> bytes:
    """The file behind a link."""
    with page.expect_download() as download:
        link.click()
    return Path(download.value.path()).read_bytes()


def rows_of(table: Locator) -> list[list[str]]:
    """The texts of the cells of a table, without its heading."""
    rows = [row.locator("th, td").all_inner_texts() for row in table.get_by_role("row").all()]
    return [[cell.strip() for cell in row] for row in rows[1:]]


def amount(shown: str) -> float | None:
    """A number as people read it: `1 234,56 kr`; None for a dash."""
    digits = re.sub(r"\s|kr$", "", shown).replace(",", ".")
    return None if digits == "–" else float(digits)


def asked(archive: Path, sql: str, *values: str) -> list[Any]:
    """The answer of the archive, read past the site."""
    with closing(sqlite3.connect(archive)) as connection:
        return connection.execute(sql, values).fetchall()


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Page]:
    """A visitor at the front page, with a wide screen."""
    with visit(browser, address) as page:
        page.goto("/")
        yield page


def test_the_journalist_compares_regions_and_takes_the_numbers(
    visitor: Page, archive: Path, address: str, picture: Picture
) -> None:
    picture(visitor, "front-page")
    compare_regions(visitor)
    picture(visitor, "comparison")
    title = "Beviljat ESF-stöd per region, 2024 års priser, per invånare"
    shown = rows_of(visitor.get_by_role("table", name=title))
    chart = visitor.get_by_role("img", name=title).first
    chart.scroll_into_view_if_needed()
    expect(chart).to_be_in_viewport()
    assert {row[2] for row in shown} <= set(chart.locator("text").all_text_contents())
    excel = visitor.get_by_role("link", name="CSV för svensk Excel")
    names, *lines = csv.reader(io.StringIO(downloaded(visitor, excel).decode("utf-8-sig")), delimiter=";")
    assert_same(shown, [dict(zip(names, line, strict=True)) for line in lines])
    book = openpyxl.load_workbook(io.BytesIO(downloaded(visitor, visitor.get_by_role("link", name="XLSX"))))
    _, *cells = book["Data"].iter_rows(values_only=True)
    rows = [dict(zip(names, row, strict=True)) for row in cells]
    assert_same(shown, rows)
    assert_right(rows, archive)
    assert any(
        str(note[0]).endswith(visitor.url.removeprefix(address)) for note in book["Om"].iter_rows(values_only=True)
    )


def compare_regions(page: Page) -> None:
    """From the front page to the regions, then per inhabitant, then at constant prices."""
    menu(page, "Jämför")
    page.get_by_label("Per invånare").select_option("ja")
    submit(page, "Jämför")
    expect(page.get_by_role("heading", level=1)).to_have_text("Beviljat ESF-stöd per region, per invånare")
    page.get_by_label("Priser", exact=True).select_option("fasta")
    page.get_by_label("Basår").select_option("2024")
    submit(page, "Jämför")


def assert_same(shown: list[list[str]], rows: list[dict[str, Any]]) -> None:
    """The page and a file have the same rows; the page has its values to the öre, and dashes for none."""
    assert len(shown) == len(rows) > 8
    for (group, period, value, projects, without), row in zip(shown, rows, strict=True):
        assert (group.removesuffix("står för sig").strip(), period) == (row["grupp"], row["period"])
        number = row["varde"]
        assert isinstance(number, (float, int, type(None))) or "." not in number, "a decimal comma in Swedish Excel"
        number = float(number.replace(",", ".")) if isinstance(number, str) and number else number or None
        assert amount(value) == (None if number is None else pytest.approx(number, abs=0.00501))
        assert [int(re.sub(r"\D", "", text)) for text in (projects, without)] == [
            int(row["projekt"]),
            int(row["utan_uppgift"]),
        ]


def assert_right(rows: list[dict[str, Any]], archive: Path) -> None:
    """One region's numbers are those of the projects, the population and the price index of the archive."""
    right = expected(Base(archive), CHOICE)
    found = {row["period"]: row["varde"] for row in rows if row["grupp"] == "Småland och Öarna"}
    assert set(found) == {"2007-2013", "2014-2020"}
    for period, value in found.items():
        assert value == pytest.approx(float(right["Småland och Öarna", period]["varde"]), rel=1e-9)


def test_the_researcher_reads_asks_and_cites(visitor: Page, archive: Path, address: str, picture: Picture) -> None:
    search_in_purpose(visitor, archive)
    picture(visitor, "list")
    follow(visitor.get_by_role("link", name="Rätt stöd på rätt plats", exact=True))
    picture(visitor, "project")
    follow_a_fact_and_come_back(visitor)
    owner = visitor.get_by_role("row", name="Projektägare").get_by_role("link").first
    name = owner.inner_text()
    follow(owner)
    expect(visitor.get_by_role("heading", level=1)).to_have_text(name)
    expect(visitor.get_by_role("table", name="Summor som projektägare")).to_contain_text("14\u00a0870\u00a0320\u00a0kr")
    ask_in_sql(visitor, archive)
    take_a_whole_table(visitor, archive)
    copy_a_reference(visitor, address)


_KOMMUN = r"kommun(?!ic|ik)"


def search_in_purpose(page: Page, archive: Path) -> None:
    """A list of the projects that have a word in their Syfte, in any form or compound."""
    menu(page, "Projekt")
    page.get_by_label("Ord i projektet").fill("kommun")
    page.get_by_label("Avsnitt").select_option("Syfte")
    submit(page, "Visa")
    titles = {row[0] for row in rows_of(page.get_by_role("table"))}
    sql = "select title, text from projects join sections using (project_id) where section = 'syfte'"
    having = {title for title, text in asked(archive, sql) if re.search(_KOMMUN, text, re.IGNORECASE)}
    assert titles == having
    expect(page.get_by_role("heading", name=f"{len(having)} projekt")).to_be_visible()


def follow_a_fact_and_come_back(page: Page) -> None:
    """From the granted support to its place in the text of the page, and back."""
    row = page.get_by_role("row", name="Beviljat ESF-stöd")
    row.get_by_role("link", name="var det står").click()
    mark = page.locator("mark:target")
    expect(mark).to_have_text("14 870 320 kr")
    expect(mark).to_be_in_viewport()
    page.get_by_role("link", name="Till uppgiften: Beviljat ESF-stöd").click()
    expect(row).to_be_in_viewport()
    assert page.evaluate("document.querySelector(':target').innerText").startswith("Beviljat ESF-stöd")


def ask_in_sql(page: Page, archive: Path) -> None:
    """The question of a comparison, changed and run."""
    menu(page, "Jämför")
    page.get_by_text("Frågan i SQL").click()
    follow(page.get_by_role("link", name="Kör och ändra frågan"))
    field = page.get_by_label("Fråga", exact=True)
    own = f"select grupp, sum(projekt) as projekt from ({field.input_value()}) group by grupp order by grupp"
    field.fill(own)
    submit(page, "Kör frågan")
    counts = asked(
        archive, "select region, count(*) from projects where layout <> 'prose' group by region order by region"
    )
    assert rows_of(page.get_by_role("table")) == [[region, str(count)] for region, count in counts]


def take_a_whole_table(page: Page, archive: Path) -> None:
    """The CSV of a table with all its rows, more than a page shows."""
    menu(page, "Data")
    link = page.get_by_role("link", name="provenance.csv")
    rows = list(csv.DictReader(io.StringIO(downloaded(page, link).decode())))
    ((count,),) = asked(archive, "select count(*) from provenance")
    assert len(rows) == count > 1000


def copy_a_reference(page: Page, address: str) -> None:
    """The reference to a selection, copied and pasted."""
    menu(page, "Projekt")
    page.get_by_label("Region").select_option("Stockholm")
    submit(page, "Visa")
    page.get_by_label("Text att kopiera").focus()
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+C")
    found = page.get_by_role("heading", level=2).first.inner_text()
    page.get_by_label("Sök projekt").focus()
    page.keyboard.press("Control+V")
    pasted = page.get_by_label("Sök projekt").input_value()
    assert pasted.startswith(
        f"ESF-arkivet, projektlistan: Region: Stockholm ({found}). {address}/projekt?region=Stockholm."
    )
    assert re.search(r"Data till och med \d{4}-\d\d-\d\d.*; esfarkiv [\d.]+, databas [0-9a-f]{12}\. Hämtat", pasted)


def test_an_amount_of_a_register_leads_to_its_row(visitor: Page) -> None:
    visitor.get_by_label("Sök i titlar").fill("ljud och bild")
    with visitor.expect_navigation():
        visitor.keyboard.press("Enter")
    follow(visitor.get_by_role("link", name="Ljud och bild för alla"))
    item = visitor.get_by_role("listitem").filter(has=visitor.get_by_label("Total projektbudget"))
    item = item.filter(has_text="ESF-rådets export")
    quotation = re.compile(r"^7\s100\s000\skr, Total projektbudget, ESF-rådets export, rad 4 i filen, sedd 2025-10-20$")
    expect(item.get_by_role("textbox")).to_have_value(quotation)
    follow(item.get_by_role("link", name="rad 4"))
    with (ROOT / "fixtures/registers/esf-export/register.csv").open(encoding="utf-8-sig") as file:
        lines = list(csv.reader(file, delimiter=";"))
    column = lines[3].index("7 100 000")
    marked = visitor.get_by_role("row").filter(has=visitor.locator("mark"))
    expect(marked).to_have_count(1)
    expect(marked).to_have_attribute("aria-current", "true")
    expect(marked.get_by_role("rowheader")).to_have_text(lines[0][column])
    expect(marked.locator("mark")).to_have_text(lines[3][column])
    expect(visitor.locator("mark")).to_be_in_viewport()
    follow(visitor.get_by_role("main").get_by_role("link", name="Ljud och bild för alla"))
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Ljud och bild för alla")


def test_the_telephone(browser: Browser, address: str) -> None:
    with visit(browser, address, viewport=TELEPHONE, is_mobile=True, has_touch=True) as page:
        page.goto("/")
        assert_fits(page)
        menu(page, "Projekt")
        assert_fits(page)
        follow(page.get_by_role("link", name="Vändkorset", exact=True))
        assert_fits(page)
        menu(page, "Jämför")
        assert_fits(page)
        page.get_by_label("Per", exact=True).select_option("kommun")
        submit(page, "Jämför")
        assert_fits(page)


def assert_fits(page: Page) -> None:
    """Nothing stands beside the screen, and no word of a value is on two lines."""
    assert page.evaluate("document.documentElement.scrollWidth") == TELEPHONE["width"], page.url
    assert page.evaluate(WORDS) > 40, page.url
    assert page.evaluate(BROKEN_WORDS) == [], page.url


_VALUES = """
  const words = [], hidden = "[class*=hidden], thead"
  const shown = cell => cell.checkVisibility() && !(cell.closest(hidden) && cell.closest(hidden).clientWidth <= 1)
  for (const cell of [...document.querySelectorAll("main :is(td, th, dd, dt, text)")].filter(shown)) {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) for (const word of texts.currentNode.data.matchAll(/[^\\s.-]+/g)) {
      const range = document.createRange()
      range.setStart(texts.currentNode, word.index)
      range.setEnd(texts.currentNode, word.index + word[0].length)
      const lines = new Set([...range.getClientRects()].filter(box => box.width > 0).map(box => Math.round(box.top)))
      if (!word[0].includes("/")) words.push([word[0], lines.size])
    }
  }"""
"""Words of what a page shows as values, with the number of lines that each is on; no addresses."""
WORDS = f"() => {{ {_VALUES}; return words.length }}"
BROKEN_WORDS = f"() => {{ {_VALUES}; return words.filter(([word, lines]) => lines > 1) }}"


def test_a_broken_word_is_seen(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(
        "<main><p>x</p><table><td style='width: 3em; overflow-wrap: anywhere'>Upplevelseindustri ja</table>"
    )
    assert page.evaluate(BROKEN_WORDS) == [["Upplevelseindustri", page.evaluate(BROKEN_WORDS)[0][1]]]
    page.close()


def test_english_in_one_click_and_back(visitor: Page) -> None:
    menu(visitor, "Projekt")
    here = visitor.url
    follow(visitor.get_by_role("link", name="In English"))
    expect(visitor.locator("html")).to_have_attribute("lang", "en")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Projects")
    follow(visitor.get_by_role("link", name="Vändkorset", exact=True))
    expect(visitor.get_by_role("heading", name="Facts", exact=True)).to_be_visible()
    visitor.go_back()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Projects")
    follow(visitor.get_by_role("link", name="På svenska"))
    expect(visitor.locator("html")).to_have_attribute("lang", "sv")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Projekt")
    assert visitor.url.partition("?")[0] == here


def test_a_project_in_the_dark_and_on_paper(browser: Browser, address: str, archive: Path) -> None:
    with visit(browser, address, color_scheme="dark") as page:
        page.goto("/")
        menu(page, "Projekt")
        follow(page.get_by_role("link", name="Vändkorset", exact=True))
        assert brightness(page, "backgroundColor") < 64
        assert brightness(page, "color") > 190
        expect(page.get_by_role("navigation", name="Huvudmeny")).to_be_visible()
        page.emulate_media(media="print")
        assert brightness(page, "backgroundColor") > 190
        assert brightness(page, "color") < 64
        assert_on_paper(page, archive)


def brightness(page: Page, colour: str) -> int:
    """How bright a colour of the page's body is, from 0 to 255."""
    return max(map(int, re.findall(r"\d+", page.evaluate(f"getComputedStyle(document.body).{colour}"))[:3]))


def assert_on_paper(page: Page, archive: Path) -> None:
    """The address and the whole text stand there, and no menu."""
    expect(page.get_by_text(page.url, exact=True)).to_be_visible()
    for menus in (page.get_by_role("navigation"), page.get_by_role("search")):
        assert not [one for one in menus.all() if one.is_visible()]
    source = page.locator(".source")
    assert source.evaluate("box => box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1")
    project_id = page.url.partition("/projekt/")[2]
    sections = asked(archive, "select text from sections where project_id = ?", project_id)
    text = " ".join(source.inner_text().split())
    assert len(sections) > 5
    for (section,) in sections:
        assert section.split("\n")[-1].split()[-1] in text


def test_what_goes_wrong_is_noticed(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        watch = Watch(context, address)
        page = context.new_page()
        page.set_content("<img src='http://elsewhere.invalid/x.png'><script>console.error('oj'); nosuch()</script>")
        page.wait_for_load_state("networkidle")
    assert {said.partition(" ")[0] for said in watch.wrong} == {"request:", "console:", "page:"}
