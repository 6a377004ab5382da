"""The SQLite file behind the index of a page store: its tables, and one error for all that can be wrong with it."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scraper.store.capture import Capture

_SCHEMA = f"""
create table if not exists runs (
  run integer primary key, source text not null, arguments text not null, file text not null, started text not null,
  finished text, pages integer not null default 0, whole integer not null default 0
);
create table if not exists captures ({", ".join(Capture.__struct_fields__)}, primary key (file, offset));
create index if not exists captures_by_url on captures (url, time);
create table if not exists visits (url text primary key, run integer not null, status integer not null, file, offset);
create table if not exists unlogged (time text not null, outcome text not null, url text not null);
create table if not exists scanned (file text primary key, size integer not null);
create table if not exists previous_runs (
  source text not null, arguments text not null, pages integer not null, primary key (source, arguments)
);
create table if not exists previous_pages (previous integer not null, url text not null, primary key (previous, url))
without rowid;
create table if not exists previous_listings (
  previous integer not null, url text not null, primary key (previous, url)
) without rowid;
create table if not exists failed (run integer not null, url text not null, primary key (run, url)) without rowid;
create table if not exists accepted (word text primary key);
"""


class StoreError(Exception):
    """A page store cannot be used; the message names it and says what to do."""


class IndexFile:
    """The index at `path`, created if missing."""

    def __init__(self, path: Path, copy: Path | None = None) -> None:
        """Open the index, or a `copy` of it. All methods raise StoreError if it cannot be used."""
        self._path = path
        with self._store_errors():
            self._database = sqlite3.connect(copy or path, isolation_level=None)
        try:
            for statement in ("pragma journal_mode = wal", "pragma synchronous = normal", *_SCHEMA.split(";")):
                self.execute(statement)
        except StoreError:
            self.close()
            raise

    def close(self) -> None:
        """Close the index."""
        self._database.close()

    def execute(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run a statement."""
        with self._store_errors():
            return self._database.execute(sql, values)

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """All rows of a query."""
        with self._store_errors():
            return self._database.execute(sql, values).fetchall()

    @contextmanager
    def _store_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            remedy = "make room, or move it away: it is made anew from the WARC files"
            raise StoreError(f"{self._path}: cannot be used ({error}); {remedy}") from error

    def value(self, sql: str, *values: object) -> Any:
        """The first value of the first row of a query, None if there is none."""
        rows = self.rows(sql, values)
        return rows[0][0] if rows else None
