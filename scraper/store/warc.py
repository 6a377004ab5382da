"""Pages in web archives: WARC, WACZ and WET files of our own, of Common Crawl and of browsers, read as a stream.

A file is scanned once for the positions of its pages; each is read on demand, so that memory holds only one.
"""

import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from scraper.store.coding import BodyError
from scraper.store.members import next_member
from scraper.store.message import HTML, read_message
from scraper.store.warc_records import DAMAGE, FIELDS, HEAD, first_record, is_whole, payload, read_block, whole_block

ARCHIVE_ENDINGS = (".warc", ".warc.gz", ".wet", ".wet.gz", ".wacz")
_PAGE_TYPES = {"", *HTML, "text/plain"}
_PAGE_ROLES = {"page": 200, "record": 206}
"""Roles of our own responses that hold a page, with the status each must have."""


class WarcError(Exception):
    """A web archive or one of its records cannot be read; the message names the file and the offset."""


class WarcRecord(msgspec.Struct):
    """The position of a page in a web archive; `problem` is set if it cannot be read."""

    path: Path
    offset: int
    member: str | None = None
    url: str | None = None
    captured_at: str | None = None
    media_type: str = ""
    problem: str | None = None

    @property
    def source(self) -> str:
        """The file and the offset in it."""
        return f"{self.path}{'!' + self.member if self.member else ''}#{self.offset}"

    def read(self) -> bytes:
        """The page's decoded bytes; raises WarcError if the record is truncated or damaged."""
        if self.problem:
            raise WarcError(f"{self.source}: {self.problem}")
        try:
            with self._record() as record:
                return payload(record)
        except (*DAMAGE, OSError, zipfile.BadZipFile) as error:
            raise WarcError(f"{self.source}: a damaged record ({error}); fetch the page or the file again") from error

    def block(self) -> bytes:
        """The record's unchanged block (for a response, the whole HTTP message); raises OSError and `DAMAGE`."""
        with self._record() as record:
            return whole_block(record)

    @contextmanager
    def _record(self) -> Iterator[ArcWarcRecord]:
        with _open_member(self.path, self.member) as file:
            file.seek(self.offset)
            yield first_record(file)


def is_web_archive(path: Path) -> bool:
    """Whether a file has the name of a web archive."""
    return path.name.lower().endswith(ARCHIVE_ENDINGS)


def find_records(path: Path) -> Iterator[WarcRecord]:
    """The pages in a web archive, in order; a damaged place, or a file without pages, yields one with a `problem`.

    Raises WarcError if the file cannot be opened.
    """
    found = is_ours(path)
    for member, start, end in _parts(path):
        try:
            with _open_member(path, member) as file:
                file.seek(start)
                for record in _scan(path, member, file, end):
                    found = True
                    yield record
        except OSError as error:
            raise WarcError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    if not found:
        yield WarcRecord(path, 0, problem="no pages in this web archive; expected responses or text with status 200")


def is_ours(path: Path) -> bool:
    """Whether our own scraper wrote a file, which may then be without pages: a run may find nothing new."""
    try:
        return b"software: ESF-arkivet" in WarcRecord(path, 0).block()
    except (*DAMAGE, OSError):
        return False


def _parts(path: Path) -> Iterator[tuple[str | None, int, int | None]]:
    """The WARC files in a file: the ZIP member to scan, its start and its end."""
    if not path.name.lower().endswith(".wacz"):
        yield None, 0, None
        return
    try:
        with zipfile.ZipFile(path) as archive:
            for member in sorted(archive.infolist(), key=lambda member: member.filename):
                if member.filename.lower().endswith(ARCHIVE_ENDINGS[:2]):
                    stored = member.compress_type == zipfile.ZIP_STORED
                    start = _data_start(path, member) if stored else 0
                    yield None if stored else member.filename, start, start + member.file_size
    except (zipfile.BadZipFile, OSError) as error:
        raise WarcError(f"{path}: expected a WACZ, which is a ZIP file ({error}); fetch it again") from error


def _data_start(path: Path, member: zipfile.ZipInfo) -> int:
    """Start of a stored member's data: after its local header, whose last two fields are lengths (APPNOTE)."""
    with path.open("rb") as file:
        file.seek(member.header_offset + 26)
        name, extra = (int.from_bytes(file.read(2), "little") for _ in range(2))
    return member.header_offset + 30 + name + extra


@contextmanager
def _open_member(path: Path, member: str | None) -> Iterator[IO[bytes]]:
    """Opens a file, or a compressed member of a ZIP file, in which seeking is slow."""
    if member is None:
        with path.open("rb") as file:
            yield file
    else:
        with zipfile.ZipFile(path) as archive, archive.open(member) as packed:
            yield packed


def _scan(path: Path, member: str | None, file: IO[bytes], end: int | None) -> Iterator[WarcRecord]:
    """The pages from the file's current position on, including those after a damaged record."""
    start: int | None = file.tell()
    while start is not None:
        file.seek(start)
        damaged = yield from _scan_undamaged(path, member, file, end)
        start = None if damaged is None else next_member(file, damaged + 1, end)
        if damaged is not None:
            extent = "here, the records around it are" if start else "from here on, the records before it are"
            yield WarcRecord(path, damaged, member, problem=f"torn or damaged {extent} used")


def _scan_undamaged(
    path: Path, member: str | None, file: IO[bytes], end: int | None
) -> Generator[WarcRecord, None, int | None]:
    """The pages up to a damaged record; returns its offset, or None if there is none."""
    offset = file.tell()
    archive = ArchiveIterator(file, no_record_parse=True)
    while end is None or offset < end:
        try:
            record = next(archive)
            head = read_block(record, HEAD)
            archive.read_to_end()
            offset, length = archive.get_record_offset(), archive.get_record_length()
            if not is_whole(record):
                raise EOFError
        except StopIteration:
            return None
        except DAMAGE:
            return offset
        page = _page(path, offset, member, record, head)
        offset += length
        if page:
            yield page
    return None


def _page(path: Path, offset: int, member: str | None, record: ArcWarcRecord, head: bytes) -> WarcRecord | None:
    """The page in a record; None if it holds none or a flagged one."""
    fields = {key: record.rec_headers.get_header(name) for key, name in FIELDS.items()}
    url = fields["page_url"] or record.rec_headers.get_header("WARC-Target-URI")
    kind = _media_type(record, head, fields["role"])
    if kind is None or fields["flag"] or not url or url.endswith("/robots.txt"):
        return None
    known = url if url.startswith(("http:", "https:")) else None
    time = fields["page_time"] or record.rec_headers.get_header("WARC-Date")
    return WarcRecord(path, offset, member, known, None if time == "-" else time, kind)


def _media_type(record: ArcWarcRecord, head: bytes, role: str | None) -> str | None:
    """The media type of the page in a record; None if the record holds no page."""
    if record.rec_type in ("resource", "conversion"):
        kind = _without_parameters(record.rec_headers.get_header("Content-Type"))
        return kind if role == "page" or kind in _PAGE_TYPES else None
    if record.rec_type != "response" or (role and role not in _PAGE_ROLES):
        return None
    try:
        message = read_message(head)
    except BodyError:
        return None
    kind = _without_parameters(message.header("content-type"))
    fits = role is not None or kind in _PAGE_TYPES
    return kind if fits and message.status == _PAGE_ROLES[role or "page"] else None


def _without_parameters(content_type: str | None) -> str:
    return (content_type or "").split(";")[0].strip().lower()
