"""Where a run may go: only to the hosts of its source, never to private addresses, and not beyond its limits."""

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


class ElsewhereError(IgnoreRequest):
    """An address that the source may not ask."""


class LimitError(IgnoreRequest):
    """A page that is left for another run."""


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, by its name or address alone."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_private(host: str) -> bool:
    """Whether a host is written as an address that is not one of the public internet's, or that holds such a one."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    inner = _inner(address)
    return address.is_multicast or not address.is_global or (inner is not None and is_private(str(inner)))


def _inner(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 one leads to: mapped, by 6to4 or by NAT64 (RFC 6052)."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


class PlaceMiddleware:
    """Refuses every request, redirected ones too, that is not to one of the places of the source."""

    def __init__(self, crawler: Crawler) -> None:
        """Take the places from the run."""
        self._run: Any = crawler.spider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "PlaceMiddleware":
        """As Scrapy makes its middlewares."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises ElsewhereError for a request to another place."""
        try:
            there = place(request.url)
        except SourceError as error:
            raise ElsewhereError(str(error)) from error
        if there not in self._run.places:
            raise ElsewhereError(f"{there[0]}:{there[1]} is not a place of this source")


class LimitMiddleware:
    """Leaves pages for another run once this one has asked for as many as it may, or the store is full."""

    def __init__(self, crawler: Crawler) -> None:
        """Take the limits from the run."""
        self._run: Any = crawler.spider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "LimitMiddleware":
        """As Scrapy makes its middlewares."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises LimitError for a page beyond a limit; what the store answered does not come this far."""
        wanted, report, limits = request.meta.get("wanted"), self._run.report, self._run.limits
        if wanted is None or wanted.role == "listing" or request.meta.get("retry_times"):
            return
        index = self._run.store.index
        full = limits.total and index.last_good(request.url) is None and index.pages() >= limits.total
        if full or (limits.per_run and report.asked >= limits.per_run):
            raise LimitError("beyond the limit of this run")
        report.asked += 1


class SafeResolver(CachingThreadedResolver):
    """Scrapy's resolver, which finds no host whose name leads to a private address, or out of a run on loopback."""

    loopback = False

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> "SafeResolver":
        """As Scrapy makes its resolvers."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.loopback = crawler.settings.getbool("LOOPBACK_ONLY")
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> "Deferred[str]":
        """The host's address; fails with DNSLookupError for one that may not be asked."""
        found: Deferred[str] = super().getHostByName(name, timeout)
        return found.addCallback(self._checked, name)

    def _checked(self, address: str, name: str) -> str:
        allowed = is_loopback(address) if self.loopback else not is_private(address)
        if not allowed:
            raise DNSLookupError(f"{name} leads to {address}, which may not be asked")
        return address
