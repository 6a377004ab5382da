"""Pages in web archives: WARC, ARC, WACZ and WET files of our own, of other crawlers and of browsers.

A file is scanned once for the positions of its pages; each is read on demand, so that memory holds only one.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from scraper.shown_path import shown_path
from scraper.store.archive_files.archive_parts import ArchivePart, parts_of
from scraper.store.archive_files.wacz import MEMBER_ENDINGS, WACZ_ENDING
from scraper.store.archive_files.warc_records import DAMAGE, ArchivedRecord, joined
from scraper.store.archived_pages.part_pages import PlacedPage, pages_of_part
from scraper.store.archived_pages.recorded_pages import ArchivedPage
from scraper.store.archived_pages.untaken_records import Untaken

ARCHIVE_ENDINGS = (*MEMBER_ENDINGS, WACZ_ENDING)
_NONE_READ = "no page in it could be read"


class WarcError(Exception):
    """A web archive or one of its records cannot be read; the message names the file and the offset."""


class WarcRecord(msgspec.Struct):
    """The position of a page in a web archive, `packed` if in the plain copy of it; `problem` if it cannot be read.

    `continued` are its other segments, if it is in several.
    """

    path: Path
    offset: int
    member: str | None = None
    page: ArchivedPage = ArchivedPage()
    problem: str | None = None
    packed: bool = False
    continued: tuple["WarcRecord", ...] = ()

    @property
    def source(self) -> str:
        """The file and the offset in it."""
        return shown_path(f"{self.path}{'!' + self.member if self.member else ''}#{self.offset}")

    def read(self) -> bytes:
        """The page's decoded bytes; raises WarcError if the record is truncated or damaged."""
        if self.problem:
            raise WarcError(f"{self.source}: {self.problem}")
        try:
            return self.record().payload()
        except (*DAMAGE, OSError) as error:
            raise WarcError(f"{self.source}: a damaged record ({error}); fetch the page or the file again") from error

    def record(self) -> ArchivedRecord:
        """The record, which is whole; raises OSError and `DAMAGE`."""
        record = ArchivePart(self.path, self.member, self.packed).record(self.offset)
        return joined(record, [other.record() for other in self.continued]) if self.continued else record

    def block(self) -> bytes:
        """The record's unchanged block (for a response, the whole HTTP message); raises OSError and `DAMAGE`."""
        record = self.record()
        record.check()
        return record.block


def is_web_archive(path: Path) -> bool:
    """Whether a file has the name of a web archive."""
    return path.name.lower().endswith(ARCHIVE_ENDINGS)


def find_records(path: Path, passed_over: Callable[[str], None] = lambda _: None) -> Iterator[WarcRecord]:
    """The pages in a web archive, in order, and the visits and absences that our own runs logged.

    A damaged place, records that are doubtful, or a file without pages, yield one with a `problem`; `passed_over` is
    told how many records are no pages.
    """
    found, untaken = is_ours(path), Untaken()
    try:
        for record in _in_parts(path, untaken):
            found = True
            yield record
    except OSError as error:
        raise WarcError(f"{path}: cannot be read ({error.strerror or error}); check the path") from error
    for offset, member, doubt in untaken.problems():
        found = True
        yield WarcRecord(path, offset, member, problem=doubt)
    if line := untaken.line(path):
        passed_over(line)
    if not found:
        yield WarcRecord(path, 0, problem="no pages in this web archive; expected responses or text with status 200")


def _in_parts(path: Path, untaken: Untaken) -> Iterator[WarcRecord]:
    """The pages and problems of all parts of a file; of a WACZ without a list of members that is the only problem."""
    parts, problems = parts_of(path)
    places: Iterable[PlacedPage] = (place for part, packed in parts for place in pages_of_part(part, packed, untaken))
    if problems:
        places = list(places)
        used = "the whole records in it are used" if any(not place.problem for place in places) else _NONE_READ
        for problem in problems:
            yield WarcRecord(path, 0, problem.member or None, problem=f"{problem.said}; {used}, {problem.advice}")
    damaged = {problem.member for problem in problems}
    for place in places:
        if not (place.problem and place.part.within in damaged):
            where = place.part
            yield WarcRecord(path, place.offset, where.member, place.page, place.problem, where.packed)


def is_ours(path: Path) -> bool:
    """Whether our own scraper wrote a file, which may then be without pages: a run may find nothing new."""
    try:
        return b"software: ESF-arkivet" in WarcRecord(path, 0).block()
    except (*DAMAGE, OSError):
        return False
