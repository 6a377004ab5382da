"""Pages that are on disk already, taken over into the store as they are."""

from collections.abc import Callable

from scraper.engine.report import Problem, RunReport
from scraper.files import Input, InputError, find_inputs
from scraper.sources.source import Source
from scraper.store.capture import captured
from scraper.store.message import Message
from scraper.store.page_store import PageStore, now

_UNDATED = "-"
"""What stands in a record for the time of a page whose time is not known."""

_CSV = ".csv"


def import_files(source: Source, store: PageStore, report: RunReport, dry: bool, advance: Callable[[], None]) -> None:
    """Keep every page that the source names and the store lacks; pages that cannot be read are in the report."""
    for wanted in source.first():
        try:
            for page in find_inputs([wanted.url]):
                report.known += 1
                _import_page(page, store, report, dry)
                advance()
        except InputError as error:
            report.failed.append(Problem(wanted.url, str(error)))


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
