"""A run every day: what is accepted, what a store grows by, and when each page was seen and vanished."""

import re
from pathlib import Path

import pytest

from archive.building.build import build
from archive.building.parsing.parsing_options import ParsingOptions
from scraper.files import find_inputs
from scraper.store.capture import captured
from scraper.store.opening import open_store
from scraper.store.page_store import PageStore
from scraper.store.responses.message import read_message
from scraper.store.visits import PageVisit, Seen, seen_of
from tests.archive.test_archive import query
from tests.fake_server import Asked, FakeServer, RawReply, message, page
from tests.scraper.test_scrape_live import BODY, NUMBERS, PATH, bank, numbered, scrape
from tests.scraping import esfarkiv, raw_records

pytestmark = pytest.mark.crawl


def test_what_visits_say_of_a_page() -> None:
    outcomes = {"a": "200 200 404 404", "b": "200 410 200", "c": "404", "d": "200 lista"}
    visits = [PageVisit(str(n), one, url) for url, line in outcomes.items() for n, one in enumerate(line.split())]
    assert seen_of(reversed(visits)) == {
        "a": Seen("0", "1", "2", "404"), "b": Seen("0", "2"), "d": Seen("0", "0", "1", "lista"),
    }  # fmt: skip


def nonced(asked: Asked) -> RawReply:
    """A page with a number that differs with each answer, in places that nobody sees."""
    n = asked.nth
    extra = f"<script>nonce='{n}'</script><input type=hidden value={n}><a href='/x?_wpnonce={n}'></a>"
    return RawReply([message("200 OK", BODY.replace(b"</body>", extra.encode() + b"</body>"))])


def test_a_nonce_alone_is_no_new_content(tmp_path: Path) -> None:
    with FakeServer(bank({NUMBERS[0]: nonced})) as server:
        reports = [scrape(tmp_path, server, NUMBERS[:1], "--json").report() for _ in range(3)]
    assert [(report["fetched"], report["unchanged"]) for report in reports] == [(1, 0), (0, 1), (0, 1)]
    kinds = [kind for kind, *_ in raw_records(tmp_path / "store")]
    assert (kinds.count("response"), kinds.count("revisit"), kinds.count("metadata")) == (2, 0, 2), kinds


def test_the_archive_says_when_a_page_was_seen_and_how_it_vanished(tmp_path: Path) -> None:
    numbers = NUMBERS[:30]
    with FakeServer(bank({number: page(numbered(n + 1)) for n, number in enumerate(numbers)})) as server:
        scrape(tmp_path, server, numbers)
        for number, status in ((numbers[1], "404 Not Found"), (numbers[2], "410 Gone")):
            server.pages |= bank({number: page(b"<h1>Borta</h1>", status)})
        second = scrape(tmp_path, server, numbers, "--json")
        scrape(tmp_path, server, numbers)
        url = server.address + PATH
    assert second.report()["not_found"] == 2
    for _ in range(2):
        pages = list(find_inputs([str(tmp_path / "store")]))
        build(tmp_path / "esf.db", pages, options=ParsingOptions(text=False))
    sql = "select url, first_seen <= last_seen, vanished_at > last_seen, vanished_how from captures order by url"
    found = {row[0]: row[1:] for row in query(tmp_path / "esf.db", sql)}
    assert {name: found[url.format(number)][2] for name, number in zip("abcd", numbers[:4], strict=True)} == {
        "a": None, "b": "404", "c": "410", "d": None,
    }  # fmt: skip
    assert {row[0] for row in found.values()} == {1}


def test_a_page_that_no_listing_has_any_more_has_vanished(tmp_path: Path) -> None:
    links = [f"<a href='{PATH.format(number)}'>x</a>" for number in NUMBERS[:10]]
    with FakeServer(bank({number: page(numbered(n + 1)) for n, number in enumerate(NUMBERS[:10])})) as server:
        where = ("--store", str(tmp_path / "store"), "--base", f"site={server.address}", "--pace", "0")
        for listed in (links, links[:9]):
            server.pages["/resultat/projektbanken/"] = page("".join(listed).encode())
            assert esfarkiv(tmp_path, "scrape", "esf-live", *where).code == 0
        url = server.address + PATH.format(NUMBERS[9])
    found = {one.url: one.seen for one in find_inputs([str(tmp_path / "store")])}
    assert {(seen.vanished_how if seen else "?") for page_url, seen in found.items() if page_url != url} == {None}
    gone = found[url]
    assert gone and gone.vanished_how == "lista"


def words(text: str) -> list[str]:
    return re.findall(r"--accept (\w{8})", text)


def test_a_loss_is_refused_until_it_is_accepted_by_its_word(tmp_path: Path) -> None:
    numbers = NUMBERS[:10]
    with FakeServer(bank(dict.fromkeys(numbers, page(BODY)))) as server:
        scrape(tmp_path, server, numbers)
        for number in numbers[:5]:
            del server.pages[PATH.format(number)]
        refused = scrape(tmp_path, server, numbers)
        accepted = scrape(tmp_path, server, numbers, "--accept", words(refused.out)[0])
        after = scrape(tmp_path, server, numbers)
    assert [run.code for run in (refused, accepted, after)] == [2, 0, 0], refused.out + accepted.out


def test_a_shorter_list_is_no_loss(tmp_path: Path) -> None:
    with FakeServer(bank(dict.fromkeys(NUMBERS[:10], page(BODY)))) as server:
        assert [scrape(tmp_path, server, NUMBERS[:n]).code for n in (10, 4, 4)] == [0, 0, 0]


def test_what_will_never_be_had_is_remembered(tmp_path: Path) -> None:
    answers = dict.fromkeys(NUMBERS[:5], page(BODY)) | {NUMBERS[6]: page(b"<h1>Logga in</h1>")}
    with FakeServer(bank(answers | {NUMBERS[7]: page(b"", "403 Forbidden")})) as server:
        numbers = [*NUMBERS[:5], NUMBERS[6], NUMBERS[7]]
        first = scrape(tmp_path, server, numbers)
        second = scrape(tmp_path, server, numbers, "--accept", words(first.out)[-1])
        third = scrape(tmp_path, server, numbers, "--json")
        server.pages |= bank({NUMBERS[7]: page(b"", "500 Internal Server Error")})
        other = scrape(tmp_path, server, numbers)
    assert [run.code for run in (first, second, third, other)] == [1, 0, 0, 1], first.out + second.out
    assert len(third.report()["accepted"]) == 2


def test_a_dry_run_that_finds_nothing_fails_like_the_run(tmp_path: Path) -> None:
    with FakeServer({"/robots.txt": page(b"")}) as server:
        where = ("--store", str(tmp_path / "store"), "--base", f"site={server.address}", "--pace", "0", "--dry-run")
        outcome = esfarkiv(tmp_path, "scrape", "esf-live", *where)
    assert outcome.code == 2
    assert not (tmp_path / "store").exists()


COUNT = 1000


def visit_all(store: PageStore, urls: list[str], time: str) -> None:
    """A whole run in which every page is as it was."""
    store.begin("esf-live", "test")
    for url in urls:
        known = store.index.last(url)
        assert known
        seen = captured(url, time, "page", read_message(message("304 Not Modified", b"")), b"")
        store.add_visit(seen, known)
    store.finish(len(urls), whole=True)


def test_a_store_grows_by_little_where_nothing_changes(tmp_path: Path) -> None:
    """Of 7 000 pages a day for a year less than 200 MB: 78 bytes a page and day, with room for another kind of file."""
    urls = [f"https://www.esf.se/resultat/projektbanken/projekt/?dnr=2{n % 7}-{n:03}-S0{n % 9}" for n in range(COUNT)]
    with open_store(tmp_path) as store:
        store.begin("esf-live", "test")
        for url in urls:
            raw = message("200 OK", b"<p>" + url.encode())
            store.add(captured(url, "2026-01-01T00:00:00Z", "page", read_message(raw), b"<p>" + url.encode()), raw)
        store.finish(COUNT, whole=True)
    before = size(tmp_path)
    for day in range(2, 6):
        with open_store(tmp_path) as store:
            visit_all(store, urls, f"2026-01-0{day}T00:00:00Z")
    assert (size(tmp_path) - before) / (4 * COUNT) < 40
    pages = list(find_inputs([str(tmp_path)]))
    assert {one.seen for one in pages} == {Seen("2026-01-01T00:00:00Z", "2026-01-05T00:00:00Z")}


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir() if not path.name.endswith(("-wal", "-shm")))


def test_opening_reads_no_file_that_is_indexed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store of a year has 365 files: what opening it costs is a look at the size of each."""
    with open_store(tmp_path) as store:
        store.begin("esf-live", "test")
        store.add(
            captured("http://a/", "2026-01-01T00:00:00Z", "page", read_message(message("200 OK", b"a")), b"a"),
            message("200 OK", b"a"),
        )
        store.finish(1, whole=True)
    with open_store(tmp_path) as store:
        visit_all(store, ["http://a/"], "2026-01-02T00:00:00Z")
    with open_store(tmp_path):
        pass

    def refuse(*_: object) -> None:
        raise AssertionError("a file was read")

    monkeypatch.setattr("scraper.store.recovery.members", refuse)
    with open_store(tmp_path) as store:
        assert store.notes == []
