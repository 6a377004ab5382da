"""Work in processes of their own that ends in the middle: before a file operation, or after some processor time."""

import os
import signal
import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from archive.building.build import build
from archive.building.parsing.parsing_options import ParsingOptions
from archive.database import DatabaseError, open_archive
from archive.exporting.export_folder import export
from archive.publishing.publication_folder import put_in_place
from scraper.input import Input

_PROCESSES = get_context("forkserver")
_PROCESSES.set_forkserver_preload(["tests.killing"])
_OPERATIONS = ("os.rename", "os.remove", "open", "sqlite3.connect")
_END = 120
_NOBODY = 65534


def build_until(path: Path, inputs: list[Input], *, operation: int = 0, processor_time: float = 0.0) -> int:
    """Builds in another process, which is killed before a file operation in the archive's folder, counted from 1.

    Or when it has used some seconds of processor time. Returns its exit code: -9 where it was killed before an
    operation, -27 (SIGPROF, which nothing handles) after a time, 0 where it came to its end.
    """
    return _run(_build, path, inputs, operation, processor_time)


def put_in_place_until(new: Path, folder: Path, version: str, operation: int) -> int:
    """Publishes what was made at `new` in another process, which is killed before a file operation there, or beside it.

    Returns its exit code: -9 where it was killed, 0 where it came to its end.
    """
    return _run(_put_in_place, new, folder, version, operation)


def export_until(database: Path, folder: Path, operation: int) -> int:
    """Exports in another process, which is killed before a file operation in the folder.

    Returns its exit code: -9 where it was killed, 0 where it came to its end.
    """
    return _run(_export, database, folder, operation)


def _run(target: Callable[..., None], *arguments: Any) -> int:
    process = _PROCESSES.Process(target=target, args=arguments)
    process.start()
    process.join(_END)
    code = process.exitcode
    process.close()
    assert code is not None, "a process did not end"
    return code


def build_as_nobody(path: Path, inputs: list[Input]) -> str:
    """Builds in another process, as a user who may write nothing; what the build says when it gives up."""
    mine, others = _PROCESSES.Pipe()
    process = _PROCESSES.Process(target=_build_as_nobody, args=(path, inputs, others))
    process.start()
    others.close()
    with mine:
        said: str = mine.recv()
    process.join(_END)
    return said


def _build_as_nobody(path: Path, inputs: list[Input], told: Connection) -> None:
    if os.getuid() == 0:
        os.setuid(_NOBODY)
    try:
        build(path, inputs, options=ParsingOptions(text=False))
    except DatabaseError as error:
        told.send(str(error))


def _build(path: Path, inputs: list[Input], operation: int, processor_time: float) -> None:
    if operation:
        sys.addaudithook(_killing(path.parent, operation))
    if processor_time:
        signal.setitimer(signal.ITIMER_PROF, processor_time)
    build(path, inputs, options=ParsingOptions(text=False))


def _put_in_place(new: Path, folder: Path, version: str, operation: int) -> None:
    sys.addaudithook(_killing(new.parent, operation))
    put_in_place(new, folder, version)


def _export(database: Path, folder: Path, operation: int) -> None:
    sys.addaudithook(_killing(folder, operation))
    with open_archive(database) as connection:
        export(connection, folder, ["jsonl"])


def _killing(folder: Path, last: int) -> Callable[[str, tuple[Any, ...]], None]:
    """What Python calls before each operation: it kills the process before the last one."""
    left = [last]

    def count(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _OPERATIONS and str(folder) in str(arguments[0]):
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return count
