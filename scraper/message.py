"""HTTP messages as they came over the wire: their head, and their body with transfer and content coding undone."""

import zlib
from collections.abc import Callable

import brotli
import msgspec

READ_LIMIT = 256 << 20
"""Bytes that a body which is in an archive already may have, also after decompression."""

_BODILESS = (204, 304)
"""Statuses whose answers have no body, whatever length they give (RFC 9110, 8.6)."""

_DIGITS = 16
"""Digits of a length that is none."""

_PIECE = 2048
_ZLIB = 15
"""Window sizes above this one stand for gzip, whose members may follow one another."""


class BodyError(Exception):
    """A body that cannot be decoded whole; the message says why."""


class Message(msgspec.Struct):
    """An HTTP response: `body` is as sent, chunks and compression included."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    header_length: int

    def header(self, name: str) -> str | None:
        """The first value of a header, whatever its case; None when it is absent."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    @property
    def media_type(self) -> str:
        """The type of the content without its parameters, in lower case; empty when it is not said."""
        return (self.header("content-type") or "").split(";")[0].strip().lower()

    def content(self, limit: int = READ_LIMIT) -> bytes:
        """The body as meant: unchunked and decompressed. Raises BodyError when torn, broken or above `limit` bytes."""
        if self.said is not None and self.said != len(self.body):
            return self._content_as_said(self.said, limit)
        return self._decoded(self.body, limit)

    @property
    def said(self) -> int | None:
        """How many bytes the head says that the body has; None when it does not say, says chunks, or none may come."""
        if self.status in _BODILESS:
            return None
        written = self.header("content-length") or ""
        chunks = "chunked" in (self.header("transfer-encoding") or "").lower()
        return (
            int(written) if written.isascii() and written.isdigit() and len(written) < _DIGITS and not chunks else None
        )

    def _content_as_said(self, said: int, limit: int) -> bytes:
        """The content of a body that is not as long as it should be: what is beyond does not belong to it.

        Archives decompress bodies and leave the head as it was: then its length says nothing.
        """
        body = self.body[:said]
        content = self._decoded(body, limit)
        compressed = (self.header("content-encoding") or "identity").lower() != "identity"
        if compressed and content is body:
            return self._decoded(self.body, limit)
        if said > len(self.body) and content is body:
            raise BodyError(f"{len(self.body)} of its {said} bytes are there")
        return content

    def _decoded(self, body: bytes, limit: int) -> bytes:
        if "chunked" in (self.header("transfer-encoding") or "").lower():
            body = unchunked(body)
        codings = [coding.strip().lower() for coding in (self.header("content-encoding") or "").split(",")]
        for coding in reversed(codings):
            body = _DECODERS.get(coding, _as_it_is)(body, limit)
        if len(body) > limit:
            raise BodyError(f"the body is above {limit} bytes")
        return body


def read_message(raw: bytes) -> Message:
    """A response out of its bytes; raises BodyError when they do not begin as HTTP does."""
    end = _head_end(raw) or len(raw)
    first, *lines = raw[:end].decode("utf-8", "replace").split("\n")
    parts = first.split(None, 2)
    if len(parts) < 2 or not parts[0].startswith("HTTP/") or not parts[1].isdigit():
        raise BodyError(f"expected an HTTP status line, found {first[:60]!r}")
    pairs = [line.partition(":") for line in lines if ":" in line]
    headers = [(name.strip(), value.strip()) for name, _, value in pairs]
    return Message(int(parts[1]), headers, raw[end:], end)


def without_interim(raw: bytes) -> bytes:
    """The final response of what came: interim ones, such as 103 Early Hints, have no place in an archive."""
    while raw.startswith((b"HTTP/1.1 1", b"HTTP/1.0 1")) and (end := _head_end(raw)):
        raw = raw[end:]
    return raw


def _head_end(raw: bytes) -> int:
    ends = [(raw.find(mark), len(mark)) for mark in (b"\r\n\r\n", b"\n\n")]
    found = [at + length for at, length in ends if at >= 0]
    return min(found, default=0)


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


def _as_it_is(body: bytes, _limit: int) -> bytes:
    return body


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzipped,
    "x-gzip": _gzipped,
    "deflate": _deflated,
    "br": _brotlied,
}
