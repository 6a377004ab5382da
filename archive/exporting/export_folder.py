"""Writes an archive's tables to a folder; the files that are there stay whole until all new ones are."""

import errno
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from archive.exporting.data_notes import data_notes
from archive.exporting.data_package import DESCRIPTOR, data_package
from archive.exporting.data_version import DataVersion, data_version
from archive.exporting.dataset import stored_table
from archive.exporting.file_formats import FILE_FORMATS
from archive.exporting.licence import CC0, Licence
from archive.exporting.readme_text import README, readme_text
from archive.exporting.written_file import WrittenFile, write_pieces, write_table
from schema.dictionary import tables

_WORKING = ".export-"
"""What the name of a working folder begins with."""
_FILES, _LOCK = "files", "in-use"
"""What is in it: the folder of files, and the lock of who writes them."""
_MOVING = ".export.lock"
"""The lock of who moves files into a folder."""
_WAIT = 60
"""Seconds that another export may take for that."""


def export(
    connection: sqlite3.Connection, folder: Path, forms: Sequence[str] = ("csv",), licence: Licence = CC0
) -> list[WrittenFile]:
    """Writes every table in formats of `FILE_FORMATS`: to `folder` itself, or to a folder in it for each of several.

    All is written to a hidden folder beside the files first, then moved file by file, the descriptor last; the old one
    goes first. Raises OSError if they cannot be written: then the old files are as they were.
    """
    with working_folder(folder) as working:
        within = len(forms) > 1
        written = [file for form in forms for file in write_form(connection, working, form, licence, within=within)]
        move_files(working, folder)
    return written


def write_form(
    connection: sqlite3.Connection, folder: Path, form: str, licence: Licence, *, within: bool
) -> list[WrittenFile]:
    """Every table in one format with its dictionary, to `folder`, or to a folder of the format's name `within` it."""
    place = folder / form if within else folder
    place.mkdir(parents=True, exist_ok=True)
    ending = FILE_FORMATS[form].ending
    version = data_version(connection)
    notes = data_notes(version, licence)
    files = [write_table(stored_table(connection, name, notes), form, place, f"{name}.{ending}") for name in tables()]
    write_dictionary(place, files, version, licence)
    prefix = f"{form}/" if within else ""
    return [_within(file, prefix) for file in files]


def write_dictionary(folder: Path, files: Sequence[WrittenFile], version: DataVersion, licence: Licence) -> None:
    """The descriptor and the readable text, of files in `folder`."""
    write_pieces(folder / README, [readme_text(files, version, licence)])
    write_pieces(folder / DESCRIPTOR, [data_package(files, version, licence)])


def _within(file: WrittenFile, prefix: str) -> WrittenFile:
    return WrittenFile(file.table, file.form, prefix + file.path, file.rows, file.bytes, file.sha256)


@contextmanager
def working_folder(folder: Path) -> Iterator[Path]:
    """A hidden folder within `folder`, on its disk; it is gone afterwards, whatever happened.

    While it is in use it is locked; those of exports that were killed, whose locks the system gave up, are removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(folder)
    working = Path(tempfile.mkdtemp(prefix=_WORKING, dir=folder))
    try:
        with FileLock(working / _LOCK):
            (working / _FILES).mkdir()
            yield working / _FILES
    finally:
        shutil.rmtree(working, ignore_errors=True)


def _remove_abandoned(folder: Path) -> None:
    for working in folder.glob(f"{_WORKING}*"):
        with suppress(OSError, Timeout), FileLock(working / _LOCK, blocking=False):
            shutil.rmtree(working, ignore_errors=True)


def files_written(folder: Path) -> dict[str, int]:
    """How many tables each format has in the working folder of an export to `folder`; 0 where none is at work."""
    places = {form: f"{_WORKING}*/{_FILES}/{form}/*.{kind.ending}" for form, kind in FILE_FORMATS.items()}
    return {form: sum(1 for _ in folder.glob(place)) for form, place in places.items()}


def move_files(working: Path, folder: Path, last: Sequence[str] = (DESCRIPTOR,)) -> None:
    """Moves every file of `working` to its place in `folder`, also over an older one; those named `last` at the end.

    Older files of those names are removed first: no descriptor stands beside files that are not all its own, even where
    the process is killed, or another export moves its files. Raises OSError before anything is changed where a folder
    has the name of a file, or another export goes on moving.
    """
    files = {path: folder / path.relative_to(working) for path in working.rglob("*") if path.is_file()}
    order = ["", *last]
    moved = sorted(files, key=lambda path: order.index(path.name if path.name in last else ""))
    with _moving_alone(folder):
        for place in files.values():
            place.parent.mkdir(exist_ok=True)
            if place.is_dir():
                raise IsADirectoryError(errno.EISDIR, f"{place.name} is a folder", str(place))
        for path in reversed(moved):
            if path.name in last:
                files[path].unlink(missing_ok=True)
        for path in moved:
            path.replace(files[path])


@contextmanager
def _moving_alone(folder: Path) -> Iterator[None]:
    lock = FileLock(folder / _MOVING, timeout=_WAIT)
    try:
        with lock:
            try:
                yield
            finally:
                with suppress(OSError):  # while it is held: who waits for the old file sees that it is gone
                    Path(lock.lock_file).unlink()
    except Timeout as error:
        raise TimeoutError(errno.EAGAIN, "another export moves its files there", str(folder)) from error
