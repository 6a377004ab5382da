"""Answers of CDX interfaces, in the three ways they are given: rows of JSON, lines of JSON, lines of text."""

import json
from collections.abc import Iterator

import msgspec

_NAMES = {"original": "url", "mimetype": "mime", "statuscode": "status"}
"""The Internet Archive's names of fields, and those of pywb and Common Crawl."""


class CdxError(Exception):
    """An answer that is no CDX."""


class Row(msgspec.Struct):
    """One capture in an archive's index; `timestamp` is fourteen digits."""

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
        """When the page was captured, as ISO 8601 in UTC."""
        digits = (self.timestamp + "00000101000000"[len(self.timestamp) :])[:14]
        date, clock = f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}", f"{digits[8:10]}:{digits[10:12]}:{digits[12:]}"
        return f"{date}T{clock}Z"


def read_cdx(content: bytes) -> tuple[list[Row], str | None]:
    """The captures of an answer, and the key to resume with when there are more. Raises CdxError for anything else."""
    text = content.decode("utf-8", "replace").strip()
    try:
        if not text:
            return [], None
        return _table(json.loads(text)) if text.startswith("[") else (list(_lines(text)), None)
    except (ValueError, TypeError, AttributeError, IndexError) as error:
        raise CdxError(f"expected a CDX answer, found {text[:80]!r} ({error})") from error


def _table(rows: list[list[str]]) -> tuple[list[Row], str | None]:
    """The Internet Archive's: a head, a row a capture, and after an empty row the key to resume with."""
    key = rows[-1][0] if len(rows) > 1 and not rows[-2] else None
    head = rows[0] if rows else []
    if head and "timestamp" not in head:
        raise ValueError("its first row does not name the fields")
    body = [row for row in rows[1:] if len(row) == len(head) and row != [key]]
    return [_row(dict(zip(head, row, strict=True))) for row in body], key


def _lines(text: str) -> Iterator[Row]:
    """Those of pywb and Common Crawl: a JSON object a line."""
    for line in text.splitlines():
        if line.strip():
            yield _row(json.loads(line[line.index("{") :]))


def _row(fields: dict[str, str]) -> Row:
    known = {_NAMES.get(name, name): str(value) for name, value in fields.items()}
    row = Row(**{name: known[name] for name in Row.__struct_fields__ if name in known})
    if not row.url or not row.timestamp.isdigit():
        raise ValueError("a capture without address or time")
    return row
