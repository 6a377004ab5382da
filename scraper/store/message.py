"""HTTP messages as they came over the wire: their head, and their body with transfer and content coding undone."""

import msgspec

from scraper.store.coding import DECODERS, BodyError, as_it_is, unchunked

HTML = ("text/html", "application/xhtml+xml")
"""The media types of a page in HTML."""

READ_LIMIT = 256 << 20
"""Bytes that a body which is in an archive already may have, also after decompression."""

_BODILESS = (204, 304)
"""Statuses whose answers have no body, whatever length they give (RFC 9110, 8.6)."""

_DIGITS = 16
"""Digits of a length that is none."""


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
            return self._content_by_length(self.said, limit)
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

    def _content_by_length(self, said: int, limit: int) -> bytes:
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
            body = DECODERS.get(coding, as_it_is)(body, limit)
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
