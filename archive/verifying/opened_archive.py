"""The archive that is verified, and the private file beside it: both opened read-only, as one build left them."""

import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from archive.building.masking.contacts import private_path
from archive.building.replacing.atomic_replace import finish_replacing
from archive.building.replacing.target import WAITED
from archive.database import DatabaseError, check_archive
from schema.dictionary import Table
from scraper.sqlite_file import read_sqlite

_CACHE = 32_000
"""Kilobytes of the file that are kept in memory; what is sorted goes to temporary files."""


class OpenedArchive:
    """An archive being verified, and how much of it has been checked."""

    def __init__(self, path: Path, connection: sqlite3.Connection, private: sqlite3.Connection | None) -> None:
        self.path = path
        self.connection = connection
        self.private = private
        self.checked: Counter[str] = Counter()
        """How much was checked of what, by its name in the plural."""

    def rows(self, sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """The rows of a question, one by one."""
        return self.connection.execute(sql, values)

    def table_names(self) -> set[str]:
        """The tables of the file, but for SQLite's own."""
        return {name for (name,) in self.rows("select name from sqlite_schema where type = 'table'")}


def key_of(table: Table, row: dict[str, Any]) -> str:
    """The primary key of a row as a line shows it; of a table without one, the row's number."""
    return " ".join(f"{name}={row[name]}" for name in table.primary_key or ["rowid"])


def key_columns(table: Table) -> str:
    """The columns of `key_of`, for a question."""
    return ", ".join(f'"{name}"' for name in table.primary_key) or "rowid"


@contextmanager
def opened_archive(path: Path) -> Iterator[OpenedArchive]:
    """Opens the archive at `path`, and the private file if it is there; a build that was killed half done is finished.

    Raises DatabaseError for what is no archive of this version, is damaged, or stays locked by another program.
    """
    private = private_path(Path(os.path.realpath(path)))
    for file in (path, private):
        _refuse_locked(file)
    check_archive(path)
    finish_replacing(path)
    try:
        with read_sqlite(path) as connection:
            connection.execute(f"pragma cache_size = -{_CACHE}")
            if not private.exists():
                yield OpenedArchive(path, connection, None)
                return
            with read_sqlite(private) as beside:
                beside.execute("select count(*) from sqlite_schema")
                yield OpenedArchive(path, connection, beside)
    except sqlite3.DatabaseError as error:
        raise DatabaseError(f"{path}: cannot be verified ({error}); put a copy back, or build it anew") from error


def _refuse_locked(path: Path) -> None:
    """Raises DatabaseError for a file that cannot be read now."""
    if not os.path.isfile(path) or not os.access(path, os.R_OK):
        return
    try:
        with read_sqlite(path) as connection:
            connection.execute("select count(*) from sqlite_schema")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise DatabaseError(
                f"{path}: still locked by another program {WAITED}; verify it when that is done"
            ) from error
    except sqlite3.DatabaseError:
        return
