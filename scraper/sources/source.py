"""What a source of pages is: a declaration, and a class that says which addresses to ask for.

A source asks for nothing itself. The engine asks for what `first` names, and hands each answer to `follow`, which names
what the answer leads to. So a source is a few pure functions, and politeness is in one place.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar
from urllib.parse import urlsplit

import msgspec

_PORTS = {"http": 80, "https": 443}


class SourceError(Exception):
    """A source that cannot be asked as told; the message says what was expected and what to do."""


class PageRequest(msgspec.Struct, frozen=True):
    """An address to ask for.

    `role` is `page`, `record` (a range that is one WARC record) or `listing` (leads to others). `page_url` and
    `page_time` say which page it is a copy of, from when, where that is not its own address and the time of asking.
    `fixed` marks what never changes, such as a capture in a web archive: once held, it is not asked for again.
    """

    url: str
    role: str = "page"
    page_url: str | None = None
    page_time: str | None = None
    fixed: bool = False
    range: str | None = None


class Reply(msgspec.Struct, frozen=True):
    """The answer to a `Wanted`: the address it came from in the end, its status and its content decoded."""

    wanted: PageRequest
    url: str
    status: int
    content: bytes
    good: bool = True


class Option(msgspec.Struct, frozen=True):
    """An option of a source on the command line.

    `choices` limits its values, `number` asks for whole ones, `several` allows it more than once.
    """

    name: str
    help: str
    choices: tuple[str, ...] = ()
    several: bool = False
    default: str | None = None
    number: bool = False


class Floor(msgspec.Struct, frozen=True):
    """What a whole run must find: `pages` at least, and this `share` of what the last whole run found."""

    pages: int
    share: float


class Declaration(msgspec.Struct, frozen=True):
    """All there is to know of a source before it is asked.

    `bases` are its base addresses by name; `hosts` are the only hosts asked while those are as declared. `pace` is the
    pause between two requests in seconds. `types` are the media types expected of each role.
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


class Source(ABC):
    """A source with its settings: base addresses by name, and the values of its options."""

    declaration: ClassVar[Declaration]

    def __init__(self, bases: Mapping[str, str], options: Mapping[str, tuple[str, ...]]) -> None:
        """Take what the user set; raises SourceError for a base address that the source has not."""
        unknown = set(bases) - set(self.declaration.bases)
        if unknown:
            known = ", ".join(self.declaration.bases)
            raise SourceError(f"{self.declaration.name}: no base address {', '.join(unknown)}; there are: {known}")
        self.bases = {name: bases.get(name, base).rstrip("/") for name, base in self.declaration.bases.items()}
        self.options = options
        self.types = self.declaration.types

    @abstractmethod
    def first(self) -> Iterator[PageRequest]:
        """The addresses to begin with; raises SourceError when the options name none."""

    def follow(self, reply: Reply) -> Iterator[PageRequest]:
        """The addresses that an answer leads to; raises SourceError for a listing that cannot be read.

        Also called of a listing that could not be had, with an answer that is not `good`.
        """
        yield from ()

    def copy_of(self, wanted: PageRequest, url: str, header: Callable[[str], str | None]) -> PageRequest:
        """What an answer from `url` is a copy of, by its headers too; an archive may lead to another capture."""
        return wanted

    def option(self, name: str) -> str | None:
        """The value of an option, None when it is not set."""
        return next(iter(self.options.get(name, ())), None)

    def places(self) -> set[tuple[str, int]]:
        """The hosts and ports that may be asked: those declared, and those of base addresses that the user set."""
        declared = self.declaration.bases
        places = {(host, port) for host in self.declaration.hosts for port in _PORTS.values()}
        changed = {place(base) for name, base in self.bases.items() if base != declared[name].rstrip("/")}
        return changed | (places if changed != {place(base) for base in self.bases.values()} else set())


def place(url: str) -> tuple[str, int]:
    """The host and port of an address; raises SourceError when it is no address of the web."""
    try:
        parts = urlsplit(url)
        if parts.scheme in _PORTS and parts.hostname and not parts.username:
            return parts.hostname.lower(), parts.port or _PORTS[parts.scheme]
    except ValueError:
        pass
    raise SourceError(f"{url}: expected an address such as https://www.example.org, without name and password")
