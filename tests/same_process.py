"""A pool of processes that are all this one: what goes to them and comes back is packed as on its way."""

import pickle
from collections.abc import Callable, Iterable, Iterator
from typing import Any


class SameProcess:
    """Stands in for a `ProcessPoolExecutor` where it is not the processes that are tested."""

    def __init__(self, *_told: object) -> None:
        """Whatever a pool is told: how many processes, how they start, and with what."""

    def map(self, work: Callable[[Any], Any], parts: Iterable[Any]) -> Iterator[Any]:
        """What `work` makes of each part, in order."""
        return (_sent(_sent(work)(_sent(part))) for part in parts)

    def shutdown(self, **_how: object) -> None:
        """Nothing runs."""


def _sent(thing: Any) -> Any:
    return pickle.loads(pickle.dumps(thing))
