"""The spider: requests the URLs that a source names and reports the outcome of each."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

import scrapy
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from scraper.engine.cache import HELD
from scraper.engine.outcomes import Answered, Outcomes
from scraper.engine.pauses import Clock, HostPauses, StoppedError
from scraper.engine.report import Problem, RunReport
from scraper.engine.safety import BarrenError, LimitError, OffsiteError
from scraper.engine.settings import CrawlJob
from scraper.sources.source import PageRequest, Reply, SourceError, place
from scraper.store.index_file import StoreError
from scraper.store.page_store import PageStore


class SourceSpider(scrapy.Spider):
    """Requests the URLs that a source names and records the outcomes in the report."""

    name = "source"

    def __init__(
        self, job: CrawlJob, store: PageStore, report: RunReport, advance: Callable[[], None], **_: Any
    ) -> None:
        """Take the job, the store and the report of a run; `advance` is called after each page."""
        super().__init__()
        self.source, self.limits, self.dry = job.source, job.limits, job.dry
        self.pauses = HostPauses(job.pace, self._is_stopped, Clock())
        self.store, self.report, self.advance = store, report, advance
        self.places = job.source.places()
        self.outcomes = Outcomes(job.source, store, report, self.stop)
        self._requested: set[str] = set()
        self._barren_listings = 0
        self._stopping = self._told_barren = False

    def _is_stopped(self) -> bool:
        return self._stopping or not self.crawler.crawling

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "SourceSpider":
        """Factory that Scrapy calls; connects the signal handlers."""
        spider: SourceSpider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.dropped, signal=signals.request_dropped)
        crawler.signals.connect(spider.parse_failed, signal=signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """The first requests; those that failed in this run before it was stopped come last."""
        for page_request in sorted(self.source.first(), key=self._failed_before):
            if request := self._request(page_request):
                yield request

    def request_sitemaps(self, addresses: Iterable[str]) -> None:
        """Request the sitemaps that a robots.txt names, if the source wants them."""
        for found in self.source.sitemaps(addresses):
            if self.crawler.engine and (request := self._request(found)):
                self.crawler.engine.crawl(request)

    def parse(self, response: Response, **_: Any) -> Iterator[Request]:
        """Report a response and follow it; pages that it shows to be none are requested in another way."""
        page_request, capture = response.meta["page_request"], response.meta.get("capture")
        url, status, content = response.url, response.status, response.body
        self.outcomes.add(Answered(page_request, url, status, content, capture, HELD in response.flags))
        if status in self.source.declaration.stops:
            self.stop(f"{url}: HTTP {status}; run again in some hours")
        withdrawn = dict(self.outcomes.withdraw_repeated())
        self.advance()
        good = capture.good or capture.status == 304 if capture else status in (200, 206)
        yield from self._follow_up(Reply(page_request, url, status, content, good and url not in withdrawn))
        for other in sorted(withdrawn.keys() - {url}):
            yield from self._follow_up(Reply(withdrawn[other], other, 0, b"", good=False))

    def _follow_up(self, reply: Reply) -> Iterator[Request]:
        """The requests that a reply leads to; reports an unreadable reply, unless its status was reported already."""
        benign = reply.good or reply.status in (404, 410)
        listing = reply.request.role == "listing"
        self.report.incomplete |= listing and not benign
        self._barren_listings += listing
        try:
            for found in self.source.follow(reply):
                if request := self._request(found):
                    self._barren_listings *= found.role == "listing"
                    yield request
        except SourceError as error:
            self.report.failed += [Problem(reply.url, str(error))] if benign else []
            self.report.incomplete = True

    def is_barren(self) -> bool:
        """Whether so many listings in a row brought no new page that no more are requested: there may be no end."""
        return self._barren_listings >= self.source.declaration.barren

    def _report_barren(self, url: str) -> None:
        reason = f"{self._barren_listings} listings in a row brought no new page; this one and others are not followed"
        self.report.failed += [] if self._told_barren else [Problem(url, reason)]
        self._told_barren = self.report.incomplete = True

    def dropped(self, request: Request) -> None:
        """Report a redirect that was dropped as a duplicate, if it leads to itself or off-site."""
        redirected_from = request.meta.get("redirect_urls", ())
        if request.url in redirected_from:
            self.report.failed.append(Problem(redirected_from[0], "redirects to itself"))
        elif redirected_from and not self._is_allowed(request.url):
            self.report.refused_places.append(Problem(redirected_from[0], f"led to {request.url}"))
        self.advance()

    def parse_failed(self, failure: Any, response: Response) -> None:
        """Report a response on which the source raised an exception: Scrapy would only log it."""
        reason = f"{type(failure.value).__name__}: {failure.value}"
        self.report.failed.append(Problem(response.url, f"not understood, its links are not followed ({reason})"))
        self.report.incomplete = True

    def failed(self, failure: Any) -> list[Request]:
        """Report why a request failed, and request what the source has in its place or held back for it."""
        self._report_failure(failure)
        page_request = failure.request.meta["page_request"]
        if page_request.role != "listing" and _is_untried(failure.value):
            return []
        return list(self._follow_up(Reply(page_request, failure.request.url, 0, b"", good=False)))

    def _report_failure(self, failure: Any) -> None:
        error, url = failure.value, failure.request.url
        original = next(iter(failure.request.meta.get("redirect_urls", ())), url)
        if isinstance(error, LimitError | StoppedError):
            self.report.left += 1
        elif isinstance(error, BarrenError):
            self._report_barren(url)
        elif isinstance(error, OffsiteError):
            self.report.refused_places.append(
                Problem(original, f"led to {url}: {error}" if original != url else str(error))
            )
        elif _is_by_robots(error):
            self.report.refused_by_robots += 1
            host = urlsplit(url).netloc
            self.report.robots[host] = self.report.robots.get(host, 0) + 1
        elif isinstance(error, StoreError):
            self.stop(str(error))
        else:
            self.outcomes.fail(original, f"{type(error).__name__}: {error}")
        self.advance()

    def closed(self, reason: str) -> None:
        """Report a run that was ended early, for example by Ctrl-C."""
        if reason not in ("finished", "stopped"):
            self.stop(f"{self.source.declaration.name}: ended before its time ({reason}); run again to continue")

    def stop(self, reason: str) -> None:
        """End the run early; the next one resumes it."""
        if self._stopping:
            return
        self._stopping = True
        self.report.notes.append(reason)
        self.report.left += 1
        engine = self.crawler.engine
        if engine and engine.running:
            task = asyncio.ensure_future(engine.close_spider_async(reason="stopped"))
            task.add_done_callback(lambda done: done.exception())

    def announce(self, message: str) -> None:
        """Tell at once that the run waits."""
        self.report.waits.append(message)
        self.advance()

    def _failed_before(self, page_request: PageRequest) -> bool:
        requested = self.store.index.was_requested(self.store.run.run, page_request.url)
        return requested and not self.store.held(page_request.url)

    def _is_allowed(self, url: str) -> bool:
        try:
            return place(url) in self.places
        except SourceError:
            return False

    def _request(self, page_request: PageRequest) -> Request | None:
        if page_request.url in self._requested:
            return None
        self._requested.add(page_request.url)
        if page_request.role != "listing":
            self.report.known += 1
            if previous := self.store.previous:
                self.report.expected += self.store.index.was_good(page_request.url, previous.run, self.store.run.run)
            if self.dry:
                held = page_request.fixed and self.store.index.last_good(page_request.url)
                self.report.would_fetch += [] if held else [page_request.url]
                return None
        headers = {"Range": page_request.range, "Accept-Encoding": "identity"} if page_request.range else {}
        meta = {"page_request": page_request}
        return Request(page_request.url, headers=headers, meta=meta, callback=self.parse, errback=self.failed)


def _is_untried(error: Exception) -> bool:
    return isinstance(error, LimitError | StoppedError) or _is_by_robots(error)


def _is_by_robots(error: Exception) -> bool:
    return isinstance(error, IgnoreRequest) and "robots.txt" in str(error)
