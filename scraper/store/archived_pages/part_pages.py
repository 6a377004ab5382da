"""The pages in a part of a web archive, from its plain copy if they cannot be read where they are."""

from collections.abc import Iterator

import msgspec

from scraper.store.archive_files.archive_parts import ArchivePart
from scraper.store.archive_files.record_scan import FoundRecord, JoinedRecords, scan
from scraper.store.archive_files.record_segments import CONTINUATION, segment_of
from scraper.store.archive_files.unpacking import must_be_unpacked
from scraper.store.archived_pages.recorded_pages import ArchivedPage, events_of, page_of
from scraper.store.archived_pages.untaken_records import Untaken

_TORN = (
    "torn or damaged from here on, the records before it are used",
    "torn or damaged from here on, no page is before it",
)
_DAMAGED = ("torn or damaged here, the records around it are used", "torn or damaged here, no page is around it")
_TWICE = "packed twice, no page in it is used; unpack it once"
_FRAME = ("the whole records in it and around it are used", "no page in it or around it could be read")
"""What is said of damage, if there are pages beside it and if there are none."""


class PlacedPage(msgspec.Struct):
    """A page, or what our own runs logged, and where it is; `problem` if the place is damaged.

    `damage` is what may be said of it.
    """

    part: ArchivePart
    offset: int
    page: ArchivedPage = ArchivedPage()
    problem: str | None = None
    damage: tuple[str, str] | None = None


def pages_of_part(part: ArchivePart, packed: ArchivePart, untaken: Untaken) -> Iterator[PlacedPage]:
    """The pages of a part, in order, and its damaged places; counts the other records. Raises OSError."""
    here, outer = Untaken(), None
    try:
        found = list(_in_place(part, here))
    except JoinedRecords:
        here, outer, part = Untaken(), part, packed
        found = _in_copy(part, here)
    untaken.update(here)
    said = int(all(page.damage for page in found))
    if outer:
        yield from _damage_of(outer, said)
    for page in found:
        page.problem = page.damage[said] if page.damage else None
        yield page
    yield from _damage_of(part, said)


def _in_copy(copy: ArchivePart, untaken: Untaken) -> list[PlacedPage]:
    """The pages in a plain copy, or that it is none."""
    try:
        return list(_in_place(copy, untaken))
    except JoinedRecords:
        return [PlacedPage(copy, 0, damage=(_TWICE, _TWICE))]


def _in_place(part: ArchivePart, untaken: Untaken) -> Iterator[PlacedPage]:
    """The pages of a part; raises JoinedRecords if it must be unpacked first."""
    with part.open() as file:
        for start, end, damage in part.pieces():
            file.seek(start)
            if not part.packed and must_be_unpacked(file.read(4), part.member or part.path.name):
                raise JoinedRecords
            for found in scan(file, start, end):
                if isinstance(found, FoundRecord):
                    yield from _taken(part, found, untaken)
                elif found.followed or not damage:  # the last place is told by the damage
                    yield PlacedPage(part, found.offset, damage=_DAMAGED if found.followed else _TORN)


def _taken(part: ArchivePart, found: FoundRecord, untaken: Untaken) -> Iterator[PlacedPage]:
    page = page_of(found.head, found.begin) or events_of(found.head, found.begin)
    if page is None:
        untaken.add(found.head, found.begin, found.offset, part.member)
        if segment := segment_of(found.head):
            yield PlacedPage(part, found.offset, ArchivedPage(CONTINUATION, segment=segment))
    elif not part.is_certain(found.offset):
        untaken.add_unconfirmed(found.offset, part.member)
    else:
        untaken.add_undated(found.head, page, found.offset, part.member)
        yield PlacedPage(part, found.offset, page)


def _damage_of(part: ArchivePart, said: int) -> Iterator[PlacedPage]:
    copy = part.copy()
    for damage in copy.damaged if copy else ():
        yield PlacedPage(part, damage.start, problem=f"torn or damaged ({damage.problem}); {_FRAME[said]}")
