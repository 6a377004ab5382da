"""An input and what is known of its bytes: nothing yet, or what a process elsewhere made of them."""

import functools

import msgspec

from archive.building.captures.ready_pages import ReadyRecord
from archive.building.packed_pages import unpack_whole_page
from parser import Page
from scraper.input import Input


class Reading(msgspec.Struct):
    """An input to be read here, or one that was read elsewhere: then `digest` is the SHA-256 of its bytes.

    `page` is the parsed page, packed, and `said` what the prose of each of its projects says; without a page that is
    needed, it is read here. `refused` says where an input could not be read.
    """

    source: Input
    is_register: bool | None = None
    digest: str | None = None
    page: bytes | None = None
    said: list[bytes] = []
    refused: str | None = None


class ReadPage:
    """A parsed page, which another process may have packed, with its rows made ready."""

    def __init__(self, page: Page | bytes, ready: list[ReadyRecord] | None = None) -> None:
        self._page, self.ready = page, ready or []

    @functools.cached_property
    def page(self) -> Page:
        """The page, unpacked where it must be."""
        return unpack_whole_page(self._page) if isinstance(self._page, bytes) else self._page


class NewPage(msgspec.Struct):
    """A page to be written, its position in the batch, and other files of the build with the same bytes.

    `content` is empty where the page was read elsewhere.
    """

    position: int
    reading: Reading
    content: bytes
    digest: str
    others: list[Input]
