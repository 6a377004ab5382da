"""An input and what is known of its bytes: nothing yet, or what a process elsewhere made of them."""

import msgspec

from archive.building.captures.page_masks import PageMasks
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


class ReadPage(msgspec.Struct):
    """A parsed page, and the masks of its texts where the process that read it made them."""

    page: Page
    masks: PageMasks | None = None


class NewPage(msgspec.Struct):
    """A page to be written, its position in the batch, and other files of the build with the same bytes.

    `content` is empty where the page was read elsewhere.
    """

    position: int
    reading: Reading
    content: bytes
    digest: str
    others: list[Input]
