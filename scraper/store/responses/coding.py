"""Decodes the content codings of HTTP bodies, within a size limit."""

import re
import zlib
from collections.abc import Callable

import brotli
import zstandard

_PIECE = 2048
"""Bytes decompressed at a time: few, so that a decompression bomb is noticed before it fills memory."""
_GIVEN = 1 << 20
"""Bytes that are taken from Brotli at a time, which keeps twice as many as it is let."""
_ZLIB_WINDOW = 15
"""Larger `wbits` values mean gzip, which may have several members."""


_GZIP = b"\x1f\x8b"
"""How a gzip member begins."""


class BodyError(Exception):
    """A body cannot be decoded completely; the message says why."""


def _inflate(body: bytes, limit: int, window: int) -> bytes:
    """Decompresses in pieces, so that a body of many small members takes no longer than others.

    Bytes behind a member that begin no other one are not part of the content, as browsers read it.
    """
    content, offset = bytearray(), 0
    member = zlib.decompressobj(window)
    while offset < len(body):
        piece = body[offset : offset + _PIECE]
        content += member.decompress(piece, limit + 1 - len(content))
        _check_size(content, limit)
        offset += len(piece) - len(member.unused_data)
        if member.eof:
            offset = _next_member(body, offset) if window > _ZLIB_WINDOW else len(body)
            member = zlib.decompressobj(window) if offset < len(body) else member
    if body and not member.eof:
        raise BodyError("the compressed body is truncated")
    return bytes(content)


def _check_size(content: bytes | bytearray, limit: int) -> None:
    if len(content) > limit:
        raise BodyError(f"the body is above {limit} bytes once decompressed")


def _next_member(body: bytes, offset: int) -> int:
    """The offset of the member after a gzip member and any zeros that pad its block; the end if there is none."""
    while offset < len(body) and body[offset] == 0:
        offset += 1
    return offset if body.startswith(_GZIP, offset) else len(body)


_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
"""Bytes that no text has (WHATWG MIME Sniffing, 3: binary data bytes)."""

_EXAMINED = 4096
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def _as_it_is(body: bytes, coding: str) -> bytes:
    """A body that is text already: archives keep the header of one that they decompressed; raises BodyError."""
    if _BINARY.search(body[:_EXAMINED]) and not body.startswith(_UTF_16):
        raise BodyError(f"its content coding is {coding[:40]!r}, in which it cannot be read")
    return body


def _decode_gzip(body: bytes, limit: int) -> bytes:
    if not body.startswith(_GZIP):
        return _as_it_is(body, "gzip")
    try:
        return _inflate(body, limit, 31)
    except zlib.error as error:
        raise BodyError(f"broken gzip ({error})") from error


def _decode_deflate(body: bytes, limit: int) -> bytes:
    for window in (15, -15):  # with the zlib header, as the standard says, and without, as some servers send it
        try:
            return _inflate(body, limit, window)
        except zlib.error:
            continue
    return _as_it_is(body, "deflate")


def _decode_brotli(body: bytes, limit: int) -> bytes:
    decompressor, content = brotli.Decompressor(), bytearray()
    try:
        while part := decompressor.process(b"" if content else body, output_buffer_limit=_GIVEN):
            content += part
            _check_size(content, limit)
    except brotli.error:
        return _as_it_is(body, "br")
    if not decompressor.is_finished():
        raise BodyError("the compressed body is truncated")
    return bytes(content)


def _decode_zstandard(body: bytes, limit: int) -> bytes:
    """Decompresses in pieces, frame by frame."""
    if not body.startswith(_ZSTANDARD):
        return _as_it_is(body, "zstd")
    content, offset, frame = bytearray(), 0, zstandard.ZstdDecompressor().decompressobj()
    try:
        while offset < len(body):
            frame = zstandard.ZstdDecompressor().decompressobj() if frame.eof else frame
            piece = body[offset : offset + _PIECE]
            content += frame.decompress(piece)
            offset += len(piece) - len(frame.unused_data)
            _check_size(content, limit)
    except zstandard.ZstdError as error:
        raise BodyError(f"broken zstd ({error})") from error
    if not frame.eof:
        raise BodyError("the compressed body is truncated")
    return bytes(content)


_ZSTANDARD = b"\x28\xb5\x2f\xfd"


def uncoded(body: bytes, coding: str, limit: int) -> bytes:
    """A body without one of its content codings; raises BodyError if it is not in that, or in one that is not known."""
    decoder = _DECODERS.get(coding)
    return decoder(body, limit) if decoder else _as_it_is(body, coding)


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _decode_gzip,
    "x-gzip": _decode_gzip,
    "deflate": _decode_deflate,
    "br": _decode_brotli,
    "zstd": _decode_zstandard,
}
