"""Pages that say that a page or a project is not there: flagged whatever labels they have; no page of a project is."""

import html
from pathlib import Path

import pytest

from benchmarks.fixtures import FIXTURES
from schema.register_numbers import REGISTER_NUMBER
from scraper.engine.checking.checks import Answer, flag_of
from scraper.files import find_inputs
from scraper.store.capture import captured
from scraper.store.current_time import now
from scraper.store.responses.message import Message
from tests.fake_server import FakeServer, page
from tests.scraper.test_scrape_live import NUMBER, NUMBERS, bank, scrape
from tests.scraping import Outcome

pytestmark = pytest.mark.crawl

NUMBERED = "https://www.esf.se/resultat/projektbanken/projekt/?dnr={}"
NAMED = "https://www.esf.se/projekt/vagen-fram/"


def judged(content: str, address: str) -> str | None:
    html = Message(200, [("Content-Type", "text/html; charset=utf-8")], content.encode(), 0)
    capture = captured(address, now(), "page", html, html.body)
    return flag_of(Answer(capture, html.body, ("text/html",)))


MENUS = {
    "links": "<nav><a>Projektägare</a> <a>Programområde</a> <a>Kontakt</a></nav>",
    "a list of links": "<ul><li><a>Programområde</a></li><li><a>Projektägare</a></li><li><a>Om oss</a></li></ul>",
    "a form": "<label>Programområde</label><select><option>Alla</option></select><label>Projektperiod</label><input>",
    "headings": "<p>Programområde</p><p>Projektperiod</p><p>Kontakt</p>",
}
ERRORS = (
    "<h1>Sidan kunde inte hittas</h1>",
    "<h1>Ett fel inträffade</h1>",
    "<h1>Projektet finns inte</h1>",
    "<h1>Inga träffar</h1>",
    "<h1>Tekniskt fel</h1>",
    "<h1>404</h1>",
    "<h1>Projektbanken</h1><h2>Inga träffar</h2>",
    "<h1>Projektbanken</h1><p>Oj! Något gick snett. Pröva senare.</p>",
    "<h1>Projektbanken</h1><p>Sidan du letar efter finns inte längre kvar på webbplatsen.</p>",
    "<h1>Projektbanken</h1><p>Det finns inget projekt med diarienummer %.</p>",
    "<h1>Projektbanken</h1><p>Projektet <b>%</b> har tagits bort.</p>",
    "<title>Logga in</title><h1>ESF</h1>",
)


@pytest.mark.parametrize("menu", MENUS)
@pytest.mark.parametrize("error", ERRORS)
def test_labels_and_the_number_asked_for_make_no_project_of_an_error(menu: str, error: str) -> None:
    for repeated in ("<p>Diarienummer: %</p>", "<p>Du angav %.</p>"):
        said = f"{MENUS[menu]}{error}{repeated}".replace("%", NUMBER)
        assert judged(said, NUMBERED.format(NUMBER)) is not None, said


def test_a_heading_that_is_an_error_is_none_of_a_numbered_page_whatever_it_lists() -> None:
    listed = "<p>Diarienummer: %</p><p>Projektägare: Norrviken</p><p>Programområde: 1</p>".replace("%", NUMBER)
    assert judged(f"<h1>Sidan kunde inte hittas</h1>{listed}", NUMBERED.format(NUMBER)) == "soft-404"
    assert judged(f"<title>Fel</title><h1>{NUMBER} - Fel</h1>{listed}", NUMBERED.format(NUMBER)) is None


WITHDRAWN = (
    "Sidan har tagits bort. Kontakta oss om du har frågor.",
    "Projektet är inte längre publicerat",
    "Den här sidan är avpublicerad.",
    "Projektet Vägen fram har dragits tillbaka av projektägaren.",
    "Projektet är återkallat",
    "Informationen är borttagen.",
    "Denna sida är inte längre tillgänglig",
    "Projektet visas inte längre.",
    "Vi hittar inte sidan",
    "This project is no longer available",
    "This page has been removed.",
)


@pytest.mark.parametrize("said", WITHDRAWN)
def test_a_page_at_a_projects_name_that_says_that_it_is_withdrawn_is_none(said: str) -> None:
    menu = "<nav>" + "<a>Om oss</a> text " * 200 + "</nav>"
    assert judged(f"<h1>Vägen fram</h1><p>{said}</p>", NAMED) == "soft-404"
    assert judged(f"{menu}<h1>Vägen fram</h1>{MENUS['headings']}<p><b>{said}</b></p>", NAMED) == "soft-404"


@pytest.mark.parametrize("said", [*WITHDRAWN, "Inga träffar"])
def test_a_page_with_facts_may_say_so_of_something_else(said: str) -> None:
    facts = "<th>Projektägare</th><td>Norrviken</td><th>Beviljat ESF-stöd</th><td>70 000 kr</td>"
    for address in (NAMED, NUMBERED.format(NUMBER)):
        assert judged(f"<h1>{NUMBER} - Vägen</h1>{facts}<p>{said}</p>", address) is None


@pytest.mark.parametrize(
    "said",
    [
        "Projektet visar att flera hinder har tagits bort.",
        "Projektet finns inte längre, men samarbetet fortsätter i tre kommuner.",
        "Sidan av saken som inte kan hittas i statistiken är viljan.",
    ],
)
def test_a_sentence_about_what_a_project_did_is_no_absence(said: str) -> None:
    assert judged(f"<h1>Vägen fram</h1><p>{said}</p>", NAMED) is None


@pytest.mark.parametrize("said", ["Inga träffar", "Inga projekt hittades.", "Ett fel inträffade", "No results"])
def test_a_list_without_hits_beside_a_long_text_is_no_absence(said: str) -> None:
    long = f"<h1>Vägen fram</h1><p>{'Deltagarna lär sig. ' * 90}</p><h2>Fler projekt</h2><p>{said}</p>"
    assert judged(long, NAMED) is None
    assert judged(f"<h1>Vägen fram</h1><p>{said}</p>", NAMED) == "soft-404"


MAINTENANCE = (
    "Vi genomför ett planerat underhåll av webbplatsen.",
    "Just nu pågår underhåll av sidan, kom tillbaka efter lunch.",
    "Webbplatsen är tillfälligt stängd för underhåll.",
    "The site is currently down for maintenance.",
)


@pytest.mark.parametrize("said", MAINTENANCE)
def test_a_site_under_maintenance_is_no_project(said: str) -> None:
    long = f"<h1>Vi ses snart igen</h1><p>{said} Ärende 77</p><p>{'Banken visar vad projekt gör. ' * 90}</p>"
    assert judged(long, NAMED) == "soft-404"
    facts = "<th>Projektägare</th><td>Norrviken</td>"
    assert judged(long.replace("</h1>", f"</h1>{facts}"), NAMED) is None


def test_a_project_may_write_of_maintenance() -> None:
    assert judged("<h1>Vägen fram</h1><p>Deltagarna lär sig underhåll av webbplatser. Det går bra.</p>", NAMED) is None


SEARCHED = ("Alla", "Samtliga områden", "Välj", "")


@pytest.mark.parametrize("area", SEARCHED)
def test_what_a_search_form_has_chosen_is_no_fact(area: str) -> None:
    form = f"<h1>Projektbanken</h1><p>Diarienummer: {NUMBER}</p><p>Programområde: {area}</p>"
    periods = ("2021-2027", "2014\u20132020")
    for period in periods:
        assert judged(f"{form}<p>Projektperiod: {period}</p>", NUMBERED.format(NUMBER)) == "no-project"
    assert judged(f"{form}<p>Projektperiod: 2023-01-01 - 2024-06-30</p>", NUMBERED.format(NUMBER)) is None


def test_a_run_counts_them_as_flagged(tmp_path: Path) -> None:
    def said(number: str) -> bytes:
        return f"{MENUS['links']}<h1>Projektet finns inte</h1><p>Diarienummer: {number}</p>".encode()

    with FakeServer(bank({number: page(said(number)) for number in NUMBERS[:4]})) as server:
        outcome: Outcome = scrape(tmp_path, server, NUMBERS[:4], "--json")
    report = outcome.report()
    assert (outcome.code, report["fetched"], len(report["flagged"])) == (2, 0, 4), outcome.out


def shapes(text: str) -> list[str]:
    """A page given as text: as it is, and with its lines as paragraphs or divisions."""
    lines = [html.escape(line) for line in text.splitlines()]
    if "<" in text:
        return [text]
    return [text, "".join(f"<p>{line}</p>" for line in lines), "<h1>ESF</h1><div>" + "</div><div>".join(lines)]


def kept(text: str, is_numbered: bool) -> None:
    number = REGISTER_NUMBER.search(text)
    for shape in shapes(text):
        assert judged(shape, NAMED) is None, text[:300]
        if number and is_numbered:
            assert judged(shape, NUMBERED.format(number[0])) is None, text[:300]


def test_no_page_of_the_fixtures_says_so() -> None:
    pages = [found for found in find_inputs([str(FIXTURES)]) if not found.is_register]
    for found in pages:
        kept(found.read().decode("utf-8", "replace"), "dnr=" in (found.url or ""))
    assert len(pages) > 50


def test_no_real_page_says_so(real_documents: Path) -> None:
    pages = [*(real_documents / "real-pages").glob("*.txt"), *(real_documents / "seeds").glob("*.txt")]
    for path in pages:
        kept(path.read_text("utf-8", "replace"), path.name.startswith(("2014-dnr", "2021")))
    assert len(pages) > 40
