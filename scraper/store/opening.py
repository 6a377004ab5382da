"""Opens a page store: locked for one run, or on a copy of its index for a dry run."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock, Timeout

from scraper.store.index_file import StoreError
from scraper.store.page_store import INDEX, PageStore
from scraper.store.recovery import repair


@contextmanager
def open_store(folder: Path) -> Iterator[PageStore]:
    """Opens the page store in a folder, created if missing; raises StoreError if it cannot be used."""
    with _store_errors(folder), _locked(folder):
        store = PageStore(folder)
        try:
            store.notes += repair(folder, store.index)
            yield store
        finally:
            store.close()


@contextmanager
def open_readonly(folder: Path) -> Iterator[PageStore]:
    """Opens the store in a folder on a copy of its index, for a dry run: nothing in the folder is changed."""
    with _store_errors(folder), TemporaryDirectory() as copy:
        for file in folder.glob(f"{INDEX}*"):
            shutil.copy(file, copy)
        store = PageStore(folder, Path(copy) / INDEX)
        try:
            yield store
        finally:
            store.close()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    folder.mkdir(0o700, parents=True, exist_ok=True)
    if folder.stat().st_mode & 0o077:  # pages name contact persons
        folder.chmod(0o700)
    lock = FileLock(folder / "lock", blocking=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise StoreError(f"{folder}: another run is using this store; wait until it has ended") from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _store_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(f"{folder}: cannot be used ({reason}); make room, or name another folder") from error
