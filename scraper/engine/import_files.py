"""Imports pages from disk into the store, unchanged."""

from collections.abc import Callable

import msgspec

from scraper.engine.checking.checks import Answer, flag_of
from scraper.engine.recognising.bank_pages import tells_of_a_project
from scraper.engine.recognising.page_kinds import is_packed
from scraper.engine.recognising.visible_text import examined, visible_text
from scraper.engine.reporting.report import Problem, RunReport
from scraper.files import find_inputs
from scraper.input import Input, InputError
from scraper.sources.source import Source
from scraper.store.archive_files.warc_records import FIELDS
from scraper.store.capture import Capture, captured
from scraper.store.current_time import now
from scraper.store.index_file import StoreError
from scraper.store.page_store import PageStore
from scraper.store.responses.message import Message, read_message

_UNDATED = "-"
"""The page time in the record of a page whose time is unknown."""

_CSV = ".csv"


def import_files(source: Source, store: PageStore, report: RunReport, dry: bool, advance: Callable[[], None]) -> None:
    """Store every page that the source names and the store lacks; unreadable pages are reported.

    A store that cannot be used any more, as for want of room, leaves the rest to another run.
    """
    try:
        for page_request in source.first():
            _import_named(page_request.url, store, report, dry, advance)
    except StoreError as error:
        report.notes.append(str(error))
        report.left += 1


def _import_named(name: str, store: PageStore, report: RunReport, dry: bool, advance: Callable[[], None]) -> None:
    """Store the pages of one file or folder."""
    try:
        for page in find_inputs([name], report.notes.append):
            report.known += 1
            _import_page(page, store, report, dry)
            advance()
    except InputError as error:
        report.failed.append(Problem(name, str(error)))


def _import_page(page: Input, store: PageStore, report: RunReport, dry: bool) -> None:
    try:
        content = page.read()
    except InputError as error:
        report.failed.append(Problem(page.source, str(error).removeprefix(f"{page.source}: ")))
        return
    if is_packed(content):
        report.failed.append(Problem(page.source, "a packed file; unpack it first"))
        return
    kept = _kept(page, content)
    store.asked.add(kept.capture.url)
    if flag := flag_of(Answer(kept.capture, content, (), register=page.is_register)):
        report.flagged.append(Problem(page.source, flag))
        return
    report.bank += page.is_register or tells_of_a_project(visible_text(examined(content)))
    if dry and not _is_held(kept.capture, store):
        report.would_fetch.append(page.source)
    else:
        _keep(kept, store, report, len(content))


def _is_held(capture: Capture, store: PageStore) -> bool:
    return store.index.has(capture.url, capture.digest, capture.page_time)


class _Kept(msgspec.Struct):
    """A page as the store keeps it: its index entry, and the type and block of its record."""

    capture: Capture
    kind: str
    block: bytes


def _keep(kept: _Kept, store: PageStore, report: RunReport, size: int) -> None:
    """Store a page of so many bytes, unless the store has it."""
    store.found.add(kept.capture.url)
    if _is_held(kept.capture, store):
        report.held += 1
        return
    store.add_kept(kept.capture, kept.kind, kept.block)
    report.fetched += 1
    report.bytes += size


def _kept(page: Input, content: bytes) -> _Kept:
    """A page in an archive as its record is there, with HTTP header and date; another as a resource, dated today."""
    record = page.record.record() if page.record else None
    if record and record.head.kind == "response" and record.is_http:
        url, message = page.url or record.head.url or "", read_message(record.block)
        capture = captured(url, page.captured_at or now(), "page", message, content)
        capture.page_time = page.captured_at or _UNDATED
        is_record = record.head.field(FIELDS["role"]) == "record"
        return _Kept(capture, "response", record.block) if not is_record else _resource(page, content, "resource")
    kind = record.head.kind if record and record.head.kind in ("resource", "conversion") else "resource"
    return _resource(page, content, kind)


def _resource(page: Input, content: bytes, kind: str) -> _Kept:
    url = page.url or page.path.resolve().as_uri()
    message = Message(200, [("Content-Type", _media_type(page, content))], content, 0)
    dated = page.captured_at if page.record and "T" in (page.captured_at or "") else None
    capture = captured(url, dated or now(), "page", message, content)
    capture.page_url, capture.page_time = page.url, page.captured_at or _UNDATED
    return _Kept(capture, kind, content)


def _media_type(page: Input, content: bytes) -> str:
    if page.path.suffix.lower() == _CSV or page.is_register:
        return "text/csv"
    if page.record and page.record.page.media_type:
        return page.record.page.media_type
    head = content[:1024].lower()
    return "text/html" if b"<html" in head or b"<!doctype" in head or b"<body" in head else "text/plain"
