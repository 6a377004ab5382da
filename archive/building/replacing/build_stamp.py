"""Which build a private file is of: the version of the public file's data, which the build writes into it."""

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from archive.exporting.data_version import data_version
from scraper.sqlite_file import read_sqlite


def write_stamp(database: Database, private: Database) -> None:
    """Notes in the private file which data the archive beside it holds."""
    private.execute("create table if not exists build (data_version text primary key)")
    with private.atomic():
        private.execute("delete from build")
        private.execute("insert into build values (?)", (data_version(database.conn).digest,))


def stamp_of(private: sqlite3.Connection) -> str | None:
    """The version of the data that a private file belongs to; None in one of an earlier version of this program."""
    if not private.execute("select 1 from sqlite_schema where name = 'build'").fetchone():
        return None
    row = private.execute("select data_version from build").fetchone()
    return str(row[0]) if row else None


def is_of_build(private: Path, path: Path) -> bool:
    """Whether a private file bears the version of the data of the archive at `path`; not where one cannot be read."""
    try:
        with read_sqlite(path) as archive, read_sqlite(private) as beside:
            return stamp_of(beside) == data_version(archive).digest
    except sqlite3.Error:
        return False
