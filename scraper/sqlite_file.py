"""Read-only access to SQLite files."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


@contextmanager
def read_sqlite(path: Path) -> Iterator[sqlite3.Connection]:
    """Opens the SQLite file at `path` read-only and closes it afterwards; raises sqlite3.Error if it is not one."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        yield connection
