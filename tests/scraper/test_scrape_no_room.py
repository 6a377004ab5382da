"""A disk that is full in the middle of a run: told in one line, nothing torn, and the next run goes on from there.

The limit is the kernel's own, on the size of a file that a process writes.
"""

import hashlib
import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from scraper.files import find_inputs
from tests.archives import read_all
from tests.fake_server import FakeServer, page
from tests.scraper.test_scrape_live import PATH, bank
from tests.scraping import Outcome, esfarkiv

pytestmark = pytest.mark.crawl

NUMBERS = [f"23-{number:03}-S01" for number in range(1, 13)]
LIMITS = (6000, 60_000, 150_000, 200_000)


def body(number: str) -> bytes:
    """A project's page that hardly can be compressed."""
    noise = "".join(hashlib.sha256(f"{number} {n}".encode()).hexdigest() for n in range(120))
    return f"<h1>{number} - Ett</h1><p>Diarienummer: {number}</p><p>Projektägare: Norrviken</p><p>{noise}</p>".encode()


def limited(size: int) -> Callable[[int], None]:
    """Allows a process to write files of that many bytes and no more."""

    def limit(process: int) -> None:
        resource.prlimit(process, resource.RLIMIT_FSIZE, (size, size))

    return limit


def check(full: Outcome, server_paths: int, store: Path) -> None:
    """A run that had no room says so once and in a line, and has kept whole pages alone."""
    told = [line for line in (full.out + full.err).splitlines() if "make room" in line]
    assert (full.code in (1, 2), len(told)) == (True, 1), full.out + full.err
    assert "Traceback" not in full.err
    if list(store.glob("*.warc.gz")):
        good, troubles = read_all_of(store)
        assert troubles == []
        assert len(good) <= server_paths


def read_all_of(store: Path) -> tuple[dict[str | None, bytes], list[str]]:
    """The pages in the WARC files of a store, of which one may be empty still."""
    files = [path for path in store.glob("*.warc.gz") if path.stat().st_size > 600]
    found = [read_all(path) for path in files]
    return {url: content for good, _ in found for url, content in good.items()}, [
        trouble for _, troubles in found for trouble in troubles if "no pages in this web archive" not in trouble
    ]


@pytest.mark.parametrize("size", LIMITS)
def test_a_run_without_room_is_resumed(tmp_path: Path, size: int) -> None:
    store = tmp_path / "store"
    (tmp_path / "numbers.txt").write_text("\n".join(NUMBERS))
    with FakeServer(bank({number: page(body(number)) for number in NUMBERS})) as server:
        base = ("--base", f"site={server.address}", "--pace", "0", "--dnr", str(tmp_path / "numbers.txt"))
        where = ("scrape", "esf-live", "--store", str(store), "--links", "no", *base)
        for _ in range(2):
            full = esfarkiv(tmp_path, *where, started=limited(size))
            check(full, len(server.paths), store)
        kept = read_all_of(store)[0]
        server.forget()
        whole = esfarkiv(tmp_path, *where)
        asked = set(server.paths) - {"/robots.txt"}
    assert whole.code == 0, whole.out
    good, troubles = read_all(store)
    assert ({url and url[-10:]: text for url, text in good.items()}, troubles) == (
        {number: body(number) for number in NUMBERS},
        [],
    )
    assert asked == {PATH.format(number) for number in NUMBERS} - {url[len(server.address) :] for url in kept if url}
    assert kept or size < 200_000, "some pages were kept, and not asked for again"


@pytest.mark.parametrize("size", LIMITS)
def test_files_are_taken_over_as_far_as_there_is_room(tmp_path: Path, size: int) -> None:
    (tmp_path / "pages").mkdir()
    for number in NUMBERS:
        (tmp_path / "pages" / f"{number}.html").write_bytes(body(number))
    where = ("scrape", "files", "--store", str(tmp_path / "store"), "--from", str(tmp_path / "pages"))
    check(esfarkiv(tmp_path, *where, started=limited(size)), len(NUMBERS), tmp_path / "store")
    whole = esfarkiv(tmp_path, *where)
    assert whole.code == 0, whole.out
    assert sorted(page.read() for page in find_inputs([str(tmp_path / "store")])) == sorted(map(body, NUMBERS))
