"""Zstandard frames: those of records, those that are skipped, and the dictionary that a `.warc.zst` may begin with."""

import re
from collections.abc import Iterator
from typing import IO

import zstandard

from scraper.store.archive_files.members import begins_record
from scraper.store.archive_files.packed_frames import Packing

_BLOCK = 1 << 20
_FRAME = b"\x28\xb5\x2f\xfd"
_SKIPPABLE = re.compile(rb"[\x50-\x5f]\x2a\x4d\x18")
_DICTIONARY = b"\x5d\x2a\x4d\x18"
"""How a Zstandard frame begins, one that is skipped, and among those the dictionary that a `.warc.zst` begins with."""


def is_zstandard(begin: bytes) -> bool:
    """Whether bytes begin a Zstandard frame, or one that is skipped."""
    return begin.startswith(_FRAME) or _SKIPPABLE.match(begin) is not None


def zstandard_packing(source: IO[bytes]) -> Packing:
    """Zstandard frames, with the dictionary that the file may begin with; raises `FAULTS` if that is damaged."""
    context = zstandard.ZstdDecompressor(dict_data=_dictionary(source))

    def following(source: IO[bytes], start: int) -> int | None:
        places = _frame_starts(source, start)
        return next((at for at in places if begins_record(source, at, context.decompressobj())), None)

    return Packing(context.decompressobj, behind_skipped, following)


def behind_skipped(source: IO[bytes], offset: int) -> int | None:
    """The offset behind the frames that are skipped; None at the end of the file."""
    source.seek(offset)
    while _SKIPPABLE.match(head := source.read(8)):
        offset += 8 + int.from_bytes(head[4:], "little")
        source.seek(offset)
    return offset if head else None


def _frame_starts(source: IO[bytes], offset: int) -> Iterator[int]:
    source.seek(offset)
    tail = b""
    while block := source.read(_BLOCK):
        window, base = tail + block, offset - len(tail)
        yield from (base + found.start() for found in re.finditer(re.escape(_FRAME), window))
        offset += len(block)
        tail = window[1 - len(_FRAME) :]
        source.seek(offset)


def _dictionary(source: IO[bytes]) -> zstandard.ZstdCompressionDict | None:
    """The dictionary at the start of the file, itself compressed or not; None if there is none."""
    source.seek(0)
    if source.read(4) != _DICTIONARY:
        return None
    size = int.from_bytes(source.read(4), "little")
    content = source.read(size)
    if len(content) < size:
        raise EOFError("the file ends within it")
    if content.startswith(_FRAME):
        content = zstandard.ZstdDecompressor().decompressobj().decompress(content)
    return zstandard.ZstdCompressionDict(content)
