"""Which of the captures that an archive lists are those of pages, and which of them are asked for."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from scraper.sources.page_request import PageRequest, Reply
from scraper.sources.source import SourceError
from scraper.sources.web_archives.cdx import Row
from scraper.store.responses.message import HTML

_REVISIT = "warc/revisit"
"""The media type that indexes give a capture with the content of an earlier one; its status is `-`."""

_NONE = ("-", "")
"""What an index gives as the status of a revisit, and where it gives none."""


_MOST_KINDS = 5
"""How many kinds of captures a line names."""


def chosen_captures(rows: list[Row], statuses: tuple[str, ...], types: tuple[str, ...]) -> list[Row]:
    """The captures with one of the statuses and media types, without a type, or of another one's content."""
    named = {kind.lower() for kind in types}
    wanted = {*named, *(HTML if HTML[0] in named else ()), _REVISIT, ""}
    return [row for row in rows if row.status in (*statuses, *_NONE) and row.mime in wanted]


def kinds_of(rows: Iterable[Row]) -> Counter[str]:
    """How many captures there are of each status and media type."""
    return Counter(f"{row.status or 'no status'} {row.mime or 'no type'}" for row in rows)


def unwanted(name: str, unused: Counter[str]) -> list[str]:
    """The line on listed captures that a source did not ask for; none if there are none."""
    if not unused:
        return []
    kinds = ", ".join(f"{number} {kind}" for kind, number in unused.most_common(_MOST_KINDS))
    more = ", ..." if len(unused) > _MOST_KINDS else ""
    return [f"{name}: {unused.total()} listed captures of other kinds were not asked for: {kinds}{more}"]


def by_page(rows: list[Row]) -> list[list[Row]]:
    """The captures of each page by time."""
    pages: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: row.timestamp):
        pages.setdefault(row.urlkey or row.url, []).append(row)
    return list(pages.values())


def _changes(rows: list[Row]) -> list[Row]:
    """The captures of a page whose content is not that of the capture before; without a digest, each differs."""
    kept: list[Row] = []
    for row in rows:
        digest = row.digest.strip("-")
        if not digest or not kept or digest != kept[-1].digest:
            kept.append(row)
    return kept


class CaptureChoice:
    """The captures of each page that are asked for: the newest, or `every` one that differs from the one before."""

    def __init__(self, request: Callable[[Row], PageRequest], every: bool) -> None:
        """None yet; `request` makes the request for a capture."""
        self._request, self._every = request, every
        self._older: dict[str, list[Row]] = {}
        self._others: dict[str, set[str]] = {}

    def of_page(self, rows: list[Row]) -> Iterator[PageRequest]:
        """The requests for the captures of a page, which are given by time."""
        if not self._every:
            yield from self._first_of(rows[::-1])
            return
        different = _changes(rows)
        for row in different:
            request = self._request(row)
            self._others[request.url] = {other.time for other in different} - {row.time}
            yield request

    def older(self, request: PageRequest, time: str | None) -> Iterator[PageRequest]:
        """The next older capture, unless one of this `time` came that is no older; None is for none that came."""
        older = self._older.get(request.url, [])
        yield from self._first_of([row for row in older if time is None or time < row.time])

    def check(self, reply: Reply) -> None:
        """Raises SourceError for another capture of a page in place of one, where each is asked for."""
        if reply.good and reply.page_time in self._others.get(reply.request.url, ()):
            raise SourceError(f"{reply.request.url}: the archive gives the capture of {reply.page_time} in its place")

    def _first_of(self, rows: list[Row]) -> Iterator[PageRequest]:
        """The first of some captures; the others are kept for when it cannot be had."""
        for row in rows[:1]:
            request = self._request(row)
            self._older[request.url] = rows[1:]
            yield request
