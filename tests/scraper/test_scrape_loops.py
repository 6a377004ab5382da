"""Listings that lead to listings that were read already, and pages at a project's address that tell of none."""

import json
from pathlib import Path

import pytest

from scraper.sources.common_crawl import CommonCrawl
from scraper.sources.page_request import PageRequest, Reply
from scraper.sources.source import SourceError
from tests.fake_server import Answer, FakeServer, page
from tests.scraper.test_scrape_archives import SIZED, asked_of, listing, rows
from tests.scraper.test_scrape_live import BODY, NUMBERS, PATH, scrape
from tests.scraper.test_scrape_registers import kohesio
from tests.scraping import held

pytestmark = pytest.mark.crawl

TIME = "20130101000000"
FIRST = [*rows(("a/1", TIME, "A"), ("a/2", TIME, "B")), [], ["next"]]
SECOND = f"{SIZED}&resumeKey=next"


def moved(target: str) -> Answer:
    return page(b"", "302 Found", Location=target)


LOOPS = {
    "the first part": SIZED,
    "the first part in another order": SIZED.replace("url=a&matchType=prefix", "matchType=prefix&url=a"),
    "itself": SECOND,
    "the first part under another name": f"{SIZED}&again=1",
    "an earlier part that has no next": "/earlier",
}


@pytest.mark.parametrize("name", LOOPS)
def test_a_part_of_a_listing_that_leads_to_an_earlier_one_is_told_and_no_whole_run(tmp_path: Path, name: str) -> None:
    with FakeServer({"/robots.txt": page(b""), SIZED: listing(FIRST), SECOND: moved(LOOPS[name])}) as fake:
        fake.pages |= {f"/web/{TIME}id_/http://a/{n}": page(b"%d" % n) for n in (1, 2)}
        fake.pages |= {f"{SIZED}&again=1": listing(FIRST), "/earlier": listing(rows(("a/1", TIME, "A")))}
        outcome = asked_of(tmp_path, fake, fake)
        again = asked_of(tmp_path, fake, fake)
    report = outcome.report()
    assert (outcome.code, again.code) == (1, 1), outcome.out
    assert report["incomplete"]
    assert any(word in report["failed"][0]["reason"] for word in ("leads to", "redirects to itself")), report["failed"]
    assert len(held(tmp_path / "store")) == 2, "every capture of the first part was fetched"


def test_the_listing_of_another_period_is_not_that_of_the_one_asked_for(tmp_path: Path) -> None:
    listed = page(json.dumps({"files": ["SE-pp21-27-latest.csv"]}).encode(), Content_Type="application/json")
    with FakeServer({"/robots.txt": page(b""), "/api/data/projects-2021-2027/latest": listed}) as fake:
        for target in ("/api/data/projects-2021-2027/latest", "/api/data/projects-2021-2027/2026-09-24"):
            fake.pages |= {target: listed, "/api/data/projects-2014-2020/latest": moved(target)}
            outcome = kohesio(tmp_path / target.rpartition("/")[2], fake)
            reasons = [one["reason"] for one in outcome.report()["failed"]]
            assert outcome.code != 0
            assert any("leads to" in reason for reason in reasons), reasons


def test_an_index_of_another_query_is_not_the_one_asked_for() -> None:
    source = CommonCrawl({}, {})
    address = "https://index.commoncrawl.org/CC-1/cdx?url=a&output=json&page="
    asked = PageRequest(f"{address}1", "listing", page_url="a")
    with pytest.raises(SourceError, match="another listing"):
        list(source.follow(Reply(asked, f"{address}0", 200, b"")))
    assert (
        list(source.follow(Reply(asked, "https://index.commoncrawl.org/CC-1/cdx?output=json&url=a&page=1", 200, b"")))
        == []
    )


UNLABELLED = b"<html><title>Nyheter</title><body><h1>Nyheter</h1><p>%s</p></body></html>" % (
    b"Det regnar i dag. " * 200
)


@pytest.mark.parametrize(
    "path", ["/projekt/namn/", "/sv/projekt/namn", "/resultat/projektbanken-2014-2020/alla-projekt/namn/"]
)
def test_a_page_at_a_projects_name_without_a_label_of_the_bank_is_none(tmp_path: Path, path: str) -> None:
    linked = page(f"<a href='{path}'>Ett</a> <a href='{path.replace('namn', 'annat')}'>Annat</a>".encode())
    with FakeServer({"/robots.txt": page(b""), "/sitemap.xml": page(b"<urlset></urlset>")}) as server:
        server.pages |= {
            "/resultat/projektbanken/": linked,
            path: page(UNLABELLED),
            path.replace("namn", "annat"): page(BODY),
        }
        server.pages[PATH.format(NUMBERS[0])] = page(BODY)
        outcome = scrape(tmp_path, server, NUMBERS[:1], "--links", "yes", "--json")
    assert [(one["url"].removeprefix(server.address), one["reason"]) for one in outcome.report()["flagged"]] == [
        (path, "no-project")
    ]
    assert (outcome.code, outcome.report()["fetched"]) == (1, 2)
