"""The page store as Scrapy's HTTP cache: what it has is not requested again, and what comes is stored first of all."""

from typing import Any
from urllib.parse import urljoin

import msgspec
from scrapy import Request
from scrapy.http import Response
from scrapy.settings import BaseSettings

from scraper.engine.caching.cache_policy import HELD, VALIDATORS
from scraper.engine.caching.classification import Classifier
from scraper.engine.caching.listed_content import differs_from_index
from scraper.engine.reporting.accepting import elsewhere, problem_of
from scraper.engine.reporting.report import Problem
from scraper.sources.page_request import PageRequest
from scraper.store.capture import Capture, captured
from scraper.store.current_time import now
from scraper.store.responses.message import Message, read_message
from scraper.store.statuses import CONCLUSIVE


class WarcCacheStorage:
    """The page store behind Scrapy's cache. Each request's meta gets `capture`, the index entry of its response."""

    def __init__(self, settings: BaseSettings) -> None:
        """Called by Scrapy; the store comes with the spider."""

    def open_spider(self, spider: Any) -> None:
        """Take the store from the run."""
        self._run = spider
        spider.keep = self.store_response
        self._classifier = Classifier(spider.source, spider.store, spider.report, spider.outcomes.texts)

    def close_spider(self, spider: Any) -> None:
        """Do nothing: the store is closed by whoever opened it."""

    def retrieve_response(self, spider: Any, request: Request) -> Response | None:
        """The stored response for a URL, to be used or revalidated; None if the URL must be fetched in full."""
        for _, condition in VALIDATORS:  # a redirect inherits those of the URL it comes from
            request.headers.pop(condition, None)
        request.meta.pop("capture", None)
        store = self._run.store
        held = store.held(request.url)
        good = held or store.index.last_good(request.url) or self._given_up(request)
        if good is None or not (held or _page_request(request).fixed or good.etag or good.last_modified):
            return None
        if (stored := self._classifier.read(good)) is None:
            return None
        request.meta["capture"] = good
        message, content = stored
        skipped = ("content-encoding", "transfer-encoding", "content-length")
        headers = [(name, value) for name, value in message.headers if name.lower() not in skipped]
        flags = [HELD] if held or _page_request(request).fixed else []
        return Response(request.url, message.status, dict(headers), content, flags)

    def _given_up(self, request: Request) -> Capture | None:
        """What an archive gave for a capture that never changes, if the user accepted that it is no page."""
        wanted, index = _page_request(request), self._run.store.index
        last = index.last(request.url) if wanted.fixed else None
        problem = self._problem(last, wanted) if last else None
        return last if problem and index.accepts(problem.word) else None

    def _problem(self, last: Capture, wanted: PageRequest) -> Problem | None:
        """What was wrong with a response."""
        if last.status in range(300, 400) and (stored := self._classifier.read(last)):
            return elsewhere(last.url, urljoin(last.url, stored[0].header("location") or ""))
        return problem_of(last.url, last.status, last.flag, wanted.listed)

    def store_response(self, spider: Any, request: Request, response: Response) -> None:
        """Store a response before anything else is done with it."""
        raw = request.meta["raw"]
        known: Capture | None = request.meta.get("capture")
        message = read_message(raw)
        capture = captured(request.url, now(), _page_request(request).role, message, response.body)
        copy = self._run.source.copy_of(_page_request(request), request.url, message.header)
        capture.page_url, capture.page_time = copy.page_url, copy.page_time
        if capture.status == 304 and known:
            capture = _confirmed(capture, known)
        else:
            fault = request.meta.get("fault") or self._undated(capture, message)
            self._run.report.unconfirmed += differs_from_index(_page_request(request), capture.page_time, message)
            self._classifier.classify(capture, response.body, _page_request(request), fault, message.is_open_ended)
        self._run.report.bytes += len(raw)
        self._run.report.redirected += 300 <= response.status < 400
        self._keep(capture, raw, request.meta.get("address") or None)
        request.meta["capture"] = capture

    def _undated(self, capture: Capture, message: Message) -> str | None:
        """The flag of a page that an archive gives of its own."""
        if self._run.source.sends_mementos is False or capture.role != "page" or capture.status != 200:
            return None
        flag: str | None = self._run.mementos.flag_of(capture.url, message.header("memento-datetime") is not None)
        return flag

    def _keep(self, capture: Capture, raw: bytes, address: str | None) -> None:
        """Store a response, or only that it was unchanged; an index grows with what changes alone."""
        store = self._run.store
        known = store.index.last(capture.url) if capture.refers_to and not capture.flag else None
        if known and known.status in CONCLUSIVE and not known.flag:
            store.add_visit(capture, known)
        else:
            store.add(capture, raw, address)


def _confirmed(response: Capture, known: Capture) -> Capture:
    """The index entry of a 304 response, with the content of the capture that it confirms."""
    same = {"digest": known.digest, "size": known.size, "payload_digest": known.payload_digest}
    validators = {"etag": response.etag or known.etag, "last_modified": response.last_modified or known.last_modified}
    refers = {"refers_to": known.refers_to or known.time, "media_type": known.media_type}
    return msgspec.structs.replace(response, **same, **validators, **refers)


def _page_request(request: Request) -> PageRequest:
    """The page request behind a request; the only ones without are Scrapy's own for robots.txt."""
    page_request: PageRequest = request.meta.get("page_request") or PageRequest(request.url, "robots")
    return page_request
