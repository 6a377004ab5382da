"""A download handler that makes one request at a time, each in its turn, and records each HTTP response as received."""

import asyncio
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.internet.error import ConnectionLost

from scraper.engine.recognising.torn_listings import is_torn
from scraper.store.capture import decoded
from scraper.store.responses.message import read_message, without_interim


class RecordingHandler(HTTP11DownloadHandler):
    """Scrapy's own handler, with connections that record what they receive.

    The request's meta gets `raw` (all bytes of the response), `address` (the server's IP address) and `fault`:
    `truncated` (with Scrapy's flag `dataloss`) if the body ended too early, `undecodable` if it is broken or too large
    when decompressed.
    """

    def __init__(self, crawler: Crawler) -> None:
        """Insert the recorder between the connections and Scrapy."""
        super().__init__(crawler)
        self._run: Any = crawler.spider
        self._recording = bytearray()
        self._reset = False
        self._one_at_a_time = asyncio.Lock()
        self._pool._factory = self._recording_factory(self._pool._factory)

    async def download_request(self, request: Request) -> Response:
        """The decoded response; raises what Scrapy's handler raises."""
        async with self._one_at_a_time:
            response = await self._in_turn(request)
            raw = without_interim(bytes(self._recording))
        message = read_message(raw)
        if message.declared_length is not None:  # bytes after it are not part of the response
            raw = raw[: message.header_length + message.declared_length]
        content, broken = decoded(message, self._default_maxsize)
        flags = response.flags if not self._is_torn(response, content) else [*response.flags, "dataloss"]
        truncated = "dataloss" in flags
        request.meta["raw"], request.meta["address"] = raw, str(response.ip_address or "")
        request.meta["fault"] = "truncated" if truncated else "undecodable" if broken else None
        headers = response.headers.copy()
        headers.pop("Content-Encoding", None)
        return response.replace(headers=headers, body=content, flags=flags)

    def _is_torn(self, response: Response, content: bytes) -> bool:
        """Whether a body whose end only the end of the connection told is not whole.

        Over TLS, what looks like a reset may be a server that says no goodbye.
        """
        is_reset = self._reset and response.url.startswith("http:")
        return "partial" in response.flags and is_torn(content, is_reset)

    async def _in_turn(self, request: Request) -> Response:
        """The response to a request that is made once the host may be asked again."""
        pauses, host = self._run.pauses, urlsplit(request.url).hostname or ""
        await pauses.wait_for_turn(host)
        begun = pauses.begin()
        try:
            return await super().download_request(request)
        finally:
            pauses.answered(host, begun)

    def _recording_factory(self, factory: Any) -> Any:
        """A subclass of the pool's factory class whose protocols record each response from its request on."""
        record = self._record

        class Recording(factory):  # type: ignore[misc]
            def buildProtocol(self, address: Any) -> Any:
                return record(super().buildProtocol(address))

        return Recording

    def _record(self, protocol: Any) -> Any:
        receive, send, lose = protocol.dataReceived, protocol.request, protocol.connectionLost
        recording = bytearray()  # one per connection: an idle connection may still receive a closing message

        def record_data(data: bytes) -> None:
            recording.extend(data)
            receive(data)

        def start_recording(request: Any) -> Any:
            recording.clear()
            self._recording, self._reset = recording, False
            return send(request)

        def note_reset(reason: Any) -> None:
            if self._recording is recording:
                self._reset = reason.check(ConnectionLost) is not None
            lose(reason)

        protocol.dataReceived, protocol.request, protocol.connectionLost = record_data, start_recording, note_reset
        return protocol
