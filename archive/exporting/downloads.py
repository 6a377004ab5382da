"""All that can be downloaded of an archive, made at once: every table in every format, one zip, and a list of them."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from archive.database import open_archive
from archive.exporting.data_package import DESCRIPTOR
from archive.exporting.data_version import DataVersion, data_version, program_version
from archive.exporting.export_folder import move_files, working_folder, write_dictionary, write_form
from archive.exporting.file_formats import FILE_FORMATS
from archive.exporting.licence import CC0, Licence
from archive.exporting.readme_text import README
from archive.exporting.written_file import WrittenFile, digest_of, write_pieces

LISTING = "filer.json"
"""The list of the files, written last: where it is, all files are."""
ZIP = "esf-arkivet.zip"
_STORED = {".xlsx", ".parquet"}
"""Endings of files that are compressed already."""
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""One time for all files in a zip, so that the same files give the same zip."""
_PIECE = 1_000_000


class Downloads(msgspec.Struct, frozen=True):
    """The files of `tables`, each in every format; `archive` is the SQLite file, which is not among them.

    Projects ran from `first_day` to `last_day` (ISO dates), None where no page says so.
    """

    data: DataVersion
    program: str
    licence: Licence
    tables: list[WrittenFile]
    zip: WrittenFile
    archive: WrittenFile
    first_day: str | None
    last_day: str | None


def make_downloads(database: Path, folder: Path, licence: Licence = CC0) -> Downloads:
    """Writes every file of the archive at `database` to `folder`, under a licence, with the list of them.

    Files that are there stay as they are until all new ones are whole. Raises DatabaseError if the file is no archive,
    and OSError, sqlite3.Error or ValueError if the files cannot be written.
    """
    with working_folder(folder) as working, open_archive(database) as connection:
        version = data_version(connection)
        files = [file for form in FILE_FORMATS for file in write_form(connection, working, form, licence, within=True)]
        write_dictionary(working, [file for file in files if file.form == "csv"], version, licence)
        rows = sum(file.rows for file in files if file.form == "csv")
        zipped = _zip(working, rows)
        size, digest = digest_of(database)
        whole = WrittenFile("", "sqlite", "esf.db", rows, size, digest)
        days = connection.execute("select min(period_start), max(period_end) from projects").fetchone()
        downloads = Downloads(version, program_version(), licence, files, zipped, whole, *days)
        write_pieces(working / LISTING, [msgspec.json.format(msgspec.json.encode(downloads), indent=2)])
        move_files(working, folder, last=(DESCRIPTOR, LISTING))
    return downloads


def read_downloads(folder: Path) -> Downloads | None:
    """The files that `make_downloads` wrote to a folder; None where they are not there, or not listed as now."""
    try:
        return msgspec.json.decode((folder / LISTING).read_bytes(), type=Downloads)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None


def other_files() -> Sequence[str]:
    """The files of a folder of downloads that are no table."""
    return [
        DESCRIPTOR,
        README,
        ZIP,
        LISTING,
        *(f"{form}/{name}" for form in FILE_FORMATS for name in (DESCRIPTOR, README)),
    ]


def _zip(folder: Path, rows: int) -> WrittenFile:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(folder / ZIP, "w") as archive:
        for path in paths:
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_STORED if path.suffix in _STORED else zipfile.ZIP_DEFLATED
            with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
                while piece := source.read(_PIECE):
                    target.write(piece)
    return WrittenFile("", "zip", ZIP, rows, *digest_of(folder / ZIP))
