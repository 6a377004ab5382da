"""Iterates over the gzip members of a WARC file, one per record, skipping damaged ones."""

import zlib
from collections.abc import Iterator
from typing import IO

import msgspec

from scraper.store.message import READ_LIMIT

_BLOCK = 1 << 20
_MAGIC = b"\x1f\x8b\x08"
_WARC_START = b"WARC/"


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
    """Offset of the next member that holds a WARC record, from `start` and before `end`; None if there is none."""
    offset = start
    stream.seek(offset)
    tail = b""
    while block := stream.read(_BLOCK):
        window, base = tail + block, offset - len(tail)
        for position in _magic_positions(window):
            if end is not None and base + position >= end:
                return None
            if _is_record(stream, base + position):
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


def _is_record(stream: IO[bytes], offset: int) -> bool:
    stream.seek(offset)
    try:
        return zlib.decompressobj(31).decompress(stream.read(4096), len(_WARC_START)) == _WARC_START
    except zlib.error:
        return False


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
