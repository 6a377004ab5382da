"""What the indexes of web archives answer: that they have nothing, that they are broken, and inexact times."""

from pathlib import Path

import pytest

from scraper.sources.web_archives.cdx import Row, says_no_captures
from tests.fake_server import FakeServer, page
from tests.scraper.test_scrape_archives import crawl_list
from tests.scraping import esfarkiv

pytestmark = pytest.mark.crawl

NONE = b'{"message": "No Captures found for: www.example.org/*"}'
BROKEN = {
    "a web server's page": b"<html><h1>404 Not Found</h1><hr>a web server",
    "such a page that uses the words": b"<!doctype html><p>No captures found",
    "another message": b'{"message": "Not Found"}',
    "nothing": b"",
}


def run(folder: Path, body: bytes) -> tuple[int, str]:
    """Exit code and output of a run in which the only index of Common Crawl answers 404 with a body."""
    with FakeServer({"/robots.txt": page(b"")}) as server:
        server.pages["/collinfo.json"] = page(crawl_list("CC-1"), Content_Type="application/json")
        query = "url=www.example.org%2F&matchType=prefix&output=json&filter=%3Dstatus%3A200&showNumPages=true"
        server.pages[f"/CC-1/cdx?{query}"] = page(body, "404 Not Found", Content_Type="application/json")
        bases = [word for name in ("list", "index", "data") for word in ("--base", f"{name}={server.address}")]
        more = ("--pace", "0", "--floor", "0", "--prefix", "www.example.org/", *bases)
        outcome = esfarkiv(folder, "scrape", "common-crawl", "--store", str(folder / "store"), *more)
        assert server.paths[-1] == f"/CC-1/cdx?{query}"
    return outcome.code, outcome.out


def test_an_index_that_says_that_it_has_nothing_is_no_fault(tmp_path: Path) -> None:
    assert run(tmp_path, NONE)[0] == 0


@pytest.mark.parametrize("name", BROKEN)
def test_another_404_of_an_index_is_a_fault(tmp_path: Path, name: str) -> None:
    code, out = run(tmp_path, BROKEN[name])
    assert code == 1, out
    assert "/CC-1/cdx" in out


@pytest.mark.parametrize("name", BROKEN)
def test_only_an_index_says_that_it_has_no_captures(name: str) -> None:
    assert not says_no_captures(BROKEN[name])


@pytest.mark.parametrize(
    ("timestamp", "time"),
    [
        ("20130502100000", "2013-05-02T10:00:00Z"),
        ("20130500000000", "2013-05"),
        ("20130000000000", "2013"),
        ("20130502109900", "2013-05-02"),
        ("201305021030", "2013-05-02T10:30Z"),
        ("2013050210", "2013-05-02"),
        ("2013", "2013"),
    ],
)
def test_the_time_of_a_capture_is_as_exact_as_the_index_gives_it(timestamp: str, time: str) -> None:
    assert Row(timestamp=timestamp).time == time
