"""CSV as RFC 4180 says (UTF-8, comma, CRLF, decimal point, empty for missing), and CSV that Swedish Excel opens.

The Swedish one has a byte order mark, semicolons and decimal commas. A text that Excel would take for a formula stands
after an apostrophe. A text that Excel would turn into another value, as the code 0180 into a number, is written as
="0180", which Excel shows as the text 0180.
"""

import base64
import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Sequence

from archive.exporting.dataset import Dataset, Value
from archive.exporting.formats.spreadsheet_readings import is_changed_by_excel

_PIECE = 250_000
"""Characters of a piece, and of the row that fills it."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|")


def csv_pieces(dataset: Dataset) -> Iterator[bytes]:
    """The file, piece by piece."""
    yield from _pieces(dataset, excel=False)


def swedish_excel_pieces(dataset: Dataset) -> Iterator[bytes]:
    """The file for Swedish Excel, piece by piece."""
    yield b"\xef\xbb\xbf"
    yield from _pieces(dataset, excel=True)


def csv_text(rows: Iterable[Sequence[Value]], *, excel: bool) -> str:
    """Rows as lines of CSV; `excel` for that of Swedish Excel."""
    return "".join(_texts(rows, excel=excel))


def plain_cell_of_csv(cell: Value) -> Value:
    """The value as it is; binary ones, which no table of ours has, as base64."""
    return base64.b64encode(cell).decode() if isinstance(cell, bytes) else cell


def excel_cell(cell: Value) -> Value:
    """A cell as Swedish Excel reads it: a decimal comma, and texts that stay the texts they are."""
    if isinstance(cell, float):
        return str(cell).replace(".", ",")
    if not isinstance(cell, str):
        return plain_cell_of_csv(cell)
    if cell.lstrip(" ").startswith(_FORMULA):
        return f"'{cell}"
    return f'="{cell}"' if is_changed_by_excel(cell) else cell


def _pieces(dataset: Dataset, *, excel: bool) -> Iterator[bytes]:
    names = [[column.name for column in dataset.columns]] if dataset.headed else []
    for text in _texts(itertools.chain(names, dataset.rows), excel=excel):
        yield text.encode()


def _texts(rows: Iterable[Sequence[Value]], *, excel: bool) -> Iterator[str]:
    text = io.StringIO(newline="")
    write = csv.writer(text, delimiter=";" if excel else ",", lineterminator="\r\n").writerow
    for row in rows:
        if excel:
            write(map(excel_cell, row))
        else:
            write(map(plain_cell_of_csv, row) if bytes in set(map(type, row)) else row)
        if text.tell() >= _PIECE:
            yield text.getvalue()
            text.seek(0)
            text.truncate()
    yield text.getvalue()
