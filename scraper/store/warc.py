"""Pages in web archives: WARC, WACZ and WET files of our own, of Common Crawl and of browsers, read as a stream.

A file is gone through once for where its pages stand; each is read when it is asked for, so that memory holds one.
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
from scraper.store.records import DAMAGE, FIELDS, HEAD, first_record, is_whole, payload, read_block, whole_block

ARCHIVE_ENDINGS = (".warc", ".warc.gz", ".wet", ".wet.gz", ".wacz")
_PAGE_TYPES = {"", *HTML, "text/plain"}
_PAGE_ROLES = {"page": 200, "record": 206}
"""What a response of our own that holds a page was asked for as, and the status it then has."""


class WarcError(Exception):
    """A web archive or a record of one that cannot be read; the message names the file and the place."""


class WarcRecord(msgspec.Struct):
    """Where a page stands in a web archive; `problem` is set instead for a place that cannot be read."""

    path: Path
    offset: int
    member: str | None = None
    url: str | None = None
    captured_at: str | None = None
    media_type: str = ""
    problem: str | None = None

    @property
    def source(self) -> str:
        """The file and the place in it."""
        return f"{self.path}{'!' + self.member if self.member else ''}#{self.offset}"

    def read(self) -> bytes:
        """The page's bytes, transfer coding and compression undone; raises WarcError when it is torn or damaged."""
        if self.problem:
            raise WarcError(f"{self.source}: {self.problem}")
        try:
            with self._record() as record:
                return payload(record)
        except (*DAMAGE, OSError, zipfile.BadZipFile) as error:
            raise WarcError(f"{self.source}: a damaged record ({error}); fetch the page or the file again") from error

    def block(self) -> bytes:
        """The record's block as it stands, which of a response is the whole HTTP message. Raises what reading does."""
        with self._record() as record:
            return whole_block(record)

    @contextmanager
    def _record(self) -> Iterator[ArcWarcRecord]:
        with _opened(self.path, self.member) as file:
            file.seek(self.offset)
            yield first_record(file)


def is_web_archive(path: Path) -> bool:
    """Whether a file's name ends as those of web archives do."""
    return path.name.lower().endswith(ARCHIVE_ENDINGS)


def find_records(path: Path) -> Iterator[WarcRecord]:
    """The pages in a web archive, in its order; a torn end is one with a `problem`, as is a file without any.

    Raises WarcError when the file cannot be opened.
    """
    found = is_ours(path)
    for member, start, end in _parts(path):
        try:
            with _opened(path, member) as file:
                file.seek(start)
                for record in _scan(path, member, file, end):
                    found = True
                    yield record
        except OSError as error:
            raise WarcError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    if not found:
        yield WarcRecord(path, 0, problem="no pages in this web archive; expected responses or text with status 200")


def is_ours(path: Path) -> bool:
    """Whether our own scraper wrote a file: one of its runs may well have found nothing new."""
    try:
        return b"software: ESF-arkivet" in WarcRecord(path, 0).block()
    except (*DAMAGE, OSError):
        return False


def _parts(path: Path) -> Iterator[tuple[str | None, int, int | None]]:
    """The WARC files in a file: the ZIP member to go through, where it begins, and where it ends."""
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
    """Where a stored member's own bytes begin: after its local header, whose last two fields are lengths (APPNOTE)."""
    with path.open("rb") as file:
        file.seek(member.header_offset + 26)
        name, extra = (int.from_bytes(file.read(2), "little") for _ in range(2))
    return member.header_offset + 30 + name + extra


@contextmanager
def _opened(path: Path, member: str | None) -> Iterator[IO[bytes]]:
    """A file, or one compressed into a ZIP file, which is slow to find one's place in."""
    if member is None:
        with path.open("rb") as file:
            yield file
    else:
        with zipfile.ZipFile(path) as archive, archive.open(member) as packed:
            yield packed


def _scan(path: Path, member: str | None, file: IO[bytes], end: int | None) -> Iterator[WarcRecord]:
    """The pages from where the file is at, those behind a damaged record too."""
    start: int | None = file.tell()
    while start is not None:
        file.seek(start)
        damaged = yield from _scan_whole(path, member, file, end)
        start = None if damaged is None else next_member(file, damaged + 1, end)
        if damaged is not None:
            reach = "passed over, what stands around it is" if start else "from here on, what stands before it is"
            yield WarcRecord(path, damaged, member, problem=f"torn or damaged {reach} used")


def _scan_whole(
    path: Path, member: str | None, file: IO[bytes], end: int | None
) -> Generator[WarcRecord, None, int | None]:
    """The pages up to a damaged record; returns where that begins, None when there is none."""
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
    """The page in a record; None when it holds none or a flagged one."""
    fields = {key: record.rec_headers.get_header(name) for key, name in FIELDS.items()}
    url = fields["page_url"] or record.rec_headers.get_header("WARC-Target-URI")
    kind = _media_type(record, head, fields["role"])
    if kind is None or fields["flag"] or not url or url.endswith("/robots.txt"):
        return None
    known = url if url.startswith(("http:", "https:")) else None
    time = fields["page_time"] or record.rec_headers.get_header("WARC-Date")
    return WarcRecord(path, offset, member, known, None if time == "-" else time, kind)


def _media_type(record: ArcWarcRecord, head: bytes, role: str | None) -> str | None:
    """The type of the page in a record; None when the record is of another kind."""
    if record.rec_type in ("resource", "conversion"):
        kind = _plain(record.rec_headers.get_header("Content-Type"))
        return kind if role == "page" or kind in _PAGE_TYPES else None
    if record.rec_type != "response" or (role and role not in _PAGE_ROLES):
        return None
    try:
        message = read_message(head)
    except BodyError:
        return None
    kind = _plain(message.header("content-type"))
    fits = role is not None or kind in _PAGE_TYPES
    return kind if fits and message.status == _PAGE_ROLES[role or "page"] else None


def _plain(content_type: str | None) -> str:
    return (content_type or "").split(";")[0].strip().lower()
