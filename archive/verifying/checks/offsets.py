"""Offsets: what a row quotes stands in the stored text of its page, between the places that the row names."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from archive.building.settling.remasking import page_of, quoting_column
from archive.privacy import MASK
from archive.verifying.finding import Finding, quoted
from archive.verifying.opened_archive import OpenedArchive, key_columns, key_of
from schema.dictionary import Table, tables


def check_places(archive: OpenedArchive) -> Iterator[Finding]:
    """Every start and end of every table that was read from pages, and the words there."""
    for name, table in tables().items():
        if {"start", "end"} <= set(table.columns) and not table.derived:
            yield from _check_table(archive, name, table)


def _check_table(archive: OpenedArchive, name: str, table: Table) -> Iterator[Finding]:
    """The rows of a table page by page, beside the pages in the same order."""
    quote = quoting_column(name)
    joined = "joined_by is 'titel'" if "joined_by" in table.columns else "0"
    columns = f'{page_of(name)} as page, start, "end", {quote or "null"}, {joined}, {key_columns(table)}'
    sql = f'select {columns} from "{name}" order by 1'
    rows = archive.rows(sql)
    texts = archive.rows("select capture_id, text from captures order by capture_id")
    text: tuple[Any, ...] = ("", None)
    for capture, lines in groupby(rows, itemgetter(0)):
        while text[0] < (capture or ""):
            text = next(texts, ("\U0010ffff", None))
        for _, start, end, raw, masked_more, *key in lines:
            if start is None and end is None:
                continue
            archive.checked["offsets"] += 1
            page = text[1] if text[0] == capture else None
            quoted_there = masked_like(page[start:end], raw) if page and masked_more else raw
            if fault := _fault(page, start, end, quoted_there, bool(quote)):
                shown = key_of(table, dict(zip(table.primary_key or ["rowid"], key, strict=True)))
                yield Finding(name, shown, f"{start}-{end}", *fault)


def masked_like(text: str, raw: str) -> str:
    """What a line quotes, where a project that it was joined to by title has contacts that its own page does not."""
    same = len(text) == len(raw) and all(b in (a, MASK) for a, b in zip(text, raw, strict=True))
    return text if same else raw


def _fault(text: str | None, start: Any, end: Any, raw: str | None, quotes: bool) -> tuple[str, str] | None:
    """What is expected and what is found at a place; None where all is well."""
    if text is None:
        return "a page with a text", "none"
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= len(text)):
        return f"a place within the {len(text)} characters of its page", f"{start}-{end}"
    if quotes and text[start:end] != raw:
        return f"the page's words {quoted(text[start:end])}", quoted(raw)
    return None
