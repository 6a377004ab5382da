"""Scans a web archive for its records, gzipped one by one or plain, and goes on behind what is damaged."""

import zlib
from collections.abc import Iterator
from typing import IO

import msgspec

from scraper.store.archive_files.members import WARC_BEGIN, begins_record
from scraper.store.archive_files.record_heads import HEAD, WARC_START, RecordHead, read_head
from scraper.store.archive_files.record_starts import BLANK, PIECE, behind_blanks, next_record

_GZIP = b"\x1f\x8b"
_WARC_END, _ARC_END = (b"\r\n\r\n", b"\n\n"), (b"\n", b"\r\n")
"""What ends a record, by the standards; where there is less, another begins behind it."""


class FoundRecord(msgspec.Struct):
    """A record at an offset; `begin` is the beginning of its block."""

    offset: int
    head: RecordHead
    begin: bytes


class DamagedPlace(msgspec.Struct):
    """An offset at which there is no whole record, and whether records follow."""

    offset: int
    followed: bool


class JoinedRecords(Exception):
    """Several records are in one gzip member, or one in several: they must be unpacked before they can be read."""


Scanned = FoundRecord | DamagedPlace


def scan(file: IO[bytes], start: int, end: int) -> Iterator[Scanned]:
    """The records between two offsets, plain or gzipped one by one; raises JoinedRecords if gzipped together."""
    offset: int | None = behind_blanks(file, start, end)
    while offset is not None and offset < end:
        found = _record_at(file, offset, end)
        if found is None:
            following = next_record(file, offset + 1, end)
            yield DamagedPlace(offset, following is not None)
            offset = following
            continue
        if found.record:
            yield found.record
        offset = behind_blanks(file, offset + found.length, end)


class _Place(msgspec.Struct):
    """What is at an offset, and its length: a record, or a gzip member of nothing."""

    length: int
    record: FoundRecord | None


def _record_at(file: IO[bytes], offset: int, end: int) -> _Place | None:
    """What is at an offset; None if it is damaged, torn or no record."""
    file.seek(offset)
    data = file.read(len(_GZIP))
    if data == _GZIP:
        return _gzipped_record(file, offset, end)
    data += file.read(max(0, min(2 * HEAD, end - offset) - len(data)))
    head = read_head(data)
    if head is None or offset + head.size + head.length > end:
        return None
    used = head.size + head.length
    if not _is_end(file, offset + used, end, _WARC_END if WARC_START.match(data) else _ARC_END):
        return None
    return _Place(used, FoundRecord(offset, head, data[head.size : used]))


def _is_end(file: IO[bytes], offset: int, end: int, ending: tuple[bytes, ...]) -> bool:
    """Whether a record may end at an offset: else the length in its head is wrong, and its content cut or joined."""
    file.seek(offset)
    if file.read(min(len(_WARC_END[0]), end - offset)).startswith(ending):
        return True
    offset = behind_blanks(file, offset, end)
    file.seek(offset)
    behind = file.read(min(HEAD, end - offset))
    return not behind or behind.startswith(_GZIP) or read_head(behind) is not None


def _gzipped_record(file: IO[bytes], offset: int, end: int) -> _Place | None:
    member = _member(file, offset, end)
    begin = member.begin.lstrip(BLANK)
    head = read_head(begin)
    is_cut = member.whole and _is_open(head, begin, member.size) and _is_continued(file, offset + member.length)
    if is_cut or begin.startswith(_GZIP):
        raise JoinedRecords
    if head is None:
        return None if begin or not member.whole else _Place(member.length, None)
    used = head.size + head.length
    if member.size - used > _CLOSING:
        raise JoinedRecords
    if used > member.size or not member.whole or begin[used:].strip(BLANK):
        return None
    return _Place(member.length, FoundRecord(offset, head, begin[head.size : used]))


def _is_open(head: RecordHead | None, begin: bytes, size: int) -> bool:
    """Whether a member ends within a record: the one that it begins, or one behind that."""
    if head is None:
        return begin.startswith(WARC_BEGIN)
    used = head.size + head.length
    return used > size or begin[used:].strip(BLANK) != b""


def _is_continued(file: IO[bytes], offset: int) -> bool:
    """Whether another member is there that begins no record: what was packed was cut into blocks of one size."""
    file.seek(offset)
    return file.read(len(_GZIP)) == _GZIP and not begins_record(file, offset)


_CLOSING = 64
"""Bytes behind a record's block, which are two line ends, or some more; beyond them is another record."""


class _Unpacked(msgspec.Struct):
    """A gzip member: how it begins, its length as it is, its size unpacked, and whether all of it is there."""

    begin: bytes
    length: int
    size: int
    whole: bool


def _member(file: IO[bytes], start: int, end: int) -> _Unpacked:
    """The gzip member at an offset, or as much of it as can be unpacked."""
    file.seek(start)
    decompressor, begin, size, length = zlib.decompressobj(31), b"", 0, 0
    while not decompressor.eof:
        block = file.read(min(PIECE, end - start - length))
        length += len(block)
        try:
            content = decompressor.decompress(block)
        except zlib.error:
            block = b""
        if not block:
            return _Unpacked(begin, length, size, whole=False)
        begin += content[: 2 * HEAD - len(begin)]
        size += len(content)
    return _Unpacked(begin, length - len(decompressor.unused_data), size, whole=True)
