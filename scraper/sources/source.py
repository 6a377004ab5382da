"""The interface of a source of pages: a declaration, and a class that names the URLs to request.

A source makes no requests itself. The engine requests what `first` names and passes each reply to `follow`, which
names the URLs that the reply leads to. So a source is a few pure functions, and politeness is in one place.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import ClassVar
from urllib.parse import urlsplit

from scraper.sources.declaration import Declaration
from scraper.sources.page_request import PageRequest, Reply

_PORTS = {"http": 80, "https": 443}


class SourceError(Exception):
    """A source cannot be run as requested, or sent an unusable reply; the message says what was expected."""


class Source(ABC):
    """A source with its settings: base addresses by name, and the values of its options."""

    declaration: ClassVar[Declaration]

    def __init__(self, bases: Mapping[str, str], options: Mapping[str, tuple[str, ...]]) -> None:
        """Take the user's settings; raises SourceError for a base address that the source does not have."""
        unknown = set(bases) - set(self.declaration.bases)
        if unknown:
            known = ", ".join(self.declaration.bases)
            raise SourceError(f"{self.declaration.name}: no base address {', '.join(unknown)}; there are: {known}")
        self.bases = {name: bases.get(name, base).rstrip("/") for name, base in self.declaration.bases.items()}
        self.options = options
        self.types = self.declaration.types

    @abstractmethod
    def first(self) -> Iterator[PageRequest]:
        """The first requests; raises SourceError if the options name none."""

    def follow(self, reply: Reply) -> Iterator[PageRequest]:
        """The requests that a reply leads to; raises SourceError for a listing that cannot be read.

        Also called for a request that failed, with a reply that is not `good`.
        """
        yield from ()

    def next_copy(self, request: PageRequest, time: str | None) -> Iterator[PageRequest]:
        """The next older copy of a page where one came whose time is before it, as an archive may redirect."""
        yield from ()

    def leads_nowhere(self, listing: Reply) -> bool:
        """Whether a listing has no link to a page, if the source can tell; raises what `follow` raises."""
        return True

    def copy_of(self, request: PageRequest, url: str, header: Callable[[str], str | None]) -> PageRequest:
        """The request with the page and time that a response from `url` is a copy of: an archive may redirect."""
        return request

    def address_of(self, url: str) -> str:
        """The address of the page at a URL: the URL itself or, in an archive, that of the page it is a copy of."""
        return url

    def sitemaps(self, addresses: Iterable[str]) -> Iterator[PageRequest]:
        """The requests for the sitemaps that a host's robots.txt names, of those that the source wants."""
        yield from ()

    def fault_of(self, request: PageRequest, content: bytes) -> str | None:
        """The flag of a good response that is not what was requested, as only the source can tell; None for others."""
        return None

    def remarks(self) -> list[str]:
        """Lines for the end of a run on what the source passed over and what is no failure."""
        return []

    @property
    def is_bank(self) -> bool:
        """Whether a run must find a page of the project bank."""
        return False

    @property
    def sends_mementos(self) -> bool | None:
        """Whether each page comes with `Memento-Datetime`: None if that is to be seen; False if it is no archive."""
        return False

    @property
    def lists_pages(self) -> bool:
        """Whether all pages come from listings of the site itself: one that is in none any more has vanished."""
        return False

    @property
    def is_users_list(self) -> bool:
        """Whether all pages come from a list of the user, which may become shorter."""
        return False

    def option(self, name: str) -> str | None:
        """The value of an option, None if not set."""
        return next(iter(self.options.get(name, ())), None)

    def hosts_and_ports(self) -> set[tuple[str, int]]:
        """The allowed hosts and ports: those declared, and those of base addresses that the user set."""
        usual = {(host, port) for host in self.declaration.hosts for port in _PORTS.values()}
        declared = self.declaration.bases
        changed = {host_and_port(base) for name, base in self.bases.items() if base != declared[name].rstrip("/")}
        return changed | (usual if changed != set(map(host_and_port, self.bases.values())) else set())


def host_and_port(url: str) -> tuple[str, int]:
    """The host and port of a URL; raises SourceError if it is not a plain http or https URL."""
    try:
        parts = urlsplit(url)
        if parts.scheme in _PORTS and parts.hostname and not parts.username:
            return parts.hostname.lower(), parts.port or _PORTS[parts.scheme]
    except ValueError:
        pass
    raise SourceError(f"{url}: expected an address such as https://www.example.org, without name and password")
