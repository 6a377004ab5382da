"""Inputs on disk: pages, registers, and folders of them with an optional `addresses.csv`.

`addresses.csv` stands in any folder of an input; its columns are `file` (path relative to it), `url`, and optionally
`captured_at` (ISO 8601), when the page was seen.
"""

import codecs
import csv
import datetime
import functools
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

ADDRESSES = "addresses.csv"
_PAGE_ENDINGS = {".html", ".htm", ".xhtml", ".txt"}
_REGISTER_ENDING = ".csv"
_BLOCK = 1 << 20


class InputError(Exception):
    """An input that cannot be read; the message names it and says what to do."""


class Input(msgspec.Struct):
    """One page or register file, and the address and time it was seen at where known."""

    source: str
    path: Path
    url: str | None = None
    captured_at: str | None = None

    def read(self) -> bytes:
        """The page's bytes; raises InputError when the file cannot be read."""
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise InputError(f"{self.source}: cannot be read ({error.strerror}); check the path") from error

    @property
    def is_register(self) -> bool:
        """Whether it is a table of operations, to be read row by row, and no page."""
        return self.path.suffix.lower() == _REGISTER_ENDING

    def blocks(self) -> Iterator[bytes]:
        """The bytes piece by piece; raises InputError when the file cannot be read."""
        try:
            with self.path.open("rb") as file:
                while block := file.read(_BLOCK):
                    yield block
        except OSError as error:
            raise InputError(f"{self.source}: cannot be read ({error.strerror}); check the path") from error

    def digest(self) -> str:
        """SHA-256 of the bytes, in bounded memory."""
        digest = hashlib.sha256()
        for block in self.blocks():
            digest.update(block)
        return digest.hexdigest()

    @contextmanager
    def lines(self) -> Iterator[Iterator[str]]:
        """The lines of a text file of any size: UTF-8, UTF-16 with its mark, else Windows-1252."""
        with self.path.open(encoding=self._encoding(), errors="replace", newline="") as file:
            yield file

    def _encoding(self) -> str:
        blocks = self.blocks()
        first = next(blocks, b"")
        if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            decoder.decode(first)
            for block in blocks:
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
        return "utf-8-sig"


def find_inputs(paths: Iterable[str]) -> Iterator[Input]:
    """The files named by `paths` and below its folders, in the order of `paths`, folders sorted.

    Raises InputError for a path that does not exist, a folder without pages and an unusable `addresses.csv`.
    """
    for name in paths:
        yield from _folder(Path(name)) if Path(name).is_dir() else [page_file(name)]


def page_file(name: str) -> Input:
    """One page file, with its address where its folder's `addresses.csv` has it; raises InputError when it is none."""
    path = Path(name)
    if path.is_dir():
        raise InputError(f"{name}: is a folder; name its files, or build an archive from it")
    if not path.exists():
        raise InputError(f"{name}: no such file or folder; check the path")
    return _input(path, _addresses(path.parent))


def _folder(folder: Path) -> Iterator[Input]:
    addresses: dict[Path, tuple[str, str | None]] = {}
    for table in sorted(folder.rglob(ADDRESSES)):
        addresses |= _addresses(table.parent)
    endings = {*_PAGE_ENDINGS, _REGISTER_ENDING}
    inputs = sorted(path for path in folder.rglob("*") if path.suffix.lower() in endings and path.is_file())
    inputs = [path for path in inputs if path.name != ADDRESSES]
    if not inputs:
        raise InputError(f"{folder}: no pages in this folder; expected files that end in {', '.join(sorted(endings))}")
    yield from (_input(path, addresses) for path in inputs)


def _input(path: Path, addresses: dict[Path, tuple[str, str | None]]) -> Input:
    url, captured_at = addresses.get(path.resolve(), (None, None))
    return Input(os.fsencode(path).decode("utf-8", "replace"), path, url, captured_at)


def _addresses(folder: Path) -> dict[Path, tuple[str, str | None]]:
    table = folder / ADDRESSES
    return _read_addresses(table, table.stat().st_mtime_ns) if table.is_file() else {}


@functools.lru_cache(maxsize=16)
def _read_addresses(table: Path, _changed: int) -> dict[Path, tuple[str, str | None]]:
    try:
        with table.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
        folder = table.parent.resolve()
        return {folder / row["file"]: (row["url"], _time(row.get("captured_at"))) for row in rows}
    except (OSError, KeyError, ValueError, csv.Error, TypeError) as error:
        message = f"{table}: expected UTF-8 CSV with the columns file and url ({error}); mend the file or remove it"
        raise InputError(message) from error


def _time(written: str | None) -> str | None:
    """An ISO 8601 time in extended form, so that times sort as text; one with an offset in UTC.

    Raises ValueError for anything else.
    """
    if not written:
        return None
    if "T" not in written and " " not in written:
        return datetime.date.fromisoformat(written).isoformat()
    time = datetime.datetime.fromisoformat(written)
    return time.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z") if time.tzinfo else time.isoformat()
