"""Iterates over the gzip members of a WARC file, one per record, skipping damaged ones."""

import zlib
from collections.abc import Iterator
from typing import IO, Protocol

import msgspec
import zstandard

from scraper.store.archive_files.record_heads import ARC_LINE
from scraper.store.responses.message import READ_LIMIT

_BLOCK = 1 << 20
_MAGIC = b"\x1f\x8b\x08"
WARC_BEGIN = b"WARC/"
"""How a WARC record begins, of any version."""

_LINE = 4096
"""Bytes of a record that hold its first line."""


class Decompressor(Protocol):
    """What unpacks one member, or another packed frame, as `zlib.decompressobj` does."""

    @property
    def eof(self) -> bool:
        """Whether the frame is at its end."""

    @property
    def unused_data(self) -> bytes:
        """The bytes behind the frame."""

    def decompress(self, data: bytes, /) -> bytes:
        """The next bytes; raises the library's exceptions."""


class Member(msgspec.Struct):
    """A gzip member; `content` is None if it is damaged, `torn` means that the file ends within it."""

    offset: int
    length: int
    content: bytes | None
    torn: bool = False


def members(stream: IO[bytes], start: int) -> Iterator[Member]:
    """The members from `start` on; a damaged one extends to the next readable one or the end of the file."""
    size = stream.seek(0, 2)
    while start < size:
        member = _member(stream, start)
        if member.content is None and (following := next_member(stream, start + 1)) is not None:
            member = Member(start, following - start, None)
        yield member
        start += member.length


def next_member(stream: IO[bytes], start: int, end: int | None = None) -> int | None:
    """Offset of the next member that holds a record, from `start` and before `end`; None if there is none."""
    offset = start
    stream.seek(offset)
    tail = b""
    while block := stream.read(_BLOCK):
        window, base = tail + block, offset - len(tail)
        for position in _magic_positions(window):
            if end is not None and base + position >= end:
                return None
            if begins_record(stream, base + position):
                return base + position
        offset += len(block)
        tail = window[1 - len(_MAGIC) :]
        stream.seek(offset)
    return None


def _magic_positions(window: bytes) -> Iterator[int]:
    position = window.find(_MAGIC)
    while position >= 0:
        yield position
        position = window.find(_MAGIC, position + 1)


def begins_record(stream: IO[bytes], offset: int, decompressor: Decompressor | None = None) -> bool:
    """Whether the gzip member at an offset, or what another decompressor unpacks there, begins a WARC or ARC record."""
    stream.seek(offset)
    unpacks: Decompressor = decompressor or zlib.decompressobj(31)
    content = b""
    try:
        while not (content or unpacks.eof) and (piece := stream.read(_LINE)):
            content = unpacks.decompress(piece)
    except (zlib.error, zstandard.ZstdError, EOFError):
        return False
    return content.startswith(WARC_BEGIN) or ARC_LINE.match(content) is not None


def _member(stream: IO[bytes], start: int) -> Member:
    stream.seek(start)
    decompressor, parts, length, size = zlib.decompressobj(31), [], 0, 0
    while not decompressor.eof and size <= 2 * READ_LIMIT:
        block = stream.read(_BLOCK)
        length += len(block)
        try:
            parts.append(decompressor.decompress(block))
        except zlib.error:
            return Member(start, stream.seek(0, 2) - start, None)
        size += len(parts[-1])
        if not block:
            return Member(start, length, None, torn=True)
    if not decompressor.eof:
        return Member(start, stream.seek(0, 2) - start, None)
    return Member(start, length - len(decompressor.unused_data), b"".join(parts))
