"""The site for everybody: axe on 35 pages in light and dark, keyboard, telephone, paper, no script needed."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.crawl

PAGES = [
    "/",
    "/esf",
    "/esf/projects?_size=5",
    "/esf/projects?region=Stockholm&_facet=phase&_size=3",
    "/esf/projects?_size=3&_search=malmo&_sort=title",
    "/esf/projects/2007-2013~2Fstockholm~2Fvandkorset",
    "/esf/claims?shown=1&_size=3",
    "/esf/claims?_size=3&_where=standing=1&kind=amount.total_budget",
    "/esf/sections?_size=5",
    "/esf/municipalities?_size=5",
    "/esf/regions/Stockholm",
    "/esf/changes",
    "/esf/targets?unit=finnsinte&_nocol=sentence",
    "/esf?sql=select+region,+count(*)+as+antal+from+projects+group+by+region",
    "/esf?sql=select+nonsens",
    "/sok?q=malm%C3%B6",
    "/sok?q=finnsinte+kommun",
    "/hamta",
    "/om",
    "/andringar",
    "/andringar?slag=belopp",
    "/esf/budget_per_region_och_period",
    "/esf/oenigheter",
    "/projekt/24-033-S06",
    "/projekt?region=Stockholm&q=kommun&avsnitt=syfte",
    "/projekt?q=finnsinte",
    "/jamfor?per=lan&matt=total_budget_sek&priser=fasta",
    "/jamfor?per=ar&period=2007-2013&period=2014-2020&per_invanare=1",
    "/jamfor?matt=fel",
    "/organisationer",
    "/kommun/0180",
    "/lan/12",
    "/region/Stockholm",
    "/projekt/2007-2013/stockholm/vandkorset",
    "/?sprak=en",
]
"""Front page, search, files, about, data, SQL, rows, queries, projects, lists, comparisons, places, refusals."""


def serious(browser: Browser, address: str, scheme: Any, rules: list[str]) -> dict[str, list[str]]:
    """What axe finds serious or critical on each page; `rules` are all if empty."""
    found, axe = {}, Axe()
    options = {"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})
    with browser.new_context(base_url=address, color_scheme=scheme) as context:
        page = context.new_page()
        for path in PAGES:
            page.goto(path)
            violations = axe.run(page, options=options).response["violations"]
            grave = [one for one in violations if one["impact"] in ("serious", "critical")]
            found[path] = [f"{one['id']}: {node['html']}" for one in grave for node in one["nodes"]]
    return {path: said for path, said in found.items() if said}


def test_axe_finds_nothing_serious(browser: Browser, address: str) -> None:
    assert len(PAGES) >= 20
    assert not serious(browser, address, "light", [])


def test_axe_finds_nothing_serious_in_the_dark(browser: Browser, address: str) -> None:
    assert not serious(browser, address, "dark", ["color-contrast", "link-in-text-block"])


def test_axe_sees_what_is_wrong(page: Page) -> None:
    page.set_content("<html lang='sv'><title>x</title><main><h1>x</h1><input><p style='color:#eee'>blek</p></main>")
    violations = Axe().run(page).response["violations"]
    assert {"color-contrast", "label"} <= {one["id"] for one in violations}


def test_a_telephone_shows_whole_pages_and_whole_words(browser: Browser, address: str) -> None:
    too_wide: dict[str, int] = {}
    broken: dict[str, list[str]] = {}
    with browser.new_context(base_url=address, viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        for path in PAGES:
            page.goto(path)
            width = page.evaluate("document.documentElement.scrollWidth")
            too_wide |= {path: width} if width > 390 else {}
            narrow = page.evaluate(NARROW_CELLS)
            broken |= {path: narrow} if narrow else {}
    assert not too_wide
    assert not broken, "these cells are so narrow that values break letter by letter"


NARROW_CELLS = """() => [...document.querySelectorAll("main td, main th")]
  .filter(cell => cell.checkVisibility() && cell.clientWidth > 1 && cell.innerText.trim().length > 3)
  .filter(cell => cell.clientWidth < 40 && getComputedStyle(cell).overflowWrap === "anywhere")
  .map(cell => cell.innerText.slice(0, 40))"""


def test_cards_of_a_telephone_name_their_values(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto("/esf/projects")
        cell = page.locator("td.col-total_budget_sek").first
        label = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
        assert label == '"Total projektbudget (SEK)"'


def test_everything_is_reached_with_the_keyboard(page: Page) -> None:
    page.goto("/esf/counties")
    count = page.evaluate(CONTROLS)
    reached, unmarked = set[str](), list[str]()
    for number in range(count):
        page.keyboard.press("Tab")
        style = page.evaluate(FOCUSED)
        reached.add(style["place"])
        unmarked += [] if style["outline"] else [style["place"]]
        assert number > 3 or style["place"] != "BODY"
    assert not unmarked, "the focus is not seen here"
    assert len(reached) == count


CONTROLS = """[...document.querySelectorAll(`a[href], button, input:not([type=hidden]), select, summary,
  [tabindex='0']`)].filter(control => control.checkVisibility() || control.matches(".skip")).length"""
FOCUSED = """() => {
  const focused = document.activeElement, all = [...document.querySelectorAll("*")], style = getComputedStyle(focused)
  const outlined = style.outlineStyle !== "none" && style.outlineWidth !== "0px"
  return {place: focused.tagName + all.indexOf(focused), outline: outlined}
}"""


def test_pages_obey_a_policy_without_scripts_and_styles_in_them(page: Page) -> None:
    said: list[str] = []
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'"

    def with_policy(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-security-policy": policy})

    page.route("**/*", with_policy)
    page.on("console", lambda message: said.append(message.text))
    for path in (
        "/",
        "/esf",
        "/esf/projects?_size=3",
        "/esf/regions/Stockholm",
        "/esf?sql=select+1",
        "/projekt/24-033-S06",
    ):
        page.goto(path)
    assert not said


def test_the_first_key_skips_to_the_content(page: Page) -> None:
    page.goto("/esf/counties")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"


def test_a_column_is_sorted_and_a_row_filtered_without_a_mouse(page: Page) -> None:
    page.goto("/esf/counties")
    page.get_by_label("Meny för Län", exact=True).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/counties?_sort_desc=name")
    assert page.locator("th.col-name").get_attribute("aria-sort") == "descending"
    assert page.locator("td.col-name").first.inner_text() == "Östergötlands län"


@pytest.mark.parametrize("path", ["/esf/projects?_facet=phase", "/esf?sql=select+1", "/projekt/24-033-S06"])
def test_pages_work_without_scripts_from_this_server_alone(browser: Browser, address: str, path: str) -> None:
    asked: list[str] = []
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: asked.append(f"console: {message.text}"))
        page.goto(path)
        assert page.locator("h1").is_visible()
    assert all(url.startswith((address, "data:")) for url in asked)


def test_paper_has_the_address_and_all_of_the_text_and_no_menus(page: Page, address: str) -> None:
    page.goto("/projekt/2007-2013/stockholm/vandkorset")
    page.emulate_media(media="print")
    assert page.locator(".only-print").inner_text().endswith("/projekt/2007-2013/stockholm/vandkorset")
    for menu in ("header nav", "header form", "nav.crumbs", "nav.toc"):
        assert not page.locator(menu).is_visible(), menu
    source = page.locator(".source")
    assert source.evaluate("box => box.scrollHeight <= box.clientHeight + 1")
    page.goto("/esf/projects")
    page.emulate_media(media="print")
    assert page.locator(".table-wrapper").evaluate("box => getComputedStyle(box).overflowX") == "visible"
    assert not page.locator("form.filters").is_visible()
    assert page.locator("td.col-total_budget_sek").first.is_visible()
    assert not page.locator("td.type-none.num").first.is_visible(), "no labels without values"


def test_dark_pages_are_dark_all_over(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, color_scheme="dark") as context:
        page = context.new_page()
        for path in PAGES:
            page.goto(path)
            bright = page.evaluate(BRIGHT_BOXES)
            assert not bright, path


BRIGHT_BOXES = """() => [...document.querySelectorAll("body, main *")].filter(element => {
  const [r, g, b, a] = getComputedStyle(element).backgroundColor.match(/[\\d.]+/g).map(Number)
  return (a === undefined || a > 0) && Math.min(r, g, b) > 128
}).map(element => element.outerHTML.slice(0, 80))"""
