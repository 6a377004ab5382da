"""One text in place of many pages: every page that has it is flagged, also those that were taken for good before."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from archive.building.build import build
from scraper.files import find_inputs
from tests.archive.test_archive import query
from tests.fake_server import Answer, FakeServer, page
from tests.scraper.test_scrape_archives import SIZED, asked_of, found, listing, rows
from tests.scraper.test_scrape_regularly import words
from tests.scraper.test_scrape_wrong_answers import OTHER
from tests.scraping import Outcome

pytestmark = pytest.mark.crawl

NEWS = b"<h1>Aktuellt</h1><p>Myndigheten har flyttat sina sidor. Du hittar oss numera under nyheter.</p>"
TIME = "20150101000000"
EARLIER = "20130101000000"


def served(pages: dict[str, Answer], times: Iterable[str] = (TIME,)) -> FakeServer:
    """A web archive whose listing has each page at each time; `pages` are by time and address."""
    names = sorted({path.rpartition("/")[2] for path in pages})
    lines = rows(*((f"a/{name}", time, f"{name}{time}") for name in names for time in times))
    fake = FakeServer({"/robots.txt": page(b""), SIZED.replace("limit=2", "limit=50"): listing(lines)})
    fake.pages |= {f"/web/{path}": answer for path, answer in pages.items()}
    return fake


def at(time: str, contents: dict[str, bytes]) -> dict[str, Answer]:
    return {f"{time}id_/http://a/{name}": page(content) for name, content in contents.items()}


def run(folder: Path, fake: FakeServer, *more: str) -> Outcome:
    return asked_of(folder, fake, fake, "--page-size", "50", *more)


def problems(outcome: Outcome) -> list[tuple[str, str]]:
    return [(problem["url"][-1], problem["reason"]) for problem in outcome.report()["flagged"]]


ALIKE = at(TIME, {"1": NEWS, "2": NEWS, "3": OTHER, "4": NEWS, "5": NEWS})


def test_the_first_copies_of_one_text_are_flagged_too(tmp_path: Path) -> None:
    with served(ALIKE) as fake:
        outcome = run(tmp_path, fake)
    report = outcome.report()
    assert (outcome.code, report["fetched"], report["held"]) == (1, 1, 0), report
    assert sorted(problems(outcome)) == [(name, "repeated") for name in "1245"]
    assert {url for url, _ in found(tmp_path / "store")} == {"http://a/3"}


def test_a_build_reads_none_of_them_and_says_nothing_of_when_they_were_seen(tmp_path: Path) -> None:
    with served(ALIKE) as fake:
        run(tmp_path, fake)
    build(tmp_path / "esf.db", find_inputs([str(tmp_path / "store")]))
    assert query(tmp_path / "esf.db", "select distinct url from captures") == [("http://a/3",)]


def test_an_index_that_is_made_anew_knows_them(tmp_path: Path) -> None:
    with served(ALIKE) as fake:
        run(tmp_path, fake)
        for file in (tmp_path / "store").glob("index.sqlite*"):
            file.unlink()
        again = run(tmp_path, fake)
    assert (again.report()["held"], sorted(name for name, _ in problems(again))) == (1, ["1", "2", "4", "5"])


def test_two_addresses_may_be_one_page_moved(tmp_path: Path) -> None:
    with served(at(TIME, {"1": NEWS, "2": NEWS})) as fake:
        outcome = run(tmp_path, fake)
    assert (outcome.code, outcome.report()["fetched"]) == (0, 2), outcome.out


def test_a_resumed_run_remembers_what_it_met(tmp_path: Path) -> None:
    with served(ALIKE) as fake:
        first = run(tmp_path, fake, "--per-run", "3")
        assert (first.report()["fetched"], first.report()["left"]) == (2, 3), first.out
        second = run(tmp_path, fake)
    assert sorted(problems(second)) == [(name, "repeated") for name in "1245"], second.out
    assert (second.report()["fetched"], second.report()["held"]) == (1, 0)
    assert {url for url, _ in found(tmp_path / "store")} == {"http://a/3"}


def test_the_older_capture_stands_in_for_one_that_turns_out_to_be_none(tmp_path: Path) -> None:
    older = at(EARLIER, {name: f"<h1>Projekt {name}</h1><p>Om {name}.</p>".encode() for name in "12345"})
    with served(ALIKE | older, (EARLIER, TIME)) as fake:
        outcome = run(tmp_path, fake)
    assert outcome.report()["fetched"] == 5, outcome.out
    kept = found(tmp_path / "store")
    assert sorted(kept) == [
        ("http://a/1", "2013-01-01T00:00:00Z"),
        ("http://a/2", "2013-01-01T00:00:00Z"),
        ("http://a/3", "2015-01-01T00:00:00Z"),
        ("http://a/4", "2013-01-01T00:00:00Z"),
        ("http://a/5", "2013-01-01T00:00:00Z"),
    ]


def test_a_page_taken_for_good_on_another_day_is_withdrawn(tmp_path: Path) -> None:
    with served(ALIKE) as fake:
        lines = fake.pages[SIZED.replace("limit=2", "limit=50")]
        fake.pages[SIZED.replace("limit=2", "limit=50")] = listing(rows(("a/1", TIME, "A"), ("a/2", TIME, "B")))
        assert run(tmp_path, fake).report()["fetched"] == 2
        fake.pages[SIZED.replace("limit=2", "limit=50")] = lines
        second = run(tmp_path, fake)
    assert sorted(problems(second)) == [(name, "repeated") for name in "1245"]
    assert {url for url, _ in found(tmp_path / "store")} == {"http://a/3"}


def test_what_an_archive_has_wrong_for_good_is_not_asked_for_once_it_is_accepted(tmp_path: Path) -> None:
    with served(ALIKE | {f"{TIME}id_/http://a/6": page(b"", "404 Not Found")}) as fake:
        first = run(tmp_path, fake)
        accepted = asked_of(tmp_path, fake, fake, "--page-size", "50", "--accept", words(first.err)[0])
        before = len(fake.paths)
        after = run(tmp_path, fake)
        asked = fake.paths[before:]
    assert [one.code for one in (first, accepted, after)] == [1, 0, 0], first.out + accepted.out + after.out
    assert [path for path in asked if "/web/" in path] == []
    assert len(after.report()["accepted"]) == 5


def test_seen_times_leave_out_what_was_no_page(tmp_path: Path) -> None:
    with served(ALIKE) as fake:
        run(tmp_path, fake)
    seen = {one.url: one.seen for one in find_inputs([str(tmp_path / "store")])}
    assert list(seen) == ["http://a/3"], json.dumps(str(seen))
