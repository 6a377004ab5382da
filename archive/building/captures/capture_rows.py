"""The row of a capture before anything of its page is known: what was seen, where, when, and how often it changed."""

from sqlite_utils import Database

from archive.building.captures.capture_ids import capture_id
from archive.building.captures.documents import document_of
from archive.building.captures.seen_pages import seen_row
from archive.building.masking.masked_columns import mask_changes
from archive.database import Row
from archive.privacy import NAMELESS
from scraper.input import Input


def revision_of(database: Database, page: Input, digest: str) -> int:
    """How many times a file has changed: an undated page replaces what the same file held before."""
    if page.captured_at is not None:
        return 1
    sql = (
        "select max(revision + (substr(capture_id, 1, 16) != ?)) from captures where source = ? and captured_at is null"
    )
    found = database.execute(sql, (capture_id(page, digest), page.source)).fetchone()[0]
    return int(found or 1)


def capture_row(database: Database, source: Input, digest: str, parser_version: str) -> Row:
    """The row of the capture of an input; captures of its address are brought up to when it was seen."""
    row = seen_row(database, source) | {
        "capture_id": capture_id(source, digest),
        "project_id": None,
        "is_current": 0,
        "layout": None,
        "url": source.url,
        "document": document_of(None, source.url, source.source),
        "captured_at": source.captured_at,
        "source": source.source,
        "digest": digest,
        "verdict": None,
        "parser_version": parser_version,
        "revision": revision_of(database, source, digest),
        "text": None,
        "record": None,
    }
    return masked_row("captures", row)


def masked_row(table: str, row: Row) -> Row:
    """A row as it is published, whoever is a contact."""
    return row | mask_changes(NAMELESS, table, row, str(row.get("kind")))
