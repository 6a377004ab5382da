"""Restricts a run to the hosts of its source, to public addresses, and to its limits."""

import ipaddress
from collections.abc import Sequence
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from scraper.sources.source import SourceError, place

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class OffsiteError(IgnoreRequest):
    """The URL is not at a host of the source."""


class LimitError(IgnoreRequest):
    """The page is left for another run."""


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine, without a look-up; not an address that embeds another."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    return address.is_loopback and _embedded_ipv4(address) is None


def is_private(host: str) -> bool:
    """Whether a host is `localhost` or an IP address that is not public; one that embeds another is what that is."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    address = _embedded_ipv4(address) or address
    return address.is_multicast or not address.is_global


def _embedded_ipv4(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address embedded in an IPv6 one: mapped, by 6to4 or by NAT64 (RFC 6052)."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


class BarrenError(IgnoreRequest):
    """The listing is one of many in a row that brought no new page."""


class PlaceMiddleware:
    """Refuses every request, also a redirected one, to a host and port that the source does not declare."""

    def __init__(self, crawler: Crawler) -> None:
        """Take the allowed hosts and ports from the run."""
        self._run: Any = crawler.spider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "PlaceMiddleware":
        """Factory that Scrapy calls."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises OffsiteError for a request to another host or port."""
        try:
            target = place(request.url)
        except SourceError as error:
            raise OffsiteError(str(error)) from error
        if target not in self._run.places:
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


class SafeResolver(CachingThreadedResolver):
    """Scrapy's resolver, except that it rejects private addresses, or in a loopback run all but loopback."""

    loopback = False

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> "SafeResolver":
        """Factory that Scrapy calls."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.loopback = crawler.settings.getbool("LOOPBACK_ONLY")
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> "Deferred[str]":
        """The host's address; fails with DNSLookupError for one that is not allowed."""
        address: Deferred[str] = super().getHostByName(name, timeout)
        return address.addCallback(self._checked, name)

    def _checked(self, address: str, name: str) -> str:
        allowed = is_loopback(address) if self.loopback else not is_private(address)
        if not allowed:
            raise DNSLookupError(f"{name} resolves to {address}, which is not allowed")
        return address
