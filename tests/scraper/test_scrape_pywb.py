"""What a real web archive server lists and cannot give, gives again, or gives as a revisit: pywb over damaged files."""

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders

from scraper.engine.reporting.report import Problem
from tests.archives import Archive, old_bank, pywb
from tests.scraper.test_scrape_archives import found
from tests.scraper.test_scrape_archives import wayback as run
from tests.scraping import Outcome

pytestmark = pytest.mark.crawl

_MORE = "https://www.esf.se/Resultat/Projektbanken/Behallare-for-projekt/Norr/projekt-{}/"
_MADE = "<html><body><h1>Projekt {0}</h1><p>Projektägare: Förening {0}</p><p>Beviljat: {0} 000 kr</p></body></html>"
BANK = old_bank()
BANK |= {_MORE.format(n): _MADE.format(n).encode() for n in range(40 - len(BANK))}
"""The pages of forty projects."""

URLS = list(BANK)
LOST = URLS[::3][:13]
"""Those whose newest capture is in the index and no longer in the file."""

OLD, NEW, LAST = "2013-05-02T10:00:00Z", "2016-11-30T23:59:59Z", "2019-01-01T00:00:00Z"
CHANGED = b"<!-- as it became --></body>"


def newer(url: str) -> bytes:
    return BANK[url].replace(b"</body>", CHANGED)


class DamagedArchive(Archive):
    """An archive of which some records are to be overwritten once it has been indexed."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.places: list[tuple[int, int]] = []

    def add_lost(self, url: str, time: str, content: bytes) -> None:
        """A response that the index will list, and that the server will not find."""
        begin = self._file.tell()
        self.add(url, time, content)
        self.places.append((begin, self._file.tell()))

    def add_revisit(self, url: str, time: str, of: str, content: bytes) -> None:
        """A record that a page had the content of its capture of another time again."""
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        digest = f"sha1:{base64.b32encode(hashlib.sha1(content).digest()).decode()}"
        record = self._writer.create_revisit_record(url, digest, url, of, http_headers=head)
        record.rec_headers.replace_header("WARC-Date", time)
        self._writer.write_record(record)

    def overwrite(self, copy: Path) -> None:
        """Overwrite them in a copy of the file."""
        with copy.open("r+b") as file:
            for begin, end in self.places:
                file.seek(begin)
                file.write(bytes(end - begin))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One collection with forty projects whose newest captures are lost in part, and one for each other case."""
    made, folder = tmp_path_factory.mktemp("warc"), tmp_path_factory.mktemp("pywb")
    archives = {name: DamagedArchive(made / f"{name}.warc.gz") for name in ("forty", "back", "alone")}
    forty, back, alone = archives.values()
    for url, content in BANK.items():
        forty.add(url, OLD, content)
    for url in URLS:
        (forty.add_lost if url in LOST else forty.add)(url, NEW, newer(url))
    first, second, third = URLS[:3]
    for url in (first, second):
        back.add(url, OLD, BANK[url])
        back.add(url, NEW, newer(url))
    back.add(first, LAST, BANK[first])
    back.add_revisit(second, LAST, OLD, BANK[second])
    alone.add(first, OLD, BANK[first])
    alone.add_lost(third, OLD, BANK[third])
    for archive in archives.values():
        archive.close()
    with pywb(folder, {name: made / f"{name}.warc.gz" for name in archives}) as address:
        for name, archive in archives.items():
            archive.overwrite(folder / "collections" / name / "archive" / f"{name}.warc.gz")
        yield address


def wayback(folder: Path, server: str, collection: str, *more: str) -> Outcome:
    """A run over one of the collections."""
    bases = ("--base", f"cdx={server}/{collection}/cdx", "--base", f"replay={server}/{collection}")
    return run(folder, server, *bases, *more)


def newest(store: Path) -> dict[str | None, tuple[str | None, bytes]]:
    """The newest page of each address, as a build would take it, with its time."""
    pages = sorted(found(store).items(), key=lambda item: item[0][1] or "")
    return {url: (time, content) for (url, time), content in pages}


def test_where_the_newest_capture_is_lost_the_older_one_is_had(server: str, tmp_path: Path) -> None:
    outcome = wayback(tmp_path, server, "forty")
    pages = newest(tmp_path / "store")
    assert {url: content for url, (_, content) in pages.items()} == {
        url: BANK[url] if url in LOST else newer(url) for url in URLS
    }
    assert {time for url, (time, _) in pages.items() if url in LOST} == {OLD}, "dated by the capture that came"
    assert outcome.code in (0, 1), outcome.err


def test_all_captures_that_the_archive_still_has_are_had(server: str, tmp_path: Path) -> None:
    outcome = wayback(tmp_path, server, "forty", "--captures", "all")
    pages = found(tmp_path / "store")
    assert pages == {(url, OLD): content for url, content in BANK.items()} | {
        (url, NEW): newer(url) for url in URLS if url not in LOST
    }
    assert outcome.code == 1, "captures that the index lists were not had"


@pytest.mark.parametrize("captures", ["newest", "all"])
def test_content_that_came_back_is_the_newest(server: str, tmp_path: Path, captures: str) -> None:
    outcome = wayback(tmp_path, server, "back", "--captures", captures)
    assert outcome.code == 0, outcome.out + outcome.err
    pages = newest(tmp_path / "store")
    for url in URLS[:2]:
        assert pages[url] == (LAST, BANK[url])
    assert len(found(tmp_path / "store")) == (2 if captures == "newest" else 6)


def test_a_capture_that_is_listed_and_not_there_is_a_failure_that_keeps_no_other_from_coming(
    server: str, tmp_path: Path
) -> None:
    """This server answers as a busy one does, which ends a run: the next one asks for the others first."""
    first, second = (wayback(tmp_path, server, "alone") for _ in range(2))
    assert (first.code, second.code) == (1, 1)
    assert second.report()["fetched"] + first.report()["fetched"] == 1
    (failed,) = second.report()["failed"]
    assert (URLS[2] in failed["url"], failed["reason"]) == (True, "HTTP 503")
    word = Problem(failed["url"], failed["reason"]).word
    accepted = wayback(tmp_path, server, "alone", "--accept", word)
    assert (accepted.code, accepted.report()["failed"], list(found(tmp_path / "store"))) == (0, [], [(URLS[0], OLD)])
