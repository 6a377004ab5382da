"""The headings and rows of a CSV table that people made, where a damaged row costs itself alone."""

import csv
from collections.abc import Iterator, Sequence

from scraper.store.responses.register_headings import delimiter_of, tells_delimiter

LARGEST_TABLE = 100_000_000
"""Bytes of a table, at a hundred bytes a row a million of them; a larger one is another file, and might fill memory."""


def headed_rows(lines: Sequence[str], known: Sequence[str]) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The headings of a table, and its rows with their numbers, the first of the table being 1; no empty ones.

    The headings are the first line that says something, in lower case; there are none in an empty table. Raises
    ValueError where one of those `known` is there twice.
    """
    first = next((at for at, line in enumerate(lines) if line.strip() and not tells_delimiter(line)), 0)
    headings = lines[first : first + 1]
    delimiter = delimiter_of("".join(headings))
    names = [name.strip().lower() for name in next(csv_rows(headings, delimiter), [])]
    if twice := [name for name in known if names.count(name) > 1]:
        raise ValueError(f"{' and '.join(twice)} twice")
    rows = enumerate(csv_rows(lines[first + 1 :], delimiter), first + 2)
    return names, ((number, cells) for number, cells in rows if any(map(str.strip, cells)))


def csv_rows(lines: Sequence[str], delimiter: str) -> Iterator[list[str]]:
    """The cells of each row; a line that cannot be told into cells is one cell, as it stands.

    A quotation mark that is not closed would swallow the rows below it: they are read again without its line.
    """
    start = 0
    while start < len(lines):
        rest = map(lines.__getitem__, range(start, len(lines)))
        rows, taken = csv.reader(rest, delimiter=delimiter, strict=True), 0
        try:
            for cells in rows:
                yield cells
                taken = rows.line_num
            return
        except csv.Error:
            yield [lines[start + taken]]
            start += taken + 1
