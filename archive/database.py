"""The SQLite database: created from the column dictionary, written project by project.

Only what the dictionary declares is written. A search index (FTS5) is kept beside the tables.
"""

import functools
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from schema.dictionary import Table, tables
from schema.places import reference_rows
from schema.record import Project
from scraper.sqlite_file import read_sqlite

if TYPE_CHECKING:
    from sqlite_utils import Database

Row = dict[str, Any]

_TYPES = {"text": str, "integer": int, "float": float, "boolean": int, "date": str}
_SEARCH = """
create virtual table search using fts5(
    title, owner, organisations, municipalities, text, numbers, tokenize='unicode61 remove_diacritics 0',
    prefix='1 2 3'
)"""
"""The index also holds the first one to three letters of words: a beginning (`a*`) then costs no more than a word.

`numbers` holds each number that is written in several parts as one word: `6492410` for 6 492 410."""


_DAMAGE = ("malformed", "corrupt", "not a database", "disk I/O error")
"""What SQLite says of a damaged file."""


class DatabaseError(Exception):
    """A database that cannot be used; the message names it and says what to do."""


def dictionary_version() -> int:
    """A number that changes whenever a table changes, for SQLite's user_version."""
    declared = msgspec.json.encode({name: _shape(table) for name, table in tables().items()})
    return int.from_bytes(hashlib.sha256(declared + _SEARCH.encode()).digest()[:4], "big") >> 1


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
        _create(database)
    elif found != dictionary_version():
        raise DatabaseError(f"{named}: made by another version of esfarkiv; build to a new file from the same pages")
    return database


def check_archive(path: Path) -> None:
    """Raises DatabaseError unless the file at `path` is an archive made by this version."""
    if not path.is_file():
        raise DatabaseError(f"{path}: no such file; build it first with: esfarkiv build --db {path} INPUT...")
    try:
        with read_sqlite(path) as connection:
            found = connection.execute("pragma user_version").fetchone()[0]
    except sqlite3.Error as error:
        raise DatabaseError(f"{path}: not an archive ({error}); name a file made by esfarkiv build") from error
    if found != dictionary_version():
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
        raise DatabaseError(f"{path}: is damaged ({error}); put a copy back, or build it anew") from error


def _check_columns() -> None:
    """Raises DatabaseError if `projects` declares a column that the record has no field for."""
    unknown = set(tables()["projects"].columns) - set(Project.__struct_fields__)
    if unknown:
        names = ", ".join(f"projects.{name}" for name in sorted(unknown))
        raise DatabaseError(
            f"{names}: declared in schema/dictionary/projects.toml, but schema/record.py has no such field; "
            "see docs/adding-a-column.md"
        )


def _shape(table: Table) -> tuple[object, ...]:
    columns = {name: (column.type, column.references) for name, column in table.columns.items()}
    return columns, table.primary_key, table.derived


def _create(database: "Database") -> None:
    with closing(sqlite3.connect(":memory:")) as empty:
        empty.deserialize(_empty_archive())
        empty.backup(database.conn)


@functools.cache
def _empty_archive() -> bytes:
    """The file of an archive with no page: its tables, and the rows of the reference tables."""
    from sqlite_utils import Database  # noqa: PLC0415  as above

    database = Database(memory=True)
    with closing(database.conn), database.atomic():
        for name in _in_dependency_order():
            _create_table(database, name, tables()[name])
        database.execute(_SEARCH)
        database.execute(f"pragma user_version = {dictionary_version()}")
        return database.conn.serialize()


def _in_dependency_order() -> list[str]:
    waiting = dict(tables())
    done: list[str] = []
    while waiting:
        ready = [name for name, table in waiting.items() if _referenced_tables(table) <= {name, *done}]
        done += ready
        waiting = {name: table for name, table in waiting.items() if name not in ready}
    return done


def _referenced_tables(table: Table) -> set[str]:
    return {column.references.split(".")[0] for column in table.columns.values() if column.references}


def _create_table(database: "Database", name: str, table: Table) -> None:
    references = {name: column.references.split(".") for name, column in table.columns.items() if column.references}
    keys = [(name, other, key) for name, (other, key) in references.items()]
    created = database.table(name).create(
        {column: _TYPES[declared.type] for column, declared in table.columns.items()},
        pk=table.primary_key[0] if len(table.primary_key) == 1 else table.primary_key or None,
        foreign_keys=keys,
        not_null=set(table.primary_key),
    )
    create_indexes(database, name, table)
    if table.reference:
        created.insert_all(reference_rows(name))


def create_indexes(database: "Database", name: str, table: Table) -> None:
    """Creates the indexes that a table declares and has not."""
    for column, declared in table.columns.items():
        if declared.index:
            database.table(name).create_index([column], if_not_exists=True)
