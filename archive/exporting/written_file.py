"""A file as it is written: its rows and bytes counted, its digest taken on the way."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from archive.exporting.dataset import Dataset, Value
from archive.exporting.file_formats import FILE_FORMATS


class WrittenFile(msgspec.Struct, frozen=True):
    """A file of an export: `path` is relative to the export's folder, `table` a table's name."""

    table: str
    form: str
    path: str
    rows: int
    bytes: int
    sha256: str


def write_table(dataset: Dataset, form: str, folder: Path, path: str) -> WrittenFile:
    """Writes a dataset in a format of `FILE_FORMATS` to `path` in `folder`. Raises OSError if that fails."""
    counted = _Counted(dataset.rows)
    dataset.rows = counted
    size, digest = write_pieces(folder / path, FILE_FORMATS[form].pieces(dataset))
    return WrittenFile(dataset.name, form, path, counted.number, size, digest)


def write_pieces(path: Path, pieces: Iterable[bytes]) -> tuple[int, str]:
    """Writes a file through to the disk; gives its size in bytes and its SHA-256 in hexadecimal digits.

    It has its name once it is whole.
    """
    size, digest = 0, hashlib.sha256()
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as file:
        for piece in pieces:
            file.write(piece)
            digest.update(piece)
            size += len(piece)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    return size, digest.hexdigest()


def digest_of(path: Path) -> tuple[int, str]:
    """The size of a file in bytes, and its SHA-256 in hexadecimal digits."""
    with path.open("rb") as file:
        return path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()


class _Counted:
    """Rows that are counted as they are read."""

    def __init__(self, rows: Iterable[Sequence[Value]]) -> None:
        self._rows, self.number = rows, 0

    def __iter__(self) -> Iterator[Sequence[Value]]:
        for row in self._rows:
            self.number += 1
            yield row
