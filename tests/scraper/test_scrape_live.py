"""A fake of the project bank at esf.se: what is asked for, what is kept, what is flagged, and where it will not go."""

import gzip
import os
import pty
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest
from scrapy.http import Response
from scrapy.resolver import CachingThreadedResolver
from scrapy.utils.misc import load_object
from twisted.internet.defer import succeed
from twisted.internet.error import DNSLookupError

from benchmarks.fixtures import FIXTURES
from scraper.engine.requesting.private_addresses import SafeResolver
from scraper.engine.requesting.retrying import asked_pause
from scraper.engine.settings import ALWAYS
from scraper.files import find_inputs
from scraper.sources.esf_live import EsfLive
from scraper.sources.page_request import PageRequest, Reply
from tests.fake_server import (
    Answer,
    FakeServer,
    Kill,
    RawReply,
    SecureServer,
    at_first,
    busy,
    busy_until_rested,
    chunked,
    gzipped,
    message,
    open_ended,
    paced,
    page,
    reset,
    silent,
    slow,
    torn_chunks,
    truncated,
    validated,
)
from tests.scraping import Outcome, esfarkiv, held, raw_records, records

NUMBERS = [f"23-{n:03}-S01" for n in range(1, 100)]
NUMBER = NUMBERS[0]
_EVERY = " ".join((*NUMBERS, "24-001-S01", "2015/00665")).encode()
_NUMBERED = (FIXTURES / "projektbank-dnr" / "23-091-S02" / "page.html").read_bytes()
_NUMBERED = _NUMBERED.replace(b"</body>", b"<p>" + _EVERY + b"</p></body>")
BODY = _NUMBERED.replace(b"23-091-S02", b"")
"""A page that states every register number, and none as its own, so that it is a good page at the address of each."""
PATH = "/resultat/projektbanken/projekt/?dnr={}"


def bank(answers: dict[str, Answer]) -> dict[str, Answer]:
    """A bank whose project pages answer so, by dnr."""
    return {"/robots.txt": page(b"User-agent: *\nAllow: /")} | {
        PATH.format(dnr): answer for dnr, answer in answers.items()
    }


def numbered(n: int) -> bytes:
    """A page of the bank, with a number of its own."""
    return _NUMBERED.replace(b"23-091-S02", f"23-{n:03}-S01".encode())


def scrape(
    folder: Path, server: FakeServer, numbers: list[str], *more: str, started: Callable[[int], None] = lambda _: None
) -> Outcome:
    """One run over the pages of the numbers, links not followed."""
    (folder / "numbers.txt").write_text("\n".join(numbers))
    base = ("--base", f"site={server.address}", "--pace", "0", "--dnr", str(folder / "numbers.txt"))
    store = ("--store", str(folder / "store"), "--links", "no")
    return esfarkiv(folder, "scrape", "esf-live", *store, *base, *more, started=started)


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer(bank({})) as fake:
        yield fake


BEYOND = b"HTTP/1.1 200 OK\r\n\r\nmore"
INTERIM = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
GOOD: dict[str, Answer] = {
    "plain": page(BODY),
    "gzip": gzipped(BODY),
    "chunked": chunked(BODY),
    "slow": slow(BODY),
    "429 once": at_first(busy("429 Too Many Requests", Retry_After="0"), page(BODY)),
    "503 once": at_first(busy(), page(BODY)),
    "503 twice": at_first(busy(Retry_After="0"), page(BODY), 2),
    "reset once": at_first(reset, page(BODY)),
    "truncated once": at_first(truncated(BODY[:500]), page(BODY)),
    "torn chunks once": at_first(torn_chunks(BODY[:500]), page(BODY)),
    "closed without a length": lambda asked: RawReply([message("200 OK", BODY, Content_Length="")], "close"),
    "an interim answer first": lambda asked: RawReply([INTERIM, message("200 OK", BODY)]),
    "no type": page(BODY, Content_Type=""),
    "a header that is none": lambda asked: RawReply([message("200 OK", BODY).replace(b"\r\n", b"\r\nNonsense\r\n", 1)]),
    "more than its length": lambda asked: RawReply([message("200 OK", BODY), BEYOND], "close"),
    "a wrong charset": page(BODY, Content_Type="text/html; charset=utf-16"),
}


def test_pages_are_kept_byte_for_byte(server: FakeServer, tmp_path: Path) -> None:
    server.pages |= bank(dict(zip(NUMBERS, GOOD.values(), strict=False)))
    outcome = scrape(tmp_path, server, NUMBERS[: len(GOOD)])
    assert (outcome.code, outcome.refused) == (0, []), outcome.err + outcome.out
    kept = {url.rpartition("=")[2]: pages for url, pages in held(tmp_path / "store").items()}
    assert {name: kept.get(number) for name, number in zip(GOOD, NUMBERS, strict=False)} == {
        name: [BODY] for name in GOOD
    }
    for kind, url, _, block in raw_records(tmp_path / "store"):
        if kind == "response":
            sent = server.sent[url.removeprefix(server.address)]
            assert block == sent.removeprefix(INTERIM).removesuffix(BEYOND), (
                "every byte of the message as it came, head and chunks included"
            )


BOMB = gzip.compress(b"<p>" + b"0" * 3_000_000)
FLAGGED: dict[str, tuple[str, Answer]] = {
    "empty": ("empty", page(b"  ")),
    "truncated": ("truncated", truncated(BODY[:500])),
    "torn chunks": ("truncated", torn_chunks(BODY[:500])),
    "torn gzip": ("undecodable", page(gzip.compress(BODY)[:-9], Content_Encoding="gzip")),
    "a bomb": ("undecodable", page(BOMB, Content_Encoding="gzip")),
    "soft 404": ("soft-404", page(b"<title>Sidan kunde inte hittas</title><p>" + b"ord " * 900)),
    "log-in": ("log-in", page(b"<h1>Logga in</h1><form><input name=a></form>")),
    "log-in by its form": ("log-in", page(b"<h1>V\xc3\xa4lkommen</h1><form><input type='password'></form>")),
    "consent": ("consent", page("<p>Vi behöver ditt svar.</p><button>Godkänn alla kakor</button>".encode())),
    "a PDF": ("wrong-type", page(b"%PDF-1.7 ...", Content_Type="application/pdf")),
    "a PDF said to be a page": ("wrong-type", page(b"%PDF-1.7 ...")),
}


def test_what_is_suspected_is_kept_flagged_and_not_used(server: FakeServer, tmp_path: Path) -> None:
    answers = [answer for _, answer in FLAGGED.values()]
    server.pages |= bank(dict(zip(NUMBERS, [*answers, page(BODY)], strict=False)))
    outcome = scrape(tmp_path, server, NUMBERS[: len(FLAGGED) + 1], "--max-mib", "1", "--json")
    assert outcome.code == 1, outcome.err
    reported = {trouble["url"]: trouble["reason"] for trouble in outcome.report()["flagged"]}
    urls = [server.address + PATH.format(number) for number in NUMBERS]
    expected = dict(zip(urls, [flag for flag, _ in FLAGGED.values()], strict=False))
    assert reported == expected
    kept = raw_records(tmp_path / "store")
    assert {url: fields["ESF-Flag"] for _, url, fields, _ in kept if "ESF-Flag" in fields} == expected
    assert [found.url for found in find_inputs([str(tmp_path / "store")])] == [urls[len(FLAGGED)]]


FAILED: dict[str, tuple[str, Answer]] = {
    "HTTP 503": ("HTTP 503", busy(Retry_After="0")),
    "HTTP 500": ("HTTP 500", busy("500 Internal Server Error")),
    "HTTP 403": ("HTTP 403", busy("403 Forbidden")),
    "reset": ("DownloadFailedError", reset),
    "silence": ("DownloadTimeoutError", silent),
    "too large": ("DownloadCancelledError", page(b"0" * 1_100_000)),
    "too large, of unknown length": ("more than --max-mib allows", open_ended(b"0" * 1_100_000)),
    "no HTTP": ("DownloadFailedError", lambda asked: RawReply([b"Hello\r\n\r\n"], "close")),
    "a redirect to itself": ("redirects to itself", lambda asked: page(b"", "302 Found", Location=asked.path)(asked)),
    "a redirect to nowhere": ("HTTP 302", page(b"", "302 Found", Location="file:///etc/passwd")),
}


def test_what_fails_is_reported_with_its_reason(server: FakeServer, tmp_path: Path) -> None:
    server.pages |= bank({number: answer for number, (_, answer) in zip(NUMBERS, FAILED.values(), strict=False)})
    numbers = NUMBERS[: len(FAILED)]
    outcome = scrape(tmp_path, server, numbers, "--timeout", "0.3", "--max-mib", "1", "--json")
    found = {trouble["url"].rpartition("=")[2]: trouble["reason"] for trouble in outcome.report()["failed"]}
    told = {name: found.get(number, "") for name, number in zip(FAILED, numbers, strict=False)}
    assert {name for name, (reason, _) in FAILED.items() if reason not in told[name]} == set(), told
    assert outcome.code == 2, "a run that found nothing fails loudly"
    assert "found 0 pages, expected at least 1" in outcome.err
    assert outcome.refused == []


ELSEWHERE = (
    "http://10.0.0.1/x",
    "http://169.254.169.254/latest/meta-data/",
    "https://example.org/",
    "http://[::1]:9/",
    "http://127.0.0.1:9/another-port",
    "http://user:secret@127.0.0.1/",
)


def test_redirects_elsewhere_are_not_followed(server: FakeServer, tmp_path: Path) -> None:
    answers = [page(b"", "302 Found", Location=there) for there in ELSEWHERE]
    server.pages |= bank(dict(zip(NUMBERS, [*answers, page(BODY)], strict=False)))
    outcome = scrape(tmp_path, server, NUMBERS[: len(ELSEWHERE) + 1], "--json")
    report = outcome.report()
    reasons = {trouble["url"].rpartition("=")[2]: trouble["reason"] for trouble in report["refused_places"]}
    assert all(f"led to {there}" in reasons[number] for number, there in zip(NUMBERS, ELSEWHERE, strict=False)), reasons
    assert (report["fetched"], outcome.refused) == (1, [])


def test_a_redirect_within_the_bank_is_followed_and_kept(server: FakeServer, tmp_path: Path) -> None:
    moved = page(b"", "301 Moved Permanently", Location=PATH.format(NUMBER) + "&sida=projekt")
    server.pages |= bank({NUMBER: moved, f"{NUMBER}&sida=projekt": page(BODY)})
    report = scrape(tmp_path, server, [NUMBER], "--json").report()
    assert (report["fetched"], report["redirected"]) == (1, 1)
    statuses = [
        fields["status"] for kind, _, fields, _ in records(tmp_path / "store") if fields.get("ESF-Role") == "page"
    ]
    assert statuses == ["301", "200"]


def test_robots_txt_is_obeyed(server: FakeServer, tmp_path: Path) -> None:
    server.pages |= bank({NUMBER: page(BODY), "23-002-S01": page(BODY)})
    server.pages["/robots.txt"] = page(f"User-agent: *\nDisallow: {PATH.format(NUMBER)}".encode())
    report = scrape(tmp_path, server, [NUMBER, "23-002-S01"], "--json").report()
    assert (report["fetched"], report["refused_by_robots"]) == (1, 1)
    assert PATH.format(NUMBER) not in server.paths


@pytest.mark.parametrize(
    "robots",
    [
        busy(),
        busy("429 Too Many Requests", Retry_After="0"),
        reset,
        page(b"", "302 Found", Location="http://10.0.0.1/robots.txt"),
        truncated(b"User-agent: *\nAllow: /\n"),
    ],
)
def test_without_robots_txt_nothing_is_asked(server: FakeServer, tmp_path: Path, robots: Answer) -> None:
    server.pages |= bank({NUMBER: page(BODY)}) | {"/robots.txt": robots}
    outcome = scrape(tmp_path, server, [NUMBER])
    assert (outcome.code, set(server.paths)) == (2, {"/robots.txt"})
    assert outcome.refused == []


def test_a_bank_that_has_no_robots_txt_may_be_asked(server: FakeServer, tmp_path: Path) -> None:
    server.pages |= bank({NUMBER: page(BODY)})
    del server.pages["/robots.txt"]
    assert scrape(tmp_path, server, [NUMBER]).code == 0


def test_a_server_is_left_in_peace_for_as_long_as_it_asks(server: FakeServer, tmp_path: Path) -> None:
    server.pages |= bank({NUMBER: busy_until_rested(1, page(BODY))})
    report = scrape(tmp_path, server, [NUMBER], "--json").report()
    assert (report["fetched"], report["retries"], report["waited"]) == (1, 1, 1.0)


@pytest.mark.parametrize("status", ["500 Internal Server Error", "504 Gateway Timeout", "403 Forbidden", "420 Calm"])
def test_a_pause_that_another_error_asks_for_is_kept(server: FakeServer, tmp_path: Path, status: str) -> None:
    numbers = [f"23-{n:03}-S01" for n in range(1, 4)]
    server.pages |= bank(dict.fromkeys(numbers, page(BODY)))
    server.pages |= bank({numbers[0]: at_first(busy(status, Retry_After="40"), page(BODY))})
    report = scrape(tmp_path, server, numbers, "--json").report()
    assert (report["waited"], report["held"] + report["fetched"]) == (40.0, 2 if status[0] == "4" else 3)


def test_a_server_that_asks_for_long_peace_ends_the_run(server: FakeServer, tmp_path: Path) -> None:
    numbers = [f"23-{n:03}-S01" for n in range(1, 6)]
    server.pages |= bank(dict.fromkeys(numbers, page(BODY)))
    server.pages |= bank({numbers[2]: busy("429 Too Many Requests", Retry_After="Fri, 01 Jan 2100 00:00:00 GMT")})
    outcome = scrape(tmp_path, server, numbers)
    assert outcome.code == 1
    assert "asks to come back in" in outcome.out
    assert len(server.paths) <= 5
    server.pages |= bank({numbers[2]: page(BODY)})
    server.forget()
    report = scrape(tmp_path, server, numbers, "--json").report()
    assert report["resumed"]
    assert len(held(tmp_path / "store")) == 5
    assert [path for path in server.paths if path == PATH.format(numbers[0])] == []


ODD_PAUSES = (
    "Sat, 01 Jan 2000 00:00:00",
    "Sat, 01 Jan 2000 00:00:00 -0000",
    "²",
    "-5",
    "",
    "1.5",
    "Fri, 01 Jan 99999999999 00:00:00 GMT",
)


@pytest.mark.parametrize("written", ODD_PAUSES)
def test_a_pause_that_is_written_oddly_is_still_one(written: str) -> None:
    odd = {"Retry-After": written.encode("latin-1")}
    assert asked_pause(Response("http://x/", 429, headers=odd)) == (0.0 if "2000" in written else None)
    never = {"Retry-After": b"Fri, 01 Jan 2100 00:00:00"}
    assert (asked_pause(Response("http://x/", 429, headers=never)) or 0) > 600


@pytest.mark.parametrize("asked_by", ["robots.txt", "the user", "both"])
def test_a_pause_is_kept(server: FakeServer, tmp_path: Path, asked_by: str) -> None:
    pages = bank(dict.fromkeys(NUMBERS[:4], page(BODY)))
    if asked_by != "the user":
        pages["/robots.txt"] = page(b"User-agent: *\nCrawl-delay: 0.2")
    server.pages |= paced(pages, 0.19)
    pace = {"robots.txt": "0", "the user": "0.2", "both": "0.05"}[asked_by]
    report = scrape(tmp_path, server, NUMBERS[:4], "--pace", pace, "--json").report()
    assert (report["fetched"], report["failed"]) == (4, [])


def test_a_server_that_fails_again_and_again_is_left_alone(server: FakeServer, tmp_path: Path) -> None:
    server.pages |= bank(dict.fromkeys(NUMBERS[:30], busy("500 Internal Server Error")))
    outcome = scrape(tmp_path, server, NUMBERS[:30])
    assert outcome.code == 1
    assert "10 addresses failed in a row" in outcome.out
    assert len(set(server.paths)) <= 12


def test_a_run_that_failures_stopped_goes_on_once_they_have_passed(server: FakeServer, tmp_path: Path) -> None:
    """Failures and suspected pages are asked for again, after the rest; what is settled is not."""
    server.pages |= bank(dict.fromkeys(NUMBERS[:30], busy("500 Internal Server Error")))
    settled = {NUMBERS[1]: page(b"", "410 Gone"), NUMBERS[2]: page(BODY)}
    server.pages |= bank({NUMBERS[0]: page(b"<h1>Logga in</h1>"), **settled})
    assert "10 addresses failed in a row" in scrape(tmp_path, server, NUMBERS[:30]).out
    server.pages |= bank(dict.fromkeys(NUMBERS[:30], page(BODY)) | settled)
    server.forget()
    outcome = scrape(tmp_path, server, NUMBERS[:30], "--json")
    report = outcome.report()
    assert (outcome.code, report["resumed"], report["held"], report["fetched"]) == (0, True, 1, 28)
    assert not {PATH.format(number) for number in NUMBERS[1:3]} & set(server.paths)
    assert server.paths.index(PATH.format(NUMBERS[0])) > server.paths.index(PATH.format(NUMBERS[29]))


def test_a_run_stopped_by_hand_goes_on_where_it_was(server: FakeServer, tmp_path: Path) -> None:
    server.pages |= bank(dict.fromkeys(NUMBERS[:20], page(BODY)))
    server.kill = Kill(6, "before", by=signal.SIGINT)
    stopped = scrape(tmp_path, server, NUMBERS[:20], started=server.kill.started)
    assert stopped.code == 1
    assert "ended before its time" in stopped.out
    server.kill = None
    report = scrape(tmp_path, server, NUMBERS[:20], "--json").report()
    assert (report["resumed"], report["fetched"] + report["held"]) == (True, 20)
    assert max(Counter(server.paths).values()) == 1


def test_who_asks_and_what_is_sent_along(server: FakeServer, tmp_path: Path) -> None:
    server.pages |= bank({NUMBER: page(BODY, Set_Cookie="a=b"), "23-002-S01": page(BODY)})
    scrape(tmp_path, server, [NUMBER, "23-002-S01"], "--contact", "arkivet@example.org")
    for asked in server.asked:
        assert asked.headers["user-agent"].startswith("ESF-arkivet/")
        assert "mailto:arkivet@example.org" in asked.headers["user-agent"]
        assert not asked.headers.keys() & {"cookie", "authorization", "referer"}


def test_others_are_not_asked_without_a_contact_address_or_too_fast(tmp_path: Path) -> None:
    store = ("--store", str(tmp_path / "store"))
    anonymous = esfarkiv(tmp_path, "scrape", "esf-live", *store)
    hurried = esfarkiv(tmp_path, "scrape", "esf-live", *store, "--contact", "a@pahittad.se", "--pace", "0.1")
    private = esfarkiv(tmp_path, "scrape", "esf-live", *store, "--base", "site=http://192.168.0.1")
    assert [run.code for run in (anonymous, hurried, private)] == [2, 2, 2]
    assert "ESFARKIV_CONTACT" in anonymous.err
    assert "once in 1 seconds" in hurried.err
    assert "private address" in private.err
    assert not (tmp_path / "store").exists()


PUBLIC = ("8.8.8.8", "2a00:1450:400f::1", "64:ff9b::808:808", "2002:808:808::")
PRIVATE = (
    "224.0.0.1", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "100.64.0.1",
    "0.0.0.0", "fe80::1", "10.0.0.1", "169.254.169.254", "127.0.0.1", "::1",
)  # fmt: skip


@pytest.mark.parametrize(("loopback", "good"), [(False, PUBLIC), (True, ("127.0.0.1", "::1"))])
def test_a_name_that_leads_to_a_private_address_is_not_found(
    monkeypatch: pytest.MonkeyPatch, loopback: bool, good: tuple[str, ...]
) -> None:
    """The resolver by itself: in a run, the guard at the socket would refuse first."""
    monkeypatch.setattr(CachingThreadedResolver, "getHostByName", lambda self, name, timeout=(): succeed(name))
    resolver = SafeResolver(cast(Any, None), 0, 1)
    resolver.loopback = loopback
    found: dict[str, Any] = {}
    for name in (*PUBLIC, *PRIVATE):
        resolver.getHostByName(name).addBoth(partial(found.__setitem__, name))
    assert [name for name, result in found.items() if result == name] == [n for n in found if n in good]
    assert all(isinstance(found[n].value, DNSLookupError) for n in found if n not in good)
    assert load_object(ALWAYS["TWISTED_DNS_RESOLVER"]) is SafeResolver


def test_a_certificate_is_checked(tmp_path: Path) -> None:
    with SecureServer(bank({NUMBER: chunked(BODY), "23-002-S01": truncated(BODY)}), tmp_path) as secure:
        numbers = tmp_path / "numbers.txt"
        numbers.write_text(f"{NUMBER}\n23-002-S01")
        base = ("--base", f"site={secure.address}", "--pace", "0", "--dnr", str(numbers), "--links", "no", "--json")
        where = ("scrape", "esf-live", "--store", str(tmp_path / "store"), *base)
        unknown = esfarkiv(tmp_path, *where)
        known = esfarkiv(tmp_path, *where, trusted=secure.certificate)
    assert (unknown.code, unknown.report()["fetched"], len(secure.asked) > 0) == (2, 0, True)
    assert "certificate verify failed" in unknown.report()["notes"][0]
    assert (known.code, known.report()["fetched"]) == (1, 1), known.out
    assert known.report()["flagged"][0]["reason"] == "truncated"
    assert held(tmp_path / "store") == {secure.address + PATH.format(NUMBER): [BODY]}


@pytest.mark.crawl
def test_the_progress_bar_shows_pages_bytes_and_time_left(server: FakeServer, tmp_path: Path) -> None:
    """On a terminal, which a pair of pseudo-terminals stands in for."""
    server.pages |= bank(dict.fromkeys(NUMBERS[:30], page(BODY)))
    (tmp_path / "numbers.txt").write_text("\n".join(NUMBERS[:30]))
    base = ("--base", f"site={server.address}", "--pace", "0", "--links", "no", "--dnr", str(tmp_path / "numbers.txt"))
    command = ("-m", "archive.commands.main", "scrape", "esf-live", "--store", str(tmp_path / "store"), *base)
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "120"}
    with subprocess.Popen(
        [sys.executable, *command], stderr=theirs, stdout=subprocess.PIPE, env=environment
    ) as process:
        os.close(theirs)
        shown = b"".join(iter(lambda: read_terminal(ours), b"")).decode()
        assert process.wait() == 0
    os.close(ours)
    assert "Fetching pages" in shown
    assert re.search(r"\d+/30 .*[\d.]+ kB.* \d+:\d\d:\d\d", re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown)), shown


def read_terminal(file: int) -> bytes:
    """What came on a terminal; nothing more once the other side is closed, which Linux tells as an error."""
    try:
        return os.read(file, 65536)
    except OSError:
        return b""


def test_other_addresses_are_refused_at_the_socket(tmp_path: Path) -> None:
    """What the other tests prove by it: without the guard, this run would have asked."""
    outcome = esfarkiv(
        tmp_path, "scrape", "esf-live", "--store", str(tmp_path / "store"), "--contact", "a@pahittad.se",
        "--pace", "1", "--timeout", "1",
    )  # fmt: skip
    assert outcome.code == 2
    assert outcome.refused
    assert all(line.endswith(" www.esf.se") for line in outcome.refused)


def test_links_and_sitemap_lead_to_the_banks_pages_alone(server: FakeServer, tmp_path: Path) -> None:
    link = "<a href='{}'>x</a>"
    links = [PATH.format("23-001-S01"), "?dnr=2015/00665", "projekt/?dnr=24-001-S01&amp;x=1", "/om-oss/", "http://x]/"]
    sitemap = f"<urlset><url><loc>{server.address}{PATH.format('23-002-S01')}</loc></url><url><loc>https://example.org/</loc></url></urlset>"
    server.pages |= bank({number: page(BODY) for number in ("23-001-S01", "23-002-S01", "24-001-S01")})
    server.pages["/sitemap.xml"] = page(sitemap.encode(), Content_Type="application/xml")
    server.pages["/resultat/projektbanken/"] = page("".join(map(link.format, links)).encode())
    base = ("--base", f"site={server.address}", "--pace", "0", "--json")
    outcome = esfarkiv(tmp_path, "scrape", "esf-live", "--store", str(tmp_path / "store"), *base)
    report = outcome.report()
    assert (outcome.code, report["fetched"], report["listings"]) == (0, 3, 2), outcome.out
    assert "/om-oss/" not in server.paths


SPELLINGS = (
    "https://www.esf.se/resultat/projektbanken/projekt/?dnr=2015/00665",
    "http://www.esf.se/resultat/projektbanken/projekt/?dnr=2015%2F00665",
    "https://esf.se/resultat/projektbanken/projekt?dnr=2015/00665",
    "https://www.esf.se/Resultat/Projektbanken/Projekt/?dnr=2015/00665&amp;x=1",
    "https://www.esf.se:443/sv/resultat/projektbanken/projekt/?dnr=2015/00665#top",
)


def test_a_project_has_one_address_however_it_is_linked_to() -> None:
    source = EsfLive({}, {})
    linked = (*SPELLINGS, SPELLINGS[0].replace("2015/00665", "22-001-s01"), "https://esf.se/sitemaps/a.xml?page=1")
    content = "".join(f"<a href='{link}'>x</a>" for link in linked).encode()
    asked = PageRequest("https://www.esf.se/resultat/projektbanken/", "listing")
    found = {wanted.url for wanted in source.follow(Reply(asked, asked.url, 200, content))}
    assert found == {
        SPELLINGS[0],
        SPELLINGS[0].replace("2015/00665", "22-001-S01"),
        "https://www.esf.se/sitemaps/a.xml?page=1",
    }


def test_a_sitemap_may_be_compressed(server: FakeServer, tmp_path: Path) -> None:
    locations = [f"{server.address}/sitemap-2.xml.gz", server.address + PATH.format(NUMBER)]
    packed = [gzip.compress(f"<urlset><loc>\n{there}</loc></urlset>".encode()) for there in locations]
    server.pages |= bank({NUMBER: page(BODY)})
    server.pages["/sitemap.xml"] = page(packed[0], Content_Type="application/x-gzip")
    server.pages["/sitemap-2.xml.gz"] = page(packed[1], Content_Type="application/gzip")
    base = ("--base", f"site={server.address}", "--pace", "0", "--json")
    outcome = esfarkiv(tmp_path, "scrape", "esf-live", "--store", str(tmp_path / "store"), *base)
    assert (outcome.code, outcome.report()["fetched"]) == (0, 1), outcome.out
    server.pages["/sitemap-2.xml.gz"] = page(packed[1][:-9], Content_Type="application/gzip")
    torn = esfarkiv(tmp_path, "scrape", "esf-live", "--store", str(tmp_path / "store"), *base)
    assert "cannot be unpacked" in torn.report()["failed"][0]["reason"]


def test_a_second_run_fetches_only_what_changed(server: FakeServer, tmp_path: Path) -> None:
    numbers = [f"23-{n:03}-S01" for n in range(1, 9)]
    server.pages |= bank({number: (validated if n % 2 else page)(numbered(n)) for n, number in enumerate(numbers, 1)})
    assert scrape(tmp_path, server, numbers, "--json").report()["fetched"] == 8
    changed = BODY.replace(b"90%", b"40%")
    server.pages |= bank({numbers[0]: validated(changed), numbers[1]: page(changed)})
    second = scrape(tmp_path, server, numbers, "--json").report()
    assert (second["fetched"], second["unchanged"]) == (2, 6)
    pages = held(tmp_path / "store")
    assert [len(pages[server.address + PATH.format(number)]) for number in numbers] == [2, 2, 1, 1, 1, 1, 1, 1]
    assert pages[server.address + PATH.format(numbers[0])][-1] == changed


def test_a_page_that_shrank_does_not_replace_a_good_one_until_two_runs_agree(
    server: FakeServer, tmp_path: Path
) -> None:
    small = b"<h1>23-001-S01 - Kort</h1><p>Diarienummer 23-001-S01, Beviljat ESF 9 kr</p>"
    server.pages |= bank({NUMBER: page(BODY)})
    scrape(tmp_path, server, [NUMBER])
    server.pages |= bank({NUMBER: page(small)})
    assert scrape(tmp_path, server, [NUMBER], "--json").report()["flagged"][0]["reason"] == "shrunk"
    assert held(tmp_path / "store") == {server.address + PATH.format(NUMBER): [BODY]}
    assert scrape(tmp_path, server, [NUMBER], "--json").report()["fetched"] == 1
    assert held(tmp_path / "store") == {server.address + PATH.format(NUMBER): [BODY, small]}


def test_a_run_that_finds_far_less_than_the_last_fails_loudly(server: FakeServer, tmp_path: Path) -> None:
    numbers = [f"23-{n:03}-S01" for n in range(1, 11)]
    server.pages |= bank({number: page(BODY) for number in numbers})
    assert scrape(tmp_path, server, numbers).code == 0
    for number in numbers[:2]:
        del server.pages[PATH.format(number)]
    outcome = scrape(tmp_path, server, numbers)
    assert outcome.code == 2
    assert "found 8 pages, below 90% of the 10 of the last run" in outcome.out
    assert scrape(tmp_path, server, numbers, "--floor", "9").code == 2


def test_limits_leave_the_rest_for_the_next_run(server: FakeServer, tmp_path: Path) -> None:
    numbers = [f"23-{n:03}-S01" for n in range(1, 8)]
    server.pages |= bank({number: page(BODY) for number in numbers})
    found = []
    for more in (("--per-run", "3"), ("--per-run", "3"), ("--total", "6"), ()):
        outcome = scrape(tmp_path, server, numbers, "--json", *more)
        report = outcome.report()
        found.append((outcome.code, report["fetched"], report["held"], report["left"], report["resumed"]))
    assert found == [(1, 3, 0, 4, False), (1, 3, 3, 1, True), (1, 0, 6, 1, True), (0, 1, 6, 0, True)]
    assert Counter(server.paths)[PATH.format(numbers[0])] == 1


def test_a_page_that_changed_is_no_more_than_one(server: FakeServer, tmp_path: Path) -> None:
    server.pages |= bank(dict.fromkeys(NUMBERS[:6], page(BODY)))
    scrape(tmp_path, server, NUMBERS[:5])
    server.pages |= bank(dict.fromkeys(NUMBERS[:3], page(BODY + b"x")))
    report = scrape(tmp_path, server, NUMBERS[:7], "--total", "6", "--json").report()
    assert (report["fetched"], report["unchanged"], report["left"]) == (4, 2, 1)


def test_a_dry_run_lists_what_would_be_fetched_and_writes_nothing(server: FakeServer, tmp_path: Path) -> None:
    server.pages |= bank({NUMBER: page(BODY)})
    outcome = scrape(tmp_path, server, [NUMBER], "--dry-run")
    assert (outcome.code, outcome.out) == (0, server.address + PATH.format(NUMBER) + "\n")
    assert not (tmp_path / "store").exists()
    assert server.paths == ["/robots.txt"]


def test_a_dry_run_leaves_a_store_as_it_is(server: FakeServer, tmp_path: Path) -> None:
    server.pages |= bank({NUMBER: page(BODY)})
    scrape(tmp_path, server, [NUMBER])
    with next((tmp_path / "store").glob("*.warc.gz")).open("ab") as file:
        file.write(b"\x1f\x8b\x08torn")
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (tmp_path / "store").iterdir()}
    assert scrape(tmp_path, server, NUMBERS[:2], "--dry-run").code == 0
    assert not (tmp_path / "store" / "index.sqlite-wal").exists()
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (tmp_path / "store").iterdir()} == before


@pytest.mark.parametrize("kind", [page, validated])
@pytest.mark.parametrize("how", ["lost", "short", "changed"])
def test_pages_that_the_store_has_lost_are_fetched_in_full(
    server: FakeServer, tmp_path: Path, kind: Callable[[bytes], Answer], how: str
) -> None:
    bodies = {number: numbered(n) for n, number in enumerate(NUMBERS[:3], 1)}
    server.pages |= bank({number: kind(content) for number, content in bodies.items()})
    scrape(tmp_path, server, NUMBERS[:3])
    file = next((tmp_path / "store").glob("*.warc.gz"))
    whole = file.read_bytes()
    file.write_bytes({"lost": b"", "short": whole[:-50], "changed": whole[:-50] + b"!" * 50}[how])
    if how == "lost":
        file.unlink()
    outcome = scrape(tmp_path, server, NUMBERS[:3], "--json")
    report = outcome.report()
    assert (outcome.code, report["fetched"]) == (0, 3 if how == "lost" else 1)
    assert "asked for again" in " ".join(report["notes"])
    found = {page.url: page for page in find_inputs([str(tmp_path / "store")]) if page.url}
    assert {found[server.address + PATH.format(n)].read() for n in NUMBERS[:3]} == set(bodies.values())


def test_what_names_nothing_is_refused(server: FakeServer, tmp_path: Path) -> None:
    outcome = scrape(tmp_path, server, ["no number here"])
    assert outcome.code == 2
    assert "names no dnr" in outcome.err + outcome.out
