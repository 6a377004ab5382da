"""The one way to read an SQLite file that is not ours to change."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


@contextmanager
def read_sqlite(path: Path) -> Iterator[sqlite3.Connection]:
    """The SQLite file at `path`, open for reading alone and closed after; raises sqlite3.Error where it is none."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        yield connection
