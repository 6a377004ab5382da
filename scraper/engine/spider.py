"""What asks for the addresses that a source names, and tells what became of each."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import scrapy
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from scraper.engine.cache import HELD
from scraper.engine.report import Problem, RunReport
from scraper.engine.safety import ElsewhereError, LimitError
from scraper.engine.settings import CrawlJob
from scraper.sources.source import PageRequest, Reply, SourceError, place
from scraper.store.capture import Capture
from scraper.store.index import StoreError
from scraper.store.page_store import PageStore

_ENOUGH = 10
"""Failures in a row after which a server is left alone: one page may be broken, ten are the server."""


class SourceSpider(scrapy.Spider):
    """Asks for what the source names, and tells the report what became of it."""

    name = "source"

    def __init__(
        self, job: CrawlJob, store: PageStore, report: RunReport, advance: Callable[[], None], **_: Any
    ) -> None:
        """Take the order of a run, and where to keep and tell what it gives; `advance` is called after each page."""
        super().__init__()
        self.source, self.limits, self.pace, self.dry = job.source, job.limits, job.pace, job.dry
        self.store, self.report, self.advance = store, report, advance
        self.places = job.source.places()
        self._named: set[str] = set()
        self._failed_in_a_row = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "SourceSpider":
        """As Scrapy makes its spiders."""
        spider: SourceSpider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.dropped, signal=signals.request_dropped)
        crawler.signals.connect(spider.broken, signal=signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """The requests to begin with; what this run came to nothing with before it was stopped is asked for last."""
        for wanted in sorted(self.source.first(), key=self._in_vain):
            if request := self._request(wanted):
                yield request

    def parse(self, response: Response, **_: Any) -> Iterator[Request]:
        """Tell what came, and ask for what it leads to."""
        wanted, capture = response.meta["wanted"], response.meta.get("capture")
        held = HELD in response.flags
        self._report_response(wanted, response, capture, held)
        good = capture.good or capture.status == 304 if capture else response.status in (200, 206)
        yield from self._led_to(Reply(wanted, response.url, response.status, response.body, good))

    def _led_to(self, reply: Reply) -> Iterator[Request]:
        """What an answer leads to; the report tells of one that cannot be read, unless it tells of it already."""
        benign = reply.good or reply.status in (404, 410)
        self.report.incomplete |= reply.wanted.role == "listing" and not benign
        try:
            for found in self.source.follow(reply):
                if request := self._request(found):
                    yield request
        except SourceError as error:
            self.report.failed += [Problem(reply.url, str(error))] if benign else []
            self.report.incomplete = True

    def dropped(self, request: Request) -> None:
        """Tell of a redirect to an address that was asked for already, where it comes to nothing."""
        came_from = request.meta.get("redirect_urls", ())
        if request.url in came_from:
            self.report.failed.append(Problem(came_from[0], "redirects to itself"))
        elif came_from and not self._may_ask(request.url):
            self.report.refused_places.append(Problem(came_from[0], f"led to {request.url}"))
        self.advance()

    def broken(self, failure: Any, response: Response) -> None:
        """Tell of an answer that a source could not cope with: Scrapy would only log it."""
        reason = f"{type(failure.value).__name__}: {failure.value}"
        self.report.failed.append(Problem(response.url, f"not understood, its links are not followed ({reason})"))
        self.report.incomplete = True

    def failed(self, failure: Any) -> list[Request]:
        """Tell why a request came to nothing, and ask for what a source held back until it came."""
        self._report_failure(failure)
        wanted = failure.request.meta["wanted"]
        return list(self._led_to(Reply(wanted, failure.request.url, 0, b"", good=False)))

    def _report_failure(self, failure: Any) -> None:
        error, url = failure.value, failure.request.url
        asked = next(iter(failure.request.meta.get("redirect_urls", ())), url)
        if isinstance(error, LimitError):
            self.report.left += 1
        elif isinstance(error, ElsewhereError):
            self.report.refused_places.append(Problem(asked, f"led to {url}: {error}" if asked != url else str(error)))
        elif isinstance(error, IgnoreRequest) and "robots.txt" in str(error):
            self.report.refused_by_robots += 1
        elif isinstance(error, StoreError):
            self.stop(str(error))
        else:
            self._fail(asked, f"{type(error).__name__}: {error}")
        self.advance()

    def closed(self, reason: str) -> None:
        """Note that the run was ended before its time, by Ctrl-C say."""
        if reason not in ("finished", "stopped"):
            self.stop(f"{self.source.declaration.name}: ended before its time ({reason}); run again to go on")

    def stop(self, reason: str) -> None:
        """End the run before its time; it is taken up by the next one."""
        self.report.notes.append(reason)
        self.report.left += 1
        engine = self.crawler.engine
        if engine and engine.running:
            task = asyncio.ensure_future(engine.close_spider_async(reason="stopped"))
            task.add_done_callback(lambda done: done.exception())

    def _in_vain(self, wanted: PageRequest) -> bool:
        return self.store.index.was_asked(self.store.run.run, wanted.url) and not self.store.held(wanted.url)

    def _fail(self, url: str, reason: str, held: bool = False) -> None:
        self.report.failed.append(Problem(url, reason))
        self._failed_in_a_row += not held
        if self._failed_in_a_row == _ENOUGH and not held:
            self.stop(f"{_ENOUGH} addresses failed in a row, the last {url}: {reason}; run again later")

    def _may_ask(self, url: str) -> bool:
        try:
            return place(url) in self.places
        except SourceError:
            return False

    def _request(self, wanted: PageRequest) -> Request | None:
        if wanted.url in self._named:
            return None
        self._named.add(wanted.url)
        if wanted.role != "listing":
            self.report.known += 1
            if self.dry:
                held = wanted.fixed and self.store.index.last_good(wanted.url)
                self.report.would_fetch += [] if held else [wanted.url]
                return None
        headers = {"Range": wanted.range, "Accept-Encoding": "identity"} if wanted.range else {}
        meta = {"wanted": wanted}
        return Request(wanted.url, headers=headers, meta=meta, callback=self.parse, errback=self.failed)

    def _report_response(self, wanted: PageRequest, response: Response, capture: Capture | None, held: bool) -> None:
        report, status = self.report, response.status
        self._failed_in_a_row *= status >= 300 or held
        if status in (404, 410):
            report.not_found += wanted.role != "listing"
        elif status >= 300 or status < 200:
            self._fail(response.url, f"HTTP {status}", held)
        elif capture and capture.flag:
            report.flagged.append(Problem(response.url, capture.flag))
        elif wanted.role != "listing" and capture:
            outcome = "held" if held else "unchanged" if capture.refers_to else "fetched"
            setattr(report, outcome, getattr(report, outcome) + 1)
        report.listings += wanted.role == "listing"
        self.advance()
