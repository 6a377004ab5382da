"""The log beside a database in which another program chose SQLite's mode WAL.

What is in the log belongs to the file that is replaced: SQLite would lay it over the new one, and damage it.
"""

import contextlib
import sqlite3
from pathlib import Path

from archive.database import DatabaseError

_ENDINGS = ("-wal", "-shm")


def settle_log(path: Path, wait: float = 5) -> None:
    """Writes what is in the log of a database into the database.

    Raises DatabaseError where another program still uses it after a wait of some seconds.
    """
    if not _beside(path, "-wal").exists() or not path.exists():
        return
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=wait)) as connection:
            is_busy = connection.execute("pragma wal_checkpoint(truncate)").fetchone()[0]
    except sqlite3.Error as error:
        raise DatabaseError(f"{path}: cannot be copied ({error}); the old archive is unchanged") from error
    if is_busy:
        raise DatabaseError(f"{path}: another program reads or writes it; build again when it is done")


def has_log(path: Path) -> bool:
    """Whether there is anything in the log of a database."""
    log = _beside(path, "-wal")
    return log.exists() and log.stat().st_size > 0


def remove_log(path: Path) -> None:
    """Removes the log, which `settle_log` has emptied, before another file takes the name of the database."""
    for ending in _ENDINGS:
        _beside(path, ending).unlink(missing_ok=True)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)
