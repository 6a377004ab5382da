"""Reads the content of WARC records, completely or not at all.

`FIELDS` names the fields that our own records have besides those of the standard.
"""

import base64
import hashlib
import io
import zlib
from typing import IO

import msgspec
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeadersParserException

from scraper.store.coding import BodyError
from scraper.store.message import READ_LIMIT, Message, read_message

FIELDS = {"role": "ESF-Role", "flag": "ESF-Flag", "page_url": "ESF-Page-URI", "page_time": "ESF-Page-Date"}

DAMAGE = (ArchiveLoadFailed, StatusAndHeadersParserException, BodyError, EOFError, zlib.error, ValueError)
"""Exceptions raised on reading a damaged web archive."""

HEAD = 64 * 1024
"""Bytes of a record that are searched for its HTTP header."""


class TruncatedRecordError(BodyError):
    """A record was truncated by whoever archived it."""


def payload(record: ArcWarcRecord) -> bytes:
    """The content of a record of any kind; raises BodyError if it is truncated or does not match its digest."""
    block = whole_block(record)
    if record.rec_type != "response":
        return block
    content = read_message(block).content()
    is_record = record.rec_headers.get_header(FIELDS["role"]) == "record"
    return page_in_record(content).message.content() if is_record else content


class PageInRecord(msgspec.Struct):
    """A response in a WARC record: its address, its message, and the digests that it may be known by."""

    url: str | None
    message: Message
    digests: set[str]


def page_in_record(content: bytes) -> PageInRecord:
    """The response in a WARC record given as bytes; raises the exceptions in `DAMAGE`."""
    record = first_record(io.BytesIO(content))
    message = read_message(whole_block(record))
    declared = record.rec_headers.get_header("WARC-Payload-Digest") or ""
    computed = (base64.b32encode(hashlib.sha1(body).digest()).decode() for body in (message.body, message.content()))
    digests = {declared.rpartition(":")[2].upper(), *computed}
    return PageInRecord(record.rec_headers.get_header("WARC-Target-URI"), message, digests)


def read_block(record: ArcWarcRecord, limit: int) -> bytes:
    """At most `limit` bytes from the start of a record's block, which warcio returns in pieces."""
    parts, length = [], 0
    while length < limit and (part := record.raw_stream.read(limit - length)):
        parts.append(part)
        length += len(part)
    return b"".join(parts)


def whole_block(record: ArcWarcRecord) -> bytes:
    """A record's block; raises BodyError if it is torn, truncated, too large, or does not match its digest."""
    if reason := record.rec_headers.get_header("WARC-Truncated"):
        raise TruncatedRecordError(f"cut short by who archived it ({reason})")
    block = read_block(record, READ_LIMIT + HEAD)
    if not is_whole(record):
        raise BodyError(f"{len(block)} of its {record.length} bytes are there")
    _check_digest(record.rec_headers.get_header("WARC-Block-Digest"), block)
    return block


def is_whole(record: ArcWarcRecord) -> bool:
    """Whether a record that was read has its declared length; warcio does not limit one without a length."""
    return record.length is not None and getattr(record.raw_stream, "limit", 1) == 0


def first_record(file: IO[bytes]) -> ArcWarcRecord:
    """The record at a file's current position; raises BodyError at the end of the file."""
    record = next(ArchiveIterator(file, no_record_parse=True), None)
    if record is None:
        raise BodyError("the file ends here")
    return record


def _check_digest(declared: str | None, block: bytes) -> None:
    algorithm, _, value = (declared or "").partition(":")
    algorithm = algorithm.lower().replace("-", "")
    if algorithm not in ("sha1", "sha256", "md5"):
        return
    digest = hashlib.new(algorithm, block, usedforsecurity=False)
    if value.lower() not in (digest.hexdigest(), base64.b32encode(digest.digest()).decode().lower()):
        raise BodyError(f"its bytes do not match its digest {declared}")
