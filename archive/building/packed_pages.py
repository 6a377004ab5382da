"""Parsed pages as bytes, for those that may have to be written again when the page itself is not at hand."""

import zlib
from typing import TYPE_CHECKING

import msgspec

from parser import Page
from schema.record import Project, Span

if TYPE_CHECKING:
    from sqlite_utils import Database

_Packed = tuple[str, list[Span], Project]
_WholePage = tuple[str, list[Span], list[Project], str | None]


def create_table(private: "Database") -> None:
    """The table of pages seen without an address, in the private file: their texts are not masked."""
    columns = {"capture_id": str, "provisional": str, "page": bytes}
    private.table("unaddressed").create(columns, pk="capture_id", if_not_exists=True)
    private.table("unaddressed").create_index(["provisional"], if_not_exists=True)


def pack_page(page: Page, project: Project) -> bytes:
    """One project of a page."""
    return zlib.compress(msgspec.msgpack.encode((page.text, page.spans, project)))


def keep_page(private: "Database", capture: str, provisional: str, packed: bytes) -> None:
    """Keeps one project of a page that has no address, under the id that its content gives it."""
    private.execute("insert or replace into unaddressed values (?, ?, ?)", (capture, provisional, packed))


def forget_page(private: "Database", capture: str) -> None:
    """Forgets a page that is read anew."""
    private.execute("delete from unaddressed where capture_id = ?", (capture,))


def unpack_page(packed: bytes) -> Page:
    """The page with its text, its spans and the one project."""
    text, spans, project = msgspec.msgpack.decode(zlib.decompress(packed), type=_Packed)
    return Page(text, spans, [project], None)


def pack_whole_page(page: Page) -> bytes:
    """A page with all its projects and its verdict, as it passes from the process that read it."""
    return msgspec.msgpack.encode((page.text, page.spans, page.projects, page.verdict))


def unpack_whole_page(packed: bytes) -> Page:
    """The page that `pack_whole_page` packed."""
    return Page(*msgspec.msgpack.decode(packed, type=_WholePage))
