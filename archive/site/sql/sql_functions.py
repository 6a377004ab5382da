"""The SQL functions of the site, for every connection and the processes of visitors' SQL.

They have names of their own: LIKE, lower() and all else of SQLite stay SQLite's.
"""

import sqlite3
from collections.abc import Callable

from archive.searching.search_functions import register_search

Text = str | int | float | bytes | None


def register(connection: sqlite3.Connection) -> None:
    """Registers Swedish search, and what the tables' text filters call."""
    register_search(connection)
    register_filters(connection)


def register_filters(connection: sqlite3.Connection) -> None:
    """Registers what the tables' text filters call, for a database of any kind."""
    for name, function in FUNCTIONS.items():
        connection.create_function(name, 2, function, deterministic=True)


def swedish_contains(value: Text, part: Text) -> bool | None:
    """Whether a text contains another, in capitals or not, å, ä and ö too; None if either is NULL."""
    return _compared(value, part, str.__contains__)


def swedish_startswith(value: Text, start: Text) -> bool | None:
    """Whether a text starts with another, in capitals or not; None if either is NULL."""
    return _compared(value, start, str.startswith)


def swedish_endswith(value: Text, end: Text) -> bool | None:
    """Whether a text ends with another, in capitals or not; None if either is NULL."""
    return _compared(value, end, str.endswith)


def _compared(value: Text, other: Text, compare: Callable[[str, str], bool]) -> bool | None:
    return None if value is None or other is None else compare(str(value).casefold(), str(other).casefold())


FUNCTIONS: dict[str, Callable[[Text, Text], bool | None]] = {
    "swedish_contains": swedish_contains,
    "swedish_startswith": swedish_startswith,
    "swedish_endswith": swedish_endswith,
}
"""SQL name and function; each takes a text and what is sought in it."""
NAMES = ("search_projects", *FUNCTIONS)
"""The functions that other programs do not have."""
