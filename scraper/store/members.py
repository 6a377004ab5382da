"""The gzip members of a WARC file, one a record: gone through one by one, damaged ones passed over."""

import zlib
from collections.abc import Iterator
from typing import IO

import msgspec

from scraper.store.message import READ_LIMIT

_BLOCK = 1 << 20
_MAGIC = b"\x1f\x8b\x08"
_BEGINS = b"WARC/"


class Member(msgspec.Struct):
    """Where a gzip member stands; `content` is None for a damaged one, `torn` says that the file ends within it."""

    offset: int
    length: int
    content: bytes | None
    torn: bool = False


def members(stream: IO[bytes], start: int) -> Iterator[Member]:
    """The members from `start` on; what cannot be read reaches up to the next that can, or to the end of the file."""
    size = stream.seek(0, 2)
    while start < size:
        member = _member(stream, start)
        if member.content is None and (following := next_member(stream, start + 1)) is not None:
            member = Member(start, following - start, None)
        yield member
        start += member.length


def next_member(stream: IO[bytes], start: int, end: int | None = None) -> int | None:
    """Where the next member that holds a WARC record begins, from `start` and before `end`; None when none does."""
    at = start
    stream.seek(at)
    tail = b""
    while block := stream.read(_BLOCK):
        window, base = tail + block, at - len(tail)
        for found in _found(window):
            if end is not None and base + found >= end:
                return None
            if _is_record(stream, base + found):
                return base + found
        at += len(block)
        tail = window[1 - len(_MAGIC) :]
        stream.seek(at)
    return None


def _found(window: bytes) -> Iterator[int]:
    place = window.find(_MAGIC)
    while place >= 0:
        yield place
        place = window.find(_MAGIC, place + 1)


def _is_record(stream: IO[bytes], offset: int) -> bool:
    stream.seek(offset)
    try:
        return zlib.decompressobj(31).decompress(stream.read(4096), len(_BEGINS)) == _BEGINS
    except zlib.error:
        return False


def _member(stream: IO[bytes], start: int) -> Member:
    stream.seek(start)
    inflating, parts, length, size = zlib.decompressobj(31), [], 0, 0
    while not inflating.eof and size <= 2 * READ_LIMIT:
        block = stream.read(_BLOCK)
        length += len(block)
        try:
            parts.append(inflating.decompress(block))
        except zlib.error:
            return Member(start, stream.seek(0, 2) - start, None)
        size += len(parts[-1])
        if not block:
            return Member(start, length, None, torn=True)
    if not inflating.eof:
        return Member(start, stream.seek(0, 2) - start, None)
    return Member(start, length - len(inflating.unused_data), b"".join(parts))
