"""One page at addresses that are spelled in two ways: with raw letters and signs, or with their percent codes."""

from pathlib import Path

import pytest

from scraper.engine.requesting.redirects import is_same_page
from tests.fake_server import FakeServer, RawReply, page
from tests.scraper.test_scrape_archives import SIZED, asked_of, listing, rows

SAME = {
    "http://www.esf.se/Bättre väg/": "http://www.esf.se/B%C3%A4ttre%20v%C3%A4g/",
    "http://www.esf.se/a|b{c}/": "http://www.esf.se/a%7Cb%7Bc%7D/",
    "http://www.esf.se/%c3%a5/": "http://www.esf.se/%C3%A5/",
    "http://www.esf.se/a?namn=å ö": "http://www.esf.se/a?namn=%C3%A5%20%C3%B6",
    "http://www.esf.se/%E4": "http://www.esf.se/%e4",
}
DIFFERENT = {
    "http://www.esf.se/Bättre/": "http://www.esf.se/B%C3%A5ttre/",
    "http://www.esf.se/%E4": "http://www.esf.se/%E5",
    "http://www.esf.se/a?namn=å": "http://www.esf.se/a?namn=%C3%A4",
    "http://www.esf.se/a?b=1%26c=2": "http://www.esf.se/a?b=1&c=2",
}
WHEN = "Thu, 01 Jan 2015 00:00:00 GMT"


@pytest.mark.parametrize("one", SAME)
def test_one_address_in_two_spellings_is_of_one_page(one: str) -> None:
    assert is_same_page(one, SAME[one])
    assert is_same_page(SAME[one], one)


@pytest.mark.parametrize("one", DIFFERENT)
def test_two_addresses_that_differ_once_decoded_are_of_two_pages(one: str) -> None:
    assert not is_same_page(one, DIFFERENT[one])


class Replays(FakeServer):
    """An archive that leads from each capture of 2016 to that of 2015."""

    def answer(self, path: str, headers: dict[str, str]) -> RawReply:
        if "/web/2016" in path:
            self.pages[path] = page(b"", "302 Found", Location=path.replace("/web/2016", "/web/2015"))
        elif "/web/2015" in path:
            self.pages[path] = page(f"<h1>Om {path[-9:]}</h1>".encode(), Memento_Datetime=WHEN)
        return super().answer(path, headers)


@pytest.mark.crawl
@pytest.mark.parametrize("name", ["Nästa väg", "ett|två", "{tre}", "%C3%A5r"])
def test_a_capture_of_raw_letters_may_lead_to_another_capture_of_its_page(tmp_path: Path, name: str) -> None:
    lines = rows((f"a/{name}", "20160101000000", "A"))
    with Replays({"/robots.txt": page(b""), SIZED.replace("limit=2", "limit=50"): listing(lines)}) as fake:
        outcome = asked_of(tmp_path, fake, fake, "--page-size", "50")
    assert (outcome.code, outcome.report()["fetched"]) == (0, 1), outcome.out
