"""The bars: pages with faults of every kind, ten kills, a second run, and a build from what was stored."""

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import cycle
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.building.build import build
from archive.building.parsing.parsing_options import ParsingOptions
from archive.building.settling.derived_tables import fill_derived_tables
from benchmarks.fixtures import FIXTURES
from scraper.files import find_inputs
from scraper.store.index import Index
from tests.fake_server import (
    Answer,
    FakeServer,
    Kill,
    at_first,
    busy,
    chunked,
    gzipped,
    page,
    reset,
    slow,
    torn_chunks,
    truncated,
    validated,
)
from tests.scraping import Outcome, all_captures, esfarkiv, held, records

pytestmark = pytest.mark.crawl

BODY = (FIXTURES / "projektbank-dnr" / "23-091-S02" / "page.html").read_bytes()
PATH = "/resultat/projektbanken/projekt/?dnr={}"
NUMBERS = [f"{year}-{n:03}-S01" for year in (22, 23) for n in range(1, 61)]
SHARE = 2
"""Pages with each kind of fault."""
SEED = 20260302
"""Of the moments of the kills; another seed is another test, so it stands in every message."""


def body(number: str) -> bytes:
    """The page of a project: the invented one, with a number and a title of its own."""
    return BODY.replace(b"23-091-S02", number.encode()).replace(b"Barnens", f"Barnens {number}".encode())


def passing(content: bytes) -> list[Answer]:
    """Every way of giving a page that is no plain one; in the end it comes."""
    good = validated(content)
    return [
        at_first(busy("429 Too Many Requests", Retry_After="0"), good),
        at_first(busy(Retry_After="0"), good),
        at_first(busy("500 Internal Server Error"), good),
        at_first(reset, good),
        at_first(truncated(content[:700]), good),
        at_first(torn_chunks(content[:700]), good),
        slow(content),
        chunked(content),
        gzipped(content),
        page(content, Content_Type="text/html; charset=iso-8859-1"),
        page(content, Content_Type=""),
    ]


LASTING: list[Answer] = [
    page(b"<h1>Sidan finns inte</h1>", "404 Not Found"),
    page(b"<h1>Sidan finns inte</h1>"),
    page(b""),
    page(b"<h1>Logga in</h1>"),
    truncated(BODY[:700]),
    page(b"", "302 Found", Location="http://10.1.2.3/"),
]
OTHERS = [f"24-{n:03}-S09" for n in range(1, len(LASTING) * SHARE + 1)]


def bank() -> dict[str, Answer]:
    """The good pages, some with each passing fault, and as many more with each lasting one."""
    answers: dict[str, Answer] = {PATH.format(number): validated(body(number)) for number in NUMBERS}
    kinds = len(passing(b""))
    for place, number in enumerate(random.Random(4).sample(NUMBERS, kinds * SHARE)):
        answers[PATH.format(number)] = passing(body(number))[place % kinds]
    answers |= {PATH.format(number): answer for number, answer in zip(OTHERS, cycle(LASTING), strict=False)}
    return answers | {"/robots.txt": page(b"User-agent: *\nDisallow: /admin/")}


@pytest.fixture(scope="module")
def server() -> Iterator[FakeServer]:
    with FakeServer(bank()) as fake:
        yield fake


def scrape(folder: Path, server: FakeServer, kill: Kill | None = None) -> Outcome:
    """One run over all the numbers, killed as told."""
    server.forget()
    server.kill = kill
    (folder / "numbers.txt").write_text("\n".join(random.Random(7).sample(NUMBERS + OTHERS, len(NUMBERS + OTHERS))))
    where = ("--store", str(folder / "store"), "--base", f"site={server.address}", "--pace", "0", "--links", "no")
    started = kill.started if kill else (lambda _: None)
    return esfarkiv(
        folder, "scrape", "esf-live", *where, "--dnr", str(folder / "numbers.txt"), "--json", started=started
    )


def assert_all_is_there_once(store: Path, address: str) -> None:
    """Every good page once and byte for byte, and no record torn: reading them checks their digests."""
    kept = held(store)
    expected = {address + PATH.format(number): [body(number)] for number in NUMBERS}
    assert {url: len(pages) for url, pages in kept.items() if len(pages) != 1} == {}
    assert kept == expected


def test_good_pages_among_faults_of_every_kind(server: FakeServer, tmp_path: Path) -> None:
    server.pages = bank()
    outcome = scrape(tmp_path, server)
    report = outcome.report()
    assert_all_is_there_once(tmp_path / "store", server.address)
    assert (report["fetched"], report["not_found"], report["failed"]) == (len(NUMBERS), SHARE, [])
    assert Counter(trouble["reason"] for trouble in report["flagged"]) == dict.fromkeys(
        ("soft-404", "empty", "log-in", "truncated"), SHARE
    )
    assert len(report["refused_places"]) == SHARE
    assert outcome.refused == []

    assert_builds_agree(tmp_path, server)

    changed = random.Random(8).sample(NUMBERS, 10)
    for number in changed:
        server.pages[PATH.format(number)] = validated(body(number).replace(b"640", b"641"))
    second = scrape(tmp_path, server)
    assert second.report()["fetched"] == len(changed)
    assert second.report()["unchanged"] == len(NUMBERS) - len(changed)
    again = held(tmp_path / "store")
    assert {url.rpartition("=")[2] for url, pages in again.items() if len(pages) == 2} == set(changed)
    assert second.refused == []


def test_ten_kills_at_random_moments(server: FakeServer, tmp_path: Path) -> None:
    chance = random.Random(SEED)
    server.pages = bank()
    store = tmp_path / "store"
    for _ in range(10):
        before = paths_held(store)
        when = chance.choice(("before", "within", "after", "later", "later"))
        kill = Kill(chance.randint(1, len(NUMBERS) // 10), when, chance.random() / 200)
        assert scrape(tmp_path, server, kill).code == -9, f"seed {SEED}: {kill}"
        assert set(server.paths) & before == set(), f"seed {SEED}: asked for what the run had"
    before = paths_held(store)
    outcome = scrape(tmp_path, server)
    assert outcome.report()["resumed"]
    assert set(server.paths) & before == set(), f"seed {SEED}: asked for what the run had"
    assert_all_is_there_once(store, server.address)
    assert len(list(store.glob("*.warc.gz"))) == 1, "one run, one file"


def paths_held(store: Path) -> set[str]:
    """The paths of the pages that the index has for settled; opening the store may find one more."""
    if not store.exists():
        return set()
    index = Index(store / "index.sqlite")
    settled = (capture for capture in all_captures(index) if index.in_run(capture.run, capture.url))
    paths = {"/" + capture.url.split("/", 3)[3] for capture in settled}
    index.close()
    return paths


def assert_builds_agree(tmp_path: Path, server: FakeServer) -> None:
    """A build from the store gives the rows of a build from the same pages in a folder; every third page will do."""
    folder, lines = tmp_path / "folder", ["file,url,captured_at"]
    folder.mkdir()
    good = {server.address + PATH.format(number): number for number in NUMBERS[::3]}
    for _, url, fields, content in records(tmp_path / "store"):
        if url in good and "ESF-Flag" not in fields:
            (folder / f"{good[url]}.html").write_bytes(content)
            lines.append(f"{good[url]}.html,{url},{fields['WARC-Date']}")
    (folder / "addresses.csv").write_text("\n".join(lines))
    for name, source in (("store", tmp_path / "store"), ("folder", folder)):
        pages = [page for page in find_inputs([str(source)]) if page.url in good]
        build(tmp_path / f"{name}.db", pages, options=ParsingOptions(text=False))
    found = rows(tmp_path / "store.db")
    assert len(found["projects"]) == len(good)
    assert found == rows(tmp_path / "folder.db")


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but for the name of the file that a capture was read from, here and in what derives.

    The sums of rows were made of that name too, and are left out.
    """
    with closing(sqlite3.connect(path)) as database:
        database.execute("update captures set document = iif(document = source, '', document), source = ''")
        fill_derived_tables(Database(database))
        sql = (
            "select name from sqlite_master where type = 'table' and name not like 'search%' and name <> 'row_digests'"
        )
        tables = [name for (name,) in database.execute(sql)]
        return {name: sorted(database.execute(f'select * from "{name}"'), key=repr) for name in tables}
