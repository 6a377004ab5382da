"""What every page tells of the archive: its newest day, its tables' rows, and the program's version."""

import functools
import importlib.metadata
import sqlite3
from weakref import WeakKeyDictionary

import msgspec
from datasette.app import Datasette
from datasette.database import Database

from archive.site.metadata import DATABASE
from archive.site.responses import read

_NEWEST = "select substr(max(captured_at), 1, 10) from captures"
_SHOWN = "select table_name, shown_count from table_counts"
_KNOWN: WeakKeyDictionary[Database, "ArchiveFacts"] = WeakKeyDictionary()


class ArchiveFacts(msgspec.Struct, frozen=True):
    """The day of the newest page, None where no page has a time; and of every table how many rows are shown."""

    newest: str | None
    shown_rows: dict[str, int]


async def archive_facts(datasette: Datasette) -> ArchiveFacts:
    """The facts of the archive; read once, for the file does not change."""
    database = datasette.get_database(DATABASE)
    if database not in _KNOWN:
        _KNOWN[database] = await read(datasette, _read_facts, whole_file=True)
    return _KNOWN[database]


def _read_facts(connection: sqlite3.Connection) -> ArchiveFacts:
    return ArchiveFacts(connection.execute(_NEWEST).fetchone()[0], dict(connection.execute(_SHOWN).fetchall()))


@functools.cache
def program_version() -> str:
    """The version of esfarkiv that serves the site."""
    return importlib.metadata.version("esfarkiv")
