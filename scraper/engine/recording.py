"""A download handler that keeps each HTTP message as it came over the wire, and hands on its content decoded."""

import asyncio
from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response

from scraper.store.capture import decoded
from scraper.store.message import read_message, without_interim


class RecordingHandler(HTTP11DownloadHandler):
    """Scrapy's own handler, whose connections record what they receive.

    The request's meta gets `raw` (all bytes of the response), `address` (the server's IP address) and `fault`:
    `truncated` when the body ended too early, `undecodable` when it is broken or too large once decompressed.
    """

    def __init__(self, crawler: Crawler) -> None:
        """Put the recorder between the connections and Scrapy."""
        super().__init__(crawler)
        self._recording = bytearray()
        self._one_at_a_time = asyncio.Lock()
        self._pool._factory = self._recording_factory(self._pool._factory)

    async def download_request(self, request: Request) -> Response:
        """The response, decoded; raises what Scrapy's handler does."""
        async with self._one_at_a_time:
            response = await super().download_request(request)
            raw = without_interim(bytes(self._recording))
        message = read_message(raw)
        if message.said is not None:  # what came behind it is no part of it
            raw = raw[: message.header_length + message.said]
        content, broken = decoded(message, self._default_maxsize)
        torn = "dataloss" in response.flags
        request.meta["raw"], request.meta["address"] = raw, str(response.ip_address or "")
        request.meta["fault"] = "truncated" if torn else "undecodable" if broken else None
        headers = response.headers.copy()
        headers.pop("Content-Encoding", None)
        return response.replace(headers=headers, body=content)

    def _recording_factory(self, factory: Any) -> Any:
        """The pool's class of factories, whose protocols record each response from its request on."""
        record = self._record

        class Recording(factory):  # type: ignore[misc]
            def buildProtocol(self, address: Any) -> Any:
                return record(super().buildProtocol(address))

        return Recording

    def _record(self, protocol: Any) -> Any:
        receive, ask = protocol.dataReceived, protocol.request
        recording = bytearray()  # each connection has its own: one that is idle may still say that it closes

        def received(data: bytes) -> None:
            recording.extend(data)
            receive(data)

        def asked(request: Any) -> Any:
            recording.clear()
            self._recording = recording
            return ask(request)

        protocol.dataReceived, protocol.request = received, asked
        return protocol
