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


class Listing(msgspec.Struct):
    """A response in CDX: its captures, the resume key if there are more, and how many of its rows are `torn`."""

    rows: list[Row] = []
    key: str | None = None
    torn: int = 0


_UNKNOWN = ("unk", "-")
"""What an index gives as the media type of a capture that came without one."""

_ENDS = (14, 12, 8, 6, 4)
"""Where a timestamp that is wrong or short is cut: behind the minute, the day, the month, the year."""

_NO_CAPTURES = re.compile(rb"no captures found", re.IGNORECASE)


def says_no_captures(content: bytes) -> bool:
    """Whether an index answers that it has no captures, and not a web server that it has no such page."""
    return _NO_CAPTURES.search(content) is not None and not begins_like_html(content)


def is_of_its_query(asked: str, came: str) -> bool:
    """Whether an answer is to the query that was asked, and not one that it was led to, such as an earlier part."""
    return sorted(parse_qsl(urlsplit(asked).query)) == sorted(parse_qsl(urlsplit(came).query))


def read_cdx(content: bytes) -> Listing:
    """The listing in a response; raises CdxError for anything else."""
    text = content.decode("utf-8", "replace").strip()
    try:
        if not text:
            return Listing()
        return _table(json.loads(text)) if text.startswith("[") else Listing(list(_lines(text)))
    except (ValueError, TypeError, AttributeError, IndexError) as error:
        raise CdxError(f"expected a CDX answer, found {text[:80]!r} ({error})") from error


def _table(rows: list[list[str | None]]) -> Listing:
    """The Internet Archive's form: a header, a row per capture, and after an empty row the resume key.

    A row of another width than the header is torn: which of its fields is missing is not known.
    """
    has_key = len(rows) > 1 and not rows[-2] and len(rows[-1]) == 1
    header = rows[0] if rows else []
    if header and "timestamp" not in header:
        raise ValueError("its first row does not name the fields")
    body = rows[1:-2] if has_key else rows[1:]
    whole = [_row(dict(zip(map(str, header), row, strict=True))) for row in body if len(row) == len(header)]
    return Listing(whole, str(rows[-1][0]) if has_key else None, len(body) - len(whole))


def _lines(text: str) -> Iterator[Row]:
    """The form of pywb and Common Crawl: a JSON object per line."""
    for line in text.splitlines():
        if line.strip():
            yield _row(json.loads(line[line.index("{") :]))


def _row(fields: dict[str, str | None]) -> Row:
    """The capture of a row; null is a field that is not given."""
    known = {_NAMES.get(name, name): str(value) for name, value in fields.items() if value is not None}
    known["mime"] = _media_type(known.get("mime", "")) or _media_type(known.get("mime-detected", ""))
    row = Row(**{name: known[name] for name in Row.__struct_fields__ if name in known})
    if not row.url or not row.timestamp.isdigit():
        raise ValueError("a capture without URL or time")
    return row


def _media_type(given: str) -> str:
    """A media type without case and parameters; empty if the index knows none."""
    kind = given.partition(";")[0].strip().lower()
    return "" if kind in _UNKNOWN else kind
