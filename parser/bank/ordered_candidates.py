"""Choose the real ones among candidates whose order on the page is known."""

from collections.abc import Sequence
from itertools import pairwise

import msgspec


class Candidate(msgspec.Struct, frozen=True):
    """A possible label or heading: its rank in the known order, its line and its weight as evidence."""

    rank: int
    line: int
    name: str
    start: int
    """Offset in the line where the word starts; `end` is where it ends."""
    end: int
    weight: float


def best_chain(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The chain of candidates of rising rank, in page order, with the greatest total weight.

    The later of equally good ones wins: an early occurrence is more often the applicant's own word than a late one.
    """
    if _is_rising(candidates):
        return list(candidates)
    totals: list[float] = []
    previous: list[int | None] = []
    best_of_rank: dict[int, int] = {}
    for index, candidate in enumerate(candidates):
        earlier = [place for rank, place in best_of_rank.items() if rank < candidate.rank]
        link = max(earlier, key=lambda place: (totals[place], place), default=None)
        totals.append((totals[link] if link is not None else 0.0) + candidate.weight)
        previous.append(link)
        rival = best_of_rank.get(candidate.rank)
        if rival is None or totals[index] >= totals[rival]:
            best_of_rank[candidate.rank] = index
    return _backtrack(candidates, totals, previous)


def nearest_chain(candidates: Sequence[Candidate], reach: int, free: int, penalty: float) -> list[Candidate]:
    """The chain of candidates of rising rank, near each other, with the greatest total weight.

    Neighbours are at most `reach` lines apart; every line beyond `free` costs `penalty`.
    """
    if all(a.rank < b.rank and b.line - a.line <= free for a, b in pairwise(candidates)):
        return list(candidates)
    totals: list[float] = []
    previous: list[int | None] = []
    for index, candidate in enumerate(candidates):
        best, link = 0.0, None
        for other in range(index - 1, -1, -1):
            earlier = candidates[other]
            distance = candidate.line - earlier.line
            if distance > reach:
                break
            if earlier.rank < candidate.rank:
                total = totals[other] - penalty * max(0, distance - free)
                if total > best:
                    best, link = total, other
        totals.append(best + candidate.weight)
        previous.append(link)
    return _backtrack(candidates, totals, previous)


def _is_rising(candidates: Sequence[Candidate]) -> bool:
    """Whether ranks rise already, so that there is nothing to choose: the usual page."""
    return all(earlier.rank < later.rank for earlier, later in pairwise(candidates))


def _backtrack(
    candidates: Sequence[Candidate], totals: Sequence[float], previous: Sequence[int | None]
) -> list[Candidate]:
    position = max(range(len(totals)), key=lambda index: (totals[index], index), default=None)
    chain: list[Candidate] = []
    while position is not None:
        chain.append(candidates[position])
        position = previous[position]
    return chain[::-1]
