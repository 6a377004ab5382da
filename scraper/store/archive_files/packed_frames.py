"""Unpacks the frames of a packed file one by one, and goes on behind a damaged one at the next that begins a record.

A frame is a gzip member, a Zstandard frame, or the data of a member of a ZIP file.
"""

import zlib
from collections.abc import Callable
from typing import IO

import msgspec
import zstandard

from scraper.store.archive_files.members import Decompressor, next_member
from scraper.store.responses.message import READ_LIMIT

_PIECE = 4 * 1024
"""Bytes unpacked at a time: few, since most frames hold one record, and so few as no bomb fills memory with."""
FREE, _RATIO = READ_LIMIT, 100
"""What a file unpacks to at most: so many bytes, and so many for each of its own; usual are ten for one."""
_BOMB = f"it unpacks to more than {_RATIO} times its size; what follows in it is not read"

FAULTS = (zlib.error, zstandard.ZstdError, EOFError, ValueError, OSError)
"""Exceptions raised on unpacking damaged bytes."""


class Packing(msgspec.Struct):
    """A kind of frames: what unpacks one, and the offset of the next behind a whole one, and behind a damaged one."""

    decompressor: Callable[[], Decompressor]
    behind: Callable[[IO[bytes], int], int | None]
    following: Callable[[IO[bytes], int], int | None]


class DamagedFrame(msgspec.Struct):
    """A frame that is torn or damaged: where what it gave is in the plain copy, and the reason.

    What a `torn` one gave is right; what a damaged one gave may be wrong from anywhere on. `followed` says that more
    frames come after it.
    """

    start: int
    end: int
    problem: str
    torn: bool
    followed: bool


def unpack(
    source: IO[bytes], start: int | None, target: IO[bytes], packing: Packing, free: int | None = None
) -> list[DamagedFrame]:
    """Write what the frames from `start` on hold, at least `free` bytes; return those that are torn or damaged."""
    damaged: list[DamagedFrame] = []
    offset = start
    while offset is not None:
        begin, room = target.tell(), (FREE if free is None else free) + _RATIO * (offset - (start or 0))
        frame = _unpack_frame(source, offset, target, packing.decompressor, room)
        if frame.problem is None:
            offset = packing.behind(source, offset + frame.length)
            continue
        offset = packing.following(source, offset + 1) if frame.problem != _BOMB else None
        damaged.append(DamagedFrame(begin, target.tell(), frame.problem, frame.torn, offset is not None))
    return damaged


class _Frame(msgspec.Struct):
    """The length of a frame as it is, and the reason if it could not be unpacked to its end."""

    length: int
    problem: str | None = None
    torn: bool = False


def _unpack_frame(
    source: IO[bytes], start: int, target: IO[bytes], new: Callable[[], Decompressor], room: int
) -> _Frame:
    """Writes a frame, until the target has `room` bytes and more than the frame's own allow."""
    source.seek(start)
    decompressor, length = new(), 0
    while not decompressor.eof:
        piece = source.read(_PIECE)
        if not piece:
            return _Frame(length, "the file ends within it", torn=True)
        try:
            content = decompressor.decompress(piece)
        except FAULTS as error:
            source.seek(start)
            target.write(_before_damage(source, length, new()))
            return _Frame(length, str(error))
        target.write(content)
        length += len(piece)
        if target.tell() > room + _RATIO * length:
            return _Frame(length, _BOMB, torn=True)
    return _Frame(length - len(decompressor.unused_data))


def _before_damage(source: IO[bytes], length: int, decompressor: Decompressor) -> bytes:
    """What the piece after `length` bytes gives before its damaged byte: the frame is unpacked once more up to it."""
    for _ in range(length // _PIECE):
        decompressor.decompress(source.read(_PIECE))
    given = bytearray()
    try:
        for _ in range(_PIECE):
            given += decompressor.decompress(source.read(1))
    except FAULTS:
        return bytes(given)
    return bytes(given)


def gzip_packing() -> Packing:
    """Gzip members; zeros between them and behind them are padding."""
    return Packing(lambda: zlib.decompressobj(31), _behind_zeros, next_member)


def _behind_zeros(source: IO[bytes], offset: int) -> int | None:
    source.seek(offset)
    while block := source.read(_PIECE):
        if rest := block.lstrip(b"\0"):
            return offset + len(block) - len(rest)
        offset += len(block)
    return None
