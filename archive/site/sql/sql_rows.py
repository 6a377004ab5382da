"""Rows of a query as dictionaries."""

import sqlite3
from typing import Any

from archive.database import Row


def select(connection: sqlite3.Connection, sql: str, *values: Any) -> list[Row]:
    """The rows that a query gives, by column; `values` are for its question marks, or one dictionary for its names."""
    named = values[0] if len(values) == 1 and isinstance(values[0], dict) else values
    cursor = connection.execute(sql, named)
    names = [description[0] for description in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
