"""Reads the content of WARC records, completely or not at all.

`FIELDS` names the fields that our own records have besides those of the standard.
"""

import io
import zlib
from typing import IO

import msgspec

from scraper.store.archive_files.record_heads import HEAD, RecordHead, read_head
from scraper.store.responses.coding import BodyError
from scraper.store.responses.message import READ_LIMIT, Message, read_message
from scraper.store.responses.payload_digests import body_matches, matches

FIELDS = {"role": "ESF-Role", "flag": "ESF-Flag", "page_url": "ESF-Page-URI", "page_time": "ESF-Page-Date"}

_OF_ONE_SEGMENT = ("warc-block-digest", "warc-segment-number", "warc-segment-total-length")

DAMAGE = (BodyError, EOFError, zlib.error, ValueError)
"""Exceptions raised on reading a damaged web archive."""


class TruncatedRecordError(BodyError):
    """A record was truncated by whoever archived it."""


class ArchivedRecord(msgspec.Struct):
    """A whole record: its head, and its block as it is."""

    head: RecordHead
    block: bytes

    def payload(self) -> bytes:
        """The content of a record of any kind; raises BodyError if it is truncated or does not match a digest of it."""
        self.check()
        declared = self.head.field("WARC-Payload-Digest")
        if self.head.kind != "response" or not self.is_http:
            _require(matches(declared, self.block), declared)
            return self.block
        message = read_message(self.block)
        content = message.content()
        _require(body_matches(declared, message), declared)
        is_record = self.head.field(FIELDS["role"]) == "record"
        return page_in_record(content).message.content() if is_record else content

    @property
    def is_http(self) -> bool:
        """Whether the block is an HTTP message."""
        return self.block.startswith(b"HTTP/")

    def check(self) -> None:
        """Raises BodyError if the record was cut short by its archive, or its block does not match its digest."""
        if reason := self.head.field("WARC-Truncated"):
            raise TruncatedRecordError(f"cut short by who archived it ({reason})")
        declared = self.head.field("WARC-Block-Digest")
        _require(matches(declared, self.block), declared)

    def is_confirmed(self) -> bool:
        """Whether a digest of the block, or of the body of an HTTP message, matches."""
        confirmed = matches(self.head.field("WARC-Block-Digest"), self.block)
        if confirmed is not None:
            return confirmed
        declared = self.head.field("WARC-Payload-Digest")
        return bool(body_matches(declared, read_message(self.block)) if self.is_http else matches(declared, self.block))


def joined(first: ArchivedRecord, others: list[ArchivedRecord]) -> ArchivedRecord:
    """A record of all its segments; raises BodyError if one is cut short, damaged, or they are too long together."""
    for record in (first, *others):
        record.check()
    block = b"".join(record.block for record in (first, *others))
    if len(block) > READ_LIMIT:
        raise BodyError(f"its segments are above {READ_LIMIT} bytes")
    fields = {name: value for name, value in first.head.fields.items() if name not in _OF_ONE_SEGMENT}
    return ArchivedRecord(msgspec.structs.replace(first.head, fields=fields, length=len(block)), block)


def read_record_bytes(content: bytes) -> ArchivedRecord:
    """The record that plain or gzipped bytes begin with; raises the exceptions in `DAMAGE`."""
    if content.startswith(b"\x1f\x8b"):
        content = unpacked_member(content, io.BytesIO())
    head = read_head(content.lstrip(b"\r\n"))
    if head is None:
        raise BodyError("no record is here")
    block = content.lstrip(b"\r\n")[head.size : head.size + head.length]
    if len(block) < head.length:
        raise BodyError(f"{len(block)} of its {head.length} bytes are there")
    return ArchivedRecord(head, block)


def unpacked_member(begin: bytes, rest: IO[bytes]) -> bytes:
    """The content of the gzip member that some bytes begin, and a file continues; raises the exceptions in `DAMAGE`."""
    decompressor, parts, size, block = zlib.decompressobj(31), list[bytes](), 0, begin
    while not decompressor.eof:
        if not block:
            raise EOFError("the record is torn")
        parts.append(decompressor.decompress(block))
        size += len(parts[-1])
        if size > READ_LIMIT + HEAD:
            raise BodyError(f"the record is above {READ_LIMIT} bytes")
        block = rest.read(HEAD)
    return b"".join(parts)


class PageInRecord(msgspec.Struct):
    """A response in a WARC record: its address and its message."""

    url: str | None
    message: Message


def page_in_record(content: bytes) -> PageInRecord:
    """The response in a WARC record given as bytes, which has its digests; raises the exceptions in `DAMAGE`."""
    record = read_record_bytes(content)
    record.payload()
    return PageInRecord(record.head.url, read_message(record.block))


def _require(matched: bool | None, declared: str | None) -> None:
    """Raises BodyError for bytes that do not match their digest; one in an unknown notation is not compared."""
    if matched is False:
        raise BodyError(f"its bytes do not match its digest {declared}")
