"""Split the lines of a register into rows of cells, and tell the rows that are malformed."""

import csv
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from parser.registers.shifted_rows import Landmarks

_SAMPLE = 20
"""First lines from which it is judged whether the writer of a file ends every row with empty cells."""


class CountedLines:
    """The lines of a file, counted; all but the first of a row can be put back, to be parsed as separate rows."""

    def __init__(self, source: Iterable[str]) -> None:
        self._source = iter(source)
        self._pending: deque[str] = deque()
        self.taken: list[str] = []
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._pending.popleft() if self._pending else next(self._source)
        self.taken.append(line)
        self.number += 1
        return line

    def put_back(self) -> None:
        """Put back all but the first line of the last row taken."""
        self._pending.extendleft(reversed(self.taken[1:]))
        self.number -= len(self.taken) - 1
        self.taken = self.taken[:1]

    def remarks(self) -> list[str]:
        """What is said of the lines of the last row taken, where a line has a `remark`."""
        return [line.remark for line in self.taken if hasattr(line, "remark")]

    def ahead(self, count: int) -> list[str]:
        """The next `count` lines, or as many as there are, without taking them."""
        self._pending.extend(islice(self._source, max(0, count - len(self._pending))))
        return list(islice(self._pending, count))


class SplitRow(msgspec.Struct):
    """A row with the line it begins at, its cells, and the remarks on its lines; `problem` says that it is malformed.

    One that is `longer` than the headings may have its cells shifted; `loose_quotes` says that a quotation mark within
    a cell is not doubled, so that it may be at another place in the cell than in the file.
    """

    line: int
    cells: list[str]
    remarks: list[str] = []
    problem: str = ""
    longer: bool = False
    loose_quotes: bool = False


def rows_of(lines: CountedLines, delimiter: str, width: int, last: int) -> Iterator[SplitRow]:
    """Each row; `width` is the number of headings, `last` the last column that is read.

    An unbalanced quotation mark would swallow the lines that follow: they are read again, one by one.
    """
    lengths = _Lengths(_first_rows(lines, delimiter), width, last)
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        lines.taken.clear()
        start = lines.number + 1
        try:
            cells = next(rows, None)
            problem = lengths.problem(cells or [])
        except csv.Error as error:
            cells, problem = [], f"the row cannot be read as CSV ({error})"
        if cells is None:
            return
        if problem and len(lines.taken) > 1:
            lines.put_back()
            rows = csv.reader(lines, delimiter=delimiter)
        if problem and any(map(str.strip, lines.taken)):
            yield SplitRow(start, [], problem=problem)
        elif any(map(str.strip, cells)):
            loose = any('"' in cell for cell in cells) and _is_loose(lines.taken, delimiter)
            yield SplitRow(start, cells[:width], lines.remarks(), longer=len(cells) > width, loose_quotes=loose)


def _is_loose(lines: list[str], delimiter: str) -> bool:
    """Whether a quotation mark stands within a quoted cell as it is, and not doubled."""
    try:
        return not list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return True


class _Lengths:
    """How many cells the rows of a file have, judged from the first of them."""

    def __init__(self, rows: list[list[str]], width: int, last: int) -> None:
        self._width, self._last = width, last
        self._ends = _empty_ends(rows, width)
        whole = [row for row in rows if self._is_whole(row)]
        self._landmarks = Landmarks([row[:width] for row in whole])

    def problem(self, cells: list[str]) -> str:
        """What is wrong with a row; one that is longer than the others is read only if its cells are in place."""
        is_shifted = self._landmarks.is_shifted(cells)
        if self._is_whole(cells):
            return "its cells are in the columns beside their own" if is_shifted else ""
        has_empty_ends = len(cells) > self._width and not any(map(str.strip, cells[self._width :]))
        if has_empty_ends and not is_shifted and self._landmarks.is_in_place(cells, self._last):
            return ""
        return f"expected {self._width} cells, found {len(cells)}"

    def _is_whole(self, cells: list[str]) -> bool:
        return len(cells) == self._width + self._ends and not any(map(str.strip, cells[self._width :]))


def _first_rows(lines: CountedLines, delimiter: str) -> list[list[str]]:
    try:
        return [cells for cells in csv.reader(lines.ahead(_SAMPLE), delimiter=delimiter) if any(cells)]
    except csv.Error:
        return []


def _empty_ends(rows: list[list[str]], width: int) -> int:
    """The cells beyond the headings that most rows have, since their writer ends each row with delimiters."""
    found = [len(cells) - width for cells in rows]
    ends, count = next(iter(Counter(found).most_common(1)), (0, 0))
    return ends if ends > 0 and count > max(1, len(found) / 2) else 0
