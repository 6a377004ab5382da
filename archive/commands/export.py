"""`esfarkiv export`: writes every table as a file."""

import os
import sqlite3
import sys
from pathlib import Path

import click

from archive.commands.ending import end_as_errors_do
from archive.commands.options import DATABASE_OPTION, FolderPath
from archive.commands.output import counted, examples, refuse, refusing
from archive.commands.publisher_options import LICENCE_OPTION
from archive.database import DatabaseError, open_archive
from archive.exporting.export_folder import export
from archive.exporting.file_formats import FILE_FORMATS
from archive.exporting.licence import LicenceError, licence_at
from archive.exporting.written_file import WrittenFile

_EXAMPLES = """
  esfarkiv export --db esf.db --to csv/
  esfarkiv export --db esf.db --to excel/ --format xlsx
  esfarkiv export --db esf.db --to files/ --format all
"""


@click.command("export", epilog=examples(_EXAMPLES.strip()))
@DATABASE_OPTION
@click.option("--to", "folder", type=FolderPath(), required=True, help="The folder to write.")
@click.option(
    "--format",
    "form",
    type=click.Choice([*FILE_FORMATS, "all"]),
    default="csv",
    show_default=True,
    help="excel is CSV for Swedish Excel; all writes a folder for each format.",
)
@LICENCE_OPTION
def export_command(database: Path, folder: Path, form: str, licence: str) -> None:
    """Write one complete file per table, with the dictionary (datapackage.json, las-mig.txt) beside them."""
    end_as_errors_do()
    forms = list(FILE_FORMATS) if form == "all" else [form]
    with refusing(DatabaseError, LicenceError), open_archive(database) as connection:
        try:
            written = export(connection, folder, forms, licence_at(licence))
        except OSError as error:
            refuse(f"{folder}: cannot be written ({error.strerror or error}); choose one with room for it")
        except (sqlite3.Error, ValueError) as error:
            refuse(f"{database}: cannot be exported ({error}); build it anew")
    _tell(folder, written)


def _tell(folder: Path, written: list[WrittenFile]) -> None:
    """One line a file; the files are there, so a reader who has seen enough is no error."""
    try:
        for file in written:
            click.echo(f"{folder / file.path}: {counted(file.rows, 'row')}")
        if sys.stdout:  # which may be closed
            sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
