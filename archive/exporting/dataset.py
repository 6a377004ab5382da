"""What is exported: rows with columns whose types are those of the column dictionary."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from schema.dictionary import Column, Type, tables

Value = str | int | float | bytes | None
"""A value as SQLite gives it."""

_CURRENCIES = {"SEK": " (SEK)", "EUR": " (EUR)"}
_MOST_ROWS = 1_000
_MOST_CHARACTERS = 4_000_000


class ExportColumn(msgspec.Struct, frozen=True):
    """A column of a file: its name, its Swedish heading, and the type that says how its values are written."""

    name: str
    heading: str
    type: Type = "text"
    unit: str = ""
    meaning: str = ""


class Dataset(msgspec.Struct):
    """Rows to be written as a file; `rows` can be read once.

    `notes` tell of source and method, one a line; `headed` says whether a CSV begins with the names of its columns.
    """

    name: str
    columns: Sequence[ExportColumn]
    rows: Iterable[Sequence[Value]]
    notes: Sequence[str] = ()
    headed: bool = True

    def batches(self) -> Iterator[list[Sequence[Value]]]:
        """The rows, up to a thousand at a time; fewer where their texts are long, so that memory stays bounded."""
        batch: list[Sequence[Value]] = []
        size = 0
        for row in self.rows:
            batch.append(row)
            size += sum(len(cell) for cell in row if isinstance(cell, str | bytes))
            if len(batch) >= _MOST_ROWS or size >= _MOST_CHARACTERS:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch


def distinct_names(names: Sequence[str]) -> list[str]:
    """Names of columns, of which one that stood before gets `_2`, `_3` ... after it: no column hides another."""
    taken, last, distinct = set(names), dict[str, int](), list[str]()
    for name in names:
        number = last.get(name, 0) + 1
        while number > 1 and f"{name}_{number}" in taken:
            number += 1
        last[name] = number
        distinct.append(name if number == 1 else f"{name}_{number}")
        taken.add(distinct[-1])
    return distinct


def export_column(name: str, declared: Column | None) -> ExportColumn:
    """The column as the dictionary declares it; text under its own name where it does not."""
    if declared is None:
        return ExportColumn(name, name)
    heading = f"{declared.label}{_CURRENCIES.get(declared.unit or '', '')}"
    return ExportColumn(name, heading, declared.type, declared.unit or "", declared.sv)


def stored_table(connection: sqlite3.Connection, name: str, notes: Sequence[str] = ()) -> Dataset:
    """A published table with all its rows, in the order of its key; `notes` follow what it is."""
    table = tables()[name]
    columns = [_checked(connection, name, export_column(*column)) for column in table.columns.items()]
    selected = ", ".join(f'"{column.name}"' for column in columns)
    order = ", ".join(f'"{key}"' for key in table.primary_key) or "rowid"
    rows = connection.execute(f'select {selected} from "{name}" order by {order}')
    return Dataset(name, columns, rows, [table.label, table.sv, *notes])


def _checked(connection: sqlite3.Connection, table: str, column: ExportColumn) -> ExportColumn:
    """A date column as text where some value is no whole date, so that no format has to change the value."""
    if column.type != "date":
        return column
    name = f'"{column.name}"'
    partial = f'select 1 from "{table}" where {name} is not null and date({name}) is not {name} limit 1'
    found = connection.execute(partial).fetchone()
    return msgspec.structs.replace(column, type="text") if found else column
