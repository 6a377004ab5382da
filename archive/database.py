"""Opens an archive, to be built or to be read, and refuses what is none or of another version."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.archive_tables import create_archive, dictionary_version
from schema.dictionary import tables
from schema.record import Project
from scraper.sqlite_file import read_sqlite

if TYPE_CHECKING:
    from sqlite_utils import Database

Row = dict[str, Any]

_IS_OURS = "select 1 from pragma_table_info('captures') where name = 'capture_id'"
_DAMAGE = ("malformed", "corrupt", "not a database", "disk I/O error", "no such table", "no such column")
"""What SQLite says of a damaged file."""


class DatabaseError(Exception):
    """A database that cannot be used; the message names it and says what to do."""


def open_database(path: Path, copy_of: Path | None = None) -> "Database":
    """Opens the database at `path`, creating its tables if it is new; foreign keys are enforced.

    It is a working copy, so no write waits for the disk: `atomic_replace` does, once, at the end.
    Messages name the file that it is a copy of, if any.
    Raises DatabaseError if the file is not an archive, has other tables, or the record lacks a field for a column.
    """
    from sqlite_utils import Database  # noqa: PLC0415  it loads numpy, which readers of an archive need not wait for

    _check_columns()
    named = copy_of or path
    try:
        database = Database(path, recursive_triggers=True)
        database.execute("pragma synchronous = off")
        database.execute("pragma foreign_keys = on")
        found = database.execute("pragma user_version").fetchone()[0]
        empty = not database.table_names()
    except sqlite3.Error as error:
        raise DatabaseError(f"{named}: cannot be opened as an archive ({error}); name another file") from error
    if empty:
        create_archive(database)
    elif found != dictionary_version():
        raise DatabaseError(f"{named}: made by another version of esfarkiv; build to a new file from the same pages")
    else:
        _check_sound(database, named)
    return database


def _check_sound(database: "Database", path: Path) -> None:
    """Raises DatabaseError for a damaged archive: where no page is new, a build would not come upon it."""
    try:
        told = str(database.execute("pragma quick_check(1)").fetchone()[0])
    except sqlite3.DatabaseError as error:
        told = str(error)
    if told != "ok":
        raise _damaged(path, told.splitlines()[-1])


def _damaged(path: Path, told: object) -> DatabaseError:
    return DatabaseError(f"{path}: is damaged ({told}); put a copy back, or build it anew")


def check_archive(path: Path) -> None:
    """Raises DatabaseError unless the file at `path` is an archive made by this version."""
    if os.path.exists(path) and not os.path.isfile(path):
        raise DatabaseError(f"{path}: no plain file; name a file made by esfarkiv build")
    if not os.path.isfile(path):  # which a name that is too long is not either
        raise DatabaseError(f"{path}: no such file; build it first with: esfarkiv build --db {path} INPUT...")
    try:
        with read_sqlite(path) as connection:
            found = connection.execute("pragma user_version").fetchone()[0]
            is_ours = connection.execute(_IS_OURS).fetchone()
    except sqlite3.Error as error:
        if "locked" in str(error):
            raise DatabaseError(f"{path}: still locked by another program after 5 seconds; try again later") from error
        if "malformed" in str(error):
            raise _damaged(path, error) from error
        raise DatabaseError(f"{path}: not an archive ({error}); name a file made by esfarkiv build") from error
    if found != dictionary_version() or not is_ours:
        raise DatabaseError(
            f"{path}: is no archive of this version; build it anew with: esfarkiv build --db FILE INPUT..."
        )


@contextmanager
def open_archive(path: Path) -> Iterator[sqlite3.Connection]:
    """Opens the archive at `path` read-only.

    Raises DatabaseError unless it was made by this version, and where it turns out to be damaged while it is read.
    """
    check_archive(path)
    try:
        with read_sqlite(path) as connection:
            yield connection
    except sqlite3.DatabaseError as error:
        if not any(sign in str(error) for sign in _DAMAGE):
            raise
        raise _damaged(path, error) from error


def _check_columns() -> None:
    """Raises DatabaseError if `projects` declares a column that the record has no field for."""
    unknown = set(tables()["projects"].columns) - set(Project.__struct_fields__)
    if unknown:
        names = ", ".join(f"projects.{name}" for name in sorted(unknown))
        raise DatabaseError(
            f"{names}: declared in schema/dictionary/projects.toml, but schema/record/project.py has no such field; "
            "see docs/adding-a-column.md"
        )
