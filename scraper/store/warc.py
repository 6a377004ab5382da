"""Pages in web archives: WARC, ARC, WACZ and WET files of our own, of other crawlers and of browsers.

A file is scanned once for the positions of its pages; each is read on demand, so that memory holds only one.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from scraper.store.archive_parts import ArchivePart, parts_of
from scraper.store.message import READ_LIMIT
from scraper.store.record_heads import HEAD, read_head
from scraper.store.record_scan import FoundRecord, JoinedRecords, scan
from scraper.store.recorded_pages import ArchivedPage, events_of, page_of
from scraper.store.unpacking import must_be_unpacked
from scraper.store.untaken_records import Untaken
from scraper.store.warc_records import DAMAGE, ArchivedRecord, read_record_bytes, unpacked_member

ARCHIVE_ENDINGS = (".warc", ".warc.gz", ".warc.zst", ".wet", ".wet.gz", ".arc", ".arc.gz", ".wacz")
_TORN = "torn or damaged from here on, the records before it are used"
_DAMAGED = "torn or damaged here, the records around it are used"
_DOUBTFUL = "unpacked from damaged bytes, and no digest in it confirms it: not used; fetch the file again"


class WarcError(Exception):
    """A web archive or one of its records cannot be read; the message names the file and the offset."""


class WarcRecord(msgspec.Struct):
    """The position of a page in a web archive, `packed` if in the plain copy of it; `problem` if it cannot be read."""

    path: Path
    offset: int
    member: str | None = None
    page: ArchivedPage = ArchivedPage()
    problem: str | None = None
    packed: bool = False

    @property
    def source(self) -> str:
        """The file and the offset in it."""
        return f"{self.path}{'!' + self.member if self.member else ''}#{self.offset}"

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
        with ArchivePart(self.path, self.member, self.packed).open() as file:
            file.seek(self.offset)
            begin = file.read(2 * HEAD)
            if begin.startswith(b"\x1f\x8b"):
                return read_record_bytes(unpacked_member(begin, file))
            head = read_head(begin)
            missing = head.size + head.length - len(begin) if head else 0
            return read_record_bytes(begin + file.read(max(0, min(missing, READ_LIMIT))))

    def is_confirmed(self) -> bool:
        """Whether a digest in the record says that its content is right."""
        try:
            return self.record().is_confirmed()
        except (*DAMAGE, OSError):
            return False

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
        parts, problem = parts_of(path)
        if problem:
            found = True
            yield WarcRecord(path, 0, problem=problem)
        for part, packed in parts:
            for record in _pages(part, packed, untaken):
                if not (problem and record.problem):  # which is told above
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


def is_ours(path: Path) -> bool:
    """Whether our own scraper wrote a file, which may then be without pages: a run may find nothing new."""
    try:
        return b"software: ESF-arkivet" in WarcRecord(path, 0).block()
    except (*DAMAGE, OSError):
        return False


def _pages(part: ArchivePart, packed: ArchivePart, untaken: Untaken) -> Iterator[WarcRecord]:
    """The pages of a part, from its plain copy if they cannot be read where they are."""
    here = Untaken()
    try:
        found = list(_in_place(part, here))
    except JoinedRecords:
        yield from _damage_of(part)
        here = Untaken()
        part, found = packed, list(_in_place(packed, here))
    untaken.update(here)
    yield from found
    yield from _damage_of(part)


def _in_place(part: ArchivePart, untaken: Untaken) -> Iterator[WarcRecord]:
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
                    yield _record(part, found.offset, problem=_DAMAGED if found.followed else _TORN)


def _taken(part: ArchivePart, found: FoundRecord, untaken: Untaken) -> Iterator[WarcRecord]:
    page = page_of(found.head, found.begin) or events_of(found.head, found.begin)
    if page is None:
        untaken.add(found.head, found.begin, found.offset, part.member)
        return
    untaken.add_undated(found.head, page, found.offset, part.member)
    record = _record(part, found.offset, page)
    if part.is_doubtful(found.offset) and not record.is_confirmed():
        record.problem = _DOUBTFUL
    yield record


def _damage_of(part: ArchivePart) -> Iterator[WarcRecord]:
    copy = part.copy()
    for damage in copy.damaged if copy else ():
        problem = f"torn or damaged ({damage.problem}); the whole records in it and around it are used"
        yield _record(part, damage.start, problem=problem)


def _record(part: ArchivePart, offset: int, page: ArchivedPage | None = None, problem: str | None = None) -> WarcRecord:
    return WarcRecord(part.path, offset, part.member, page or ArchivedPage(), problem, part.packed)
