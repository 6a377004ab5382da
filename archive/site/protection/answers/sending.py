"""The way of an answer to its visitor: headers added, compressed, in pieces that let other requests in between."""

import asyncio
from collections.abc import Callable
from typing import Any

from archive.site.protection.answers.compression import Compressor, coding, compressible
from archive.site.protection.answers.headers import Headers, protected
from archive.site.protection.refusal import Refusal

_PIECE = 16_384


class Unfinished(BaseException):
    """An answer that failed after it had begun; the connection is cut, so that nobody takes it for whole.

    No Exception: Datasette would take that for an error to be told, in an answer that has begun.
    """


class Enough(BaseException):
    """A question for the headers alone has them; what would follow is not made."""


class Sending:
    """An ASGI `send` for one request."""

    def __init__(self, send: Any, scope: dict[str, Any], path: str, seconds: int) -> None:
        """`seconds`: how long an answer may be kept."""
        self.etag: bytes | None = None
        self.failed: Callable[[], bool] = lambda: False
        self._send, self._path, self._seconds = send, path, seconds
        self._head = scope["method"] == "HEAD"
        accepted = dict(scope.get("headers") or []).get(b"accept-encoding", b"").decode("latin-1")
        self._is_old = scope.get("http_version") == "1.0"
        self._coding = None if self._is_old else coding(accepted)
        self._start: dict[str, Any] | None = None
        self._compressor: Compressor | None = None
        self._buffer = bytearray()
        self.begun = False

    async def __call__(self, message: dict[str, Any]) -> None:
        """Takes a message of Datasette's answer; it is sent in pieces of 16 kB."""
        if message["type"] == "http.response.start":
            self._start = message
        elif message["type"] == "http.response.body":
            await self._body(message.get("body", b""), message.get("more_body", False))
        else:
            await self._send(message)

    def forget(self) -> None:
        """Drops what has been taken but not sent."""
        self._start, self.failed = None, lambda: False
        self._buffer.clear()

    async def _body(self, body: bytes, more: bool) -> None:
        if self.failed():
            raise Unfinished
        self._buffer += body
        if more and len(self._buffer) < _PIECE:
            return
        if not self.begun:
            self._refuse_plain()
            await self._begin(None if more else len(self._buffer))
        while len(self._buffer) >= _PIECE:
            piece = bytes(self._buffer[:_PIECE])
            del self._buffer[:_PIECE]
            await self._piece(self._compressor.piece(piece) if self._compressor else piece, True)
            await asyncio.sleep(0)
        if not more:
            await self._end()

    def _refuse_plain(self) -> None:
        """Datasette answers wrong addresses of static files in English: raises Refusal for our own page."""
        if self._start and self._start["status"] in (403, 404) and self._buffer.startswith((b"404: ", b"403: ")):
            self.forget()
            raise Refusal("missing")

    async def _begin(self, size: int | None) -> None:
        """`size` of the whole answer; None while it is not known."""
        assert self._start is not None
        status, headers = self._start["status"], [(bytes(a), bytes(b)) for a, b in self._start.get("headers", [])]
        if self._is_old:
            headers = self._with_length(status, headers, size)
        headers = protected(self._path, status, headers, self._seconds, self.etag)
        if compressible(status, headers, size):
            headers = _varying(headers)
            if self._coding:
                self._compressor = Compressor(self._coding)
                headers = [(name, value) for name, value in headers if name.lower() != b"content-length"]
                headers.append((b"content-encoding", self._coding.encode()))
        self.begun = True
        await self._send({**self._start, "headers": headers})
        if self._head:
            await self._send({"type": "http.response.body", "body": b""})
            raise Enough

    def _with_length(self, status: int, headers: Headers, size: int | None) -> Headers:
        """HTTP/1.0 ends an answer of unknown length by closing, cut or not: raises Refusal for such an answer."""
        if status in (204, 304) or any(name.lower() == b"content-length" for name, _value in headers):
            return headers
        if size is None:
            self.forget()
            raise Refusal("old_http")
        return [*headers, (b"content-length", str(size).encode())]

    async def _end(self) -> None:
        rest = bytes(self._buffer)
        self._buffer.clear()
        if self._compressor:
            rest = self._compressor.piece(rest) + self._compressor.rest()
        await self._piece(rest, False)

    async def _piece(self, piece: bytes, more: bool) -> None:
        if piece or not more:
            await self._send({"type": "http.response.body", "body": piece, "more_body": more})


def _varying(headers: Headers) -> Headers:
    """Proxies keep the forms of an answer apart."""
    others = [value for name, value in headers if name.lower() == b"vary"]
    kept = [(name, value) for name, value in headers if name.lower() != b"vary"]
    return [*kept, (b"vary", b", ".join([*others, b"Accept-Encoding"]))]
