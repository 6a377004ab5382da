"""Parses CDX responses in their three forms: a JSON array of rows, JSON Lines, and text lines that end in JSON."""

import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import msgspec

from scraper.store.archive_files.record_heads import iso_time
from scraper.store.responses.body_beginnings import begins_like_html

_NAMES = {"original": "url", "mimetype": "mime", "statuscode": "status"}
"""Maps the Internet Archive's field names to those of pywb and Common Crawl."""


class CdxError(Exception):
    """A response is not CDX."""


class Row(msgspec.Struct):
    """One capture in an archive's index; `timestamp` is fourteen digits, or fewer."""

    urlkey: str = ""
    timestamp: str = ""
    url: str = ""
    mime: str = ""
    status: str = ""
    digest: str = ""
    filename: str = ""
    offset: str = ""
    length: str = ""

    @property
    def time(self) -> str:
        """When the page was captured, as ISO 8601 in UTC; less exactly where the rest is zeros, wrong or absent."""
        parts = (iso_time(self.timestamp[:end]) for end in _ENDS)
        return next(filter(None, parts), self.timestamp[:4])


_ENDS = (14, 12, 8, 6, 4)
"""Where a timestamp that is wrong or short is cut: behind the minute, the day, the month, the year."""

_NO_CAPTURES = re.compile(rb"no captures found", re.IGNORECASE)


def says_no_captures(content: bytes) -> bool:
    """Whether an index answers that it has no captures, and not a web server that it has no such page."""
    return _NO_CAPTURES.search(content) is not None and not begins_like_html(content)


def is_of_its_query(asked: str, came: str) -> bool:
    """Whether an answer is to the query that was asked, and not one that it was led to, such as an earlier part."""
    return sorted(parse_qsl(urlsplit(asked).query)) == sorted(parse_qsl(urlsplit(came).query))


def read_cdx(content: bytes) -> tuple[list[Row], str | None]:
    """The captures of a response, and the resume key if there are more; raises CdxError for anything else."""
    text = content.decode("utf-8", "replace").strip()
    try:
        if not text:
            return [], None
        return _table(json.loads(text)) if text.startswith("[") else (list(_lines(text)), None)
    except (ValueError, TypeError, AttributeError, IndexError) as error:
        raise CdxError(f"expected a CDX answer, found {text[:80]!r} ({error})") from error


def _table(rows: list[list[str]]) -> tuple[list[Row], str | None]:
    """The Internet Archive's form: a header, a row per capture, and after an empty row the resume key."""
    key = rows[-1][0] if len(rows) > 1 and not rows[-2] else None
    header = rows[0] if rows else []
    if header and "timestamp" not in header:
        raise ValueError("its first row does not name the fields")
    body = [row for row in rows[1:] if len(row) == len(header) and row != [key]]
    return [_row(dict(zip(header, row, strict=True))) for row in body], key


def _lines(text: str) -> Iterator[Row]:
    """The form of pywb and Common Crawl: a JSON object per line."""
    for line in text.splitlines():
        if line.strip():
            yield _row(json.loads(line[line.index("{") :]))


def _row(fields: dict[str, str]) -> Row:
    known = {_NAMES.get(name, name): str(value) for name, value in fields.items()}
    row = Row(**{name: known[name] for name in Row.__struct_fields__ if name in known})
    if not row.url or not row.timestamp.isdigit():
        raise ValueError("a capture without URL or time")
    return row
