"""Addresses that lead to others: a page is kept in its own place alone, and what was not had is reported."""

from pathlib import Path

import pytest

from scraper.engine.requesting.redirects import is_same_page
from scraper.files import find_inputs
from scraper.sources import SOURCES
from tests.fake_server import Answer, FakeServer, SecureServer, page
from tests.scraper.test_scrape_archives import SIZED, asked_of, found, listing, rows
from tests.scraper.test_scrape_live import NUMBERS, PATH, bank, numbered, scrape
from tests.scraper.test_scrape_registers import FILE, NEW, OLD, REGISTER, kohesio
from tests.scraper.test_scrape_registers import listing as folder
from tests.scraper.test_scrape_regularly import words
from tests.scraper.test_scrape_wrong_answers import OTHER
from tests.scraping import Outcome, esfarkiv

pytestmark = pytest.mark.crawl

FRONT = "/resultat/projektbanken/"
WELCOME = page("<h1>Projektbanken</h1><p>Här finns alla projekt.</p>".encode())


def moved(to: str, **headers: str) -> Answer:
    return page(b"", "301 Moved Permanently", Location=to, **headers)


def pages(count: int) -> dict[str, Answer]:
    return bank({number: page(numbered(n)) for n, number in enumerate(NUMBERS[:count], 1)}) | {FRONT: WELCOME}


def reasons(outcome: Outcome, kind: str = "flagged") -> dict[str, str]:
    return {one["url"][-10:]: one["reason"] for one in outcome.report()[kind]}


def test_pages_that_lead_to_the_front_page_are_each_reported(tmp_path: Path) -> None:
    with FakeServer(pages(10) | bank(dict.fromkeys(NUMBERS[1:10], moved(FRONT)))) as server:
        outcome = scrape(tmp_path, server, NUMBERS[:10], "--json")
        assert FRONT not in server.paths
        where = f"elsewhere: leads to {server.address}{FRONT}"
    assert (outcome.code, outcome.report()["fetched"]) == (1, 1)
    assert reasons(outcome) == dict.fromkeys(NUMBERS[1:10], where)


def test_another_number_or_none_is_another_page(tmp_path: Path) -> None:
    targets = (PATH.format(NUMBERS[5]), "/projekt/", PATH.format(""), "/logga-in/?till=" + NUMBERS[3])
    with FakeServer(pages(6) | bank(dict(zip(NUMBERS, map(moved, targets), strict=False)))) as server:
        outcome = scrape(tmp_path, server, NUMBERS[:5], "--json")
    assert (outcome.code, sorted(reasons(outcome)), outcome.report()["fetched"]) == (1, NUMBERS[:4], 1)


def test_a_listing_that_moves_to_another_spelling_of_its_address_is_the_same(tmp_path: Path) -> None:
    links = page("".join(f"<a href='{PATH.format(number)}'>x</a>" for number in NUMBERS[:5]).encode())
    where = ("--store", str(tmp_path / "store"), "--pace", "0", "--json")
    with FakeServer(pages(5) | {FRONT: links}) as server:
        first = esfarkiv(tmp_path, "scrape", "esf-live", "--base", f"site={server.address}", *where)
        server.pages |= {FRONT: moved(f"/sv{FRONT}"), f"/sv{FRONT}": links}
        second = esfarkiv(tmp_path, "scrape", "esf-live", "--base", f"site={server.address}", *where)
    assert [run.code for run in (first, second)] == [0, 0], second.out
    assert second.report()["failed"] == []


def test_a_project_at_its_name_is_the_one_whose_number_it_states(tmp_path: Path) -> None:
    named = {"/projekt/ett/": page(numbered(1)), "/projekt/tva/": page(numbered(2)), "/projekt/annat/": page(OTHER)}
    targets = dict(zip(NUMBERS, map(moved, named), strict=False))
    with FakeServer(pages(6) | bank(targets) | named) as server:
        outcome = scrape(tmp_path, server, NUMBERS[:5], "--json")
        flagged = [(one["url"].removeprefix(server.address), one["reason"]) for one in outcome.report()["flagged"]]
    assert (outcome.code, outcome.report()["fetched"]) == (1, 4), outcome.out
    assert flagged == [("/projekt/annat/", "other-page")]


def test_what_leads_elsewhere_is_not_lost_from_the_store_and_can_be_accepted(tmp_path: Path) -> None:
    with FakeServer(pages(20)) as server:
        scrape(tmp_path, server, NUMBERS[:20])
        server.pages |= bank({NUMBERS[0]: moved(FRONT)})
        second = scrape(tmp_path, server, NUMBERS[:20])
        third = scrape(tmp_path, server, NUMBERS[:20], "--accept", words(second.out)[0])
        fourth = scrape(tmp_path, server, NUMBERS[:20])
    assert [run.code for run in (second, third, fourth)] == [1, 0, 0], second.out
    assert len(found(tmp_path / "store")) == 20
    assert not any(url.endswith(FRONT) for url, _ in found(tmp_path / "store") if url)


LATER, EARLIER = "20180101000000", "20130101000000"


def archived(**how: str) -> tuple[list[list[str]], dict[str, Answer]]:
    """Four pages, whose newest captures lead to the front page, and an older one of each."""
    lines = rows(*((f"a/{n}", time, f"{time}{n}") for n in range(4) for time in (LATER, EARLIER)))
    replays = {f"{LATER}id_/http://a/{n}": moved(f"/web/{LATER}id_/http://a/", **how) for n in range(4)}
    replays |= {f"{EARLIER}id_/http://a/{n}": page(b"<h1>Projekt %d</h1>" % n) for n in range(4)}
    return lines, replays | {f"{LATER}id_/http://a/": page(b"<h1>Start</h1>")}


def served(lines: list[list[str]], replays: dict[str, Answer]) -> FakeServer:
    fake = FakeServer({"/robots.txt": page(b""), SIZED.replace("limit=2", "limit=50"): listing(lines)})
    fake.pages |= {f"/web/{path}": answer for path, answer in replays.items()}
    return fake


def replayed(folder: Path, lines: list[list[str]], replays: dict[str, Answer]) -> Outcome:
    with served(lines, replays) as fake:
        return asked_of(folder, fake, fake, "--page-size", "50")


def test_the_older_capture_stands_in_for_one_that_leads_to_another_page(tmp_path: Path) -> None:
    lines, replays = archived(Memento_Datetime="Mon, 01 Jan 2018 00:00:00 GMT")
    for line in lines[1::2]:
        line[3:5] = ["warc/revisit", "-"]
    outcome = replayed(tmp_path, lines, replays)
    assert (outcome.code, outcome.report()["fetched"], len(outcome.report()["flagged"])) == (1, 4, 4), outcome.out
    assert sorted(found(tmp_path / "store")) == [(f"http://a/{n}", "2013-01-01T00:00:00Z") for n in range(4)]


def test_a_capture_that_leads_elsewhere_is_not_asked_for_again_once_that_is_accepted(tmp_path: Path) -> None:
    lines, replays = archived()
    with served(lines, replays) as fake:
        first = asked_of(tmp_path, fake, fake, "--page-size", "50")
        accepted = asked_of(tmp_path, fake, fake, "--page-size", "50", "--accept", words(first.err)[0])
        after = asked_of(tmp_path, fake, fake, "--page-size", "50")
    assert [run.code for run in (first, accepted, after)] == [1, 0, 0], accepted.out
    assert after.report()["asked"] == after.report()["listings"]


def test_a_capture_may_lead_to_another_one_of_its_page(tmp_path: Path) -> None:
    to = f"/web/{EARLIER}id_/http://a:80/sv/1/"
    replays = {f"{LATER}id_/http://a/1": moved(to), to.removeprefix("/web/"): page(b"<h1>Projekt</h1>")}
    outcome = replayed(tmp_path, rows(("a/1", LATER, "A")), replays)
    assert outcome.code == 0, outcome.out
    assert list(found(tmp_path / "store")) == [("http://a/sv/1/", "2013-01-01T00:00:00Z")]


def test_addresses_of_one_page() -> None:
    slug, dnr = "http://www.esf.se/Resultat/Vagen-fram", "https://www.esf.se/projekt/?dnr=23-001-S01"
    for other in ("https://esf.se/sv/resultat/vagen-fram/", "http://nyweb.esf.se:80/Resultat/Vagen-fram"):
        assert is_same_page(slug, other)
    for query in ("?epslanguage=sv", "?EPSLanguage=sv-SE", "?utm_source=brev&lang=sv", "?"):
        assert is_same_page(slug + query, slug)
    others = ("http://www.esf.se/", slug + "?epslanguage=en", slug + "-2", slug + "?id=2", dnr)
    for other in (*others, slug.replace("esf.se", "example.org")):
        assert not is_same_page(slug, other)
    assert is_same_page(dnr, "https://www.esf.se/ny-bank/?visa=1&dnr=23-001-s01")
    assert not is_same_page(dnr, "http://x]/")


def test_an_address_that_leads_to_a_page_asked_for_anyway_is_no_loss(tmp_path: Path) -> None:
    links = "<a href='/projekt/ett'>x</a><a href='/projekt/ett/'>y</a>"
    with FakeServer({"/robots.txt": page(b""), FRONT: page(links.encode())}) as server:
        server.pages |= {"/projekt/ett": moved("/projekt/ett/"), "/projekt/ett/": page(numbered(1))}
        outcome = linked(tmp_path, server)
        assert (outcome.code, outcome.report()["fetched"], outcome.report()["same_pages"]) == (0, 1, 1), outcome.out


def linked(folder: Path, server: FakeServer, *more: str) -> Outcome:
    base = ("--base", f"site={server.address}", "--pace", "0", "--json")
    return esfarkiv(folder, "scrape", "esf-live", "--store", str(folder / "store"), *base, *more)


def test_two_registers_are_not_one(tmp_path: Path) -> None:
    file = FILE.format("{}", "latest", "{}", "latest")
    with FakeServer({"/robots.txt": page(b""), "/allt.csv": page(REGISTER)}) as server:
        for address, period, short in ((OLD, "2014-2020", "pp14-20"), (NEW, "2021-2027", "pp21-27")):
            server.pages[address.format("latest")] = folder(f"SE-{short}-latest.csv")
            server.pages[file.format(period, short)] = moved("/allt.csv")
        outcome = kohesio(tmp_path, server)
    assert outcome.code == 1
    (problem,) = outcome.report()["flagged"]
    assert problem["reason"].endswith("/allt.csv, as others do")
    (first,) = outcome.report()["failed"]
    assert first["reason"] == problem["reason"] and first["url"] != problem["url"]


def test_a_page_whose_redirect_was_accepted_has_vanished_until_it_is_seen_again(tmp_path: Path) -> None:
    def seen() -> list[str | None]:
        pages = [one for one in find_inputs([str(tmp_path / "store")]) if NUMBERS[0] in (one.url or "")]
        return sorted({one.seen.vanished_how if one.seen else "?" for one in pages}, key=str)

    with FakeServer(pages(20)) as server:
        scrape(tmp_path, server, NUMBERS[:20])
        server.pages |= bank({NUMBERS[0]: moved(FRONT)})
        second = scrape(tmp_path, server, NUMBERS[:20])
        refused = seen()
        third = scrape(tmp_path, server, NUMBERS[:20], "--accept", words(second.out)[0])
        accepted = seen()
        scrape(tmp_path, server, NUMBERS[:20])
        server.pages |= bank({NUMBERS[0]: page(numbered(1) + b"<p>Ny.</p>")})
        fourth = scrape(tmp_path, server, NUMBERS[:20])
    assert [run.code for run in (second, third, fourth)] == [1, 0, 0], fourth.out
    assert (refused, accepted, seen()) == ([None], ["301"], [None])


@pytest.mark.parametrize("number", [NUMBERS[0], NUMBERS[1]])
def test_an_accepted_redirect_is_no_loss_of_the_next_run(tmp_path: Path, number: str) -> None:
    with FakeServer(pages(2)) as server:
        scrape(tmp_path, server, NUMBERS[:2])
        server.pages |= bank({number: moved("https://login.esf.se/?r=a" if number == NUMBERS[0] else FRONT)})
        runs = [scrape(tmp_path, server, NUMBERS[:2])]
        runs.append(scrape(tmp_path, server, NUMBERS[:2], *accepting(runs[0])))
        runs.append(scrape(tmp_path, server, NUMBERS[:2]))
    assert [run.code for run in runs] == [2, 0, 0], runs[1].out


def accepting(outcome: Outcome) -> list[str]:
    return [part for word in words(outcome.out) for part in ("--accept", word)]


@pytest.mark.parametrize("written", ["2015%2F00665", "2015/00665&"])
def test_a_redirect_to_another_spelling_of_its_own_address_is_followed(tmp_path: Path, written: str) -> None:
    content = page(numbered(1).replace(b"23-001-S01", b"2015/00665"))
    with FakeServer(pages(1) | bank({"2015/00665": moved(PATH.format(written)), written: content})) as server:
        outcome = scrape(tmp_path, server, [NUMBERS[0], "2015/00665"], "--json")
        assert (outcome.code, outcome.report()["fetched"]) == (0, 2), outcome.out
        server.pages |= bank({written: moved(PATH.format("2015/00665"))})
        again = scrape(tmp_path, server, [NUMBERS[0], "2015/00665"], "--json")
    assert [one["reason"] for one in again.report()["failed"]] == ["redirects to itself"], again.out


def test_the_place_on_a_page_is_no_part_of_its_address(tmp_path: Path) -> None:
    links = page(b"<a href='/projekt/ett'>x</a>")
    with FakeServer({"/robots.txt": page(b""), FRONT: links, "/projekt/ett/": page(numbered(1))}) as server:
        server.pages["/projekt/ett"] = moved("/projekt/ett/#innehall")
        outcome = linked(tmp_path, server)
        assert (outcome.code, outcome.report()["fetched"]) == (0, 1), outcome.out
        assert [url for url, _ in found(tmp_path / "store")] == [f"{server.address}/projekt/ett/"]


def test_pages_that_lead_off_site_are_failures(tmp_path: Path) -> None:
    there = "https://login.esf.se/?r="
    with FakeServer(pages(2) | bank({NUMBERS[n]: moved(there + "a") for n in (1, 2)})) as server:
        first = scrape(tmp_path, server, NUMBERS[:3])
        accepted = scrape(tmp_path, server, NUMBERS[:3], "--accept", words(first.out)[0])
        none = scrape(tmp_path, server, NUMBERS[1:3])
    assert [run.code for run in (first, accepted, none)] == [1, 0, 2], first.out


def test_https_does_not_become_http_in_silence(tmp_path: Path) -> None:
    with SecureServer(pages(1), tmp_path) as server:
        plain = server.address.replace("https:", "http:")
        server.pages |= bank({NUMBERS[1]: moved(plain + PATH.format(NUMBERS[1]))})
        (tmp_path / "numbers.txt").write_text("\n".join(NUMBERS[:2]))
        where = ("--store", str(tmp_path / "store"), "--base", f"site={server.address}", "--pace", "0")
        listed = ("--dnr", str(tmp_path / "numbers.txt"), "--links", "no")
        outcome = esfarkiv(tmp_path, "scrape", "esf-live", *where, *listed, trusted=server.certificate)
    assert outcome.code == 1
    assert "https never becomes http" in outcome.out


def test_what_robots_txt_forbids_is_a_failure_until_it_is_accepted(tmp_path: Path) -> None:
    forbidden = "".join(f"Disallow: {PATH.format(number)}\n" for number in NUMBERS[1:4])
    with FakeServer(pages(4) | {"/robots.txt": page(b"User-agent: *\n" + forbidden.encode())}) as server:
        first = scrape(tmp_path, server, NUMBERS[:4])
        second = scrape(tmp_path, server, NUMBERS[:4], "--accept", words(first.out)[0])
        third = scrape(tmp_path, server, NUMBERS[:4], "--json")
    assert [run.code for run in (first, second, third)] == [1, 0, 0], first.out
    assert "3 forbidden by the robots.txt of 127.0.0.1" in first.out
    assert len(third.report()["accepted"]) == 3


def test_links_to_other_sites_are_none_of_the_banks_pages(tmp_path: Path) -> None:
    links = f"<a href='{PATH.format(NUMBERS[0])}'>x</a><a href='https://example.org{PATH.format(NUMBERS[1])}'>y</a>"
    with FakeServer(pages(1) | {FRONT: page(links.encode())}) as server:
        outcome = linked(tmp_path, server)
    report = outcome.report()
    assert (outcome.code, report["refused_places"], len(report["links_elsewhere"])) == (0, [], 1), report


MEMENTO = "Sun, 01 Jan 2017 00:00:00 GMT"


def test_the_archives_own_pages_are_no_captures(tmp_path: Path) -> None:
    own = [page(b"<h1>Hrm</h1><p>Not archived. Reference %d.</p>" % n) for n in range(4)]
    lines = rows(*((f"a/{n}", time, f"{time}{n}") for n in range(4) for time in (LATER, EARLIER)))
    replays = {f"{LATER}id_/http://a/{n}": own[n] for n in (0, 1, 3)}
    older = {f"{EARLIER}id_/http://a/{n}": page(b"<h1>P%d</h1>" % n, Memento_Datetime=MEMENTO) for n in range(4)}
    dated = {f"{LATER}id_/http://a/2": page(b"<h1>Ny</h1>", Memento_Datetime=MEMENTO)}
    outcome = replayed(tmp_path, lines, replays | older | dated)
    assert (outcome.code, outcome.report()["fetched"]) == (1, 4), outcome.out
    assert {one["reason"] for one in outcome.report()["flagged"]} == {"undated"}
    assert len(outcome.report()["flagged"]) == 3
    assert not any(b"Hrm" in content for content in found(tmp_path / "store").values())


def test_which_archives_send_a_date_with_every_page() -> None:
    assert [SOURCES[name]({}, {}).sends_mementos for name in ("wayback", "arquivo", "esf-live")] == [True, True, False]
    assert SOURCES["wayback"]({"replay": "http://127.0.0.1:8080/esf"}, {}).sends_mementos is None
