"""The columns of free text, and their mask: over rows that are written, and again over those in the archive."""

import functools
from collections.abc import Iterable, Iterator
from itertools import islice

from archive.building.claims.claim_rows import comparable
from archive.database import Row
from archive.privacy import Masker
from schema.dictionary import Table, tables

_KEPT = {
    "url", "source", "document", "digest", "parser_version", "layout", "dnr", "operation_id", "kind", "method",
    "shown_document", "other_document", "comparable", "least", "most", "review", "project_id", "capture_id",
    "organisation_id", "owner_id", "digests",
}  # fmt: skip
"""Columns that identify a row, hold words of a vocabulary, or are made from others; `comparable` is made again."""

_TOGETHER = 500
"""Rows that are looked through at once."""


@functools.cache
def masked_columns() -> dict[str, list[str]]:
    """The tables that have rows of a project, each with its columns of free text."""
    found = {
        name: [column for column in table.columns if is_free_text(table, column)]
        for name, table in tables().items()
        if "project_id" in table.columns and not table.derived
    }
    return {name: columns for name, columns in found.items() if columns}


def is_free_text(table: Table, name: str) -> bool:
    """Whether a column holds words of pages and registers, and not what identifies a row."""
    column = table.columns[name]
    identifies = name in table.primary_key or column.references or name in _KEPT
    return column.type == "text" and not identifies


def masked_rows(masker: Masker, table: str, rows: Iterable[Row]) -> Iterator[Row]:
    """Rows of a table as they are published."""
    remaining = iter(rows)
    while several := list(islice(remaining, _TOGETHER)):
        yield from masked_tables(masker, {table: several})[table]


def masked_tables(masker: Masker, tables: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Rows of some tables as they are published, all of them looked through at once."""
    texts = dict.fromkeys(text for table, rows in tables.items() for text in _free_texts(table, rows))
    masker.look_through(texts)
    changed = {text for text in texts if masker.mask(text) != text}
    return {table: [_masked(masker, table, row, changed) for row in rows] for table, rows in tables.items()}


def _free_texts(table: str, rows: list[Row]) -> Iterator[str]:
    columns = masked_columns()[table]
    return (value for row in rows for name in columns if isinstance(value := row.get(name), str))


def _masked(masker: Masker, table: str, row: Row, changed: set[str]) -> Row:
    return row if changed.isdisjoint(row.values()) else row | mask_changes(masker, table, row, str(row.get("kind")))


def mask_changes(masker: Masker, table: str, row: Row, kind: str) -> Row:
    """The columns of a row that the mask changes, with their new values; `kind` is that of a claim."""
    changed = {}
    for name in masked_columns()[table]:
        value = row.get(name)
        if isinstance(value, str) and (masked := masker.mask(value)) != value:
            changed[name] = masked
    if table == "claims" and "value" in changed:
        changed["comparable"] = comparable(kind, changed["value"])
    return changed
