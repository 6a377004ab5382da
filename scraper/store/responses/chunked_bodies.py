"""Joins the chunks of HTTP bodies, their only transfer coding that archives keep."""

import re
from collections.abc import Iterator

from scraper.store.responses.coding import BodyError


def unchunked(body: bytes) -> bytes:
    """Joins a chunked body; returns a body that is not chunked unchanged; raises BodyError if it is truncated."""
    if body and _chunk_size(body.partition(b"\n")[0] if b"\n" in body else b"") is None:
        return body  # archives keep the header of a body they have unchunked
    return b"".join(chunks(body))


def chunks(body: bytes) -> Iterator[bytes]:
    """The chunks of a body; raises BodyError behind the last whole one if it is truncated."""
    offset = 0
    while True:
        end = body.find(b"\n", offset)
        size = _chunk_size(body[offset:end] if end >= 0 else b"")
        if size is None:
            raise BodyError("the last chunk is missing")
        if size == 0:
            return
        if len(body) < end + 1 + size:
            raise BodyError("a chunk is truncated")
        yield body[end + 1 : end + 1 + size]
        offset = end + 1 + size + (2 if body.startswith(b"\r\n", end + 1 + size) else 1)


_SIZE = re.compile(rb"\s*([0-9A-Fa-f]{1,16})\s*(;.*)?", re.DOTALL)
"""Hexadecimal digits alone: Python also reads a sign, which would lead back to chunks that were read."""


def _chunk_size(line: bytes) -> int | None:
    size = _SIZE.fullmatch(line)
    return int(size[1], 16) if size else None
