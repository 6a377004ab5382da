"""The processes that run visitors' SQL: as many as are allowed, started when needed, ended when they take too long."""

import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor

from archive.site.protection.limits import SiteLimits
from archive.site.protection.sql.questions import Outcome, Question
from archive.site.protection.sql.sql_process import SqlProcess
from archive.site.protection.sql.visit import Visit


class Busy(Exception):
    """More statements wait than may."""


class SqlPool:
    """All processes of one database file."""

    def __init__(self, address: str, limits: SiteLimits) -> None:
        self._address, self._limits = address, limits
        self._idle: list[SqlProcess] = []
        self._running: dict[Visit, list[SqlProcess]] = {}
        self._lock = threading.Lock()
        self._waiting = 0
        self._closed = False
        self._threads = ThreadPoolExecutor(limits.processes, thread_name_prefix="visitors-sql")

    def submit(self, visit: Visit, question: Question) -> "Future[Outcome]":
        """Runs a statement when a process is free; raises Busy if too many wait, or after `close`."""
        with self._lock:
            if self._closed or self._waiting >= self._limits.waiting + self._limits.processes:
                raise Busy
            self._waiting += 1
            return self._threads.submit(self._run, visit, question)

    def stop(self, visit: Visit) -> None:
        """Ends what runs for a visitor who has left."""
        with self._lock:
            visit.left = True
            for process in self._running.get(visit, []):
                process.kill()

    def close(self) -> None:
        """Ends all processes; what waits is answered that its time is up."""
        with self._lock:
            self._closed = True
            for process in (one for running in self._running.values() for one in running):
                process.kill()
            for process in self._idle:
                process.end()
            self._threads.shutdown(wait=False)

    def _run(self, visit: Visit, question: Question) -> Outcome:
        try:
            process = self._take(visit)
            answer = process.ask(visit.shortened(question)) if process else Outcome(error="time")
            return Outcome(error="busy") if answer.error and self._closed else answer
        finally:
            self._give_back(visit)

    def _take(self, visit: Visit) -> SqlProcess | None:
        """A free process; None if the visitor has left or the request's time is up."""
        with self._lock:
            if self._closed or visit.left or visit.deadline <= time.monotonic():
                return None
            self._idle = [process for process in self._idle if not process.ended]
            process = self._idle.pop() if self._idle else SqlProcess(self._address, self._limits)
            self._running.setdefault(visit, []).append(process)
        return process

    def _give_back(self, visit: Visit) -> None:
        with self._lock:
            self._waiting -= 1
            for process in self._running.pop(visit, []):
                if self._closed:
                    process.end()
                elif not process.ended:
                    self._idle.append(process)
