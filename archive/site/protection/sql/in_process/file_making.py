"""One statement's rows made a whole file, within a bound of processor time."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence

import msgspec

from archive.exporting.dataset import Dataset, ExportColumn, Value, distinct_names, export_column
from archive.exporting.file_formats import FILE_FORMATS
from archive.exporting.formats.found_types import temporary_spool, with_found_types
from archive.site.language.swedish import declared_column
from archive.site.protection.sql.in_process.answering import error_of
from archive.site.protection.sql.in_process.process_limits import raise_memory_limit
from archive.site.protection.sql.questions import FileQuestion, Outcome
from schema.dictionary import tables

_STEPS = 1000
"""SQLite's steps between two looks at the clock: less than a tenth of a millisecond."""


class _TimeIsUp(Exception):
    pass


def send_file(connection: sqlite3.Connection, question: FileQuestion, send: Callable[[bytes], None]) -> Outcome:
    """Calls `send` with each piece of the file; gives an Outcome without rows, with the error if there was one.

    Only processor time counts, so that a visitor on a slow line, for whom `send` waits, has the whole file too.
    """
    deadline = time.process_time() + question.seconds
    connection.set_progress_handler(lambda: time.process_time() >= deadline, _STEPS)
    try:
        with temporary_spool() as spool:
            dataset = _dataset(connection, question, deadline)
            if question.form == "parquet":
                dataset = with_found_types(dataset, spool)
                raise_memory_limit()
            for piece in FILE_FORMATS[question.form].pieces(dataset):
                send(piece)
    except _TimeIsUp:
        return Outcome(error="time")
    except (sqlite3.Error, sqlite3.Warning, OverflowError) as error:
        return error_of(error, is_late=time.process_time() >= deadline)
    except OSError as error:  # a temporary file that grew too large
        return Outcome(error="size", message=str(error))
    finally:
        connection.set_progress_handler(None, _STEPS)
    return Outcome()


def _dataset(connection: sqlite3.Connection, question: FileQuestion, deadline: float) -> Dataset:
    cursor = connection.execute(question.sql, question.values if question.values is not None else {})
    names = [described[0] for described in cursor.description or []]
    columns = [
        _called(_column(name, question.table), own) for name, own in zip(names, distinct_names(names), strict=True)
    ]
    rows = _in_time(cursor, deadline)
    return Dataset(question.name, columns, rows, question.notes, headed=question.headed)


def _column(name: str, table: str) -> ExportColumn:
    """A table's column as it is declared; a query's, whose name may be any alias, has a heading and perhaps dates."""
    if table:
        return export_column(name, tables()[table].columns.get(name) if table in tables() else None)
    declared = export_column(name, declared_column(name))
    kind = "date" if declared.type == "date" else "text"
    return msgspec.structs.replace(declared, type=kind, unit="", meaning="")


def _called(column: ExportColumn, name: str) -> ExportColumn:
    """The column by a name that no other has."""
    return column if column.name == name else msgspec.structs.replace(column, name=name, heading=name)


def _in_time(rows: sqlite3.Cursor, deadline: float) -> Iterator[Sequence[Value]]:
    for row in rows:
        if time.process_time() >= deadline:
            raise _TimeIsUp
        yield row
