"""Rows as files for people and programs: CSV, Swedish-Excel CSV, XLSX and JSON, always all rows.

The columns of a file are those of the column dictionary where it has them: what a date, a number or a code is in a
spreadsheet follows from its declared type.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec
import xlsxwriter
from datasette.utils.asgi import Response

from archive.export import excel_cell
from archive.site.swedish import column_label

Cell = str | int | float | None
ENDINGS = ("csv", "xlsx", "json")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class RowFile(msgspec.Struct):
    """Rows to be downloaded: `name` without ending, and `notes` about source and method, one a line."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    notes: Sequence[str] = ()


def respond(file: RowFile, ending: str, *, excel: bool = False) -> Response:
    """The file with one of `ENDINGS`; `excel` makes the CSV one that Swedish Excel opens by itself."""
    if ending == "json":
        rows = [dict(zip(file.columns, row, strict=True)) for row in file.rows]
        return Response.json(rows, headers={"access-control-allow-origin": "*"})
    body, content_type = (_xlsx(file), _XLSX) if ending == "xlsx" else (_csv(file, excel), "text/csv; charset=utf-8")
    name = f"{file.name}{'-excel' if excel and ending == 'csv' else ''}.{ending}"
    return Response(body, headers={"content-disposition": f'attachment; filename="{name}"'}, content_type=content_type)


def _csv(file: RowFile, excel: bool) -> bytes:
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";" if excel else ",", lineterminator="\r\n")
    writer.writerow(file.columns)
    for row in file.rows:
        writer.writerow([excel_cell(cell) for cell in row] if excel else row)
    return written.getvalue().encode("utf-8-sig" if excel else "utf-8")


def _xlsx(file: RowFile) -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"constant_memory": True, "in_memory": True}) as book:
        sheet, bold, dated = book.add_worksheet("Data"), book.add_format({"bold": True}), _date_format(book)
        for at, column in enumerate(file.columns):
            sheet.write_string(0, at, column_label(column), bold)
        for number, row in enumerate(file.rows, start=1):
            for at, cell in enumerate(row):
                _write_cell(sheet, number, at, cell, dated)
        about = book.add_worksheet("Om")
        for number, note in enumerate(file.notes):
            about.write_string(number, 0, note)
    return written.getvalue()


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, dated: Any) -> None:
    """Numbers as numbers, whole dates as dates, all else as text that is never a formula."""
    if isinstance(cell, (int, float)):
        sheet.write_number(row, column, cell)
    elif cell is not None and (day := _day(cell)):
        sheet.write_datetime(row, column, day, dated)
    elif cell is not None:
        sheet.write_string(row, column, cell)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2014-03-02") else None
    except ValueError:
        return None


def _date_format(book: Any) -> Any:
    return book.add_format({"num_format": "yyyy-mm-dd"})
