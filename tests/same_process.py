"""A pool of processes that are all this one: what goes to them and comes back is packed as on its way."""

import pickle
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any


class SameProcess:
    """Stands in for a `ProcessPoolExecutor` where it is not the processes that are tested."""

    def __init__(self, *_told: object) -> None:
        """Whatever a pool is told: how many processes, how they start, and with what."""

    def submit(self, work: Callable[[Any], Any], part: Any) -> Future[Any]:
        """What `work` makes of a part, made before it is asked for."""
        future: Future[Any] = Future()
        future.set_result(_sent(_sent(work)(_sent(part))))
        return future

    def shutdown(self, **_how: object) -> None:
        """Nothing runs."""


def _sent(thing: Any) -> Any:
    return pickle.loads(pickle.dumps(thing))
