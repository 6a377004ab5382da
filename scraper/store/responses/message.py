"""HTTP responses as received: parses the header and decodes the transfer and content codings of the body."""

import re

import msgspec

from scraper.store.responses.chunked_bodies import unchunked
from scraper.store.responses.coding import BodyError, uncoded

HTML = ("text/html", "application/xhtml+xml")
"""The media types of HTML pages."""

READ_LIMIT = 256 << 20
"""Maximum bytes of a body read from an archive, also after decompression."""

_BODILESS = (204, 304)
"""Statuses of responses without a body, whatever length they give (RFC 9110, 8.6)."""

_TOO_MANY_DIGITS = 16
"""A `Content-Length` with this many digits is ignored."""


class Message(msgspec.Struct):
    """An HTTP response; `body` is as sent, with chunks and compression."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    header_length: int

    def header(self, name: str) -> str | None:
        """The first value of a header (`name` in lower case), whatever its case; None if it is absent."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    @property
    def media_type(self) -> str:
        """The media type without its parameters, in lower case; empty if not given."""
        kind = re.split(r"[;,\s]", (self.header("content-type") or "").strip().lower())[0]
        return kind if "/" in kind else ""

    @property
    def codings(self) -> list[str]:
        """The content codings in the order applied, of all `Content-Encoding` headers; archives leave empty ones."""
        values = (value for name, value in self.headers if name.lower() == "content-encoding")
        codings = (coding.strip().lower() for value in values for coding in value.split(","))
        return [coding for coding in codings if coding not in ("", "identity")]

    @property
    def is_chunked(self) -> bool:
        """Whether the body is in chunks, by its header."""
        return "chunked" in (self.header("transfer-encoding") or "").lower()

    def content(self, limit: int = READ_LIMIT) -> bytes:
        """The body unchunked and decompressed; raises BodyError if truncated, broken or above `limit` bytes."""
        if self.declared_length is not None and self.declared_length != len(self.body):
            return self._content_by_length(self.declared_length, limit)
        return self._decoded(self.body, limit)

    @property
    def declared_length(self) -> int | None:
        """The body's `Content-Length`; None if absent, invalid, or overruled by chunks or the status."""
        if self.status in _BODILESS:
            return None
        value = self.header("content-length") or ""
        is_number = value.isascii() and value.isdigit() and len(value) < _TOO_MANY_DIGITS
        return int(value) if is_number and not self.is_chunked else None

    @property
    def is_open_ended(self) -> bool:
        """Whether only the end of the connection tells where the body ends."""
        return self.declared_length is None and not self.is_chunked and self.status not in _BODILESS

    def _content_by_length(self, declared: int, limit: int) -> bytes:
        """The content of a body whose length is not the declared one; bytes beyond that are not part of it.

        Archives decompress bodies without changing the header, whose length is then meaningless.
        """
        body = self.body[:declared]
        content = self._decoded(body, limit)
        if self.codings and content is body:
            return self._decoded(self.body, limit)
        if declared > len(self.body) and content is body:
            raise BodyError(f"{len(self.body)} of its {declared} bytes are there")
        return content

    def _decoded(self, body: bytes, limit: int) -> bytes:
        if self.is_chunked:
            body = unchunked(body)
        for coding in reversed(self.codings):
            body = uncoded(body, coding, limit)
        if len(body) > limit:
            raise BodyError(f"the body is above {limit} bytes")
        return body


def read_message(raw: bytes) -> Message:
    """Parses an HTTP response; raises BodyError if the bytes do not start with a status line."""
    end = _header_end(raw) or len(raw)
    first, *lines = raw[:end].decode("utf-8", "replace").split("\n")
    parts = first.split(None, 2)
    if len(parts) < 2 or not parts[0].startswith("HTTP/") or not parts[1].isdigit():
        raise BodyError(f"expected an HTTP status line, found {first[:60]!r}")
    pairs = [line.partition(":") for line in lines if ":" in line]
    headers = [(name.strip(), value.strip()) for name, _, value in pairs]
    return Message(int(parts[1]), headers, raw[end:], end)


def without_interim(raw: bytes) -> bytes:
    """The final response, without interim ones such as 103 Early Hints, which do not belong in an archive."""
    while raw.startswith((b"HTTP/1.1 1", b"HTTP/1.0 1")) and (end := _header_end(raw)):
        raw = raw[end:]
    return raw


def _header_end(raw: bytes) -> int:
    ends = [(raw.find(blank), len(blank)) for blank in (b"\r\n\r\n", b"\n\n")]
    found = [start + length for start, length in ends if start >= 0]
    return min(found, default=0)
