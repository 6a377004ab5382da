"""What a run does not find any more: refused until it is accepted, and said to have vanished only when that is sure."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from scraper.files import find_inputs
from tests.fake_server import Answer, FakeServer, page
from tests.scraper.test_scrape_live import NUMBERS, PATH, bank, numbered, scrape
from tests.scraper.test_scrape_redirects import FRONT, linked, moved, pages
from tests.scraper.test_scrape_regularly import words
from tests.scraping import Outcome

pytestmark = pytest.mark.crawl

NEXT = FRONT + "?page=2"


def links(numbers: Iterable[str], more: str = "") -> Answer:
    return page(("".join(f"<a href='{PATH.format(number)}'>x</a>" for number in numbers) + more).encode())


def vanished(store: Path) -> list[str]:
    """The pages that a store says to have vanished from the listings."""
    found = find_inputs([str(store)])
    return sorted({(one.url or "")[-10:] for one in found if one.seen and one.seen.vanished_how == "lista"})


def listed(count: int) -> FakeServer:
    """A bank with two pages of listings, all but two projects on the first."""
    server = FakeServer(pages(count))
    second = f"<a href='{NEXT}'>2</a>"
    server.pages |= {FRONT: links(NUMBERS[: count - 2], second), NEXT: links(NUMBERS[count - 2 : count])}
    return server


BAD: dict[str, Answer] = {
    "a challenge": page(b"<title>Just a moment...</title><script>window._cf_chl_opt={}</script>"),
    "an error": page(b"<title>Fel</title><h1>Ett fel uppstod</h1>"),
    "nothing": page(b" "),
    "404": page(b"<h1>Finns inte</h1>", "404 Not Found"),
    "another page": page("<h1>Projektbanken</h1><p>Underhåll pågår till klockan tolv.</p>".encode()),
    "the first listing": moved(FRONT),
}


@pytest.mark.parametrize("name", BAD)
def test_a_listing_that_was_not_had_is_no_reason_to_take_its_pages_for_gone(tmp_path: Path, name: str) -> None:
    with listed(30) as server:
        assert linked(tmp_path, server).code == 0
        server.pages[NEXT] = BAD[name]
        outcome = linked(tmp_path, server)
        assert (outcome.code, outcome.report()["incomplete"], vanished(tmp_path / "store")) == (1, True, []), name
        accepted = linked(tmp_path, server, "--accept", words(outcome.err)[0])
        assert (accepted.code, vanished(tmp_path / "store")) == (0, NUMBERS[28:30]), accepted.out


_LISTED = f"<a href='{PATH.format(NUMBERS[28])}'>x</a>"
TORN = {
    "in a tag": f"{_LISTED}<p><a hre",
    "behind a tag": f"<html><body>{_LISTED}",
    "sitemap": f"<urlset><url><loc>@{PATH.format(NUMBERS[28])}</loc></url><url><lo",
    "an error at its end": f"{_LISTED}<p>Det har uppstått ett kritiskt fel på denna webbplats.</p>",
}


@pytest.mark.parametrize("name", TORN)
def test_a_listing_that_is_not_all_there_is_no_reason_either(tmp_path: Path, name: str) -> None:
    with listed(30) as server:
        assert linked(tmp_path, server).code == 0
        server.pages[NEXT] = page(TORN[name].replace("@", server.address).encode())
        outcome = linked(tmp_path, server)
        (problem,) = outcome.report()["failed"]
        assert (outcome.code, problem["url"], vanished(tmp_path / "store")) == (1, server.address + NEXT, []), name
        accepted = linked(tmp_path, server, "--accept", words(outcome.err)[0])
        assert (accepted.code, vanished(tmp_path / "store")) == (0, NUMBERS[29:30]), accepted.out


def test_a_listing_that_nothing_leads_to_any_more_is_no_reason_either(tmp_path: Path) -> None:
    with listed(30) as server:
        assert linked(tmp_path, server).code == 0
        server.pages[FRONT] = links(NUMBERS[:28])
        runs = [linked(tmp_path, server) for _ in range(2)]
        assert [(run.code, run.report()["incomplete"]) for run in runs] == [(1, True)] * 2
        assert (runs[1].report()["failed"][0]["url"], vanished(tmp_path / "store")) == (server.address + NEXT, [])
        accepted = linked(tmp_path, server, "--accept", words(runs[1].err)[0])
        assert (accepted.code, vanished(tmp_path / "store")) == (0, NUMBERS[28:30]), accepted.out
        assert linked(tmp_path, server).code == 0


def test_a_listing_that_another_address_leads_to_may_be_missed_too(tmp_path: Path) -> None:
    with listed(4) as server:
        server.pages |= {"/sitemap.xml": moved("/wp-sitemap.xml"), "/wp-sitemap.xml": page(b"<urlset></urlset>")}
        assert linked(tmp_path, server).code == 0
        del server.pages["/wp-sitemap.xml"]
        outcome = linked(tmp_path, server)
    assert (outcome.code, outcome.report()["incomplete"]) == (1, True)
    assert "though it was a listing before" in outcome.report()["failed"][0]["reason"]


def test_a_page_missed_in_an_incomplete_run_vanishes_in_the_next_whole_one(tmp_path: Path) -> None:
    with listed(12) as server:
        linked(tmp_path, server)
        server.pages["/sitemap.xml"] = page(b"", "500 Internal Server Error")
        assert linked(tmp_path, server).code == 1
        del server.pages["/sitemap.xml"]
        server.pages[NEXT] = links(NUMBERS[10:11])
        assert linked(tmp_path, server).code == 0
    assert vanished(tmp_path / "store") == [NUMBERS[11]]


def test_a_page_that_fails_once_is_not_forgotten(tmp_path: Path) -> None:
    with listed(12) as server:
        linked(tmp_path, server)
        server.pages |= bank({NUMBERS[11]: page(b"", "403 Forbidden")})
        assert (linked(tmp_path, server).code, vanished(tmp_path / "store")) == (1, [])
        server.pages[NEXT] = links(NUMBERS[10:11])
        assert linked(tmp_path, server).code == 0
    assert vanished(tmp_path / "store") == [NUMBERS[11]]


def test_a_page_that_only_a_failing_page_leads_to_is_not_taken_for_gone(tmp_path: Path) -> None:
    inner = f"<a href='{PATH.format(NUMBERS[11])}'>x</a></body>".encode()
    with listed(12) as server:
        server.pages[NEXT] = links(NUMBERS[10:11])
        server.pages |= bank({NUMBERS[10]: page(numbered(11).replace(b"</body>", inner))})
        assert linked(tmp_path, server).report()["fetched"] == 12
        server.pages |= bank({NUMBERS[10]: page(b"", "403 Forbidden")})
        refused = linked(tmp_path, server)
        assert (refused.code, vanished(tmp_path / "store")) == (2, []), "10 of 12 are too few"
        assert linked(tmp_path, server, "--accept", words(refused.err)[-1]).code == 1
        assert vanished(tmp_path / "store") == []
        server.pages |= bank({NUMBERS[10]: page(numbered(11))})
        assert linked(tmp_path, server).code == 0
    assert vanished(tmp_path / "store") == [NUMBERS[11]]


def without(server: FakeServer, numbers: Iterable[str]) -> None:
    for number in numbers:
        del server.pages[PATH.format(number)]


@pytest.mark.parametrize("way", ["a list", "links"])
def test_a_refused_loss_is_refused_again(tmp_path: Path, way: str) -> None:
    def run(*more: str) -> Outcome:
        if way == "links":
            return linked(tmp_path, server, *more)
        return scrape(tmp_path, server, NUMBERS[:10], *more)

    with listed(10) as server:
        assert run().code == 0
        without(server, NUMBERS[:5])
        assert [run().code for _ in range(3)] == [2, 2, 2]


def gone(store: Path) -> dict[str, str]:
    """How the pages of a store vanished."""
    found = [one for one in find_inputs([str(store)]) if one.seen and one.seen.vanished_how]
    return {(one.url or "")[-10:]: str(one.seen and one.seen.vanished_how) for one in found}


@pytest.mark.parametrize("left", [0, 4])
def test_a_run_that_is_refused_lets_nothing_vanish(tmp_path: Path, left: int) -> None:
    store = tmp_path / "store"
    with FakeServer(pages(10)) as server:
        whole = dict(server.pages)
        assert scrape(tmp_path, server, NUMBERS[:10]).code == 0
        without(server, NUMBERS[left:10])
        refused = [scrape(tmp_path, server, NUMBERS[:10]) for _ in range(2)]
        assert ([run.code for run in refused], gone(store)) == ([2, 2], {})
        (store / "index.sqlite").unlink()
        server.pages = dict(whole)
        assert (scrape(tmp_path, server, NUMBERS[:10]).code, gone(store)) == (0, {})
        without(server, NUMBERS[9:10])
        assert (scrape(tmp_path, server, NUMBERS[:10]).code, gone(store)) == (0, {NUMBERS[9]: "404"})


def test_what_a_refused_run_missed_has_vanished_once_that_is_accepted(tmp_path: Path) -> None:
    with FakeServer(pages(10)) as server:
        scrape(tmp_path, server, NUMBERS[:10])
        without(server, NUMBERS[5:10])
        refused = scrape(tmp_path, server, NUMBERS[:10])
        assert (refused.code, gone(tmp_path / "store")) == (2, {})
        accepted = scrape(tmp_path, server, NUMBERS[:10], "--accept", words(refused.out)[-1])
    assert (accepted.code, gone(tmp_path / "store")) == (0, dict.fromkeys(NUMBERS[5:10], "404"))


def test_an_accepted_loss_is_of_those_pages_alone(tmp_path: Path) -> None:
    with FakeServer(pages(10)) as server:
        whole = dict(server.pages)
        scrape(tmp_path, server, NUMBERS[:10])
        without(server, NUMBERS[:5])
        refused = scrape(tmp_path, server, NUMBERS[:10])
        accepted = scrape(tmp_path, server, NUMBERS[:10], "--accept", words(refused.out)[-1])
        server.pages = dict(whole)
        back = scrape(tmp_path, server, NUMBERS[:10])
        without(server, NUMBERS[5:10])
        others = scrape(tmp_path, server, NUMBERS[:10])
    assert [run.code for run in (refused, accepted, back, others)] == [2, 0, 0, 2]
    assert words(others.out)[-1] != words(refused.out)[-1]


def test_a_listing_that_is_forbidden_does_not_switch_the_floor_off(tmp_path: Path) -> None:
    with listed(10) as server:
        server.pages["/robots.txt"] = page(b"User-agent: *\nDisallow: /sitemap.xml\n")
        first = linked(tmp_path, server)
        server.pages |= {FRONT: links(NUMBERS[:2])}
        second = linked(tmp_path, server)
    assert (first.code, second.code) == (1, 2)
    assert "below 90% of the 10 of the last run" in second.err


def shrinking(server: FakeServer, text: str) -> None:
    """The first page becomes far smaller, with something that differs in each answer."""
    short = f"<h1>{NUMBERS[0]} - Kort</h1><p>Diarienummer {NUMBERS[0]}</p><p>Projektägare</p>{text}"

    server.pages |= bank({NUMBERS[0]: lambda asked: page(short.replace("%", str(asked.nth)).encode())(asked)})


def test_a_page_that_really_shrank_comes_in_though_each_answer_has_a_nonce(tmp_path: Path) -> None:
    with FakeServer(pages(11)) as server:
        scrape(tmp_path, server, NUMBERS[:11])
        shrinking(server, "<script>n=%</script>")
        runs = [scrape(tmp_path, server, NUMBERS[:11], "--json") for _ in range(3)]
    assert [(run.code, run.report()["fetched"], run.report()["unchanged"]) for run in runs] == [
        (1, 0, 10), (0, 1, 10), (0, 0, 11),
    ]  # fmt: skip


def test_accepting_that_a_page_shrank_takes_its_content_once(tmp_path: Path) -> None:
    with FakeServer(pages(11)) as server:
        scrape(tmp_path, server, NUMBERS[:11])
        shrinking(server, "<p>Visad % gånger</p>")
        runs = [scrape(tmp_path, server, NUMBERS[:11]) for _ in range(2)]
        (word,) = re.findall(r"shrunk \[(\w{8})\]", runs[-1].out)
        runs.append(scrape(tmp_path, server, NUMBERS[:11], "--accept", word))
        server.pages |= bank({NUMBERS[0]: page(numbered(1))})
        runs.append(scrape(tmp_path, server, NUMBERS[:11]))
        shrinking(server, "<p>Visad % gånger, igen</p>")
        runs.append(scrape(tmp_path, server, NUMBERS[:11]))
    assert [run.code for run in runs] == [1, 1, 0, 0, 1], runs[2].out
    assert any(b"Visad" in found.read() for found in find_inputs([str(tmp_path / "store")]))
