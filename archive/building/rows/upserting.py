"""Writes rows of the dictionary's tables by one statement for each table and set of columns, prepared once."""

import functools
from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from archive.database import Row
from schema.dictionary import tables

if TYPE_CHECKING:
    from sqlite_utils import Database


def upsert(database: "Database", table: str, rows: Iterable[Row]) -> None:
    """Inserts rows, or updates the given columns of those with the same key."""
    for columns, group in groupby(rows, key=tuple):
        database.conn.executemany(_statement(table, columns), map(tuple, (row.values() for row in group)))


@functools.cache
def _statement(table: str, columns: tuple[str, ...]) -> str:
    key = tables()[table].primary_key
    names = ", ".join(f'"{name}"' for name in columns)
    setting = ", ".join(f'"{name}" = excluded."{name}"' for name in columns if name not in key)
    conflict = f"update set {setting}" if setting else "nothing"
    keys, marks = ", ".join(f'"{name}"' for name in key), ", ".join("?" * len(columns))
    return f'insert into "{table}" ({names}) values ({marks}) on conflict ({keys}) do {conflict}'
