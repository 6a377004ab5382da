"""Answers without a media type, and pages sent as plain text, are examined by what they are."""

import pytest

from scraper.engine.checking.checks import Answer, flag_of
from scraper.store.capture import captured
from scraper.store.current_time import now
from scraper.store.responses.message import Message

NUMBER = "2021/00417"
ADDRESS = f"https://www.esf.se/resultat/projektbanken/projekt/?dnr={NUMBER}"
ROW = "<dt>Diarienummer</dt><dd>{}</dd><dt>Projektägare</dt><dd>Hamnens folkhögskola</dd>"
TYPES = {"none": None, "empty": "", "no slash": "html", "two": "html, text/html", "plain": "text/plain; charset=utf-8"}
ACCEPTED = ("text/html", "application/xhtml+xml", "text/plain")
WRONG = {
    "<h1>404 Not Found</h1>": "soft-404",
    "<h1>Sidan finns inte</h1><p>Sök i stället.</p>": "soft-404",
    "<h1>Logga in</h1>": "log-in",
    "<title>Just a moment...</title><script>window._cf_chl_opt = {}</script>": "challenge",
    f"<h1>Fyren</h1><dl>{ROW.format('2021/00999')}</dl>": "other-page",
    "<h1>Välkommen till biblioteket</h1>": "no-project",
    '{"diarienummer": null}': "no-project",
}


def flagged(content: str, kind: str | None, role: str = "page", url: str = ADDRESS) -> str | None:
    """What is said against an answer that comes with a `Content-Type`, or without one."""
    body = content.encode()
    said = Message(200, [] if kind is None else [("Content-Type", kind)], body, 0)
    return flag_of(Answer(captured(url, now(), role, said, body), body, ACCEPTED if role == "page" else ()))


@pytest.mark.parametrize("kind", TYPES.values(), ids=TYPES.keys())
def test_a_wrong_page_is_known_without_its_type(kind: str | None) -> None:
    assert {content: flagged(content, kind) for content in WRONG} == WRONG


@pytest.mark.parametrize("kind", TYPES.values(), ids=TYPES.keys())
def test_a_project_is_good_without_its_type(kind: str | None) -> None:
    assert flagged(f"<h1>Fyren</h1><dl>{ROW.format(NUMBER)}</dl>", kind) is None
    assert flagged(f"Fyren\nDiarienummer: {NUMBER}\nProjektägare: Hamnens folkhögskola\n", kind) is None


@pytest.mark.parametrize("kind", TYPES.values(), ids=TYPES.keys())
def test_a_listing_is_a_page_or_data_by_its_beginning(kind: str | None) -> None:
    listing = "https://www.esf.se/lista"
    assert flagged("<h1>Sidan finns inte</h1>", kind, "listing", listing) == "soft-404"
    for data in ("", "[]", "com,x)/ 2019 404", "<urlset><url><loc>x</loc></url></urlset>", "<?xml?><sitemapindex/>"):
        assert flagged(data, kind, "listing", listing) is None, data


def test_html_is_examined_whatever_its_type_says() -> None:
    body = b"<!doctype html><h1>Sidan finns inte</h1>"
    said = Message(200, [("Content-Type", "application/octet-stream")], body, 0)
    assert flag_of(Answer(captured(ADDRESS, now(), "page", said, body), body, ())) == "soft-404"
