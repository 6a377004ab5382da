"""What every page tells of the archive: the version of its data and its tables' rows."""

import sqlite3
from weakref import WeakKeyDictionary

import msgspec
from datasette.app import Datasette
from datasette.database import Database

from archive.exporting.data_version import DataVersion, data_version
from archive.site.metadata import DATABASE
from archive.site.responses import read

_SHOWN = "select table_name, shown_count from table_counts"
_KNOWN: WeakKeyDictionary[Database, "ArchiveFacts"] = WeakKeyDictionary()


class ArchiveFacts(msgspec.Struct, frozen=True):
    """The version of the data, with the day of the newest page; and of every table how many rows are shown."""

    data: DataVersion
    shown_rows: dict[str, int]


async def archive_facts(datasette: Datasette) -> ArchiveFacts:
    """The facts of the archive; read once, for the file does not change."""
    database = datasette.get_database(DATABASE)
    if database not in _KNOWN:
        _KNOWN[database] = await read(datasette, _read_facts, whole_file=True)
    return _KNOWN[database]


def _read_facts(connection: sqlite3.Connection) -> ArchiveFacts:
    return ArchiveFacts(data_version(connection), dict(connection.execute(_SHOWN).fetchall()))
