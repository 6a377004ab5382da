"""The page store as Scrapy's HTTP cache: what is held is not asked for again, the rest is asked whether it changed."""

from typing import Any

import msgspec
from scrapy import Request
from scrapy.downloadermiddlewares.httpcache import HttpCacheMiddleware
from scrapy.extensions.httpcache import RFC2616Policy
from scrapy.http import Response
from scrapy.settings import BaseSettings

from scraper.engine.checks import Answer, flag_of
from scraper.sources.source import PageRequest
from scraper.store.capture import Capture, captured
from scraper.store.index import StoreError
from scraper.store.message import Message, read_message
from scraper.store.page_store import now

HELD = "held"
"""Flag of a cached response that is not asked for again in this run."""

_VALIDATORS = (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since"))


class StoreMiddleware(HttpCacheMiddleware):
    """Scrapy's HTTP cache, with failures left to be failures: an old capture does not stand in for them."""

    def process_exception(self, request: Request, exception: Exception) -> None:  # type: ignore[override]
        """Leave the exception to the retries."""
        request.meta.pop("cached_response", None)


class StorePolicy(RFC2616Policy):
    """Keep everything final; hold what this run has; ask for the rest again, with its validators."""

    def __init__(self, settings: BaseSettings) -> None:
        """Take which responses are asked for again."""
        super().__init__(settings)
        self._again = {int(status) for status in settings.getlist("RETRY_HTTP_CODES")}
        self._times = settings.getint("RETRY_TIMES")

    def should_cache_request(self, request: Request) -> bool:
        """Every request is."""
        return True

    def should_cache_response(self, response: Response, request: Request) -> bool:
        """Whether a response is final: not one that will be asked for again."""
        passing = response.status in self._again or "dataloss" in response.flags
        return not passing or request.meta.get("retry_times", 0) >= self._times

    def is_cached_response_fresh(self, cachedresponse: Response, request: Request) -> bool:
        """Whether the store answers; if not, the request is made conditional."""
        if HELD in cachedresponse.flags:
            return True
        for header, condition in _VALIDATORS:
            if value := cachedresponse.headers.get(header):
                request.headers[condition] = value
        return False

    def is_cached_response_valid(self, cachedresponse: Response, response: Response, request: Request) -> bool:
        """Whether the server says that nothing has changed."""
        return response.status == 304


class WarcCacheStorage:
    """The page store behind Scrapy's cache. Each request's meta gets `capture`, the index entry of its answer."""

    def __init__(self, settings: BaseSettings) -> None:
        """Made by Scrapy; the store comes with the spider."""

    def open_spider(self, spider: Any) -> None:
        """Take the store of the run."""
        self._run = spider

    def close_spider(self, spider: Any) -> None:
        """The store is closed by who opened it."""

    def retrieve_response(self, spider: Any, request: Request) -> Response | None:
        """What the store has of an address: held, or to be asked about; None when it is to be fetched."""
        for _, condition in _VALIDATORS:  # a redirect brings along those of the address it comes from
            request.headers.pop(condition, None)
        request.meta.pop("capture", None)
        store = self._run.store
        held = store.held(request.url)
        good = held or store.index.last_good(request.url)
        if good is None or not (held or _page_request(request).fixed or good.etag or good.last_modified):
            return None
        if (whole := self._read(good)) is None:
            return None
        request.meta["capture"] = good
        message, content = whole
        skipped = ("content-encoding", "transfer-encoding", "content-length")
        headers = [(name, value) for name, value in message.headers if name.lower() not in skipped]
        flags = [HELD] if held or _page_request(request).fixed else []
        return Response(request.url, message.status, dict(headers), content, flags)

    def _read(self, capture: Capture) -> tuple[Message, bytes] | None:
        """A response of the store; one that cannot be read is let go of and fetched in full."""
        try:
            read: tuple[Message, bytes] = self._run.store.message(capture)
        except StoreError as error:  # Scrapy would pass over it
            self._run.store.forget(capture)
            self._run.report.notes.append(f"{error}; {capture.url} is asked for again")
            return None
        return read

    def store_response(self, spider: Any, request: Request, response: Response) -> None:
        """Keep a response before anything is done with it."""
        raw = request.meta["raw"]
        known: Capture | None = request.meta.get("capture")
        message = read_message(raw)
        capture = captured(request.url, now(), _page_request(request).role, message, response.body)
        copy = self._run.source.copy_of(_page_request(request), request.url, message.header)
        capture.page_url, capture.page_time = copy.page_url, copy.page_time
        if capture.status == 304 and known:
            capture = _confirmed(capture, known)
        else:
            self._judge(capture, response.body, request.meta.get("fault"))
        self._run.report.bytes += len(raw)
        self._run.report.redirected += 300 <= response.status < 400
        self._run.store.add(capture, raw, request.meta.get("address") or None)
        request.meta["capture"] = capture

    def _judge(self, capture: Capture, content: bytes, fault: str | None) -> None:
        index, types = self._run.store.index, self._run.source.types
        good, last = index.last_good(capture.url), index.last(capture.url)
        capture.flag = flag_of(Answer(capture, content, types.get(capture.role, ()), fault, good))
        if capture.flag == "shrunk" and last and last.run != capture.run and last.digest == capture.digest:
            capture.flag = None  # two runs agree: the page did shrink
        same = last and (last.digest, last.status, last.flag) == (capture.digest, capture.status, capture.flag)
        if capture.flag:  # what cannot be decoded has no content to be the same
            same = same and last and last.payload_digest == capture.payload_digest
        if same and last and not 300 <= capture.status < 400 and self._read(last):
            capture.refers_to = last.time  # not of a redirect, which says what it says in its head


def _confirmed(answer: Capture, known: Capture) -> Capture:
    """The index entry of a 304: the content of the capture that it confirms."""
    same = {"digest": known.digest, "size": known.size, "payload_digest": known.payload_digest}
    validators = {"etag": answer.etag or known.etag, "last_modified": answer.last_modified or known.last_modified}
    refers = {"refers_to": known.refers_to or known.time, "media_type": known.media_type}
    return msgspec.structs.replace(answer, **same, **validators, **refers)


def _page_request(request: Request) -> PageRequest:
    """What a request is for; Scrapy itself asks for robots.txt alone."""
    wanted: PageRequest = request.meta.get("wanted") or PageRequest(request.url, "robots")
    return wanted
