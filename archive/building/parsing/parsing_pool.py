"""Parses pages in batches: their structure at once, their prose with spaCy on several processes, and only once.

Pages without prose are read and masked by processes, of which this one is one: it does what none of the others has
begun when it would have to wait for them.

Results for prose are cached by the digests of the text and of the code that analysed it, so that a page whose menu
changed, or a parser whose layouts changed, needs no new analysis. The cache is in the private file: it is unmasked.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context
from typing import TypeVar

import msgspec
from sqlite_utils import Database

from archive.building.captures.capture_ids import capture_id
from archive.building.parsing.inputs import NewPage, ReadPage
from archive.building.parsing.page_reader import read_and_mask, read_here, unpacked
from archive.building.parsing.parsing_options import ParsingOptions
from archive.building.parsing.shared_work import Later, shared
from archive.building.parsing.worker_processes import end_with_parent, understand_frames
from parser import Page
from parser.understanding.fill_project import Understanding, merge
from parser.understanding.page_prose import Frame, frame_of
from schema.record import Issue, Project

_CHUNK = 25
"""Pages or texts sent to a process at a time; fewer texts are analysed in this one: another takes a second to start."""
_FEWEST_PAGES = 1_000
"""Pages without prose that are read in this process before others are worth the seconds that they take to start."""
_FEWEST_CHARACTERS = 5_000_000
"""Characters of prose after which as many other processes analyse it as may run, and not one fewer: each takes seconds
to start, and with less prose this one has as much to do."""


_Part = TypeVar("_Part")
UNREAD = "the prose of this page could not be analysed; please report it"


class PendingPages(msgspec.Struct):
    """Pages whose prose is being analysed: cached results, digests not cached, and the results of each.

    The first of these come from where the page was read, the others one by one.
    """

    pages: Iterable[ReadPage]
    texts: list[tuple[Project, Frame, str]]
    cached: dict[str, bytes]
    missing: list[str]
    fresh: Iterator[bytes]


class ParsingPool:
    """Parses pages; close it when done."""

    def __init__(self, cache: Database, version: str, options: ParsingOptions) -> None:
        """Store results for prose in `cache`, under the version of the code that made them."""
        self._cache, self._version, self._options = cache, version, options
        self._pools: list[ProcessPoolExecutor] = []
        self._pages_read = self._characters_read = 0
        self._first: Later[bytes] | None = None
        """The first prose that is much: another process starts for it once there is more, as this one has to wait."""
        columns = {"digest": str, "version": str, "said": bytes}
        cache.table("understood").create(columns, pk=("digest", "version"), if_not_exists=True)

    def read(self, sources: Sequence[NewPage]) -> "PendingPages":
        """Starts parsing pages; other work can be done before `finish`."""
        if self._masks_elsewhere(sources):
            return PendingPages(self._read_elsewhere(sources), [], {}, [], iter(()))
        read = [read_here(new) for new in sources]
        pages = [one.page for one in read]
        projects = [project for page in pages for project in page.projects] if self._options.text else []
        frames = [frame_of(project) for project in projects]
        digests = [_digest(frame) for frame in frames]
        cached = self._cached(digests)
        missing = {digest: frame for digest, frame in zip(digests, frames, strict=True) if digest not in cached}
        said = _said_elsewhere(sources, pages, digests)
        given = {digest: said[digest] for digest in missing if digest in said}
        here = {digest: frame for digest, frame in missing.items() if digest not in given}
        texts = list(zip(projects, frames, digests, strict=True))
        fresh = chain(given.values(), self._understand(list(here.values())))
        return PendingPages(read, texts, cached, [*given, *here], fresh)

    def _masks_elsewhere(self, sources: Sequence[NewPage]) -> bool:
        """Whether other processes read and mask pages; with prose they have enough to do, and read that alone."""
        self._pages_read += len(sources)
        is_allowed = self._options.processes > 1 and not self._options.text
        return is_allowed and self._pages_read > _FEWEST_PAGES and not any(new.reading.page for new in sources)

    def _read_elsewhere(self, sources: Sequence[NewPage]) -> Iterator[ReadPage]:
        pages = [(new.content, new.reading.source.url, capture_id(new.reading.source, new.digest)) for new in sources]
        return unpacked(shared(self._others(self._options.processes - 1), read_and_mask, _chunks(pages), helps=True))

    def _others(self, number: int) -> list[ProcessPoolExecutor]:
        """So many other processes, each of which is given its share."""
        while len(self._pools) < number:
            self._pools.append(ProcessPoolExecutor(1, get_context("spawn"), end_with_parent))
        return self._pools

    def finish(self, pending: "PendingPages") -> list[ReadPage]:
        """Returns the pages with the results for their prose, unless that is switched off."""
        fresh = dict(zip(pending.missing, pending.fresh, strict=True))
        sound = {digest: packed for digest, packed in fresh.items() if packed}
        rows = ({"digest": digest, "version": self._version, "said": packed} for digest, packed in sound.items())
        self._cache.table("understood").insert_all(rows, ignore=True)
        for project, frame, digest in pending.texts:
            if packed := pending.cached.get(digest) or fresh[digest]:
                merge(project, frame, msgspec.msgpack.decode(packed, type=Understanding))
            else:
                project.issues.append(Issue("unread-prose", UNREAD, 0, 0))
        return list(pending.pages)

    def _cached(self, digests: list[str]) -> dict[str, bytes]:
        sql = "select said from understood where digest = ? and version = ?"
        found = ((digest, self._cache.execute(sql, (digest, self._version)).fetchone()) for digest in digests)
        return {digest: row[0] for digest, row in found if row}

    def _understand(self, frames: list[Frame]) -> Iterable[bytes]:
        if len(frames) < _CHUNK or self._options.processes < 2:
            return understand_frames(frames)
        self._characters_read += sum(len(frame.text) for frame in frames)
        number = self._options.processes - (self._characters_read <= _FEWEST_CHARACTERS)
        results = Later(lambda: understand_frames(frames), lambda: self._understand_elsewhere(frames, number))
        if self._first is None and number == 1:
            self._first = results
            return results
        for one in filter(None, (self._first, results)):
            one.begin()
        return results

    def _understand_elsewhere(self, frames: list[Frame], number: int) -> Iterator[bytes]:
        return chain.from_iterable(shared(self._others(number), understand_frames, _chunks(frames), helps=False))

    def close(self) -> None:
        """Stops the processes, and deletes cached results of other versions of the code."""
        for pool in self._pools:
            pool.shutdown(cancel_futures=True)
        self._cache.execute("delete from understood where version != ?", (self._version,))
        self._cache.conn.commit()


def _chunks(parts: list[_Part]) -> list[list[_Part]]:
    return [parts[start : start + _CHUNK] for start in range(0, len(parts), _CHUNK)]


def _said_elsewhere(sources: Sequence[NewPage], pages: list[Page], digests: list[str]) -> dict[str, bytes]:
    """What the prose of pages says that were read elsewhere, by the digests of that prose."""
    found: dict[str, bytes] = {}
    remaining = iter(digests)
    for new, page in zip(sources, pages, strict=True):
        of_page = list(islice(remaining, len(page.projects)))
        if new.reading.page:
            found |= zip(of_page, new.reading.said, strict=False)
    return found


def _digest(frame: Frame) -> str:
    parts = [frame.title, frame.status, frame.text, [(part.section, part.start, part.end) for part in frame.sections]]
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()
