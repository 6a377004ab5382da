"""How a robots.txt is read: in odd codings and spellings, and with a page in its place."""

from pathlib import Path

import pytest
from protego import Protego

from scraper.engine.robots.robots_text import read_robots
from tests.fake_server import FakeServer, page
from tests.scraper.test_scrape_live import BODY, NUMBERS, bank, scrape

RULES = "User-agent: *\r\nDisallow: /hemligt/\r\nCrawl-delay: 7\r\n"
CODED = {
    "UTF-8": RULES.encode(),
    "a mark": RULES.encode("utf-8-sig"),
    "two marks": f"\ufeff{RULES}".encode("utf-8-sig"),
    "UTF-16": RULES.encode("utf-16"),
    "UTF-16 without a mark": RULES.encode("utf-16-le"),
    "UTF-16, the other way": RULES.encode("utf-16-be"),
    "a zero in front": b"\x00" + RULES.encode(),
    "Latin-1": "# får ej läsas\n".encode("latin-1") + RULES.encode(),
    "old Macintosh": RULES.replace("\r\n", "\r").encode(),
}
DELAYS = {
    "7": 7, "1,5": 1.5, "2s": 2, "2 sec": 2, "3 seconds # tack": 3, "1.5": 1.5, "0": 0, "1e1": 10, "": None,
    "7  # tack": 7,
    "inf": None, "nan": None, "-5": None, "PT3S": None, "ofta": None, "5m": None,
}  # fmt: skip
BROWSER_CHECK = b"<html><title>Just a moment...</title><script>window._cf_chl_opt = {}</script></html>"


def rules(content: bytes, status: int = 200) -> Protego:
    return Protego.parse(read_robots(status, content).rules)


@pytest.mark.parametrize("name", CODED)
def test_rules_are_read_in_any_coding(name: str) -> None:
    found = rules(CODED[name])
    assert not found.can_fetch("http://x/hemligt/1", "ESF-arkivet/9")
    assert found.can_fetch("http://x/annat", "ESF-arkivet/9")
    assert found.crawl_delay("ESF-arkivet/9") == 7


@pytest.mark.parametrize(
    "name", ["ESF-arkivet/1.0", "esf-arkivet", "ESF-arkivet/0.2.0 (+mailto:x) # vi", "esf-arkivet/*"]
)
def test_rules_for_us_are_for_any_version(name: str) -> None:
    found = rules(f"User-agent: {name}\nDisallow: /\n\nUser-agent: other/2\nDisallow:\n".encode())
    assert not found.can_fetch("http://x/a", "ESF-arkivet/9 (+mailto:siv@pahittad.se)")
    assert found.can_fetch("http://x/a", "other/3")


@pytest.mark.parametrize("value", DELAYS)
def test_a_delay_is_kept_or_said_to_be_none(value: str) -> None:
    content = f"User-agent: *\nCrawl-delay: {value}\nDisallow: /hemligt/\n".encode()
    assert rules(content).crawl_delay("ESF-arkivet/9") == DELAYS[value]
    assert not rules(content).can_fetch("http://x/hemligt/", "ESF-arkivet/9")
    said = read_robots(200, content).remarks
    assert [f"({value!r})" in line for line in said] == [True] * (DELAYS[value] is None and value != "")


def test_what_is_no_robots_txt_is_none_or_unknown() -> None:
    assert read_robots(200, BROWSER_CHECK).unknown == "a page in its place: challenge"
    assert read_robots(200, b"<h1>Logga in</h1>").unknown == "a page in its place: log-in"
    for status in (202, 206, 429, 500, 503):
        assert read_robots(status, RULES.encode()).unknown == f"HTTP {status}"
    for content, remarks in ((b"<!doctype html><div id=root></div>", 1), (b"<h1>Sidan finns inte</h1>", 1), (b"", 0)):
        found = read_robots(200, content)
        assert (found.rules, found.unknown, len(found.remarks)) == ("", None, remarks)
    assert read_robots(404, RULES.encode()).rules == ""


@pytest.mark.crawl
def test_behind_a_check_of_the_browser_nothing_is_requested(tmp_path: Path) -> None:
    number = NUMBERS[0]
    with FakeServer(bank({number: page(BODY)}) | {"/robots.txt": page(BROWSER_CHECK)}) as server:
        report = scrape(tmp_path, server, [number], "--json").report()
        assert server.paths == ["/robots.txt"]
        server.pages["/robots.txt"] = page(b"User-agent: *\nCrawl-delay: ofta\n")
        again = scrape(tmp_path, server, [number], "--json").report()
    assert "robots.txt could not be fetched (a page in its place: challenge)" in " ".join(report["notes"])
    assert again["fetched"] == 1
    assert "no number of seconds ('ofta')" in " ".join(again["notes"])
