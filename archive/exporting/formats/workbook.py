"""XLSX: a sheet with the rows, one about the columns, and one that names each cell that the format cannot hold."""

import math
import re
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.utility import xl_rowcol_to_cell

from archive.exporting.dataset import Dataset, ExportColumn, Value
from archive.exporting.formats.delimited import plain_cell_of_csv
from archive.exporting.formats.packed_file import PackedFile
from archive.exporting.formats.paged_sheet import PagedSheet

_MOST_CHARACTERS = 32_767
_CUT = " […] [resten ryms inte i Excel: se bladet Ryms inte]"
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_EXACT = 2**53
"""Beyond this Excel's numbers leave whole numbers out."""
_FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29 February 1900, so earlier days would be shown a day wrong."""
_NOT_HELD = ("Blad", "Cell", "Kolumn", "Vad som inte ryms", "Tecken i hela värdet")
_DESCRIBED = ("Rubrik", "Namn i filer och SQL", "Typ", "Enhet", "Betydelse")
_PIECE = 1_000_000


def workbook_pieces(dataset: Dataset) -> Iterator[bytes]:
    """The file, piece by piece; it is made in temporary files first. Raises OSError if those cannot be written."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as file:
        options = {"constant_memory": True, "tmpdir": folder, "use_zip64": True}
        book = xlsxwriter.Workbook(PackedFile(file), options)
        try:
            _Writer(book, dataset).write()
            book.close()
        except FileCreateError as error:
            raise OSError(*error.args[0].args) from error
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


class _Exact(float):
    """A float that XlsxWriter writes with all its digits; it would round to sixteen."""

    def __format__(self, _form: str) -> str:
        return repr(float(self))


class _Writer:
    def __init__(self, book: Any, dataset: Dataset) -> None:
        # a fixed time of making, so that the same rows give the same file
        book.set_properties({"title": dataset.name, "created": datetime(1900, 3, 1)})
        self._dataset = dataset
        self._date = book.add_format({"num_format": "yyyy-mm-dd"})
        self._data = PagedSheet(book, "Data", [column.heading for column in dataset.columns])
        self._about = PagedSheet(book, "Om", ())
        self._columns = PagedSheet(book, "Kolumner", _DESCRIBED)
        self._not_held = PagedSheet(book, "Ryms inte", _NOT_HELD)

    def write(self) -> None:
        """All sheets; the last one is there only where it has rows."""
        for row in self._dataset.rows:
            at = self._data.next_row()
            for place, (column, cell) in enumerate(zip(self._dataset.columns, row, strict=True)):
                self._cell(at, place, column, cell)
        self._data.finish()
        for note in (*self._dataset.notes, *self._warnings()):
            self._about.text_row([note])
        self._about.finish()
        for column in self._dataset.columns:
            self._columns.text_row([column.heading, column.name, column.type, column.unit, column.meaning])
        self._columns.finish()

    def _warnings(self) -> Iterator[str]:
        if self._data.sheets > 1:
            yield f"Ett blad rymmer inte alla rader: de fortsätter på bladen Data 2 till Data {self._data.sheets}."
        if self._not_held.rows:
            yield f"{self._not_held.rows} celler ryms inte hela i Excel: bladet Ryms inte. CSV-filen har dem hela."

    def _cell(self, at: int, place: int, column: ExportColumn, cell: Value) -> None:
        sheet = self._data.sheet
        if cell is None:
            return
        if isinstance(cell, str | bytes):
            self._text(at, place, column, str(plain_cell_of_csv(cell)))
        elif column.type == "boolean" and cell in (0, 1):
            sheet.write_boolean(at, place, bool(cell))
        elif not math.isfinite(cell) or (isinstance(cell, int) and abs(cell) > _EXACT):
            self._report(at, place, column, "ett tal utanför Excels, skrivet som text", len(str(cell)))
            sheet.write_string(at, place, str(cell))
        else:
            sheet.write_number(at, place, cell if isinstance(cell, int) else _Exact(cell))

    def _text(self, at: int, place: int, column: ExportColumn, text: str) -> None:
        """A whole date as a date; all else as text, which is never a formula."""
        day = _day(text) if column.type == "date" else None
        if day:
            self._data.sheet.write_datetime(at, place, day, self._date)
            return
        held = _FORBIDDEN.sub("\ufffd", text)
        if held != text:
            self._report(at, place, column, "styrtecken, skrivna som \ufffd", len(text))
        if len(held) > _MOST_CHARACTERS // 2 and _units(held) > _MOST_CHARACTERS:
            self._report(at, place, column, f"mer än {_MOST_CHARACTERS} tecken", len(text))
            held = _shortened(held)
        self._data.sheet.write_string(at, place, held)

    def _report(self, at: int, place: int, column: ExportColumn, problem: str, size: int) -> None:
        cell = xl_rowcol_to_cell(at, place)
        self._not_held.text_row([self._data.sheet.get_name(), cell, column.name, problem, str(size)])


def _units(text: str) -> int:
    """The length of a text as Excel counts it, in UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def _shortened(text: str) -> str:
    kept = text.encode("utf-16-le")[: 2 * (_MOST_CHARACTERS - len(_CUT))].decode("utf-16-le", "ignore")
    return kept + _CUT


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text) if len(text) == len("2014-03-02") else None
    except ValueError:
        return None
    return day if day and day >= _FIRST_DAY else None
