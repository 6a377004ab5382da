"""The SQL functions of the site: one list for every connection, in the server and in the processes of visitors' SQL."""

import sqlite3

from archive import search
from archive.site.swedish import like


def register(connection: sqlite3.Connection) -> None:
    """Registers Swedish search, and LIKE and lower() that handle å, ä and ö."""
    search.register(connection)
    connection.create_function("like", 2, like, deterministic=True)
    connection.create_function("lower", 1, _lower, deterministic=True)


def _lower(value: object) -> str | None:
    return None if value is None else str(value).lower()
