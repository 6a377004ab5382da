"""The processes that run visitors' SQL: as many as are allowed, started when needed, ended when they take too long."""

import os
import subprocess
import sys
import threading
import time
import weakref
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection

import msgspec

from archive.site.protection.limits import SiteLimits
from archive.site.protection.sql.questions import LAST, PIECE, FileQuestion, Outcome, Question
from archive.site.protection.sql.visit import Visit

_GRACE = 0.5
"""Seconds that a process has to tell of its own deadline before it is ended."""


class Busy(Exception):
    """More statements wait than may."""


class SqlProcess:
    """One process that runs visitors' SQL, and the server's end of its pipe."""

    def __init__(self, address: str, limits: SiteLimits) -> None:
        self._pipe, theirs = Pipe()
        argument = msgspec.json.encode(limits).decode()
        command = [
            sys.executable,
            "-P",
            "-m",
            "archive.site.protection.sql.process",
            str(theirs.fileno()),
            address,
            argument,
        ]
        paths = os.pathsep.join(path or os.getcwd() for path in sys.path)
        self._process = subprocess.Popen(
            command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": paths}
        )
        theirs.close()
        self._end = weakref.finalize(self, _end, self._process, self._pipe)

    @property
    def ended(self) -> bool:
        """Whether the process is gone."""
        return not self._end.alive or self._process.poll() is not None

    def ask(self, question: Question) -> Outcome:
        """Its answer; error `time` if it has none in time, and `memory` if it ended: then it is gone."""
        self.begin(question)
        answer = self.piece(question.seconds)
        assert isinstance(answer, Outcome)
        return answer

    def begin(self, question: Question | FileQuestion) -> None:
        """Asks, for `piece` to give what is answered; a process that is gone tells of it there."""
        with suppress(OSError):
            self._pipe.send_bytes(msgspec.msgpack.encode(question))

    def piece(self, seconds: float) -> bytes | Outcome:
        """A piece of a file, or the Outcome at its end; of a statement the Outcome. Waits so many seconds at most."""
        try:
            if self._pipe.poll(seconds + _GRACE):
                return self._received()
            error = "time"
        except (EOFError, OSError):
            error = "memory"
        self.end()
        return Outcome(error=error)

    def _received(self) -> bytes | Outcome:
        encoded = self._pipe.recv_bytes()
        if encoded.startswith(PIECE):
            return bytes(encoded[1:])
        if encoded.startswith(LAST):
            self.end()
        outcome: Outcome = msgspec.msgpack.decode(memoryview(encoded)[1:], type=Outcome)
        return outcome

    def kill(self) -> None:
        """Ends the process amid its statement; the thread that waits for it cleans up."""
        self._process.kill()

    def end(self) -> None:
        """Ends the process, which nobody waits for."""
        self._end()


def _end(process: subprocess.Popen[bytes], pipe: Connection) -> None:
    process.kill()
    process.wait()
    pipe.close()


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
