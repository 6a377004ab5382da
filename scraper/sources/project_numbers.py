"""Reads lists of dnr, which address the pages of the project bank of 2014-2027, from a text, a CSV or an archive."""

import codecs
import csv
import sqlite3
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from schema.register_numbers import REGISTER_NUMBER
from scraper.sources.source import SourceError
from scraper.sqlite_file import read_sqlite
from scraper.store.responses.register_headings import (
    EXAMINED,
    delimiter_of,
    folded_halves,
    has_register_headings,
    tells_delimiter,
)

_NAMES = ("Operation_Local_Identifier", "Diarienummer / Operation ID", "dnr", "project_id")
"""Headings of the column with the numbers."""
_FOLDED = set(chain.from_iterable(map(folded_halves, _NAMES)))

_SEPARATORS = str.maketrans("_‐‑–", " ---")
"""Kohesio writes the programme, an underscore and the dnr: 2021SE05SFPR001_22-002-S01; files differ in hyphens."""


def read_numbers(path: Path) -> list[str]:
    """The distinct dnr in a file, in order: a text, a CSV such as Kohesio's or ESF-rådet's, or an archive.

    Raises SourceError if the file cannot be read or contains none.
    """
    try:
        numbers = list(dict.fromkeys(_numbers(path)))
    except (OSError, UnicodeDecodeError, csv.Error, sqlite3.Error) as error:
        raise SourceError(f"{path}: cannot be read as a list of dnr ({error}); check the file") from error
    if not numbers:
        raise SourceError(f"{path}: names no dnr; expected numbers such as 2015/00665 or 23-079-S04")
    return numbers


def _numbers(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        is_archive = file.read(15) == b"SQLite format 3"
    if is_archive:
        with read_sqlite(path) as database:
            yield from (row[0] for row in database.execute("select dnr from projects where dnr is not null"))
        return
    with path.open("rb") as file:
        start = file.read(EXAMINED)
    encoding = "utf-16" if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    with path.open(encoding=encoding, errors="replace", newline="") as lines:  # a number has no letters beyond ASCII
        is_table = has_register_headings(start) or path.suffix.lower() == ".csv"
        for line in _cells(lines, path) if is_table else lines:
            yield from (match[0] for match in REGISTER_NUMBER.finditer(line.translate(_SEPARATORS).upper()))


def _cells(lines: Iterator[str], path: Path) -> Iterator[str]:
    """The cells of a register's identifier column."""
    header = next((line for line in lines if line.strip() and not tells_delimiter(line)), "")
    rows = csv.reader(chain([header], lines), delimiter=delimiter_of(header))
    headings = next(rows, [])
    column = next((n for n, heading in enumerate(headings) if _FOLDED & set(folded_halves(heading))), None)
    if column is None:
        raise SourceError(f"{path}: expected a column {', '.join(_NAMES)}, found none of them")
    for row in rows:
        yield row[column] if column < len(row) else ""
