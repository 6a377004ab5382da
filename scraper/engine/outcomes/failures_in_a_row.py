"""Ends a run when many addresses fail in a row, whatever the reason."""

from collections.abc import Callable

from scraper.engine.reporting.report import Problem

_MAX_FAILURES = 10
"""Failures in a row after which a run stops: one page may be broken, ten mean the server is."""


class FailuresInARow:
    """Counts the failures since the last good answer; `stop` ends the run at too many."""

    def __init__(self, stop: Callable[[str], None]) -> None:
        """None so far."""
        self._stop = stop
        self._count = 0

    def end(self) -> None:
        """Note a good answer."""
        self._count = 0

    def add(self, problem: Problem, settled: bool) -> None:
        """Note a failure; one that is `settled` was not asked for anew, and says nothing of the server."""
        self._count += not settled
        if self._count == _MAX_FAILURES and not settled:
            last = f"{problem.url}: {problem.reason}"
            self._stop(f"{_MAX_FAILURES} addresses failed in a row, the last {last}; run again later")
