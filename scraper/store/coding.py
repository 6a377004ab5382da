"""Bodies of HTTP messages with their transfer and content coding undone, within a limit."""

import zlib
from collections.abc import Callable

import brotli

_PIECE = 2048
"""Bytes decompressed at a time: small, so that a bomb is noticed before it has filled memory."""
_ZLIB = 15
"""Window sizes above this one stand for gzip, whose members may follow one another."""


class BodyError(Exception):
    """A body that cannot be decoded whole; the message says why."""


def unchunked(body: bytes) -> bytes:
    """A chunked body joined. One that is not chunked after all is given back; raises BodyError when it is torn."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\n", at)
        size = _chunk_size(body[at:end] if end >= 0 else b"")
        if size is None:
            if not parts and at == 0 and body:
                return body  # archives keep the header of a body they have joined
            raise BodyError("the last chunk is missing")
        if size == 0:
            return b"".join(parts)
        if len(body) < end + 1 + size:
            raise BodyError("a chunk is torn")
        parts.append(body[end + 1 : end + 1 + size])
        at = end + 1 + size + (2 if body.startswith(b"\r\n", end + 1 + size) else 1)


def _chunk_size(line: bytes) -> int | None:
    try:
        return int(line.split(b";")[0].strip(), 16)
    except ValueError:
        return None


def _inflated(body: bytes, limit: int, window: int) -> bytes:
    """Piece by piece, so that a body of many small members takes no more time than another."""
    content, at = bytearray(), 0
    member = zlib.decompressobj(window)
    while at < len(body):
        piece = body[at : at + _PIECE]
        content += member.decompress(piece, limit + 1 - len(content))
        if len(content) > limit:
            raise BodyError(f"the body is above {limit} bytes once decompressed")
        at += len(piece) - len(member.unused_data)
        if member.eof:
            at = _next_member(body, at) if window > _ZLIB else len(body)
            member = zlib.decompressobj(window) if at < len(body) else member
    if body and not member.eof:
        raise BodyError("the compressed body is torn")
    return bytes(content)


def _next_member(body: bytes, at: int) -> int:
    """Where what follows a gzip member begins, behind zeros that fill up a block."""
    while at < len(body) and body[at] == 0:
        at += 1
    return at


def _gzipped(body: bytes, limit: int) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body  # archives keep the header of a body they have decompressed
    try:
        return _inflated(body, limit, 31)
    except zlib.error as error:
        raise BodyError(f"broken gzip ({error})") from error


def _deflated(body: bytes, limit: int) -> bytes:
    for window in (15, -15):  # with the zlib head, as the standard says, and without, as some servers send it
        try:
            return _inflated(body, limit, window)
        except zlib.error:
            continue
    return body


def _brotlied(body: bytes, limit: int) -> bytes:
    decompressor, content = brotli.Decompressor(), b""
    try:
        while part := decompressor.process(b"" if content else body, output_buffer_limit=limit + 1):
            content += part
            if len(content) > limit:
                raise BodyError(f"the body is above {limit} bytes once decompressed")
    except brotli.error:
        return body
    if not decompressor.is_finished():
        raise BodyError("the compressed body is torn")
    return content


def as_it_is(body: bytes, _limit: int) -> bytes:
    """What is of no coding, or of one that is not known."""
    return body


DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzipped,
    "x-gzip": _gzipped,
    "deflate": _deflated,
    "br": _brotlied,
}
