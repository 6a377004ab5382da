"""One statement run within bounds of time, rows, cells and bytes, row by row."""

import sqlite3
import time
from itertools import islice

import msgspec

from archive.exporting.dataset import distinct_names
from archive.site.protection.sql.questions import Outcome, Question, encode_answer

_STEPS = 1000
"""SQLite's steps between two looks at the clock: less than a tenth of a millisecond."""


class _Bound(Exception):
    """A bound that was met; the message names it."""


def answer(connection: sqlite3.Connection, question: Question, most_bytes: int) -> bytes:
    """The encoded Outcome to a question."""
    deadline = time.monotonic() + question.seconds
    connection.set_progress_handler(lambda: time.monotonic() >= deadline, _STEPS)
    try:
        return _rows(connection, question, most_bytes)
    except _Bound as bound:
        return msgspec.msgpack.encode(Outcome(error=str(bound)))
    except (sqlite3.Error, sqlite3.Warning, OverflowError) as error:
        return msgspec.msgpack.encode(error_of(error, is_late=time.monotonic() >= deadline))
    finally:
        connection.set_progress_handler(None, _STEPS)


def error_of(error: Exception, *, is_late: bool) -> Outcome:
    """What to tell of an exception of SQLite: a statement that is interrupted has had its time."""
    if is_late or "interrupted" in str(error):
        return Outcome(error="time", message=str(error))
    name = type(error).__name__ if isinstance(error, sqlite3.DatabaseError) else "OperationalError"
    return Outcome(error=name, message=str(error))


def _rows(connection: sqlite3.Connection, question: Question, most_bytes: int) -> bytes:
    values = question.values if question.values is not None else {}
    cursor = connection.execute(question.sql, values)
    columns = distinct_names([column[0] for column in cursor.description or []])
    encoder = msgspec.msgpack.Encoder()
    rows: list[msgspec.Raw] = []
    size = 0
    for row in islice(cursor, question.rows or None):
        encoded = encoder.encode(row)
        size += len(encoded)
        if size > most_bytes:
            raise _Bound("size")
        if question.cells and (len(rows) + 1) * len(columns) > question.cells:
            raise _Bound("cells")
        rows.append(msgspec.Raw(encoded))
    truncated = bool(question.rows) and cursor.fetchone() is not None
    cursor.close()
    return encode_answer(columns, rows, truncated)
