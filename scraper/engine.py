"""The engine: Scrapy, set up to be polite, asking for what a source names and keeping every answer in the store."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import scrapy
from scrapy import Request, signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.request import fingerprint

from scraper.cache import HELD
from scraper.capture import Capture
from scraper.report import Report, Trouble
from scraper.safety import ElsewhereError, LimitError
from scraper.source import Reply, Source, SourceError, Wanted, place
from scraper.store import Store


class Limits(msgspec.Struct, frozen=True):
    """Pages asked for in a run and pages held in the store at the most (0: no limit); bytes of a body; seconds."""

    per_run: int = 0
    total: int = 0
    body: int = 64 * 1024 * 1024
    timeout: float = 60.0


class Order(msgspec.Struct, frozen=True):
    """How a source is to be run: `pace` is seconds between two requests, `agent` what the run calls itself."""

    source: Source
    pace: float
    agent: str
    loopback: bool
    limits: Limits = Limits()
    dry: bool = False
    log: Path | None = None


class Fingerprints:
    """Two ranges of one file are two requests; they differ in what stands after `#`."""

    def fingerprint(self, request: Request) -> bytes:
        """What makes a request itself."""
        return fingerprint(request, keep_fragments=True)


class SourceSpider(scrapy.Spider):
    """Asks for what the source names, and tells the report what became of it."""

    name = "source"

    def __init__(self, order: Order, store: Store, report: Report, advance: Callable[[], None], **_: Any) -> None:
        """Take the order of a run, and where to keep and tell what it gives; `advance` is called after each page."""
        super().__init__()
        self.source, self.limits, self.pace, self.dry = order.source, order.limits, order.pace, order.dry
        self.store, self.report, self.advance = store, report, advance
        self.places = order.source.places()
        self.held_before = store.index.pages()
        self._named: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "SourceSpider":
        """As Scrapy makes its spiders."""
        spider: SourceSpider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.dropped, signal=signals.request_dropped)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """The requests to begin with."""
        for wanted in self.source.first():
            if request := self._request(wanted):
                yield request

    def parse(self, response: Response, **_: Any) -> Iterator[Request]:
        """Tell what came, and ask for what it leads to."""
        wanted, capture = response.meta["wanted"], response.meta.get("capture")
        held = HELD in response.flags
        self._tell(wanted, response, capture, held)
        good = capture.good or capture.status == 304 if capture else response.status in (200, 206)
        reply = Reply(wanted, response.url, response.status, response.body, good)
        try:
            for found in self.source.follow(reply):
                if request := self._request(found):
                    yield request
        except SourceError as error:
            self.report.failed.append(Trouble(response.url, str(error)))
            self.report.incomplete = True

    def dropped(self, request: Request) -> None:
        """Tell of a redirect to an address that was asked for already, where it comes to nothing."""
        came_from = request.meta.get("redirect_urls", ())
        if request.url in came_from:
            self.report.failed.append(Trouble(came_from[0], "redirects to itself"))
        elif came_from and not self._may_ask(request.url):
            self.report.refused_places.append(Trouble(came_from[0], f"led to {request.url}"))
        self.advance()

    def failed(self, failure: Any) -> None:
        """Tell why a request came to nothing."""
        error, url = failure.value, failure.request.url
        asked = next(iter(failure.request.meta.get("redirect_urls", ())), url)
        if isinstance(error, LimitError):
            self.report.left += 1
        elif isinstance(error, ElsewhereError):
            self.report.refused_places.append(Trouble(asked, f"led to {url}: {error}" if asked != url else str(error)))
        elif isinstance(error, IgnoreRequest) and "robots.txt" in str(error):
            self.report.refused_by_robots += 1
        else:
            self.report.failed.append(Trouble(asked, f"{type(error).__name__}: {error}"))
            self.report.incomplete |= failure.request.meta["wanted"].role == "listing"
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

    def _may_ask(self, url: str) -> bool:
        try:
            return place(url) in self.places
        except SourceError:
            return False

    def _request(self, wanted: Wanted) -> Request | None:
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

    def _tell(self, wanted: Wanted, response: Response, capture: Capture | None, held: bool) -> None:
        report, status = self.report, response.status
        if status in (404, 410):
            report.not_found += wanted.role != "listing"
        elif status >= 300 or status < 200:
            report.failed.append(Trouble(response.url, f"HTTP {status}"))
            report.incomplete |= wanted.role == "listing"
        elif capture and capture.flag:
            report.flagged.append(Trouble(response.url, capture.flag))
        elif wanted.role != "listing" and capture:
            outcome = "held" if held else "unchanged" if capture.refers_to else "fetched"
            setattr(report, outcome, getattr(report, outcome) + 1)
        report.listings += wanted.role == "listing"
        self.advance()


def crawl(order: Order, store: Store, report: Report, advance: Callable[[], None]) -> None:
    """Run a source; what it gives is in the store and the report. Once in a process: Scrapy cannot begin again."""
    process = AsyncCrawlerProcess(settings(order))
    process.crawl(SourceSpider, order=order, store=store, report=report, advance=advance)
    process.start()


def settings(order: Order) -> dict[str, Any]:
    """Scrapy's settings for a run."""
    paced = order.pace > 0
    return {
        **ALWAYS,
        "USER_AGENT": order.agent,
        "DOWNLOAD_DELAY": order.pace,
        "AUTOTHROTTLE_ENABLED": paced,
        "AUTOTHROTTLE_START_DELAY": order.pace,
        "AUTOTHROTTLE_MAX_DELAY": max(60.0, order.pace),
        "DOWNLOAD_MAXSIZE": order.limits.body,
        "DOWNLOAD_TIMEOUT": order.limits.timeout,
        "HTTPCACHE_ENABLED": not order.dry,
        "LOOPBACK_ONLY": order.loopback,
        "LOG_ENABLED": order.log is not None,
        "LOG_INSTALL_ROOT_HANDLER": order.log is not None,
        "LOG_FILE": str(order.log) if order.log else None,
    }


ALWAYS: dict[str, Any] = {
    "ROBOTSTXT_OBEY": True,
    "CONCURRENT_REQUESTS": 1,
    "CONCURRENT_ITEMS": 1,
    "WARN_ON_GENERATOR_RETURN_VALUE": False,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "COOKIES_ENABLED": False,
    "REFERER_ENABLED": False,
    "METAREFRESH_ENABLED": False,
    "HTTPPROXY_ENABLED": False,
    "EXTENSIONS": {
        "scrapy.extensions.telnet.TelnetConsole": None,  # servers that run what they are sent have no place here
        "scrapy.extensions.remote_control.RemoteControl": None,
        "scrapy.extensions.feedexport.FeedExporter": None,
    },
    "COMPRESSION_ENABLED": False,  # undone by the recording handler, which keeps what was compressed
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "DOWNLOAD_FAIL_ON_DATALOSS": False,  # a torn body is kept and flagged when asking again does not mend it
    "DOWNLOAD_WARNSIZE": 0,
    "HTTPERROR_ALLOW_ALL": True,
    "HTTPCACHE_POLICY": "scraper.cache.StorePolicy",
    "HTTPCACHE_STORAGE": "scraper.cache.StoreStorage",
    "RETRY_TIMES": 3,
    "REDIRECT_MAX_TIMES": 5,
    "URLLENGTH_LIMIT": 4096,
    "DEFAULT_REQUEST_HEADERS": {"Accept": "*/*", "Accept-Language": "sv", "Accept-Encoding": "gzip"},
    "REQUEST_FINGERPRINTER_CLASS": "scraper.engine.Fingerprints",
    "TWISTED_DNS_RESOLVER": "scraper.safety.SafeResolver",
    "DOWNLOAD_HANDLERS": {
        "http": "scraper.recording.RecordingHandler",
        "https": "scraper.recording.RecordingHandler",
        **dict.fromkeys(("data", "file", "ftp", "s3")),
    },
    "DOWNLOADER_MIDDLEWARES": {
        "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
        "scraper.safety.PlaceMiddleware": 50,
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
        "scraper.politeness.StrictRobotsMiddleware": 100,
        "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
        "scraper.politeness.PatientRetryMiddleware": 550,
        "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
        "scraper.cache.StoreMiddleware": 900,
        "scraper.safety.LimitMiddleware": 950,
    },
}
