"""Atomic replacement of an archive and its private file: working copies take their places once both are complete."""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from archive.building.masking.contacts import private_path
from archive.building.replacing.build_stamp import is_of_build
from archive.building.replacing.write_ahead_log import has_log, remove_log, settle_log
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
        raise _unwritable(path, Path(lock.lock_file), error) from error
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # while it is held: who waits for the old file sees that it is gone
            os.unlink(lock.lock_file)
        lock.release()


def _unwritable(path: Path, lock: Path, error: OSError) -> DatabaseError:
    """Why no lock can be had: of the folder, or of what stands at the lock's name."""
    if not os.path.lexists(lock):
        return DatabaseError(f"{path}: cannot be written ({error.strerror}); choose a place you may write to")
    return DatabaseError(f"{path}: cannot be written ({lock.name} is no lock: {error.strerror}); remove that")


@contextlib.contextmanager
def working_copies(path: Path, private: Path) -> Iterator[tuple[Path, Path]]:
    """Yields working copies of an archive and its private file, which replace both at the end, or are removed.

    The archive goes first. Where a build is killed between the two, `finish_replacing` does the second.
    """
    finish_replacing(path)
    private = Path(os.path.realpath(private))
    for file in (path, private):
        settle_log(file)
    with _working_copy(path, 0o644) as public_copy, _working_copy(private, 0o600) as private_copy:
        yield public_copy, private_copy
        _write_through(public_copy)
        _write_through(private_copy)
        for working, file in ((public_copy, path), (private_copy, private)):
            remove_log(file)
            os.replace(working, file)


def finish_replacing(path: Path) -> None:
    """Puts the private file of the archive at `path` in its place, if a build was killed before it had done so.

    Only a working copy that bears the version of the archive's data is of that build, and then complete.
    """
    path = path.resolve()
    private = Path(os.path.realpath(private_path(path)))
    for working in _abandoned(private):
        if not is_of_build(private, path) and is_of_build(working, path):
            os.replace(working, private)


@contextlib.contextmanager
def _working_copy(path: Path, mode: int) -> Iterator[Path]:
    """Yields a copy of a file, or an empty file, under a name of this process, and removes it if it is still there."""
    working = path.with_name(f".{path.name}.{os.getpid()}.building")
    try:
        for file in _abandoned(path):
            file.unlink(missing_ok=True)
        os.close(os.open(working, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, mode))
    except OSError as error:
        raise DatabaseError(f"{path}: cannot be written ({error.strerror}); choose a place you may write to") from error
    try:
        if path.exists():
            _copy(path, working)
        yield working
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
        with read_sqlite(path) as old:
            old.execute("begin")
            old.execute("select count(*) from sqlite_master")  # takes the lock, which `backup` would wait for for ever
            if has_log(path):  # of another program, since the log was settled
                _back_up(old, working)
            else:
                shutil.copyfile(path, working)  # a quarter of the time
        with contextlib.closing(sqlite3.connect(working)) as new:
            new.execute("pragma journal_mode = delete")  # what another program chose for the old file
    except (sqlite3.Error, OSError) as error:
        raise DatabaseError(f"{path}: cannot be copied ({error}); the old archive is unchanged") from error


def _back_up(old: sqlite3.Connection, working: Path) -> None:
    with contextlib.closing(sqlite3.connect(working)) as new:
        new.execute("pragma synchronous = off")
        old.backup(new)


def _abandoned(path: Path) -> list[Path]:
    """The working copies of builds that were killed."""
    found = []
    for file in path.parent.glob(f".{path.name}.*.building*"):
        process = file.name.removeprefix(f".{path.name}.").split(".")[0]
        if process.isdigit() and not is_running(int(process)):
            found.append(file)
    return found


def is_running(process: int) -> bool:
    """Whether a process of this machine still runs."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
