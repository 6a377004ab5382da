"""The interface of a source of pages: a declaration, and a class that names the URLs to request.

A source makes no requests itself. The engine requests what `first` names and passes each reply to `follow`, which
names the URLs that the reply leads to. So a source is a few pure functions, and politeness is in one place.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import ClassVar
from urllib.parse import urlsplit

import msgspec

_PORTS = {"http": 80, "https": 443}


class SourceError(Exception):
    """A source cannot be run as requested, or sent an unusable reply; the message says what was expected."""


class PageRequest(msgspec.Struct, frozen=True):
    """A URL to request.

    `role` is `page`, `record` (a range that is one WARC record) or `listing` (leads to others). `page_url` and
    `page_time` are the URL and time of the page it is a copy of, if other than its own URL and the time of the request.
    `fixed` marks what never changes, such as a capture in a web archive: once held, it is not requested again.
    `listed` is what an index lists, so that its absence is a failure; `digest` is the one that the index gives.
    `guessed` is what no listing names: a dry run too requests it, to see whether it is there.
    """

    url: str
    role: str = "page"
    page_url: str | None = None
    page_time: str | None = None
    fixed: bool = False
    range: str | None = None
    listed: bool = False
    digest: str | None = None
    guessed: bool = False


class Reply(msgspec.Struct, frozen=True):
    """The response to a `PageRequest`: its final URL after redirects, its status and its decoded content.

    `page_time` is the time of the page that it is a copy of, if it is one.
    """

    request: PageRequest
    url: str
    status: int
    content: bytes
    good: bool = True
    page_time: str | None = None


class Option(msgspec.Struct, frozen=True):
    """An option of a source on the command line.

    `choices` limits its values, `number` requires an integer, `several` allows it more than once.
    """

    name: str
    help: str
    choices: tuple[str, ...] = ()
    several: bool = False
    default: str | None = None
    number: bool = False


class Floor(msgspec.Struct, frozen=True):
    """What a whole run must find at least: `pages`, and this `share` of the pages of the last whole run."""

    pages: int
    share: float


class Declaration(msgspec.Struct, frozen=True):
    """The static description of a source.

    `bases` are its base addresses by name; `hosts` are the only hosts requested unless those are changed. `pace` is the
    pause from the end of an answer to the next request in seconds. `types` are the expected media types of each role.
    After `barren` listings in a row without a new page no more are requested, and the links of a project that is at so
    many addresses are not followed; a status of `stops` ends the run.
    The pages of a source of `registers` are tables, known by their headings whatever their media type.
    """

    name: str
    swedish: str
    english: str
    examples: str
    pace: float
    floor: Floor
    bases: Mapping[str, str] = {}
    hosts: tuple[str, ...] = ()
    types: Mapping[str, tuple[str, ...]] = {}
    options: tuple[Option, ...] = ()
    barren: int = 20
    stops: tuple[int, ...] = ()
    registers: bool = False


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

    def places(self) -> set[tuple[str, int]]:
        """The allowed hosts and ports: those declared, and those of base addresses that the user set."""
        declared = self.declaration.bases
        places = {(host, port) for host in self.declaration.hosts for port in _PORTS.values()}
        changed = {place(base) for name, base in self.bases.items() if base != declared[name].rstrip("/")}
        return changed | (places if changed != {place(base) for base in self.bases.values()} else set())


def place(url: str) -> tuple[str, int]:
    """The host and port of a URL; raises SourceError if it is not a plain http or https URL."""
    try:
        parts = urlsplit(url)
        if parts.scheme in _PORTS and parts.hostname and not parts.username:
            return parts.hostname.lower(), parts.port or _PORTS[parts.scheme]
    except ValueError:
        pass
    raise SourceError(f"{url}: expected an address such as https://www.example.org, without name and password")
