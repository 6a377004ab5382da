"""Reads pages one by one, here or in a process that masks them, too."""

from collections.abc import Iterator, Sequence

import msgspec

from archive.building.captures.page_masks import PageMasks, with_masks
from archive.building.packed_pages import pack_whole_page, unpack_whole_page
from archive.building.parsing.inputs import NewPage, ReadPage
from archive.building.parsing.time_limit import seconds_for, time_limit
from parser import Page, read_page

PackedPage = tuple[bytes, bytes]
"""A page and its masks."""


def read_one_page(content: bytes, url: str | None) -> Page:
    """Parses a page; one that cannot be parsed has that as its verdict, and costs no other page anything."""
    try:
        with time_limit(seconds_for(len(content))):
            return read_page(content, url)
    except Exception as error:
        return Page("", [], [], f"could not be parsed ({type(error).__name__}: {error}); please report it")


def read_here(new: NewPage) -> ReadPage:
    """Reads a page, unless it was read elsewhere."""
    packed = new.reading.page
    return ReadPage(unpack_whole_page(packed) if packed else read_one_page(new.content, new.reading.source.url))


def read_and_mask(pages: Sequence[tuple[bytes, str | None]]) -> list[PackedPage]:
    """Reads and masks pages, given by their bytes and addresses; run in a worker process."""
    return list(map(_packed, (read_one_page(content, url) for content, url in pages)))


def _packed(page: Page) -> PackedPage:
    packed = pack_whole_page(page)
    return packed, msgspec.msgpack.encode(with_masks(page))


def unpacked(results: Iterator[list[PackedPage]]) -> Iterator[ReadPage]:
    """The pages that workers read, as their results come in."""
    for page, masks in (packed for result in results for packed in result):
        yield ReadPage(unpack_whole_page(page), msgspec.msgpack.decode(masks, type=PageMasks))
