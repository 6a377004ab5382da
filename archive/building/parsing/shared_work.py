"""Work that other processes begin at its first part, and this one at its last, once it would have to wait for them."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from itertools import cycle
from typing import TypeVar

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
