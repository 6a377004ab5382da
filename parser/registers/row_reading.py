"""Split the lines of a register into rows of cells, and tell the rows that are malformed."""

import csv
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import islice

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


def rows_of(lines: CountedLines, delimiter: str, width: int) -> Iterator[tuple[int, list[str] | str, list[str]]]:
    """Each row with the line it begins at and the remarks on its lines; a malformed one is a message, not cells.

    An unbalanced quotation mark would swallow the lines that follow: they are read again, one by one.
    """
    ends = _empty_ends(lines, delimiter, width)
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        lines.taken.clear()
        start = lines.number + 1
        try:
            cells = next(rows, None)
            problem = _problem(cells or [], width, ends)
        except csv.Error as error:
            cells, problem = [], f"the row cannot be read as CSV ({error})"
        if cells is None:
            return
        if problem and len(lines.taken) > 1:
            lines.put_back()
            rows = csv.reader(lines, delimiter=delimiter)
        if problem and any(map(str.strip, lines.taken)):
            yield start, problem, []
        elif any(cells):
            yield start, cells[:width], lines.remarks()


def _problem(cells: list[str], width: int, ends: int) -> str:
    """What is wrong with the number of cells; a row that is longer than the others may have its cells shifted."""
    whole = len(cells) == width + ends and not any(map(str.strip, cells[width:]))
    return "" if whole else f"expected {width} cells, found {len(cells)}"


def _empty_ends(lines: CountedLines, delimiter: str, width: int) -> int:
    """The cells beyond the headings that most rows have, since their writer ends each row with delimiters."""
    try:
        found = [len(cells) - width for cells in csv.reader(lines.ahead(_SAMPLE), delimiter=delimiter) if any(cells)]
    except csv.Error:
        return 0
    ends, count = next(iter(Counter(found).most_common(1)), (0, 0))
    return ends if ends > 0 and count > max(1, len(found) / 2) else 0
