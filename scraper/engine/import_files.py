"""Imports pages from disk into the store, unchanged."""

from collections.abc import Callable

from scraper.engine.report import Problem, RunReport
from scraper.files import Input, InputError, find_inputs
from scraper.sources.source import Source
from scraper.store.capture import captured
from scraper.store.message import Message
from scraper.store.page_store import PageStore, now

_UNDATED = "-"
"""The page time in the record of a page whose time is unknown."""

_CSV = ".csv"


def import_files(source: Source, store: PageStore, report: RunReport, dry: bool, advance: Callable[[], None]) -> None:
    """Store every page that the source names and the store lacks; unreadable pages are reported."""
    for page_request in source.first():
        try:
            for page in find_inputs([page_request.url]):
                report.known += 1
                _import_page(page, store, report, dry)
                advance()
        except InputError as error:
            report.failed.append(Problem(page_request.url, str(error)))


def _import_page(page: Input, store: PageStore, report: RunReport, dry: bool) -> None:
    try:
        content = page.read()
    except InputError as error:
        report.failed.append(Problem(page.source, str(error)))
        return
    url = page.url or page.path.resolve().as_uri()
    message = Message(200, [("Content-Type", _media_type(page, content))], content, 0)
    capture = captured(url, now(), "page", message, content)
    capture.page_url, capture.page_time = page.url, page.captured_at or _UNDATED
    if store.index.has(url, capture.digest, capture.page_time):
        report.held += 1
    elif dry:
        report.would_fetch.append(page.source)
    elif not content.strip():
        report.flagged.append(Problem(page.source, "empty"))
    else:
        store.add_resource(capture, content)
        report.fetched += 1
        report.bytes += len(content)


def _media_type(page: Input, content: bytes) -> str:
    if page.path.suffix.lower() == _CSV:
        return "text/csv"
    head = content[:1024].lower()
    return "text/html" if b"<html" in head or b"<!doctype" in head or b"<body" in head else "text/plain"
