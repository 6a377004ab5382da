"""Rows as files for people and programs: CSV, Swedish-Excel CSV, XLSX and JSON; always all rows, or an error.

The columns of a file are those of the column dictionary where it has them: what a date, a number or a code is in a
spreadsheet follows from its declared type.
"""

import json
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from datasette.utils.asgi import AsgiStream, Response

from archive.exporting.dataset import Dataset, ExportColumn
from archive.exporting.file_formats import FILE_FORMATS
from archive.exporting.formats.delimited import csv_text
from archive.site.language.swedish import column_label, declared_column
from archive.site.responses import FOR_SCRIPTS, as_download

Cell = str | int | float | None
ENDINGS = ("csv", "xlsx", "json")
_CONTENT_TYPES = {
    "csv": FILE_FORMATS["csv"].media_type,
    "xlsx": FILE_FORMATS["xlsx"].media_type,
    "json": "application/json; charset=utf-8",
}


class RowFile(msgspec.Struct):
    """Rows to be downloaded: `name` without ending, and `notes` about source and method, one a line.

    `headings` are those of columns in a workbook that the dictionary does not have.
    """

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    notes: Sequence[str] = ()
    headings: Mapping[str, str] = {}

    def dataset(self) -> Dataset:
        """The rows, each column with a heading and its declared type."""
        return Dataset(self.name, [self._column(name) for name in self.columns], self.rows, self.notes)

    def _column(self, name: str) -> ExportColumn:
        declared, heading = declared_column(name), self.headings.get(name) or column_label(name)
        if declared is None:
            return ExportColumn(name, heading)
        return ExportColumn(name, heading, declared.type, declared.unit or "", declared.sv)


def respond(file: RowFile, ending: str, *, excel: bool) -> Response:
    """The file with one of `ENDINGS`; `excel` makes the CSV one that Swedish Excel opens by itself."""
    is_sheet = ending == "xlsx"
    body = b"".join(FILE_FORMATS[ending].pieces(file.dataset())) if is_sheet else _written(file, ending, excel)
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
        return {**FOR_SCRIPTS}
    name = f"{file.name}{'-excel' if excel and ending == 'csv' else ''}.{ending}"
    return as_download(name)


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
        if self._json:
            return "["
        return ("\ufeff" if self._excel else "") + csv_text([self._columns], excel=self._excel)

    def lines(self, rows: Iterable[Sequence[Cell]]) -> str:
        """Rows that follow those before."""
        if not self._json:
            return csv_text(rows, excel=self._excel)
        objects = (json.dumps(dict(zip(self._columns, row, strict=True)), ensure_ascii=False) for row in rows)
        text = ",\n".join(objects)
        comma, self._begun = ",\n" if self._begun and text else "", self._begun or bool(text)
        return comma + text

    def tail(self) -> str:
        """What stands after the rows."""
        return "]\n" if self._json else ""
