"""Atomic file replacement: a working copy replaces the old file once it is complete."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from archive.database import DatabaseError
from scraper.sqlite_file import read_sqlite


@contextlib.contextmanager
def build_lock(path: Path) -> Iterator[None]:
    """Holds the archive's build lock, so that builds never overwrite each other's pages; a killed build frees it."""
    lock = FileLock(path.with_name(f".{path.name}.lock"), blocking=False, mode=0o644)
    try:
        lock.acquire()
    except Timeout as error:
        raise DatabaseError(f"{path}: another build is writing to it; run this one again when it is done") from error
    except OSError as error:
        raise DatabaseError(f"{path}: cannot be written ({error.strerror}); choose a place you may write to") from error
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # while it is held: who waits for the old file sees that it is gone
            os.unlink(lock.lock_file)
        lock.release()


@contextlib.contextmanager
def atomic_replace(path: Path, mode: int) -> Iterator[Path]:
    """Yields a working copy of a file, which replaces the file at the end or is removed on failure."""
    working = path.with_name(f".{path.name}.{os.getpid()}.building")
    try:
        _remove_abandoned(path)
        os.close(os.open(working, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, mode))
    except OSError as error:
        raise DatabaseError(f"{path}: cannot be written ({error.strerror}); choose a place you may write to") from error
    try:
        if path.exists():
            _copy(path, working)
        yield working
        _write_through(working)
        os.replace(working, path)
    finally:
        working.unlink(missing_ok=True)
        working.with_name(f"{working.name}-journal").unlink(missing_ok=True)


def _write_through(path: Path) -> None:
    """Waits until a file is on the disk, once, instead of after each transaction of the build."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _copy(path: Path, working: Path) -> None:
    """Copies a database as it is now; raises DatabaseError where another program keeps it locked for some seconds."""
    try:
        with (
            read_sqlite(path) as old,
            contextlib.closing(sqlite3.connect(working)) as new,
        ):
            new.execute("pragma synchronous = off")
            old.execute("begin")
            old.execute("select count(*) from sqlite_master")  # takes the lock, which `backup` would wait for for ever
            old.backup(new)
    except sqlite3.Error as error:
        raise DatabaseError(f"{path}: cannot be copied ({error}); the old archive is unchanged") from error


def _remove_abandoned(path: Path) -> None:
    """Removes the working copies of builds that were killed."""
    for file in path.parent.glob(f".{path.name}.*.building*"):
        process = file.name.removeprefix(f".{path.name}.").split(".")[0]
        if process.isdigit() and not _is_running(int(process)):
            file.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
