"""A process that runs visitors' SQL, one statement at a time, until its server goes.

The server ends it if a statement runs too long: nothing that SQLite or a Python function does can outlast its time.
"""

import os
import re
import select
import signal
import sqlite3
import sys
import threading
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from archive.site.protection.limits import SiteLimits
from archive.site.protection.sql.in_process.answering import answer
from archive.site.protection.sql.in_process.file_making import send_file
from archive.site.protection.sql.in_process.permissions import confine
from archive.site.protection.sql.in_process.printf import bounded
from archive.site.protection.sql.in_process.process_limits import most_memory_kb, set_limits
from archive.site.protection.sql.questions import LAST, MORE, PIECE, FileQuestion, Outcome, Question
from archive.site.sql.sql_functions import register

_LENGTHS = {
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 200,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 500,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 1_000_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
}
_MOST_KEPT_KB = 128 * 1024
"""A process that has grown beyond this is replaced."""
_FOR_PARQUET = 500_000_000
"""Bytes of address space that pyarrow takes at most, which a process may have more once its statement is done."""


def run(pipe: Connection, address: str, limits: SiteLimits) -> None:
    """Answers the questions that come through the pipe; returns when it closes."""
    _confine_process(limits)
    threading.Thread(target=_leave_with_server, args=(pipe,), daemon=True).start()
    connection = open_for_visitors(address, limits)
    decoder = msgspec.msgpack.Decoder(Question | FileQuestion)
    last = False
    while not last:
        try:
            question = decoder.decode(pipe.recv_bytes())
        except EOFError:
            return
        try:
            encoded = _answered(pipe, connection, question, limits)
            last = _most_memory_kb() > _MOST_KEPT_KB or (
                isinstance(question, FileQuestion) and question.form == "parquet"
            )
        except MemoryError:
            encoded, last = msgspec.msgpack.encode(Outcome(error="memory")), True
        pipe.send_bytes((LAST if last else MORE) + encoded)


def _most_memory_kb() -> int:
    """The most memory this process has had; `getrusage` would tell that of its server, where that had more."""
    status = Path("/proc/self/status")
    if not status.exists():
        return most_memory_kb()
    peak = re.search(rb"VmHWM:\s+(\d+) kB", status.read_bytes())
    return int(peak[1]) if peak else 0


def _answered(
    pipe: Connection, connection: sqlite3.Connection, question: Question | FileQuestion, limits: SiteLimits
) -> bytes:
    if isinstance(question, Question):
        return answer(connection, question, limits.answer_mb * 1_000_000)
    outcome = send_file(connection, question, lambda piece: pipe.send_bytes(PIECE + piece))
    return msgspec.msgpack.encode(outcome)


def open_for_visitors(address: str, limits: SiteLimits) -> sqlite3.Connection:
    """A read-only connection, to a `file:` address, that may do only what a visitor may."""
    connection = sqlite3.connect(address, uri=True)
    connection.text_factory = lambda raw: str(raw, "utf-8", "replace")
    register(connection)
    longest = limits.value_mb * 1_000_000
    for name in ("printf", "format"):
        connection.create_function(name, -1, bounded(longest))
    for category, bound in (_LENGTHS | {sqlite3.SQLITE_LIMIT_LENGTH: longest}).items():
        connection.setlimit(category, bound)
    confine(connection)
    return connection


def _confine_process(limits: SiteLimits) -> None:
    memory = limits.process_mb * 1_000_000
    set_limits(memory, memory + _FOR_PARQUET, limits.disk_mb * 1_000_000)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this process


def _leave_with_server(pipe: Connection) -> None:
    """Ends the process, even amid a statement, when the server's end of the pipe is gone."""
    watched = select.poll()
    watched.register(pipe.fileno(), 0)
    watched.poll()
    os._exit(0)


if __name__ == "__main__":
    run(Connection(int(sys.argv[1])), sys.argv[2], msgspec.json.decode(sys.argv[3], type=SiteLimits))
