"""What a command does when it is told to end: it leaves as an error does, so that what it was making is removed."""

import signal
import sys
from types import FrameType


def end_as_errors_do() -> None:
    """From now on SIGTERM and SIGHUP end the command by SystemExit, unless whoever started it has them passed over."""
    for name in filter(_is_obeyed, ("SIGTERM", "SIGHUP")):
        signal.signal(signal.Signals[name], _end)


def _is_obeyed(name: str) -> bool:
    """Whether the system has a signal, and whoever started this has not told it to pass it over, as `nohup` does."""
    return hasattr(signal, name) and signal.getsignal(signal.Signals[name]) is not signal.SIG_IGN


def _end(signal_: int, _frame: FrameType | None) -> None:
    sys.exit(128 + signal_)
