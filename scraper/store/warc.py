"""Pages in web archives: WARC, ARC, WACZ and WET files of our own, of other crawlers and of browsers.

A file is scanned once for the positions of its pages; each is read on demand, so that memory holds only one.
"""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from scraper.store.message import READ_LIMIT
from scraper.store.record_heads import HEAD, read_head
from scraper.store.record_scan import DamagedPlace, FoundRecord, JoinedRecords, scan
from scraper.store.recorded_pages import ArchivedPage, events_of, page_of
from scraper.store.unpacking import DICTIONARY, ZSTANDARD, unpacked
from scraper.store.warc_records import DAMAGE, ArchivedRecord, read_record_bytes, unpacked_member

ARCHIVE_ENDINGS = (".warc", ".warc.gz", ".warc.zst", ".wet", ".wet.gz", ".arc", ".arc.gz", ".wacz")
_TORN = "torn or damaged from here on, the records before it are used"
_DAMAGED = "torn or damaged here, the records around it are used"
_OF_WACZ = ARCHIVE_ENDINGS[:-1]


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
        except (*DAMAGE, OSError, zipfile.BadZipFile) as error:
            raise WarcError(f"{self.source}: a damaged record ({error}); fetch the page or the file again") from error

    def record(self) -> ArchivedRecord:
        """The record, which is whole; raises OSError and `DAMAGE`."""
        with _open_part(self.path, self.member, packed=self.packed) as file:
            file.seek(self.offset)
            begin = file.read(2 * HEAD)
            if begin.startswith(b"\x1f\x8b"):
                return read_record_bytes(unpacked_member(begin, file))
            head = read_head(begin)
            missing = head.size + head.length - len(begin) if head else 0
            return read_record_bytes(begin + file.read(max(0, min(missing, READ_LIMIT))))

    def block(self) -> bytes:
        """The record's unchanged block (for a response, the whole HTTP message); raises OSError and `DAMAGE`."""
        record = self.record()
        record.check()
        return record.block


def is_web_archive(path: Path) -> bool:
    """Whether a file has the name of a web archive."""
    return path.name.lower().endswith(ARCHIVE_ENDINGS)


def find_records(path: Path) -> Iterator[WarcRecord]:
    """The pages in a web archive, in order, and the visits and absences that our own runs logged.

    A damaged place, or a file without pages, yields one with a `problem`.
    """
    found = is_ours(path)
    try:
        for member, start, end in _parts(path):
            for record in _pages(path, member, start, end):
                found = True
                yield record
    except zipfile.BadZipFile as error:
        found = True
        problem = f"expected a WACZ, which is a ZIP file ({error}); the whole records in it are used, fetch it again"
        yield WarcRecord(path, 0, problem=problem)
        yield from (record for record in _pages(path, None, 0, path.stat().st_size) if not record.problem)
    except OSError as error:
        raise WarcError(f"{path}: cannot be read ({error.strerror or error}); check the path") from error
    if not found:
        yield WarcRecord(path, 0, problem="no pages in this web archive; expected responses or text with status 200")


def is_ours(path: Path) -> bool:
    """Whether our own scraper wrote a file, which may then be without pages: a run may find nothing new."""
    try:
        return b"software: ESF-arkivet" in WarcRecord(path, 0).block()
    except (*DAMAGE, OSError):
        return False


def _parts(path: Path) -> Iterator[tuple[str | None, int, int]]:
    """The WARC files in a file: the ZIP member to scan, its start and its end."""
    if not path.name.lower().endswith(".wacz"):
        yield None, 0, path.stat().st_size
        return
    with zipfile.ZipFile(path) as archive:
        for member in sorted(archive.infolist(), key=lambda member: member.filename):
            if member.filename.lower().endswith(_OF_WACZ):
                stored = member.compress_type == zipfile.ZIP_STORED
                start = _data_start(path, member) if stored else 0
                yield None if stored else member.filename, start, start + member.file_size


def _data_start(path: Path, member: zipfile.ZipInfo) -> int:
    """Start of a stored member's data: after its local header, whose last two fields are lengths (APPNOTE)."""
    with path.open("rb") as file:
        file.seek(member.header_offset + 26)
        name, extra = (int.from_bytes(file.read(2), "little") for _ in range(2))
    return member.header_offset + 30 + name + extra


@contextmanager
def _open_part(path: Path, member: str | None, *, packed: bool = False) -> Iterator[IO[bytes]]:
    """Opens a file, a compressed member of a ZIP file, in which seeking is slow, or the plain copy of either."""
    if packed:
        with _open_part(path, member) as source:
            copy = unpacked(source, f"{path}!{member}", path.stat().st_mtime_ns)
        with copy.path.open("rb") as file:
            yield file
    elif member is None:
        with path.open("rb") as file:
            yield file
    else:
        with zipfile.ZipFile(path) as archive, archive.open(member) as inner:
            yield inner


def _pages(path: Path, member: str | None, start: int, end: int) -> Iterator[WarcRecord]:
    """The pages of a part of a file, from its plain copy if they cannot be read where they are."""
    with _open_part(path, member) as file:
        file.seek(start)
        if file.read(4) not in (ZSTANDARD, DICTIONARY):
            try:
                yield from _scanned(path, member, file, (start, end), packed=False)
                return
            except JoinedRecords:
                pass
        copy = unpacked(file, f"{path}!{member}", path.stat().st_mtime_ns)
    with copy.path.open("rb") as plain:
        for record in _scanned(path, member, plain, (0, copy.path.stat().st_size), packed=True):
            if not (copy.problem and record.problem == _TORN):  # which is told below
                yield record
    if copy.problem:
        problem = f"torn or damaged from there on ({copy.problem}), the records before it are used"
        yield WarcRecord(path, copy.path.stat().st_size, member, problem=problem)


def _scanned(
    path: Path, member: str | None, file: IO[bytes], part: tuple[int, int], *, packed: bool
) -> Iterator[WarcRecord]:
    for found in scan(file, *part):
        if isinstance(found, DamagedPlace):
            problem = _DAMAGED if found.followed else _TORN
            yield WarcRecord(path, found.offset, member, problem=problem, packed=packed)
        elif page := _page(found):
            yield WarcRecord(path, found.offset, member, page, packed=packed)


def _page(found: FoundRecord) -> ArchivedPage | None:
    return page_of(found.head, found.begin) or events_of(found.head, found.begin)
