"""Finds where the records of a web archive begin, gzipped or plain, also behind what is damaged."""

import re
from typing import IO

from scraper.store.archive_files.members import next_member
from scraper.store.archive_files.record_heads import ARC_LINE, HEAD, WARC_START, read_head

PIECE = 8192
"""Bytes read at a time: few, since most records are short."""

BLANK = b"\r\n \t\0"
"""Line ends and padding between records."""

_BLOCK = 1 << 20
_STARTS = re.compile(WARC_START.pattern + rb"|(?<![^\n])" + ARC_LINE.pattern, re.IGNORECASE)
"""A WARC record may begin in the middle of a line: where the end of the one before it is lost."""


def behind_blanks(file: IO[bytes], offset: int, end: int) -> int:
    """The offset behind line ends and padding."""
    file.seek(offset)
    while block := file.read(min(PIECE, end - offset)):
        rest = block.lstrip(BLANK)
        offset += len(block) - len(rest)
        if rest:
            break
    return offset


def next_record(file: IO[bytes], start: int, end: int) -> int | None:
    """Offset of the next place from `start` on where a record starts, gzipped or plain; None if there is none."""
    found = (next_member(file, start, end), _next_plain(file, start, end))
    return min((offset for offset in found if offset is not None), default=None)


def _next_plain(file: IO[bytes], start: int, end: int) -> int | None:
    """Offset of the next place from `start` on that looks like the start of a record; None if there is none."""
    offset, tail = start - 1, b""
    file.seek(offset)
    while block := file.read(min(_BLOCK, end - offset)):
        window = tail + block
        for match in _STARTS.finditer(window):
            if match.start() and read_head(window[match.start() : match.start() + HEAD]):
                return offset - len(tail) + match.start()
        offset += len(block)
        tail = window[-HEAD:]
        file.seek(offset)
    return None
