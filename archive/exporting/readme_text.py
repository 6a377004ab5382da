"""`las-mig.txt`: what the files of an export hold, to be read without a program."""

from collections.abc import Iterator, Sequence

from archive.exporting.data_notes import data_notes
from archive.exporting.data_package import TITLE
from archive.exporting.data_version import DataVersion
from archive.exporting.file_formats import FILE_FORMATS
from archive.exporting.licence import Licence
from archive.exporting.written_file import WrittenFile
from schema.dictionary import tables

README = "las-mig.txt"
_OF_FORMATS = {
    "csv": "CSV: UTF-8, komma mellan fälten, decimalpunkt, tomt fält för det som saknas.",
    "excel": "CSV för svensk Excel: semikolon mellan fälten, decimalkomma. En text som liknar en formel har en "
    'apostrof framför sig, och en text som liknar ett tal eller ett datum står som ="0180", så att Excel behåller den.',
    "xlsx": "XLSX: raderna på bladet Data, kolumnerna på bladet Kolumner. Finns bladet Ryms inte, säger det vilka "
    "celler som Excel inte rymmer hela.",
    "parquet": "Parquet: kolumnerna har ordlistans typer.",
    "jsonl": "JSON Lines: ett objekt per rad; null för det som saknas.",
}


def readme_text(files: Sequence[WrittenFile], version: DataVersion, licence: Licence) -> bytes:
    """The text for these files, UTF-8 with the line ends that every editor knows."""
    return "\r\n".join([*_head(files, version, licence), *_tables(files)]).encode()


def _head(files: Sequence[WrittenFile], version: DataVersion, licence: Licence) -> Iterator[str]:
    yield from (TITLE, "=" * len(TITLE), "")
    yield from data_notes(version, licence)
    yield "datapackage.json beskriver filerna för program."
    yield ""
    yield from (_OF_FORMATS[form] for form in FILE_FORMATS if form in {file.form for file in files})
    yield ""


def _tables(files: Sequence[WrittenFile]) -> Iterator[str]:
    for file in files:
        table = tables()[file.table]
        yield from (f"{file.path}: {table.label} ({file.rows} rader)", table.sv, "")
        for name, column in table.columns.items():
            unit = f" ({column.unit})" if column.unit else ""
            yield f"  {name}: {column.label}{unit}. {column.sv}"
        yield ""
