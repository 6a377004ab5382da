"""A limit on the time that parsing one page may take, so that no page stops the others."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_BASE, _PER_BYTE = 10.0, 1 / 10_000
"""Seconds for any page, and for each byte of it: some hundred times what pages of its length take."""


class TimeLimitError(Exception):
    """What took longer than it may."""


def seconds_for(length: int) -> float:
    """The time that a page of so many bytes or characters may take."""
    return _BASE + length * _PER_BYTE


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises TimeLimitError in the code within once it has used `seconds` of the processor: other work costs it none.

    Regular expressions are interrupted too. Outside the main thread, and where the system has no timers (Windows),
    there is no limit.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def expired(_signal: int, _frame: FrameType | None) -> None:
        raise TimeLimitError(f"took longer than {seconds:.0f} seconds")

    before = signal.signal(signal.SIGVTALRM, expired)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
