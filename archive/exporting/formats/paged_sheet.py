"""A sheet of a workbook that goes on in a further sheet when it is full."""

from collections.abc import Sequence
from typing import Any

_MOST_ROWS = 1_048_576
"""Rows of a sheet of XLSX, its headings among them."""


class PagedSheet:
    """Rows under headings, in one sheet or as many as they need: `Data`, `Data 2` ..."""

    def __init__(self, book: Any, name: str, headings: Sequence[str]) -> None:
        """The first sheet is made with the first row, or at the end."""
        self._book, self._name, self._headings = book, name, headings
        self._bold = book.add_format({"bold": True})
        self._next = _MOST_ROWS
        self.sheet: Any = None
        self.sheets = 0
        self.rows = 0

    def next_row(self) -> int:
        """The number of the row to be written, from 0, in `sheet`."""
        if self._next >= _MOST_ROWS:
            self._begin()
        self._next += 1
        self.rows += 1
        return self._next - 1

    def text_row(self, cells: Sequence[str]) -> None:
        """A row of texts."""
        at = self.next_row()
        for place, cell in enumerate(cells):
            self.sheet.write_string(at, place, cell)

    def finish(self) -> None:
        """Makes the first sheet where there was no row."""
        if not self.sheets:
            self._begin()

    def _begin(self) -> None:
        self.sheets += 1
        self.sheet = self._book.add_worksheet(self._name if self.sheets == 1 else f"{self._name} {self.sheets}")
        for place, heading in enumerate(self._headings):
            self.sheet.write_string(0, place, heading, self._bold)
        if self._headings:
            self.sheet.freeze_panes(1, 0)
            self.sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        self._next = 1 if self._headings else 0
