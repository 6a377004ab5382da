"""When a host may be asked next: a pause after each answer, and as long as it asks to be left alone."""

import asyncio
import time
from collections.abc import Callable

from scrapy.exceptions import IgnoreRequest

LONGEST_WAIT = 600.0
"""Maximum seconds that a run waits, so that it does not seem to hang; if a server asks for more, the run stops."""

_STEP = 0.2
"""Seconds after which a waiting run looks whether it was stopped meanwhile."""

_LONGEST = 60.0
"""Seconds at most that a slow answer lengthens the pause to."""

_MEMORY = 3600.0
"""Seconds for which it is remembered that a host was busy."""


class StoppedError(IgnoreRequest):
    """The run was stopped before the request could be made."""


class Clock:
    """The time in seconds, and waiting for it to pass."""

    def time(self) -> float:
        """Seconds since some moment."""
        return time.monotonic()

    async def rest(self, seconds: float, stopped: Callable[[], bool]) -> None:
        """Wait, but no longer than until `stopped`."""
        end = self.time() + seconds
        while (left := end - self.time()) > 0 and not stopped():
            await asyncio.sleep(min(_STEP, left))


class HostPauses:
    """The hosts of a run, each with the moment from which it may be asked, whatever the address."""

    def __init__(self, pace: float, stopped: Callable[[], bool], clock: Clock) -> None:
        """`pace` is the least pause in seconds from the end of an answer to the next request."""
        self.pace = pace
        self._stopped, self._clock = stopped, clock
        self._free: dict[str, float] = {}
        self._busy: dict[tuple[str, bool], list[float]] = {}

    async def wait_for_turn(self, host: str) -> None:
        """Wait until a host may be asked; raises StoppedError if the run is stopped meanwhile."""
        while (seconds := self._free.get(host, 0.0) - self._clock.time()) > 0 and not self._stopped():
            await self._clock.rest(seconds, self._stopped)
        if self._stopped():
            raise StoppedError("stopped before it was requested")

    def begin(self) -> float:
        """The moment at which a request is made."""
        return self._clock.time()

    def answered(self, host: str, begun: float) -> None:
        """Count the pause from now on; a host that took longer than the pause is given as long again."""
        now = self._clock.time()
        self.hold(host, max(self.pace, min(now - begun, _LONGEST)) if self.pace else 0.0)

    def hold(self, host: str, seconds: float) -> None:
        """Leave a host alone for some seconds from now on."""
        self._free[host] = max(self._free.get(host, 0.0), self._clock.time() + seconds)

    def times_busy(self, host: str, said: bool = False) -> int:
        """Note that a host was busy, and `said` for how long or not; return how often that was in the last hour."""
        now, key = self._clock.time(), (host, said)
        self._busy[key] = [at for at in self._busy.get(key, []) if now - at < _MEMORY] + [now]
        return len(self._busy[key])
