"""What makes a page suspected, and what does not."""

import gzip
import sys
from pathlib import Path

import pytest

from benchmarks.fixtures import FIXTURES
from scraper.engine.checking.checks import Answer, flag_of
from scraper.engine.recognising.visible_text import essence, visible_text
from scraper.files import find_inputs
from scraper.store.capture import captured
from scraper.store.current_time import now
from scraper.store.responses.message import Message
from tests.fake_server import FakeServer, page
from tests.scraper.test_scrape_live import BODY, NUMBER, bank, scrape
from tests.scraping import raw_records


def test_no_page_of_the_bank_is_suspected() -> None:
    for found in find_inputs([str(FIXTURES)]):
        content = found.read()
        said = Message(200, [("Content-Type", "text/html")], content, 0)
        for title in (b"", b"<h1>22-404-S01 - 500 nya jobb</h1>", b"<h1>Logga ut ur utanf\xc3\xb6rskapet</h1>"):
            capture = captured("http://x/", now(), "page", said, title + content)
            assert flag_of(Answer(capture, title + content, ("text/html",))) is None, found.source


def judged(content: bytes) -> str | None:
    """What is said against a page that comes with nothing but HTML in its head."""
    capture = captured("http://x/", now(), "page", Message(200, [("Content-Type", "text/html")], content, 0), content)
    return flag_of(Answer(capture, content, ("text/html",)))


PROJECTS = (
    "Logga in på framtiden", "Login Sverige - digital delaktighet", "Samtycke och jämställdhet", "Sign in Syd",
    "Lost and not found", "500 nya jobb", "404 - en ny väg", "Felsökning", "Sidan om",
)  # fmt: skip
ERRORS = {
    "Sidan kunde inte hittas": "soft-404", "Sidan finns inte - Svenska ESF-rådet": "soft-404", "404": "soft-404",
    "404 - File or directory not found.": "soft-404", "Page not found | ESF": "soft-404", "HTTP 404": "soft-404",
    "Hoppsan! Sidan du söker finns inte längre": "soft-404", "500 Internal Server Error": "soft-404",
    "Ett fel har inträffat": "soft-404", "Logga in": "log-in", "Logga in - ESF-rådet": "log-in", "Login": "log-in",
    "Access denied": "log-in", "Innan du fortsätter": "consent", "Vi använder cookies": "consent",
}  # fmt: skip


def test_a_project_is_not_suspected_for_words_in_its_title() -> None:
    long, label = "<p>" + "ord " * 900, "<th>Projektägare</th><td>Norrvikens kommun</td>"
    for title in PROJECTS:
        assert judged(f"<title>{title}</title><h1>{title}</h1>{long}".encode()) is None, title
    for title in (*PROJECTS, *ERRORS):
        assert judged(f"<h1>{title}</h1>{label}".encode()) is None, title
    assert judged(f"<h1>Vi använder cookies</h1><h1>Ett projekt</h1>{long}".encode()) is None
    assert judged(b"<h1>Ett projekt</h1><input name=password_hint type=text>") is None
    assert judged("<h1>İ</h1><SCRIPT>x</Script><h1>Logga in</h1>".encode()) == "log-in"


def test_a_page_is_suspected_for_the_whole_of_its_title() -> None:
    for title, flag in ERRORS.items():
        assert judged(f"<html><head><title>{title}</title></head><body>{'ord ' * 200}".encode()) == flag, title
        assert judged(f"<h1 class=x><span>{title}</span></h1>{'ord ' * 200}".encode()) == flag, title


@pytest.mark.parametrize("piece", ["<script>", "<h1>", "<", "<!--", "<title>x", "accept ", "<h1", "</", "<loc> "])
def test_a_page_is_looked_at_once_however_odd(piece: str) -> None:
    """Counted, not timed: as many steps for each piece of a page as of one a hundred times as long."""
    assert [steps(piece * n) < 400 * n for n in (20, 2000)] == [True, True]
    judged(piece.encode() * 200_000)


def steps(page: str) -> int:
    """How many lines are gone through to see a page."""
    counted = 0

    def count(*_: object) -> object:
        nonlocal counted
        counted += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)  # type: ignore[arg-type]
    try:
        visible_text(page)
    finally:
        sys.settrace(before)
    return counted


def test_a_form_or_a_question_within_a_long_text_bars_no_way() -> None:
    form, question = "<form><input type=password></form>", "<button>Godkänn alla kakor</button>"
    for words, flag in ((300, "log-in"), (500, None)):
        assert judged(f"<h1>Vårt projekt</h1><p>{'ord ' * words}</p>{form}".encode()) == flag, words
    for words, flag in ((50, "consent"), (100, None)):
        assert judged(f"<p>{'ord ' * words}</p>{question}".encode()) == flag, words


def test_two_bodies_that_cannot_be_decoded_are_not_the_same(tmp_path: Path) -> None:
    """Neither has content that could be compared: the second is kept in full, and not as a repetition of the first."""
    torn = [gzip.compress(content)[:-9] for content in (BODY, BODY.replace(b"90%", b"40%"))]
    with FakeServer(bank({})) as server:
        for body in torn:
            server.pages |= bank({NUMBER: page(body, Content_Encoding="gzip")})
            flagged = scrape(tmp_path, server, [NUMBER], "--json").report()["flagged"]
            assert [trouble["reason"] for trouble in flagged] == ["undecodable"]
    records = [(kind, block) for kind, url, _, block in raw_records(tmp_path / "store") if NUMBER in url]
    assert [(kind, block.endswith(body)) for (kind, block), body in zip(records, torn, strict=True)] == [
        ("response", True),
        ("response", True),
    ]


CHANGES = (
    "<p>Antal: < {} deltagare</p>", "<p>mindre än <{} kr", "<a href='/avtal.pdf?version={}'>x</a>", "a<!-- x -->{}",
    "<title>{}</title>", "<textarea>{}</textarea>", "<p>&lt;{}", "<div>" * 3000 + "{}",
    "</body></html>{}",
)  # fmt: skip
NONCES = (
    "<a href='/x?a=1&amp;_wpnonce={}'>y</a>", "<a href='/x?a=1&#038;_wpnonce={}'>y</a>", "<script>{}</script>",
    "<a href='/x;jsessionid={}?a=1'>y</a>", "<a href='/cdn-cgi/l/email-protection#{}'>y</a>", "<!-- {} -->",
    "<a href='/x?ver={}#top'>y</a>", "<template><p>{}</p></template>", "<p id='n{}' data-cfemail='{}'>y</p>",
)  # fmt: skip


def test_what_a_page_says_is_its_text_and_links_without_nonces() -> None:
    for written, differs in ((CHANGES, True), (NONCES, False)):
        for piece in written:
            one, other = (essence(piece.replace("{}", number).encode()) for number in ("50", "90"))
            assert (one != other) is differs, piece
