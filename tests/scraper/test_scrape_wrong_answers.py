"""Answers that look right and are not: they count as what they are, and a run that met only such fails."""

import base64
import hashlib
import io
import os
import signal
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.building.build import build
from archive.building.parsing.parsing_options import ParsingOptions
from benchmarks.fixtures import FIXTURES
from scraper.engine.checking.checks import Answer, flag_of
from scraper.input import Input
from scraper.store.capture import captured
from scraper.store.current_time import now
from scraper.store.responses.message import Message
from tests.archive.test_archive import query
from tests.archives import old_bank
from tests.fake_server import Answer as Reply
from tests.fake_server import Asked, FakeServer, RawReply, page
from tests.scraper.test_scrape_archives import SIZED, asked_of, found, listing, rows
from tests.scraper.test_scrape_live import BODY, NUMBERS, PATH, bank, scrape
from tests.scraping import Outcome, esfarkiv

pytestmark = pytest.mark.crawl

STATUSES = ("202 Accepted", "203 Other", "204 None", "205 Reset", "206 Partial")
SHELL = b"<html><title>Projektbanken</title><div id=root></div><script src=app.js></script></html>"
CHALLENGE = b"<title>Just a moment...</title><h1>www.esf.se</h1><script>window._cf_chl_opt={}</script>"
ECHO = b"<h1>Projektbanken</h1><p>Inget projekt: ?dnr=%s. Sidan visar de senaste nyheterna.</p>"
OTHER = (FIXTURES / "projektbank-dnr" / "23-091-S02" / "page.html").read_bytes()


def test_a_status_that_is_not_200_is_no_page(tmp_path: Path) -> None:
    answers = {number: page(BODY, status) for number, status in zip(NUMBERS, STATUSES, strict=False)}
    with FakeServer(bank(answers | {NUMBERS[6]: page(BODY)})) as server:
        report = scrape(tmp_path, server, [*answers, NUMBERS[6]], "--json").report()
    assert (report["fetched"], len(report["flagged"])) == (1, len(STATUSES)), report
    assert {problem["reason"] for problem in report["flagged"]} <= {"wrong-status", "empty"}


@pytest.mark.parametrize(
    ("content", "flag"),
    [(SHELL, "script-shell"), (CHALLENGE, "challenge"), (OTHER, "other-page"), (b"<h1>Hej</h1>", "no-project")],
)
def test_one_page_for_all_addresses_is_none_of_them(tmp_path: Path, content: bytes, flag: str) -> None:
    with FakeServer(bank(dict.fromkeys(NUMBERS[:6], page(content)))) as server:
        outcome = scrape(tmp_path, server, NUMBERS[:6], "--json")
    report = outcome.report()
    assert (outcome.code, report["fetched"], len(report["flagged"])) == (2, 0, 6), report
    assert {problem["reason"] for problem in report["flagged"]} == {flag}
    assert "of the project bank" in report["shortfall"]


def test_an_address_that_a_page_repeats_is_not_its_register_number(tmp_path: Path) -> None:
    answers = {number: page(ECHO % number.encode()) for number in NUMBERS[:3]}
    with FakeServer(bank(answers)) as server:
        report = scrape(tmp_path, server, NUMBERS[:3], "--json").report()
    assert [problem["reason"] for problem in report["flagged"]] == ["no-project"] * 3


LABELLED = "<p>Programområde</p><p>Projektperiod</p>"
ECHOES = {
    "no labels": "<h1>Projektbanken</h1><p>Diarienummer: %</p><p>Inga träffar. Prova en annan sökning.</p>",
    "a sentence": f"<h1>Projektbanken</h1>{LABELLED}<p>Inget projekt med diarienummer % finns.</p>",
    "a search": f"<title>Sökresultat för %</title><h1>Projekt</h1>{LABELLED}<p>Din sökning på % gav 0 träffar</p>",
    "no number": f"<h1>Projektbanken</h1><form>{LABELLED}</form><h2>Ett urval</h2><p>Kraft, Lyftet</p>",
    "an address": f"<h1>Projektbanken</h1>{LABELLED}<p>?dnr=%</p>",
}


@pytest.mark.parametrize("name", ECHOES)
def test_a_page_that_repeats_what_was_asked_for_is_no_project(name: str) -> None:
    content = ECHOES[name].replace("%", NUMBERS[0]).encode()
    html = Message(200, [("Content-Type", "text/html")], content, 0)
    capture = captured(f"https://www.esf.se/projekt/?dnr={NUMBERS[0]}", now(), "page", html, content)
    assert flag_of(Answer(capture, content, ("text/html",))) == "no-project"
    said = f"<h1>{NUMBERS[0]} - Vägen</h1>{LABELLED}<p>Andra sökning: 23-009-S01</p>".encode()
    assert flag_of(Answer(capture, said, ("text/html",))) is None


STATED = {
    "zero before a label": "<p>Projektnummer: 2022/00500</p><p>Projektägare: Orten</p><p>Projektperiod</p>",
    "a search in the title": "<h1>Undersökning av jobb</h1><p>Diarienummer 2022/00500</p><p>Projektägare: Orten</p>",
    "a search in the menu": "<a>Ny sökning</a><h1>2022/00500 Vägen</h1><p>Projektägare</p><p>Projektperiod</p>",
    "a link to results": "<a>Till sökresultat</a><p>Diarienummer</p><p>2022/00500</p><p>Projektägare</p>",
}


@pytest.mark.parametrize("name", STATED)
def test_a_page_that_states_its_number_is_a_project_whatever_stands_beside_it(name: str) -> None:
    html = Message(200, [("Content-Type", "text/html")], STATED[name].encode(), 0)
    capture = captured("https://www.esf.se/projekt/?dnr=2022/00500", now(), "page", html, html.body)
    assert flag_of(Answer(capture, html.body, ("text/html",))) is None


NAMED = {
    "related": "<h2>Relaterade projekt</h2><p>% Vägen</p>",
    "searched": "<p>Din sökning på % gav 1 träff</p>",
    "a card": "<a href='?dnr=%'>Diarienummer: %</a>",
    "in prose": "<p>Vårt tidigare projekt, diarienummer %, nådde 40 personer.</p>",
}
OWN = (
    f"<h1>{NUMBERS[1]} - Lyftet</h1>{LABELLED}",
    f"<h1>Lyftet</h1>{LABELLED}<p>Diarienummer:</p><p>{NUMBERS[1]}</p>",
    f"<title>% - Projektbanken</title><h1>Lyftet</h1>{LABELLED}<p>Projekt-id {NUMBERS[1]}</p>",
)


@pytest.mark.parametrize("own", OWN)
@pytest.mark.parametrize("name", NAMED)
def test_a_page_of_another_project_may_name_the_one_asked_for(name: str, own: str) -> None:
    content = (own + NAMED[name]).replace("%", NUMBERS[0]).encode()
    html = Message(200, [("Content-Type", "text/html")], content, 0)
    for number, flag in ((NUMBERS[0], "other-page"), (NUMBERS[1], None)):
        capture = captured(f"https://www.esf.se/projekt/?dnr={number}", now(), "page", html, content)
        assert flag_of(Answer(capture, content, ("text/html",))) == flag


@pytest.mark.parametrize(
    "beside", ["<input type=password>", "<p>Vi använder kakor. Godkänn kakor.</p>", "<script>captcha</script>"]
)
def test_a_listing_with_a_form_or_a_banner_beside_its_links_is_followed(tmp_path: Path, beside: str) -> None:
    links = beside + "".join(f"<a href='{PATH.format(number)}'>x</a>" for number in NUMBERS[:5])
    with FakeServer(bank(dict.fromkeys(NUMBERS[:5], page(BODY)))) as server:
        server.pages["/resultat/projektbanken/"] = page(links.encode())
        where = ("--store", str(tmp_path / "store"), "--base", f"site={server.address}", "--pace", "0", "--json")
        outcome = esfarkiv(tmp_path, "scrape", "esf-live", *where)
    assert (outcome.code, outcome.report()["fetched"]) == (0, 5), outcome.out


def test_who_is_met_by_a_barrier_goes_no_further(tmp_path: Path) -> None:
    with FakeServer(bank(dict.fromkeys(NUMBERS[:30], page(CHALLENGE)))) as server:
        outcome = scrape(tmp_path, server, NUMBERS[:30])
        assert len(server.paths) <= 12
    assert outcome.code == 2
    assert "10 addresses failed in a row" in outcome.out


def test_ctrl_c_twice_is_no_whole_run(tmp_path: Path) -> None:
    process: list[int] = []

    def interrupted(asked: Asked) -> RawReply:
        for _ in range(2):
            os.kill(process[0], signal.SIGINT)
            server.stopped.wait(0.3)
        return RawReply([], "silence")

    pages: dict[str, Reply] = dict.fromkeys(NUMBERS[:6], page(BODY))
    with FakeServer(bank(pages | {NUMBERS[3]: interrupted})) as server:
        broken = scrape(tmp_path, server, NUMBERS[:6], "--json", started=process.append)
        server.pages |= bank(dict.fromkeys(NUMBERS[:6], page(BODY)))
        report = scrape(tmp_path, server, NUMBERS[:6], "--json").report()
    assert (broken.code, broken.report()["left"] > 0) == (1, True), broken
    assert (report["resumed"], report["fetched"] + report["held"]) == (True, 6)


# Web archives


def record(url: str, body: bytes, status: str = "200 OK") -> bytes:
    """A WARC record as Common Crawl has them."""
    out = io.BytesIO()
    head = StatusAndHeaders(status, [("Content-Type", "text/html")], protocol="HTTP/1.1")
    writer = WARCWriter(out, gzip=True)
    writer.write_record(writer.create_warc_record(url, "response", io.BytesIO(body), len(body), http_headers=head))
    return out.getvalue()


def sha1(body: bytes) -> str:
    return base64.b32encode(hashlib.sha1(body).digest()).decode()


OLD_URL, OLD_PAGE = next(iter(old_bank().items()))
RECORDS = {
    "as listed": (record(OLD_URL, OLD_PAGE), sha1(OLD_PAGE), None),
    "http in place of https": (record(OLD_URL.replace("https:", "http:"), OLD_PAGE), "", None),
    "another address": (record(OLD_URL + "x", OLD_PAGE), sha1(OLD_PAGE), "other-page"),
    "another content": (record(OLD_URL, OLD_PAGE), sha1(b"other"), "other-page"),
    "another status": (record(OLD_URL, OLD_PAGE, "404 Not Found"), sha1(OLD_PAGE), "wrong-status"),
}


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_is_the_one_that_the_index_lists(name: str) -> None:
    content, digest, flag = RECORDS[name]
    capture = captured("http://x/#0", now(), "record", Message(206, [], content, 0), content)
    capture.page_url = OLD_URL
    assert flag_of(Answer(capture, content, (), digest=digest)) == flag


def captures(tmp_path: Path, lines: list[list[str]], pages: dict[str, Reply], *more: str) -> Outcome:
    """A run of `wayback` over a listing and replays by their time."""
    with FakeServer({"/robots.txt": page(b""), SIZED.replace("limit=2", "limit=50"): listing(lines)}) as fake:
        fake.pages |= {f"/web/{time}id_/http://a/1": answer for time, answer in pages.items()}
        return asked_of(tmp_path, fake, fake, "--page-size", "50", *more)


ABA = rows(("a/1", "20130101000000", "A"), ("a/1", "20140101000000", "B"), ("a/1", "20150101000000", "A"))


def test_content_that_came_back_is_the_newest(tmp_path: Path) -> None:
    ABA[3][3:5] = ["warc/revisit", "-"]
    pages = {"20130101000000": page(b"A"), "20140101000000": page(b"B"), "20150101000000": page(b"A")}
    outcome = captures(tmp_path, ABA, pages, "--captures", "all")
    assert outcome.code == 0, outcome.out
    kept = found(tmp_path / "store")
    newest = max(kept, key=lambda place: place[1] or "")
    assert (newest[1], kept[newest]) == ("2015-01-01T00:00:00Z", b"A")


def test_the_next_older_capture_stands_in_for_one_that_cannot_be_had(tmp_path: Path) -> None:
    pages = {"20130101000000": page(b"A"), "20140101000000": page(b"", "404 Not Found")}
    outcome = captures(tmp_path, ABA, pages)
    report = outcome.report()
    assert (outcome.code, report["fetched"], report["not_found"], len(report["failed"])) == (1, 1, 0, 2), report
    assert "though the archive lists it" in report["failed"][0]["reason"]
    assert list(found(tmp_path / "store").values()) == [b"A"]


@pytest.mark.parametrize("beside", ["", *NAMED.values()])
def test_a_page_of_another_project_leaves_that_one_alone(tmp_path: Path, beside: str) -> None:
    address = "https://www.esf.se/resultat/projektbanken/projekt/?dnr={}"
    named = beside.replace("%", "23-092-S02").encode()
    (tmp_path / "right.html").write_bytes(OTHER)
    (tmp_path / "wrong.html").write_bytes(OTHER.replace(b"<h1>23-091-S02 - ", b"<h1>23-091-S02 - Fel ") + named)
    pages = [
        Input("right.html", tmp_path / "right.html", address.format("23-091-S02"), "2025-01-01"),
        Input("wrong.html", tmp_path / "wrong.html", address.format("23-092-S02"), "2026-01-01"),
    ]
    path = tmp_path / "esf.db"
    report = build(path, pages, options=ParsingOptions(text=False))
    projects = query(path, "select project_id, title from projects")
    assert [(name, "Fel" in title) for name, title in projects] == [("23-091-S02", False)]
    (issue,) = query(path, "select message from issues where code = 'other-project'")
    assert "23-091-S02 at the address of 23-092-S02" in issue[0]
    assert report.projects == 1
