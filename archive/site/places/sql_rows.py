"""Rows of a query as dictionaries."""

import sqlite3

from archive.database import Row


def select(connection: sqlite3.Connection, sql: str, *values: str | int) -> list[Row]:
    """The rows that a query gives, by column, with `values` for its question marks."""
    cursor = connection.execute(sql, values)
    names = [description[0] for description in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
