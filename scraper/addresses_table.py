"""`addresses.csv`, the table that says where the pages of a folder are from; it may be in any folder of an input.

Its columns are `file` (path relative to it), `url`, and optionally `captured_at` (ISO 8601), when the page was seen.
"""

import csv
import datetime
import functools
from pathlib import Path

from scraper.input import InputError

ADDRESSES = "addresses.csv"
Address = tuple[str, str | None]
"""The URL of a page and when it was seen."""


def addresses_above(path: Path) -> dict[Path, Address]:
    """The addresses in a file's folder and those above it, of which the nearest counts; one above may be another's."""
    addresses: dict[Path, Address] = {}
    for folder in reversed(path.resolve().parents):
        try:
            addresses |= read_addresses(folder)
        except InputError:
            if folder == path.resolve().parent:
                raise
    return addresses


def read_addresses(folder: Path) -> dict[Path, Address]:
    """The addresses in a folder's table, none if it has none; raises InputError if it is invalid."""
    table = folder / ADDRESSES
    return _read_table(table, table.stat().st_mtime_ns) if table.is_file() else {}


@functools.lru_cache(maxsize=16)
def _read_table(table: Path, _changed: int) -> dict[Path, Address]:
    try:
        with table.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
        folder = table.parent.resolve()
        return {folder / _name(row["file"]): (row["url"], _time(row.get("captured_at"))) for row in rows}
    except (OSError, KeyError, ValueError, OverflowError, csv.Error, TypeError) as error:
        message = f"{table}: expected UTF-8 CSV with the columns file and url ({error}); correct the file or remove it"
        raise InputError(message) from error


def _name(written: str) -> str:
    """A file's name; raises ValueError for one that no file can have."""
    if "\0" in written:
        raise ValueError(f"{written!r} is no name of a file")
    return written


def _time(written: str | None) -> str | None:
    """An ISO 8601 time in extended form, so that times sort as text; one with an offset is converted to UTC.

    Raises ValueError for anything else.
    """
    if not written:
        return None
    if "T" not in written and " " not in written:
        return datetime.date.fromisoformat(written).isoformat()
    time = datetime.datetime.fromisoformat(written)
    return time.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z") if time.tzinfo else time.isoformat()
