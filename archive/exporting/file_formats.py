"""The formats of exports: each with its ending, its media type, and what writes it."""

from collections.abc import Callable, Iterator

import msgspec

from archive.exporting.dataset import Dataset
from archive.exporting.formats.delimited import csv_pieces, swedish_excel_pieces
from archive.exporting.formats.json_lines import json_lines_pieces
from archive.exporting.formats.parquet import parquet_pieces
from archive.exporting.formats.workbook import workbook_pieces


class FileFormat(msgspec.Struct, frozen=True):
    """A format; `pieces` makes the bytes of a file of it, `title` is its Swedish name."""

    title: str
    ending: str
    media_type: str
    pieces: Callable[[Dataset], Iterator[bytes]]


FILE_FORMATS = {
    "csv": FileFormat("CSV", "csv", "text/csv; charset=utf-8", csv_pieces),
    "excel": FileFormat("CSV för svensk Excel", "csv", "text/csv; charset=utf-8", swedish_excel_pieces),
    "xlsx": FileFormat(
        "XLSX", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook_pieces
    ),
    "parquet": FileFormat("Parquet", "parquet", "application/vnd.apache.parquet", parquet_pieces),
    "jsonl": FileFormat("JSON Lines", "jsonl", "application/x-ndjson", json_lines_pieces),
}
"""By the name that commands and addresses have for them."""
