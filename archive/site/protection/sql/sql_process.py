"""One process that runs visitors' SQL, as the server sees it: what it asks, and what it is told."""

import os
import subprocess
import sys
import weakref
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection

import msgspec

from archive.site.protection.limits import SiteLimits
from archive.site.protection.sql.questions import LAST, PIECE, FileQuestion, Outcome, Question

_GRACE = 0.5
"""Seconds that a process has to tell of its own deadline before it is ended."""


class SqlProcess:
    """One process that runs visitors' SQL, and the server's end of its pipe."""

    def __init__(self, address: str, limits: SiteLimits) -> None:
        self._pipe, theirs = Pipe()
        argument = msgspec.json.encode(limits).decode()
        command = [
            sys.executable,
            "-P",
            "-m",
            "archive.site.protection.sql.in_process.process",
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
