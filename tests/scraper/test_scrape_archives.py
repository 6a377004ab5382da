"""Web archives: a real pywb server is asked as the Wayback Machine and as Common Crawl's index."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest

from archive.building.build import build
from benchmarks.fixtures import FIXTURES, fixture_inputs
from scraper.files import find_inputs
from scraper.sources.common_crawl import CommonCrawl
from scraper.sources.page_request import PageRequest, Reply
from scraper.sources.source import SourceError
from scraper.sources.wayback import Wayback
from scraper.sources.web_archives.cdx import CdxError, read_cdx
from tests.archive.test_archive import query
from tests.archives import Archive, old_bank, pywb
from tests.conftest import fixture_page
from tests.fake_server import (
    Answer,
    Asked,
    FakeServer,
    Late,
    RawReply,
    at_first,
    busy,
    chunked,
    message,
    page,
    reset,
    truncated,
)
from tests.scraping import Outcome, esfarkiv, held, raw_records

pytestmark = pytest.mark.crawl

PAGES = old_bank()
ONE = fixture_page("Aidinkieli---modersmalet-i-aldreomsorgen").url or ""
EARLIER, LATER = "2013-05-02T10:00:00Z", "2016-11-30T23:59:59Z"
OLD = PAGES[ONE].replace(b"</body>", b"<!-- as it was --></body>")


@pytest.fixture(scope="module")
def warc(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What another crawler kept: every page twice, alike but for one, and what is no page of the bank."""
    path = tmp_path_factory.mktemp("warc") / "esf.warc.gz"
    archive = Archive(path)
    for url, content in PAGES.items():
        archive.add(url, EARLIER, OLD if url == ONE else content)
        archive.add(url, LATER, content)
    prefix = ONE.rsplit("/", 2)[0]
    archive.add(f"{prefix}/borta/", LATER, b"<h1>Sidan finns inte</h1>", "404 Not Found")
    archive.add(f"{prefix}/bild.png", LATER, b"\x89PNG", Content_Type="image/png")
    lost = "https://www.esf.se/resultat/projektbanken/projekt/?dnr=23-001-S01"
    archive.add(lost, LATER, b"<h1>Sidan kunde inte hittas</h1>")
    archive.add("https://www.esf.se/om-oss/", LATER, b"<h1>Om oss</h1>")
    archive.close()
    return path


@pytest.fixture(scope="module")
def server(warc: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pywb(tmp_path_factory.mktemp("pywb"), {"esf": warc}) as address:
        yield address


def wayback(folder: Path, server: str, *more: str) -> Outcome:
    bases = ("--base", f"cdx={server}/esf/cdx", "--base", f"replay={server}/esf", "--pace", "0", "--json")
    return esfarkiv(folder, "scrape", "wayback", "--store", str(folder / "store"), *bases, *more)


def found(store: Path) -> dict[tuple[str | None, str | None], bytes]:
    """What a build would read from a store, by address and time."""
    return {(page.url, page.captured_at): page.read() for page in find_inputs([str(store)])}


def test_the_newest_capture_of_each_page_as_it_was_archived(server: str, tmp_path: Path) -> None:
    outcome = wayback(tmp_path, server)
    assert (outcome.code, outcome.refused) == (0, []), outcome.err
    pages = found(tmp_path / "store")
    assert {url: content for (url, _), content in pages.items()} == PAGES
    assert pages[ONE, LATER] == PAGES[ONE]
    assert outcome.report()["fetched"] == len(PAGES)


def test_all_captures_that_differ_are_fetched_once_for_all(server: str, tmp_path: Path) -> None:
    outcome = wayback(tmp_path, server, "--captures", "all")
    assert outcome.report()["fetched"] == len(PAGES) + 1
    assert found(tmp_path / "store").keys() >= {(ONE, EARLIER), (ONE, LATER)}
    assert found(tmp_path / "store")[ONE, EARLIER] == OLD
    again = wayback(tmp_path, server, "--captures", "all").report()
    assert (again["fetched"], again["held"], again["asked"]) == (0, len(PAGES) + 1, again["listings"])


def test_a_dry_run_lists_captures_and_keeps_nothing(server: str, tmp_path: Path) -> None:
    report = wayback(tmp_path, server, "--dry-run").report()
    assert len(report["would_fetch"]) == len(PAGES)
    assert not (tmp_path / "store").exists()


def test_a_listing_that_may_be_cut_is_an_error(server: str, tmp_path: Path) -> None:
    outcome = wayback(tmp_path, server, "--page-size", "3")
    assert outcome.code == 1
    assert "some may be missing" in outcome.report()["failed"][0]["reason"]


def test_an_archive_without_the_bank_fails_loudly(server: str, tmp_path: Path) -> None:
    outcome = wayback(tmp_path, server, "--prefix", "www.example.org/")
    assert outcome.code == 2
    assert "found 0 pages" in outcome.err


def rows(*stamps: tuple[str, str, str]) -> list[list[str]]:
    """The Internet Archive's listing: address, time and digest of each capture."""
    head = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
    return [head, *([url, time, f"http://{url}", "text/html", "200", digest, "9"] for url, time, digest in stamps)]


def test_a_listing_is_followed_by_its_resume_key(tmp_path: Path) -> None:
    """The Internet Archive's own way, which pywb has not: rows, an empty row, and the key to resume with."""
    listings = {
        None: [*rows(("a/1", "20130101000000", "A"), ("a/2", "20130101000000", "B")), [], ["key two"]],
        "key+two": rows(("a/2", "20150101000000", "C"), ("a/3", "20130101000000", "D")),
    }

    def cdx(asked: Asked) -> RawReply:
        key = asked.path.partition("resumeKey=")[2] or None
        return RawReply([message("200 OK", json.dumps(listings[key]).encode(), Content_Type="application/json")])

    with FakeServer({"/robots.txt": page(b"")}) as fake:
        query = "/cdx?url=a&matchType=prefix&output=json&limit=2&showResumeKey=true"
        fake.pages |= {query: cdx, f"{query}&resumeKey=key+two": at_first(busy(Retry_After="0"), cdx)}
        for name in ("20130101000000id_/http://a/1", "20150101000000id_/http://a/2", "20130101000000id_/http://a/3"):
            fake.pages[f"/web/{name}"] = page(name.encode())
        bases = ("--base", f"cdx={fake.address}/cdx", "--base", f"replay={fake.address}/web", "--pace", "0")
        sized = (*bases, "--prefix", "a", "--page-size", "2", "--json")
        outcome = esfarkiv(tmp_path, "scrape", "wayback", "--store", str(tmp_path / "store"), *sized)
    assert (outcome.code, outcome.report()["fetched"], outcome.report()["listings"]) == (0, 3, 2), outcome.out


SIZED = "/cdx?url=a&matchType=prefix&output=json&limit=2&showResumeKey=true"


def asked_of(folder: Path, cdx: FakeServer, replay: FakeServer, *more: str) -> Outcome:
    """A run of `wayback` over two fake servers, two captures at a time."""
    bases = ("--base", f"cdx={cdx.address}/cdx", "--base", f"replay={replay.address}/web", "--pace", "0", "--json")
    sized = (*bases, "--prefix", "a", "--page-size", "2")
    return esfarkiv(folder, "scrape", "wayback", "--store", str(folder / "store"), *sized, *more)


def listing(lines: list[list[str]]) -> Answer:
    """A listing as the Internet Archive gives it."""
    return page(json.dumps(lines).encode(), Content_Type="application/json")


def test_what_another_connection_says_meanwhile_is_not_of_the_page(tmp_path: Path) -> None:
    """A server that closes an idle connection may say so (408), while another server's page comes."""
    late = Late(b"HTTP/1.0 408 Request Time-out\r\nConnection: close\r\n\r\n<h1>408</h1>")
    lines = json.dumps(rows(("a/1", "20130101000000", "A"))).encode()
    whole = message("200 OK", OLD)
    with FakeServer({"/robots.txt": page(b"")}) as cdx, FakeServer({"/robots.txt": page(b"")}) as replay:
        cdx.pages[SIZED] = lambda asked: RawReply(
            [message("200 OK", lines, Content_Type="application/json")], late=late
        )
        replay.pages["/web/20130101000000id_/http://a/1"] = lambda asked: RawReply(
            [whole[:400], whole[400:]], between=late.say
        )
        outcome = asked_of(tmp_path, cdx, replay)
    assert outcome.report()["fetched"] == 1, outcome.out
    blocks = [block for _, url, _, block in raw_records(tmp_path / "store") if "/web/" in url]
    assert blocks == [whole]


BROKEN: dict[str, Answer] = {
    "torn": truncated(json.dumps(rows(("a/2", "2015", "C"), ("a/3", "2015", "D"))).encode()),
    "absent": page(b"none", "404 Not Found"),
    "failing": busy("500 Internal Server Error"),
    "reset": reset,
    "no listing": page(b"<html>busy"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_listing_that_breaks_off_is_no_whole_run(tmp_path: Path, name: str) -> None:
    """What is known of it is fetched; the run is no measure for the next, which asks for the listing again."""
    first = [*rows(("a/1", "20130101000000", "A"), ("a/2", "20130101000000", "B")), [], ["key"]]
    second = rows(("a/2", "20150101000000", "C"), ("a/3", "20130101000000", "D"))
    with FakeServer({"/robots.txt": page(b""), SIZED: listing(first)}) as fake:
        for row in (*first[1:3], *second[1:]):
            fake.pages[f"/web/{row[1]}id_/{row[2]}"] = page(f"{row[1]} {row[2]}".encode())
        fake.pages[f"{SIZED}&resumeKey=key"] = BROKEN[name]
        broken = asked_of(tmp_path, fake, fake)
        assert not whole_runs(tmp_path / "store")
        fake.pages[f"{SIZED}&resumeKey=key"] = listing(second)
        mended = asked_of(tmp_path, fake, fake)
    assert (broken.code, broken.report()["fetched"], broken.report()["incomplete"]) == (1, 2, True), broken.out
    assert len(broken.report()["failed"]) + len(broken.report()["flagged"]) == 1, broken.out
    assert (mended.code, mended.report()["fetched"], mended.report()["held"]) == (0, 2, 1)
    assert len(whole_runs(tmp_path / "store")) == 1


@pytest.mark.parametrize("keys", [("k1", "k1"), ("k1", "k2", "k1")])
def test_an_index_that_repeats_itself_loses_no_capture_and_is_told(tmp_path: Path, keys: tuple[str, ...]) -> None:
    addresses = [SIZED, *(f"{SIZED}&resumeKey={key}" for key in keys[:-1])]
    captures = [(f"a/{n}", "20130101000000", str(n)) for n in range(len(keys) + 1)]
    with FakeServer({"/robots.txt": page(b"")}) as fake:
        for n, (address, key) in enumerate(zip(addresses, keys, strict=True)):
            fake.pages[address] = listing([*rows(*captures[n : n + 2]), [], [key]])
        fake.pages |= {f"/web/{time}id_/http://{url}": page(url.encode()) for url, time, _ in captures}
        outcome = asked_of(tmp_path, fake, fake)
    report = outcome.report()
    assert (outcome.code, report["fetched"], report["listings"]) == (1, len(captures), len(keys)), outcome.out
    assert report["incomplete"]
    assert ["repeats itself" in problem["reason"] for problem in report["failed"]] == [True]


def replayed(year: int, name: str = "1") -> str:
    return f"/web/{year}0101000000id_/http://a/{name}"


def dated(year: int) -> Answer:
    """A capture, with the time that it is of."""
    when = f"Sat, 01 Jan {year} 00:00:00 GMT"
    return page(f"<h1>Projektet</h1> som det var {year}".encode(), Memento_Datetime=when)


OLDER_THAN_LISTED = ("redirect", "archived redirect", "other capture")


@pytest.mark.parametrize("how", OLDER_THAN_LISTED)
def test_a_capture_older_than_the_next_one_does_not_stand_in_for_the_newest(tmp_path: Path, how: str) -> None:
    lines = rows(*(("a/1", f"{year}0101000000", str(year)) for year in (2013, 2014, 2015, 2016)))
    with FakeServer({"/robots.txt": page(b""), SIZED.replace("limit=2", "limit=50"): listing(lines)}) as fake:
        dates = {"Memento_Datetime": "Sat, 01 Jan 2016 00:00:00 GMT"} if how == "archived redirect" else {}
        led = page(b"", "302 Found", Location=fake.address + replayed(2013), **dates)
        newest = dated(2013) if how == "other capture" else led
        fake.pages |= {replayed(2016): newest, replayed(2015): newest}
        fake.pages |= {replayed(2014): dated(2014), replayed(2013): dated(2013)}
        outcome = asked_of(tmp_path, fake, fake, "--page-size", "50")
        again = asked_of(tmp_path, fake, fake, "--page-size", "50")
    assert (outcome.code, again.code, again.report()["fetched"]) == (0, 0, 0), outcome.out + again.out
    kept = found(tmp_path / "store")
    assert max(time for _, time in kept if time) == "2014-01-01T00:00:00Z"
    assert b"2014" in kept["http://a/1", "2014-01-01T00:00:00Z"]


def test_a_capture_near_the_one_asked_for_stands_in_for_it(tmp_path: Path) -> None:
    lines = rows(("a/1", "20130101000000", "A"), ("a/1", "20160101000000", "B"))
    with FakeServer({"/robots.txt": page(b""), SIZED.replace("limit=2", "limit=50"): listing(lines)}) as fake:
        fake.pages |= {replayed(2016): page(b"", "302 Found", Location=fake.address + replayed(2015))}
        fake.pages |= {replayed(2015): dated(2015), replayed(2013): dated(2013)}
        outcome = asked_of(tmp_path, fake, fake, "--page-size", "50")
    assert (outcome.code, outcome.report()["fetched"]) == (0, 1), outcome.out


def whole_runs(store: Path) -> list[tuple[int]]:
    """How many pages each whole run found."""
    with closing(sqlite3.connect(store / "index.sqlite")) as database:
        return database.execute("select pages from runs where whole").fetchall()


def test_an_archive_without_a_prefix_is_no_failure(tmp_path: Path) -> None:
    nothing = page(b'{"message": "No Captures found for: a"}', "404 Not Found", Content_Type="application/json")
    with FakeServer({"/robots.txt": page(b""), SIZED: nothing}) as fake:
        outcome = asked_of(tmp_path, fake, fake, "--floor", "0")
    assert (outcome.code, outcome.report()["failed"], outcome.report()["incomplete"]) == (0, [], False)


def test_an_archive_whose_index_is_not_there_is_a_failure(tmp_path: Path) -> None:
    with FakeServer({"/robots.txt": page(b"")}) as fake:
        outcome = asked_of(tmp_path, fake, fake, "--floor", "0")
    assert outcome.code != 0, outcome.out


def test_captures_of_other_statuses_and_types_are_asked_for_by_name() -> None:
    options = {"status": ("301",), "type": ("application/pdf", "text/html")}
    source = Wayback({}, options | {"prefix": ("a",)})
    (asked,) = source.first()
    assert "filter" not in asked.url, "a listing is asked in full: revisits have another status and type"
    lines = rows(("a/1", "20130101000000", "A"), ("a/2", "20130101000000", "B"), ("a/3", "20130101000000", "C"))
    lines[1][3:5], lines[2][4] = ["application/pdf", "301"], "301"
    found = list(source.follow(Reply(asked, asked.url, 200, json.dumps(lines).encode())))
    assert [wanted.page_url for wanted in found] == ["http://a/1", "http://a/2"]
    assert "application/pdf" in source.types["page"]


def test_captures_without_a_digest_are_all_different() -> None:
    source = Wayback({}, {"captures": ("all",), "prefix": ("a",)})
    lines = rows(*(("a/1", f"201{n}0101000000", "-") for n in range(3)))
    asked = next(source.first())
    assert len(list(source.follow(Reply(asked, asked.url, 200, json.dumps(lines).encode())))) == 3


def test_an_archive_that_leads_to_another_capture_dates_the_page_by_it() -> None:
    source = Wayback({}, {})
    url = "https://web.archive.org/web/20140101000000id_/http://www.esf.se:80/a"
    asked = PageRequest(url, page_url="http://www.esf.se/a", page_time="2014-01-01T00:00:00Z")
    dated = source.copy_of(asked, url, lambda name: {"memento-datetime": "Thu, 02 May 2013 10:00:00 GMT"}[name])
    assert (dated.page_url, dated.page_time) == ("http://www.esf.se/a", EARLIER)
    assert source.copy_of(asked, url.replace("2014", "2015"), lambda _: None).page_time == "2015-01-01T00:00:00Z"


@pytest.mark.parametrize(
    "content", [b"<html>busy", b"[1]", b'[["urlkey"], ["a"]]', b'{"url": "x"}', b"se,esf)/ 2013 x"]
)
def test_what_is_no_cdx_is_an_error(content: bytes) -> None:
    with pytest.raises(CdxError):
        read_cdx(content)
    with pytest.raises(SourceError):
        list(
            Wayback({}, {}).follow(Reply(PageRequest("http://x/", "listing", page_url="a"), "http://x/", 200, content))
        )


def crawl_list(*names: str) -> bytes:
    """Common Crawl's list of crawls."""
    return json.dumps(
        [{"id": n, "name": n, "cdx-api": f"https://index.commoncrawl.org/{n}/cdx"} for n in names]
    ).encode()


def test_records_of_common_crawl_are_read_by_their_range(server: str, warc: Path, tmp_path: Path) -> None:
    whole = warc.read_bytes()

    def data(asked: Asked) -> RawReply:
        first, last = map(int, asked.headers["range"].removeprefix("bytes=").split("-"))
        part, span = whole[first : last + 1], f"bytes {first}-{last}/{len(whole)}"
        return RawReply(
            [message("206 Partial Content", part, Content_Type="application/octet-stream", Content_Range=span)]
        )

    with FakeServer({"/robots.txt": page(b""), "/esf.warc.gz": data}) as fake:
        fake.pages["/collinfo.json"] = page(crawl_list("esf", "none"), Content_Type="application/json")
        bases = [f"list={fake.address}", f"index={server}", f"data={fake.address}"]
        given = [word for base in bases for word in ("--base", base)] + ["--pace", "0", "--crawl", "esf", "--json"]
        outcome = esfarkiv(tmp_path, "scrape", "common-crawl", "--store", str(tmp_path / "store"), *given)
    assert (outcome.code, outcome.refused) == (1, []), outcome.err
    assert [trouble["reason"] for trouble in outcome.report()["flagged"]] == ["soft-404"]
    pages = found(tmp_path / "store")
    assert len(pages) == 2 * len(PAGES)
    assert (pages[ONE, EARLIER], pages[ONE, LATER]) == (OLD, PAGES[ONE])
    assert len(held(tmp_path / "store")) == 2 * len(PAGES)
    blocks = [block for _, _, fields, block in raw_records(tmp_path / "store") if fields.get("ESF-Role") == "record"]
    assert len(blocks) == 2 * len(PAGES) + 1
    assert all(block.partition(b"\r\n\r\n")[2] in whole for block in blocks), "kept as Common Crawl wrote them"


def test_an_index_in_pages_is_asked_for_each() -> None:
    source = CommonCrawl({}, {"crawls": ("1",), "prefix": ("www.esf.se/",)})
    asked = PageRequest("https://index.commoncrawl.org/collinfo.json", "listing")
    indexes = list(source.follow(Reply(asked, asked.url, 200, crawl_list("CC-2", "CC-1"))))
    assert [wanted.url.partition("?")[0] for wanted in indexes] == ["https://index.commoncrawl.org/CC-2/cdx"]
    answer = b'{"pages": 2, "pageSize": 5, "blocks": 7}\n'
    pages = list(source.follow(Reply(indexes[0], indexes[0].url, 200, answer)))
    assert [wanted.url.rpartition("&")[2] for wanted in pages] == ["page=0", "page=1"]
    assert list(source.follow(Reply(pages[0], pages[0].url, 404, b"No Captures found", good=False))) == []
    with pytest.raises(SourceError, match="could not be had"):
        list(source.follow(Reply(pages[1], pages[1].url, 404, b"No Captures found", good=False)))
    with pytest.raises(SourceError, match="could not be had"):
        list(source.follow(Reply(asked, asked.url, 200, crawl_list("CC-2")[:-9], good=False)))
    assert list(source.follow(Reply(indexes[0], indexes[0].url, 200, b'{"pages": 0, "blocks": 0}'))) == []


def test_a_crawl_that_is_not_in_the_list_is_an_error() -> None:
    source = CommonCrawl({}, {"crawl": ("CC-9",)})
    asked = PageRequest("https://index.commoncrawl.org/collinfo.json", "listing")
    with pytest.raises(SourceError, match="no crawl CC-9; the newest is CC-2"):
        list(source.follow(Reply(asked, asked.url, 200, crawl_list("CC-2"))))


def test_a_register_that_was_scraped_is_built_as_one(tmp_path: Path) -> None:
    register = FIXTURES / "registers" / "kohesio" / "register.csv"
    with FakeServer({"/robots.txt": page(b"")}) as fake:
        fake.pages["/data/object?id=data/latest_SE.csv"] = page(
            register.read_bytes(), Content_Type="application/octet-stream"
        )
        base = ("--base", f"folder={fake.address}/data", "--file", "data/latest_SE.csv", "--pace", "0")
        esfarkiv(tmp_path, "scrape", "kohesio", "--store", str(tmp_path / "store"), *base)
    pages = [source for source in fixture_inputs() if "24-033" in source.source]
    build(tmp_path / "esf.db", [*pages, *find_inputs([str(tmp_path / "store")])])
    shown = query(tmp_path / "esf.db", "select total_budget_eur from project_amounts")
    assert shown == [(512000.0,)]
    assert query(tmp_path / "esf.db", "select count(*) from captures where layout = 'kohesio'") == [(1,)]


def test_a_server_that_gives_no_ranges_is_flagged(server: str, warc: Path, tmp_path: Path) -> None:
    with FakeServer({"/robots.txt": page(b"")}) as fake:
        fake.pages["/esf.warc.gz"] = page(warc.read_bytes(), Content_Type="application/octet-stream")
        fake.pages["/collinfo.json"] = page(crawl_list("esf"), Content_Type="application/json")
        bases = [f"list={fake.address}", f"index={server}", f"data={fake.address}"]
        given = [word for base in bases for word in ("--base", base)] + ["--pace", "0", "--json", "--per-run", "20"]
        outcome = esfarkiv(tmp_path, "scrape", "common-crawl", "--store", str(tmp_path / "store"), *given)
    assert {trouble["reason"] for trouble in outcome.report()["flagged"]} == {"wrong-type"}
    assert outcome.report()["fetched"] == 0


def test_what_we_keep_is_replayed_by_others(tmp_path: Path) -> None:
    """Our own WARC file, served by pywb: the page as it was given, by its address and the time of asking."""
    content = PAGES[ONE].replace(b"</body>", b"<p>Diarienummer 23-001-S01</p></body>")
    path = "/resultat/projektbanken/projekt/?dnr=23-001-S01"
    (tmp_path / "numbers.txt").write_text("23-001-S01")
    with FakeServer({"/robots.txt": page(b""), path: chunked(content)}) as fake:
        base = ("--base", f"site={fake.address}", "--pace", "0", "--links", "no")
        where = ("--store", str(tmp_path / "store"), "--dnr", str(tmp_path / "numbers.txt"), *base)
        assert esfarkiv(tmp_path, "scrape", "esf-live", *where).code == 0
        url = fake.address + path
    (warc,) = (tmp_path / "store").glob("*.warc.gz")
    with pywb(tmp_path / "pywb", {"ours": warc}) as address, urlopen(f"{address}/ours/2026id_/{url}") as replayed:
        assert replayed.read() == content
