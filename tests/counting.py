"""Work counted instead of timed: a rule that goes over a text again and again shows whatever else the machine does.

What a regular expression does within one call is not seen here; `make bench` times that.
"""

import sqlite3
import sys
from collections.abc import Callable


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, Python's and C's, while `work` is done."""
    counted = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted


def assert_in_proportion(work: Callable[[int], object], size: int) -> None:
    """Four times as much to read takes about four times the calls; a quadratic rule would take sixteen times."""
    work(1)  # what is loaded or cached once is no part of the work
    small, large = calls(lambda: work(size)), calls(lambda: work(4 * size))
    assert large < 5 * small, f"{small} calls for {size}, {large} for four times as much"


def instructions(connection: sqlite3.Connection, work: Callable[[], object]) -> int:
    """How many hundreds of instructions SQLite takes for `work`."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    connection.set_progress_handler(count, 100)
    try:
        work()
    finally:
        connection.set_progress_handler(None, 0)
    return counted


def instructions_and_calls(connection: sqlite3.Connection, work: Callable[[], object]) -> tuple[int, int]:
    """Both of what is done once; what counts the instructions is no part of the calls."""
    counted: list[int] = []
    called = calls(lambda: counted.append(instructions(connection, work)))
    return counted[0], called - counted[0]
