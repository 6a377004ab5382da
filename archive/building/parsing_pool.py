"""Parses pages in batches: their structure at once, their prose with spaCy on several processes, and only once.

Results for prose are cached by the digests of the text and of the code that analysed it, so that a page whose menu
changed, or a parser whose layouts changed, needs no new analysis. The cache is in the private file: it is unmasked.
"""

import hashlib
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait

import msgspec
from sqlite_utils import Database

from archive.building.time_limit import seconds_for, time_limit
from parser import Page, read_page
from parser.understanding.frame import Frame
from parser.understanding.merge import Understanding, frame_of, merge
from schema.record import Issue, Project
from scraper.input import Input

_CHUNK = 25
"""Texts sent to a process at a time; fewer are analysed in this process, since another takes a second to start."""


class ParsingOptions(msgspec.Struct, frozen=True):
    """How prose is read: on how many processes.

    If `text` is false, claims, targets and tags are left out.
    """

    text: bool = True
    processes: int = 1

    @property
    def described(self) -> str:
        """The options that change how a page is read, as a suffix of the parser's version."""
        return "" if self.text else "+no-text"


UNREAD = "the prose of this page could not be analysed; please report it"


class PendingPages(msgspec.Struct):
    """Pages whose prose is being analysed: cached results, digests not cached, and the iterator of their results."""

    pages: list[Page]
    texts: list[tuple[Project, Frame, str]]
    cached: dict[str, bytes]
    missing: list[str]
    fresh: Iterator[bytes]


class ParsingPool:
    """Parses pages; close it when done."""

    def __init__(self, cache: Database, version: str, options: ParsingOptions) -> None:
        """Store results for prose in `cache`, under the version of the code that made them."""
        self._cache, self._version, self._options = cache, version, options
        self._pool: ProcessPoolExecutor | None = None
        columns = {"digest": str, "version": str, "said": bytes}
        cache.table("understood").create(columns, pk=("digest", "version"), if_not_exists=True)

    def read(self, sources: Sequence[tuple[Input, bytes]]) -> "PendingPages":
        """Starts parsing pages; other work can be done before `finish`."""
        pages = [self._read(content, source.url) for source, content in sources]
        projects = [project for page in pages for project in page.projects] if self._options.text else []
        frames = [frame_of(project) for project in projects]
        digests = [_digest(frame) for frame in frames]
        cached = self._cached(digests)
        missing = {digest: frame for digest, frame in zip(digests, frames, strict=True) if digest not in cached}
        texts = list(zip(projects, frames, digests, strict=True))
        return PendingPages(pages, texts, cached, list(missing), self._understand(list(missing.values())))

    def _read(self, content: bytes, url: str | None) -> Page:
        """Parses a page; one that cannot be parsed has that as its verdict, and costs no other page anything."""
        try:
            with time_limit(seconds_for(len(content))):
                return read_page(content, url)
        except Exception as error:
            return Page("", [], [], f"could not be parsed ({type(error).__name__}: {error}); please report it")

    def finish(self, pending: "PendingPages") -> list[Page]:
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
        return pending.pages

    def _cached(self, digests: list[str]) -> dict[str, bytes]:
        sql = "select said from understood where digest = ? and version = ?"
        found = ((digest, self._cache.execute(sql, (digest, self._version)).fetchone()) for digest in digests)
        return {digest: row[0] for digest, row in found if row}

    def _understand(self, frames: list[Frame]) -> Iterator[bytes]:
        if len(frames) < _CHUNK or self._options.processes < 2:
            return iter(understand_frames(frames))
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._options.processes, get_context("spawn"), end_with_parent)
        chunks = [frames[start : start + _CHUNK] for start in range(0, len(frames), _CHUNK)]
        results = self._pool.map(understand_frames, chunks)
        return (packed for result in results for packed in result)

    def close(self) -> None:
        """Stops the processes, and deletes cached results of other versions of the code."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
        self._cache.execute("delete from understood where version != ?", (self._version,))
        self._cache.conn.commit()


def end_with_parent() -> None:
    """Ends this worker process once its parent is gone, even if that was killed."""
    parent = parent_process()
    if parent:
        threading.Thread(target=_wait_for_end, args=(parent.sentinel,), daemon=True).start()


def _wait_for_end(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def understand_frames(frames: list[Frame]) -> list[bytes]:
    """The result for each frame's prose, packed; run in a worker process. Empty for one that cannot be analysed."""
    if not frames:
        return []
    try:
        with time_limit(sum(seconds_for(len(frame.text)) for frame in frames)):
            return _understand_all(frames)
    except Exception:
        halves = (frames[: len(frames) // 2], frames[len(frames) // 2 :]) if len(frames) > 1 else ()
        return [packed for half in halves for packed in understand_frames(half)] or [b""]


def _understand_all(frames: list[Frame]) -> list[bytes]:
    from parser.understanding.understanding import understand  # noqa: PLC0415  (spaCy is slow)

    return [msgspec.msgpack.encode(result) for result in understand(frames)]


def _digest(frame: Frame) -> str:
    parts = [frame.title, frame.status, frame.text, [(part.section, part.start, part.end) for part in frame.sections]]
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()
