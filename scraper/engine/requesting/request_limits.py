"""Restricts a run to the hosts of its source and to its limits."""

from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from scraper.sources.source import SourceError, host_and_port


class OffsiteError(IgnoreRequest):
    """The URL is not at a host of the source."""


class LimitError(IgnoreRequest):
    """The page is left for another run."""


class BarrenError(IgnoreRequest):
    """The listing is one of many in a row that brought no new page."""


class HostMiddleware:
    """Refuses every request, also a redirected one, to a host and port that the source does not declare."""

    def __init__(self, crawler: Crawler) -> None:
        """Take the allowed hosts and ports from the run."""
        self._run: Any = crawler.spider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "HostMiddleware":
        """Factory that Scrapy calls."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises OffsiteError for a request to another host or port."""
        try:
            target = host_and_port(request.url)
        except SourceError as error:
            raise OffsiteError(str(error)) from error
        if target not in self._run.hosts_and_ports:
            raise OffsiteError(f"{target[0]}:{target[1]} is not a host of this source")
        if request.url.startswith("http:") and any(url.startswith("https:") for url in _came_from(request)):
            raise OffsiteError("https never becomes http")


def _came_from(request: Request) -> list[str]:
    came_from: list[str] = request.meta.get("redirect_urls", [])
    return came_from


class LimitMiddleware:
    """Leaves requests for another run once this one has made its maximum, or the store is full."""

    def __init__(self, crawler: Crawler) -> None:
        """Take the limits from the run."""
        self._run: Any = crawler.spider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "LimitMiddleware":
        """Factory that Scrapy calls."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises LimitError for a request beyond a limit; requests answered by the store do not get this far."""
        page_request, report, limits = request.meta.get("page_request"), self._run.report, self._run.limits
        if page_request is None:
            return
        is_retry = bool(request.meta.get("retry_times"))
        if page_request.role == "listing" and self._run.listings.is_barren() and not is_retry:
            raise BarrenError("after many listings without a new page")
        index, is_page = self._run.store.index, page_request.role != "listing"
        full = is_page and limits.total and index.last_good(request.url) is None and index.pages() >= limits.total
        if full or (limits.per_run and report.asked >= limits.per_run):
            raise LimitError("beyond the limit of this run")
        report.asked += 1


class DryError(IgnoreRequest):
    """The page would be requested, were the run not dry."""


class DryMiddleware:
    """Ends each request for a page in a dry run, once it is known that the rules allow it, but for a guessed one."""

    def __init__(self, crawler: Crawler) -> None:
        """Take from the run whether it is dry."""
        self._run: Any = crawler.spider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "DryMiddleware":
        """Factory that Scrapy calls."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises DryError for a page in a dry run."""
        page_request = request.meta.get("page_request")
        if self._run.dry and page_request and page_request.role != "listing" and not page_request.guessed:
            raise DryError(request.url)
