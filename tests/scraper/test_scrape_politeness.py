"""What a run does to the servers it asks: how long it waits, when it ends, and where it will not go."""

import os
import re
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from scrapy import Request

from benchmarks.fixtures import ROOT
from scraper.engine.requesting.contact_address import reaches_somebody
from scraper.engine.requesting.pauses import Clock, HostPauses, StoppedError
from scraper.engine.requesting.request_limits import HostMiddleware, OffsiteError
from scraper.engine.run import make_job
from scraper.sources import SOURCES
from scraper.sources.esf_live import EsfLive
from scraper.sources.source import SourceError
from tests.fake_server import Answer, Asked, FakeServer, RawReply, at_first, busy, page, reset, truncated
from tests.scraper.test_scrape_live import BODY, NUMBERS, PATH, bank, scrape
from tests.scraping import Outcome, esfarkiv

DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))


class StoodClock(Clock):
    """A clock that only goes on where it is waited for."""

    def __init__(self) -> None:
        self.now = 1000.0

    def time(self) -> float:
        return self.now

    async def rest(self, seconds: float, stopped: Callable[[], bool]) -> None:
        self.now += seconds


def waited(pauses: HostPauses, clock: StoodClock, host: str) -> float:
    """The seconds that a request to a host has to wait."""
    before = clock.now
    with pytest.raises(StopIteration):
        pauses.wait_for_turn(host).send(None)
    return clock.now - before


def test_the_pause_is_counted_from_the_end_of_an_answer() -> None:
    clock = StoodClock()
    pauses = HostPauses(2.0, lambda: False, clock)
    begun = pauses.begin()
    clock.now += 1.5
    pauses.answered("a", begun)
    assert (waited(pauses, clock, "a"), waited(pauses, clock, "b")) == (2.0, 0.0)
    begun = pauses.begin()
    clock.now += 30
    pauses.answered("a", begun)
    assert waited(pauses, clock, "a") == 30.0, "a slow host is given as long as it took"


def test_a_host_is_left_alone_whatever_the_address_and_remembered_for_an_hour() -> None:
    clock = StoodClock()
    pauses = HostPauses(0.0, lambda: False, clock)
    pauses.hold("a", 60)
    assert waited(pauses, clock, "a") == 60
    assert [pauses.times_busy("a"), pauses.times_busy("a"), pauses.times_busy("b")] == [1, 2, 1]
    clock.now += 3601
    assert pauses.times_busy("a") == 1


def test_who_is_stopped_waits_no_longer() -> None:
    pauses = HostPauses(0.0, lambda: True, Clock())
    pauses.hold("a", 600)
    with pytest.raises(StoppedError):
        pauses.wait_for_turn("a").send(None)


@pytest.mark.crawl
@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_a_busy_host_is_left_alone_for_a_minute_and_the_second_time_for_good(tmp_path: Path, status: str) -> None:
    answers: dict[str, Answer] = {number: at_first(busy(status), page(BODY)) for number in NUMBERS[:6]}
    with FakeServer(bank(answers)) as server:
        outcome = scrape(tmp_path, server, NUMBERS[:6], "--json")
        assert len(server.paths) == 4, "robots.txt, the first page twice, the second once"
    report = outcome.report()
    assert (outcome.code, report["fetched"], report["waited"]) == (1, 1, 60.0)
    assert "busy again" in " ".join(report["notes"])
    assert "waiting 60 seconds" in outcome.err


@pytest.mark.crawl
def test_a_block_of_common_crawl_ends_the_run(tmp_path: Path) -> None:
    with FakeServer({"/robots.txt": page(b""), "/collinfo.json": page(b"", "403 Forbidden")}) as server:
        bases = [word for name in ("list", "index", "data") for word in ("--base", f"{name}={server.address}")]
        where = ("--store", str(tmp_path / "store"), "--pace", "0")
        outcome = esfarkiv(tmp_path, "scrape", "common-crawl", *where, *bases)
        assert server.paths == ["/robots.txt", "/collinfo.json"]
    assert "HTTP 403; run again in some hours" in outcome.out


@pytest.mark.crawl
def test_a_refused_connection_is_tried_again_slowly_and_then_no_more(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
    (tmp_path / "numbers.txt").write_text("\n".join(NUMBERS[:6]))
    base = ("--base", f"site={address}", "--pace", "0", "--dnr", str(tmp_path / "numbers.txt"), "--links", "no")
    where = ("scrape", "esf-live", "--store", str(tmp_path / "store"), *base, "--json")
    for _ in range(2):
        outcome = esfarkiv(tmp_path, *where)
        report = outcome.report()
        assert (outcome.code, report["retries"]) == (2, 3)
        assert "refuses every connection" in " ".join(report["notes"])
        assert "robots.txt could not be fetched (connection refused)" in " ".join(report["notes"])
        assert (report["refused_by_robots"], report["forbidden"]) == (0, []), "nobody has forbidden anything"


@pytest.mark.crawl
@pytest.mark.parametrize(
    ("robots", "reason"),
    [
        (reset, "Connection to the other side was lost in a non-clean fashion."),
        (page(b"", "500 Internal Server Error"), "HTTP 500"),
        (truncated(b"User-agent: *\nDisallow: /"), "it is not whole"),
    ],
)
def test_a_robots_txt_that_could_not_be_fetched_forbids_nothing_for_good(
    tmp_path: Path, robots: Answer, reason: str
) -> None:
    with FakeServer(bank(dict.fromkeys(NUMBERS[:3], page(BODY))) | {"/robots.txt": robots}) as server:
        report = scrape(tmp_path, server, NUMBERS[:3], "--json").report()
        assert set(server.paths) == {"/robots.txt"}
        server.pages["/robots.txt"] = page(b"")
        whole = scrape(tmp_path, server, NUMBERS[:3], "--json")
    assert f"robots.txt could not be fetched ({reason})" in " ".join(report["notes"])
    assert (report["left"], report["refused_by_robots"], report["forbidden"]) == (3, 0, [])
    assert (whole.code, whole.report()["resumed"], whole.report()["fetched"]) == (0, True, 3)


class Trapping(FakeServer):
    """A server whose bank is a crawler trap: each listing leads to ten more, and to what is given."""

    def __init__(self, pages: dict[str, Answer], more: bytes = b"") -> None:
        super().__init__(pages)
        self.more = more

    def answer(self, path: str, headers: dict[str, str]) -> RawReply:
        if path.startswith("/resultat/projektbanken/"):
            self.pages[path] = self.trap
        return super().answer(path, headers)

    def trap(self, asked: Asked) -> RawReply:
        number = int(asked.path.rpartition("=")[2]) if "page=" in asked.path else 0
        links = "".join(f"<a href='/resultat/projektbanken/?page={number * 10 + n}'>x</a>" for n in range(1, 11))
        return page(links.encode() + (self.more % number if self.more else b""))(asked)


def links(folder: Path, server: FakeServer, *more: str) -> Outcome:
    base = ("--base", f"site={server.address}", "--pace", "0", "--json")
    return esfarkiv(folder, "scrape", "esf-live", "--store", str(folder / "store"), *base, *more)


def test_listings_without_a_new_page_come_to_an_end(tmp_path: Path) -> None:
    with Trapping({"/robots.txt": page(b"")}) as server:
        outcome = links(tmp_path, server)
        assert len(server.paths) < 40
    assert outcome.code == 2
    assert "listings in a row brought no good page" in outcome.report()["failed"][0]["reason"]


def test_addresses_that_are_no_pages_bring_a_chain_of_listings_no_further(tmp_path: Path) -> None:
    with Trapping({"/robots.txt": page(b"")}, b"<a href='/projekt/nummer-%d/'>x</a>") as server:
        outcome = links(tmp_path, server)
        assert len(server.paths) < 60
    assert "listings in a row brought no good page" in outcome.report()["failed"][0]["reason"]


def test_listings_count_for_the_limit(tmp_path: Path) -> None:
    with Trapping({"/robots.txt": page(b"")}) as server:
        report = links(tmp_path, server, "--per-run", "5").report()
        assert len(server.paths) == 6
    assert report["left"] > 0


def test_https_never_becomes_http() -> None:
    class Run:
        hosts_and_ports = frozenset({("www.esf.se", 80), ("www.esf.se", 443)})

    class Crawler:
        spider = Run()

    guard = HostMiddleware(Crawler())  # type: ignore[arg-type]
    secure, plain = "https://www.esf.se/a", "http://www.esf.se/a"
    guard.process_request(Request(plain))
    guard.process_request(Request(secure, meta={"redirect_urls": [plain]}))
    with pytest.raises(OffsiteError, match="https never becomes http"):
        guard.process_request(Request(plain, meta={"redirect_urls": [secure]}))


NOBODYS = (
    "you@example.org", "You@Example.com", "namn@example.se", "you+archive@example.org", "arkivet@example.net",
    "siv@mail.example.org", "siv@förening.example", "siv@server.invalid", "siv@server.test", "siv@localhost",
    "siv@dator.local", "siv@server.localhost", "siv@EXEMPEL.SE", "you@yourdomain.com", "siv",
    "siv@förening", "@förening.se", "siv@förening.se.", "siv@127.0.0.1",
    "Siv <siv@förening.se>", "mailto:siv@förening.se", "siv@förening.se\r\nX: y", " ", "",
)  # fmt: skip


@pytest.mark.parametrize("contact", NOBODYS)
def test_an_address_that_reaches_nobody_is_refused_in_a_line(contact: str) -> None:
    with pytest.raises(SourceError, match="give your own e-mail address with --contact") as refused:
        make_job(EsfLive({}, {}), contact)
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize("contact", ["arkivet@pahittad-forening.se", "siv+esf@post.pahittad.org", "å.ä@påhittad.se"])
def test_an_address_that_may_be_somebodys_is_sent_along(contact: str) -> None:
    assert make_job(EsfLive({}, {}), contact).agent.endswith(f"(+mailto:{contact})")


@pytest.mark.parametrize("name", SOURCES)
def test_the_address_in_the_documentation_is_refused(name: str) -> None:
    documents = [SOURCES[name].declaration.examples, *(path.read_text("utf-8") for path in DOCUMENTS)]
    written = {found for text in documents for found in re.findall(r"--contact (\S+@\S+)", text)}
    assert written, "the documentation shows one"
    assert not any(map(reaches_somebody, written))


def test_what_the_internet_archive_asks_for_is_the_pace() -> None:
    assert 60 / SOURCES["wayback"].declaration.pace <= 24


@pytest.mark.crawl
@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_waits_says_so_and_stops_at_once(tmp_path: Path, by: signal.Signals) -> None:
    process: list[int] = []
    (tmp_path / "numbers.txt").write_text("\n".join(NUMBERS[:3]))
    with FakeServer(bank(dict.fromkeys(NUMBERS[:3], busy()))) as server:

        def stop_later(pid: int) -> None:
            process.append(pid)
            for _ in range(600):
                if PATH.format(NUMBERS[0]) in server.paths:
                    break
                server.stopped.wait(0.05)
            server.stopped.wait(0.5)
            os.kill(pid, by)

        base = ("--base", f"site={server.address}", "--pace", "0", "--dnr", str(tmp_path / "numbers.txt"))
        where = ("scrape", "esf-live", "--store", str(tmp_path / "store"), "--links", "no", *base)
        began = monotonic()
        outcome = esfarkiv(tmp_path, *where, started=stop_later, waits=True)
    assert monotonic() - began < 50, "the minute was not waited for"
    assert outcome.code == 1
    assert "waiting 60 seconds" in outcome.err


@pytest.mark.crawl
def test_a_host_that_asks_for_no_pause_is_given_one_that_grows(tmp_path: Path) -> None:
    with FakeServer(bank(dict.fromkeys(NUMBERS[:3], busy(Retry_After="0")))) as server:
        report = scrape(tmp_path, server, NUMBERS[:3], "--json").report()
        assert len(server.paths) == 13
    assert report["waited"] == sum(min(2**n, 600) for n in range(12)), report["waits"]


@pytest.mark.crawl
def test_a_delay_that_is_too_long_to_keep_is_not_cut(tmp_path: Path) -> None:
    with FakeServer(bank(dict.fromkeys(NUMBERS[:3], page(BODY)))) as server:
        server.pages["/robots.txt"] = page(b"User-agent: *\nCrawl-delay: 900\n")
        outcome = scrape(tmp_path, server, NUMBERS[:3])
        assert server.paths == ["/robots.txt"]
    assert outcome.code == 1
    assert "asks for 900 seconds between two requests" in outcome.out


@pytest.mark.crawl
@pytest.mark.parametrize("answer", [page(b"", "500 Internal Server Error"), busy(Retry_After="0")])
def test_what_is_tried_again_counts_for_the_limit(tmp_path: Path, answer: Answer) -> None:
    with FakeServer(bank(dict.fromkeys(NUMBERS[:9], answer))) as server:
        report = scrape(tmp_path, server, NUMBERS[:9], "--per-run", "5", "--json").report()
        assert len(server.paths) == 6
    assert (report["asked"], report["left"] > 0) == (5, True)


@pytest.mark.crawl
def test_a_dry_run_obeys_robots_txt_like_the_run(tmp_path: Path) -> None:
    with FakeServer(bank(dict.fromkeys(NUMBERS[:3], page(BODY)))) as server:
        server.pages["/robots.txt"] = page(f"User-agent: *\nDisallow: {PATH.format(NUMBERS[0])}".encode())
        part = scrape(tmp_path, server, NUMBERS[:3], "--dry-run", "--json")
        server.pages["/robots.txt"] = page(b"User-agent: *\nDisallow: /")
        nothing = scrape(tmp_path, server, NUMBERS[:3], "--dry-run")
        assert set(server.paths) == {"/robots.txt"}
    assert (part.code, len(part.report()["would_fetch"]), part.report()["refused_by_robots"]) == (1, 2, 1)
    assert nothing.code == 2


@pytest.mark.crawl
def test_a_dry_run_over_an_empty_page_fails_like_the_run(tmp_path: Path) -> None:
    (tmp_path / "tom.html").write_bytes(b" ")
    where = ("scrape", "files", "--store", str(tmp_path / "store"), "--from", str(tmp_path / "tom.html"))
    assert [esfarkiv(tmp_path, *where, *more).code for more in (("--dry-run",), ())] == [2, 2]
