"""Tells from the columns that have one value in most rows whether the cells of a row stand in their columns."""

from collections import Counter

_LEAST = 3
"""Rows that a value must be in, besides most of them, to tell where its column is."""

_RARE = 4
"""Times that a value must be more frequent in its own column than in those beside it, where shifted rows have it."""


class Landmarks:
    """The columns in which most of some rows have one value, which the columns beside it have hardly ever."""

    def __init__(self, rows: list[list[str]]) -> None:
        """Learn from rows that all have the same number of cells."""
        columns = [[cell.strip() for cell in column] for column in zip(*rows, strict=True)]
        self._values: dict[int, str] = {}
        for place, column in enumerate(columns):
            value, count = Counter(column).most_common(1)[0]
            beside = (*columns[max(0, place - 1) : place], *columns[place + 1 : place + 2])
            is_most = value and count >= _LEAST and count * 2 > len(rows)
            if is_most and all(other.count(value) * _RARE <= count for other in beside):
                self._values[place] = value

    def is_shifted(self, cells: list[str]) -> bool:
        """Whether a row has a value one column beside its own."""
        cells = list(map(str.strip, cells))
        return any(
            cells[place : place + 1] != [value]
            and value in (*cells[max(0, place - 1) : place], *cells[place + 1 : place + 2])
            for place, value in self._values.items()
        )

    def is_in_place(self, cells: list[str], last: int) -> bool:
        """Whether a row has a value in its own column, at or behind the last column that is read."""
        return any(place >= last and cells[place].strip() == value for place, value in self._values.items())
