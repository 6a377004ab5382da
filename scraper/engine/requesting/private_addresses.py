"""Tells private addresses, also those that another embeds, and resolves no name to one."""

import ipaddress
from collections.abc import Sequence
from typing import Any

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


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
