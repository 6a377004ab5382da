"""Reads pages one by one, here or in a process that makes their rows ready, too."""

from collections.abc import Iterator, Sequence

import msgspec

from archive.building.captures.other_projects import other_project
from archive.building.captures.ready_pages import ReadyRecord, ready_page
from archive.building.packed_pages import pack_whole_page
from archive.building.parsing.inputs import NewPage, ReadPage
from archive.building.parsing.time_limit import seconds_for, time_limit
from parser import Page, read_page

PackedPage = tuple[bytes, bytes]
"""A page and its rows; without any if it has to be looked into where it is written."""


def read_one_page(content: bytes, url: str | None) -> Page:
    """Parses a page; one that cannot be parsed has that as its verdict, and costs no other page anything."""
    try:
        with time_limit(seconds_for(len(content))):
            return read_page(content, url)
    except Exception as error:
        return Page("", [], [], f"could not be parsed ({type(error).__name__}: {error}); please report it")


def read_here(new: NewPage) -> ReadPage:
    """Reads a page, unless it was read elsewhere."""
    return ReadPage(new.reading.page or read_one_page(new.content, new.reading.source.url))


def read_and_mask(pages: Sequence[tuple[bytes, str | None, str]]) -> list[PackedPage]:
    """Reads and masks pages, given by their bytes, addresses and captures; run in a worker process."""
    return [_packed(read_one_page(content, url), url, capture) for content, url, capture in pages]


def _packed(page: Page, url: str | None, capture: str) -> PackedPage:
    packed = pack_whole_page(page)
    ready = [] if other_project(url, page) else ready_page(page, capture)
    return packed, msgspec.msgpack.encode(ready)


def unpacked(results: Iterator[list[PackedPage]]) -> Iterator[ReadPage]:
    """The pages that workers read, as their results come in."""
    for page, ready in (packed for result in results for packed in result):
        yield ReadPage(page, msgspec.msgpack.decode(ready, type=list[ReadyRecord]))
