"""Resolves revisits: records that say that a page had the content of an earlier capture again."""

from collections.abc import Iterable, Iterator

import msgspec

from scraper.store.archive_files.warc_records import DAMAGE
from scraper.store.archived_pages.recorded_pages import ABSENT_KIND, VISITS_KIND
from scraper.store.archived_pages.warc import WarcRecord
from scraper.store.visits import SEEN, PageVisit, read_visits


def resolve_revisits(records: Iterable[WarcRecord]) -> Iterator[WarcRecord]:
    """The pages of some web archives, with a revisit that brings back older content as a page of its own time.

    One that repeats the content that the page had just before is left out. Revisits of captures that are in none of the
    archives are one `problem` a file.
    """
    known = list(records)
    revisits = [record for record in known if record.page.kind == "revisit"]
    yield from (record for record in known if record.page.kind != "revisit")
    if revisits:
        timeline = _Timeline(record for record in known if record.page.kind != "revisit" and not record.problem)
        yield from timeline.resolved(revisits)


class _Timeline:
    """The captures of each page, all by their digest, and the origin of what a revisit brought back."""

    def __init__(self, captures: Iterable[WarcRecord]) -> None:
        self._of_page: dict[str, list[WarcRecord]] = {}
        self._by_digest: dict[str, WarcRecord] = {}
        self._origins: dict[int, WarcRecord] = {}
        for capture in captures:
            self._of_page.setdefault(_place(capture.page.url), []).append(capture)
            if capture.page.digest:
                self._by_digest[capture.page.digest.lower()] = capture

    def resolved(self, revisits: list[WarcRecord]) -> Iterator[WarcRecord]:
        lost: dict[str, int] = {}
        for revisit in sorted(revisits, key=lambda revisit: revisit.page.time or ""):
            original = self._original(revisit)
            if original is None:
                lost[str(revisit.path)] = lost.get(str(revisit.path), 0) + 1
            elif original is not self._before(revisit):
                yield self._seen_again(revisit, original)
        for path, count in lost.items():
            found = next(revisit for revisit in revisits if str(revisit.path) == path)
            yield WarcRecord(found.path, found.offset, problem=f"{count} revisits of captures that are not here")

    def _original(self, revisit: WarcRecord) -> WarcRecord | None:
        url, time = revisit.page.refers_to or ("", None)
        same = [capture for capture in self._of_page.get(_place(url), ()) if time and capture.page.time == time]
        return next(iter(same), None) or self._by_digest.get((revisit.page.digest or "-").lower())

    def _before(self, revisit: WarcRecord) -> WarcRecord | None:
        """The capture whose content the page had before a revisit."""
        captures = self._of_page.get(_place(revisit.page.url), ())
        earlier = [capture for capture in captures if (capture.page.time or "") <= (revisit.page.time or "")]
        newest = max(earlier, key=lambda capture: capture.page.time or "", default=None)
        return self._origins.get(id(newest), newest)

    def _seen_again(self, revisit: WarcRecord, original: WarcRecord) -> WarcRecord:
        page = msgspec.structs.replace(original.page, url=revisit.page.url, time=revisit.page.time)
        seen = msgspec.structs.replace(original, page=page)
        self._of_page.setdefault(_place(revisit.page.url), []).append(seen)
        self._origins[id(seen)] = original
        return seen


def is_event(record: WarcRecord) -> bool:
    """Whether a record holds no page, but what our own runs saw of pages."""
    return record.page.kind in (VISITS_KIND, ABSENT_KIND)


def visits_of(record: WarcRecord) -> Iterator[PageVisit]:
    """The visits in a record: those that it logs, or the one at which its page was seen or found absent."""
    if record.page.kind == VISITS_KIND:
        try:
            yield from read_visits(record.record().block)
        except (*DAMAGE, OSError):
            return  # told when the file is scanned
    elif record.page.url and record.page.time and not record.problem:
        outcome = record.page.media_type if record.page.kind == ABSENT_KIND else SEEN
        yield PageVisit(record.page.time, outcome, record.page.url)


def _place(url: str | None) -> str:
    return (url or "").partition("#")[0].partition("://")[2]
