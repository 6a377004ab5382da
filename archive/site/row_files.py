"""Rows as files for people and programs: CSV, Swedish-Excel CSV, XLSX and JSON; always all rows, or an error.

The columns of a file are those of the column dictionary where it has them: what a date, a number or a code is in a
spreadsheet follows from its declared type.
"""

import csv
import io
import json
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
import xlsxwriter
from datasette.utils.asgi import AsgiStream, Response

from archive.export import excel_cell
from archive.site.language import translated
from archive.site.swedish import column_label

Cell = str | int | float | None
ENDINGS = ("csv", "xlsx", "json")
_CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json; charset=utf-8",
}


class RowFileError(Exception):
    """A file that cannot hold all its rows; the message is for the visitor."""


class RowFile(msgspec.Struct):
    """Rows to be downloaded: `name` without ending, and `notes` about source and method, one a line.

    `headings` are those of columns in a workbook that the dictionary does not have.
    """

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    notes: Sequence[str] = ()
    headings: Mapping[str, str] = {}


def respond(file: RowFile, ending: str, *, excel: bool = False) -> Response:
    """The file with one of `ENDINGS`; `excel` makes the CSV one that Swedish Excel opens by itself.

    Status 400, with the reason, where the format cannot hold all rows.
    """
    try:
        body = _xlsx(file) if ending == "xlsx" else _written(file, ending, excel)
    except RowFileError as error:
        return Response.text(str(error), status=400)
    return Response(body, headers=_headers(file, ending, excel), content_type=_CONTENT_TYPES[ending])


def stream(
    file: RowFile, batches: AsyncIterator[Iterable[Sequence[Cell]]], ending: str, *, excel: bool = False
) -> AsgiStream:
    """The same CSV or JSON, sent batch by batch in place of `file.rows`: memory does not grow with the rows.

    An error on the way breaks the connection off, so that no part is taken for the whole.
    """

    async def send(response: Any) -> None:
        written = _TextFile(file, ending, excel)
        await response.write(written.head())
        async for rows in batches:
            await response.write(written.lines(rows))
        await response.write(written.tail())

    return AsgiStream(send, headers=_headers(file, ending, excel), content_type=_CONTENT_TYPES[ending])


def _headers(file: RowFile, ending: str, excel: bool) -> dict[str, str]:
    if ending == "json":
        return {"access-control-allow-origin": "*"}
    name = f"{file.name}{'-excel' if excel and ending == 'csv' else ''}.{ending}"
    return {"content-disposition": f'attachment; filename="{name}"'}


def _written(file: RowFile, ending: str, excel: bool) -> bytes:
    written = _TextFile(file, ending, excel)
    return (written.head() + written.lines(file.rows) + written.tail()).encode()


class _TextFile:
    """The text of a CSV or JSON file, piece by piece."""

    def __init__(self, file: RowFile, ending: str, excel: bool) -> None:
        self._columns, self._json, self._excel = file.columns, ending == "json", excel and ending == "csv"
        self._begun = False

    def head(self) -> str:
        """What stands before the rows; a byte order mark tells Excel that the file is UTF-8."""
        return "[" if self._json else ("\ufeff" if self._excel else "") + self._csv([self._columns])

    def lines(self, rows: Iterable[Sequence[Cell]]) -> str:
        """Rows that follow those before."""
        if not self._json:
            return self._csv([excel_cell(cell) for cell in row] if self._excel else row for row in rows)
        objects = (json.dumps(dict(zip(self._columns, row, strict=True)), ensure_ascii=False) for row in rows)
        text = ",\n".join(objects)
        comma, self._begun = ",\n" if self._begun and text else "", self._begun or bool(text)
        return comma + text

    def tail(self) -> str:
        """What stands after the rows."""
        return "]\n" if self._json else ""

    def _csv(self, rows: Iterable[Sequence[Cell]]) -> str:
        written = io.StringIO(newline="")
        csv.writer(written, delimiter=";" if self._excel else ",", lineterminator="\r\n").writerows(rows)
        return written.getvalue()


def _xlsx(file: RowFile) -> bytes:
    """The workbook, its rows kept in a temporary file while it is made, so that a large one takes little memory."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"constant_memory": True}) as book:
        sheet, bold, dated = book.add_worksheet("Data"), book.add_format({"bold": True}), _date_format(book)
        for at, column in enumerate(file.columns):
            sheet.write_string(0, at, file.headings.get(column) or column_label(column), bold)
        for number, row in enumerate(file.rows, start=1):
            for at, cell in enumerate(row):
                _write_cell(sheet, number, at, cell, dated)
        about = book.add_worksheet("Om")
        for number, note in enumerate(file.notes):
            about.write_string(number, 0, note)
    return written.getvalue()


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, dated: Any) -> None:
    """Numbers as numbers, whole dates as dates, all else as text that is never a formula.

    Raises RowFileError for a row or a text beyond what a sheet holds, which would be left out in silence.
    """
    refused = 0
    if isinstance(cell, (int, float)):
        refused = sheet.write_number(row, column, cell)
    elif cell is not None and (day := _day(cell)):
        refused = sheet.write_datetime(row, column, day, dated)
    elif cell is not None:
        refused = sheet.write_string(row, column, cell)
    if refused:
        problem = "Excel rymmer inte alla rader eller hela texten i en cell. Hämta filen som CSV i stället."
        raise RowFileError(translated(problem))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2014-03-02") else None
    except ValueError:
        return None


def _date_format(book: Any) -> Any:
    return book.add_format({"num_format": "yyyy-mm-dd"})
