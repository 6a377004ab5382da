"""Reads lists of dnr, which address the pages of the project bank of 2014-2027, from a text, a CSV or an archive."""

import csv
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from schema.register_numbers import REGISTER_NUMBER
from scraper.sources.source import SourceError
from scraper.sqlite_file import read_sqlite

_COLUMNS = ("Operation_Local_Identifier", "Diarienummer / Operation ID", "dnr", "project_id")


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
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for line in _cells(lines, path):
            yield from (match[0] for match in REGISTER_NUMBER.finditer(line))


def _cells(lines: Iterator[str], path: Path) -> Iterator[str]:
    """The cells of a register's identifier column, or the lines of another text."""
    if path.suffix.lower() != ".csv":
        yield from lines
        return
    header = next(lines, "")
    rows = csv.DictReader([header, *lines], delimiter=";" if header.count(";") > header.count(",") else ",")
    column = next((name for name in _COLUMNS if name in (rows.fieldnames or ())), None)
    if column is None:
        raise SourceError(f"{path}: expected a column {', '.join(_COLUMNS[:-1])} or project_id, found none of them")
    for row in rows:
        # Kohesio writes the programme, an underscore and the dnr: 2021SE05SFPR001_22-002-S01
        yield (row[column] or "").rpartition("_")[2]
