"""The search as SQL functions: for Datasette's table search, and for the ready query `sok`."""

import sqlite3
from collections.abc import Callable

import msgspec

from archive.searching.match_expression import expression
from archive.searching.search import search

SEARCH_SQL = """
select hit.value ->> 'project_id' as project_id, hit.value ->> 'title' as title, hit.value ->> 'score' as score,
       hit.value ->> 'snippet' as snippet, hit.value ->> 'why' as why
from json_each(search_projects(:q, :limit)) hit
"""
"""The hits of a query, best first, as a table: 50 of them where `limit` is empty."""
_MOST_HITS = 50


def register_search(connection: sqlite3.Connection) -> None:
    """Registers `search_projects(query, limit)`, a JSON list of hits, and replaces Datasette's `escape_fts`.

    Both read the word tables of the archive that the connection is open to.
    """
    functions: tuple[tuple[str, int, Callable[..., str]], ...] = (
        ("escape_fts", 1, lambda query: expression(connection, str(query or ""))),
        ("search_projects", 2, lambda query, limit: _as_json(connection, query, limit)),
    )
    for name, arguments, function in functions:
        connection.create_function(name, arguments, function, deterministic=True)


def _as_json(connection: sqlite3.Connection, query: object, limit: object) -> str:
    given = str(limit or "")
    most = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
    found = search(connection, str(query or ""), most or _MOST_HITS)
    return msgspec.json.encode([hit.printed() for hit in found.hits]).decode()
