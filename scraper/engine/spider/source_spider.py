"""The spider: requests the URLs that a source names and passes on what comes of each."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from scraper.engine.caching.cache_policy import HELD
from scraper.engine.checking.mementos import Mementos
from scraper.engine.outcomes.failures import Failures, is_untried
from scraper.engine.outcomes.listings import Listings
from scraper.engine.outcomes.outcomes import Answered, Outcomes
from scraper.engine.reporting.report import Problem, RunReport
from scraper.engine.requesting.pauses import Clock, HostPauses
from scraper.engine.requesting.redirects import original_url
from scraper.engine.requesting.request_limits import BarrenError, DryError
from scraper.engine.settings import CrawlJob
from scraper.engine.spider.following import Following
from scraper.engine.spider.new_requests import NewRequests
from scraper.engine.spider.stoppable_spider import StoppableSpider
from scraper.sources.page_request import PageRequest, Reply
from scraper.sources.source import SourceError, host_and_port
from scraper.store.index_file import StoreError
from scraper.store.page_store import PageStore


class SourceSpider(StoppableSpider):
    """Requests the URLs that a source names and records the outcomes in the report."""

    def __init__(
        self, job: CrawlJob, store: PageStore, report: RunReport, advance: Callable[[], None], **_: Any
    ) -> None:
        """Take the job, the store and the report of a run; `advance` is called after each page."""
        super().__init__(job.source.declaration.name, report, advance)
        self.source, self.limits, self.dry = job.source, job.limits, job.dry
        self.pauses = HostPauses(job.pace, self.is_stopped, Clock())
        self.store = store
        self.hosts_and_ports = job.source.hosts_and_ports()
        self.outcomes = Outcomes(job.source, store, report, self.stop)
        self.listings = Listings(report, store, job.source.declaration.barren)
        self._failures = Failures(report, self.outcomes, self.listings)
        self.note_register = self._failures.note_register
        self.mementos = Mementos(bool(job.source.sends_mementos))
        self._requests = NewRequests(store, report, self.parse, self.failed)
        self._following = Following(job.source, report, self.listings, self._requests, self.outcomes.projects)
        self.keep: Callable[[SourceSpider, Request, Response], None] = lambda *_: None
        """Stores an answer after which the run ends; in a dry run, none is."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "SourceSpider":
        """Factory that Scrapy calls; connects the signal handlers."""
        spider: SourceSpider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.dropped, signal=signals.request_dropped)
        crawler.signals.connect(spider.parse_failed, signal=signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """The first requests; those that failed in this run before it was stopped come last."""
        requests = filter(None, map(self._requests.make, self.source.first()))
        for request in sorted(requests, key=attrgetter("priority"), reverse=True):
            yield request

    def request_sitemaps(self, addresses: Iterable[str]) -> None:
        """Request the sitemaps that a robots.txt names, if the source wants them."""
        self.enqueue(filter(None, map(self._requests.make, self.source.sitemaps(addresses))))

    def parse(self, response: Response, **_: Any) -> Iterator[Request]:
        """Report a response and follow it; pages that it shows to be none are requested in another way."""
        page_request, capture = response.meta["page_request"], response.meta.get("capture")
        url, status, content = response.url, response.status, response.body
        self.outcomes.add(Answered(page_request, url, status, content, capture, HELD in response.flags))
        if status in self.source.declaration.stops:
            self.stop(f"{url}: HTTP {status}; run again in some hours")
        withdrawn = dict(self.outcomes.withdraw_repeated()) | dict(
            self.outcomes.withdraw_undated(self.mementos.take_undated())
        )
        self.advance()
        good = capture.good or capture.status == 304 if capture else status in (200, 206)
        time = capture.page_time if capture else None
        yield from self._following.follow(
            Reply(page_request, url, status, content, good and url not in withdrawn, page_time=time)
        )
        for other in sorted(withdrawn.keys() - {url}):
            yield from self._following.follow(Reply(withdrawn[other], other, 0, b"", good=False))

    def dropped(self, request: Request) -> None:
        """Report a redirect to where another request has led, which Scrapy does not follow."""
        page_request: PageRequest = request.meta["page_request"]
        lost = [page_request]
        if self._failures.is_had_otherwise(request, self.is_allowed(request.url), self.source.declaration.registers):
            lost = self._following.add_shared(request.url, page_request) if page_request.role != "listing" else []
            self.enqueue(self._following.follow_copy(page_request, request.url))
        for other in lost:
            self.enqueue(self._following.follow(Reply(other, other.url, 0, b"", good=False)))
        self.advance()

    def parse_failed(self, failure: Any, response: Response) -> None:
        """Report a response on which the source raised an exception: Scrapy would only log it."""
        reason = f"{type(failure.value).__name__}: {failure.value}"
        self.report.failed.append(Problem(response.url, f"not understood, its links are not followed ({reason})"))
        self.listings.add_unread(response.url)

    def failed(self, failure: Any) -> list[Request]:
        """Report why a request failed, and request what the source has in its place or held back for it."""
        error, page_request = failure.value, failure.request.meta["page_request"]
        if isinstance(error, DryError):
            self._would_fetch(page_request)
            return []
        try:
            self._failures.add(error, failure.request)
        except StoreError:
            self.stop(str(error))
        self.advance()
        if isinstance(error, BarrenError) or is_untried(error, failure.request):
            return []
        return list(self._following.follow(Reply(page_request, original_url(failure.request), 0, b"", good=False)))

    def is_allowed(self, url: str) -> bool:
        """Whether a URL is at a host of the source."""
        try:
            return host_and_port(url) in self.hosts_and_ports
        except SourceError:
            return False

    def _would_fetch(self, page_request: PageRequest) -> None:
        held = page_request.fixed and self.store.index.last_good(page_request.url) is not None
        self.report.held += held
        self.report.would_fetch += [] if held else [page_request.url]
        self.listings.add_good(page_request.url)
