"""Work that other processes begin at its first part, and this one at its last, once it would have to wait for them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from itertools import cycle
from typing import Generic, TypeVar

_Part = TypeVar("_Part")
_Result = TypeVar("_Result")


def shared(
    pools: Sequence[Executor], work: Callable[[_Part], _Result], parts: Sequence[_Part], *, helps: bool
) -> Iterator[_Result]:
    """What `work` makes of each part, in order; the pools begin at once, each with its share.

    This process does what none of them has begun when the first result is asked for, if it `helps`.
    """
    begun = [pool.submit(work, part) for pool, part in zip(cycle(pools), parts, strict=False)]
    return _results(begun, work, parts if helps else ())


def _results(
    begun: list[Future[_Result]], work: Callable[[_Part], _Result], parts: Sequence[_Part]
) -> Iterator[_Result]:
    done = {place: work(parts[place]) for place in reversed(range(len(parts))) if begun[place].cancel()}
    yield from (done[place] if place in done else one.result() for place, one in enumerate(begun))


class Later(Generic[_Result]):
    """Results of work that other processes may `begin`, and that is done here where they have not when it is needed."""

    def __init__(self, here: Callable[[], Iterable[_Result]], elsewhere: Callable[[], Iterable[_Result]]) -> None:
        self._here, self._elsewhere = here, elsewhere
        self._results: Iterable[_Result] | None = None

    def begin(self) -> None:
        """Begins the work elsewhere, unless it was begun."""
        self._results = self._elsewhere() if self._results is None else self._results

    def __iter__(self) -> Iterator[_Result]:
        self._results = self._here() if self._results is None else self._results
        return iter(self._results)
