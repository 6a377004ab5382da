"""Bodies without a declared length, of which only the end of the connection tells the end."""

from pathlib import Path

import pytest

from scraper.engine.recognising.torn_listings import is_torn
from tests.fake_server import FakeServer, open_ended, page
from tests.scraper.test_scrape_live import BODY, NUMBER, bank, scrape
from tests.scraper.test_scrape_registers import FILE, REGISTER, kohesio

HEAD = "<!DOCTYPE html><html lang=sv><head><title>Fyren</title></head><body><h1>Fyren</h1><dt>Total projektbudget</dt>"
WHOLE = (
    f"{HEAD}<dd>7 300 000</dd></body></html>",
    f"{HEAD}<dd>7 300 000</dd></BODY >\n</HTML>\n<!-- 0,2 s -->\n",
    "<!doctype html><title>Fyren</title><p>Ett hus vid havet, AT&T",
    "<p>Ett stycke utan mer, 5 < 7",
    "Diarienummer: 2020/00731, x <y",
    '{"a": "<html"}',
)
TORN = (
    f"{HEAD}<dd>7 300",
    f"{HEAD}<dd>7 300 000</dd></bo",
    "<!doctype html><title>Fyren</title><p>Ett hus <b",
    "<!doctype html><title>Fyren</title><p>f&aring",
    "<body><p>Ett hus</p>",
    "<!-- sidans huvud --><html><p>Ett hus</p>",
)


@pytest.mark.parametrize("content", WHOLE)
def test_what_ends_with_its_end_tag_or_is_no_html_is_whole(content: str) -> None:
    assert not is_torn(content.encode(), reset=False)


@pytest.mark.parametrize("content", TORN)
def test_html_that_ends_before_its_end_is_torn(content: str) -> None:
    assert is_torn(content.encode(), reset=False)


def test_after_a_reset_only_what_has_its_end_tag_is_whole() -> None:
    assert [is_torn(content.encode(), reset=True) for content in WHOLE] == [False, False, True, True, True, True]


def test_after_a_reset_a_sitemap_with_its_own_end_is_whole() -> None:
    sitemap = b"<urlset><url><loc>http://a/1</loc></url></urlset>"
    assert not is_torn(sitemap, reset=True)
    assert is_torn(sitemap.removesuffix(b"</urlset>"), reset=True)


@pytest.mark.crawl
def test_a_page_that_breaks_off_without_a_length_replaces_no_good_one(tmp_path: Path) -> None:
    text = BODY.partition(b"<body>")[2].partition(b"</body>")[0]
    with FakeServer(bank({NUMBER: open_ended(BODY)})) as server:
        assert scrape(tmp_path, server, [NUMBER]).code == 0
        for torn in (open_ended(BODY.partition(b"</body>")[0]), open_ended(text, "reset")):
            server.pages |= bank({NUMBER: torn})
            outcome = scrape(tmp_path, server, [NUMBER], "--json")
            assert [problem["reason"] for problem in outcome.report()["flagged"]] == ["truncated"], outcome.out
        for whole in (open_ended(BODY), open_ended(BODY, "reset"), open_ended(text)):
            server.pages |= bank({NUMBER: whole})
            assert scrape(tmp_path, server, [NUMBER]).code == 0


@pytest.mark.crawl
def test_a_register_without_a_length_that_lost_rows_is_suspected_until_it_comes_again(tmp_path: Path) -> None:
    file = FILE.format("2021-2027", "latest", "pp21-27", "latest")
    less = REGISTER[: REGISTER.rstrip().rindex(b"\n") + 1]
    ran = []
    with FakeServer({"/robots.txt": page(b"")}) as server:
        for answer in (open_ended(REGISTER), open_ended(less), open_ended(less), page(REGISTER), page(less)):
            server.pages[file] = answer
            report = kohesio(tmp_path, server, "--period", "2021-2027").report()
            ran.append([problem["reason"] for problem in report["flagged"]])
    assert ran == [[], ["shrunk"], [], [], []]
