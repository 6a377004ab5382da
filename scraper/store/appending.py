"""Appends records to a WARC file: each is on the disk, whole, before anything else is done with its response."""

import os
from contextlib import suppress
from io import FileIO
from pathlib import Path

from scraper.store.index_file import StoreError


def append(path: Path, record: bytes) -> int:
    """The offset of a record that is now at the end of a file; raises StoreError if it cannot be written."""
    try:
        with path.open("ab", buffering=0) as file:
            return _written(file, record)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(f"{path.parent}: cannot be written ({reason}); make room and run again") from error


def _written(file: FileIO, record: bytes) -> int:
    """The offset of a record that is now at the end of an open file, whole or not at all; raises OSError."""
    start = file.tell()
    try:
        if file.write(record) != len(record):
            raise OSError("there is no room")
        os.fsync(file.fileno())  # before it is indexed: the index must not be ahead of the file
    except OSError:
        with suppress(OSError):  # otherwise it is cut off when the store is next opened
            file.truncate(start)
        raise
    return start
