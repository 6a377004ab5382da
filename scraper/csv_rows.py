"""The rows of a CSV table, where a damaged one costs itself alone."""

import csv
from collections.abc import Iterator, Sequence


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
