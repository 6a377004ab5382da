"""Which of several candidates are the real ones, when their order on the page is known."""

from collections.abc import Sequence

import msgspec


class Candidate(msgspec.Struct):
    """A place that may be a label or a heading: its rank in the known order, its line and its weight as evidence."""

    rank: int
    line: int
    name: str
    start: int
    """Characters into the line where the word starts, and where it ends."""
    end: int
    weight: float


def best_chain(candidates: Sequence[Candidate], reach: int | None = None) -> list[Candidate]:
    """The candidates of rising rank, in page order, with the greatest weight together.

    With a `reach`, neighbours in the chain stand at most so many lines apart, the nearer the better. Without, the
    later of equally good ones wins: a word met early is more often the applicant's own than one met late.
    """
    totals: list[float] = []
    previous: list[int | None] = []
    for index, candidate in enumerate(candidates):
        best, link = 0.0, None
        for other in range(index - 1, -1, -1):
            earlier = candidates[other]
            if reach is not None and candidate.line - earlier.line > reach:
                break
            distance = (candidate.line - earlier.line) / (reach * 10) if reach else 0.0
            if earlier.rank < candidate.rank and totals[other] - distance > best:
                best, link = totals[other] - distance, other
        totals.append(best + candidate.weight)
        previous.append(link)
    return _follow(candidates, totals, previous)


def _follow(
    candidates: Sequence[Candidate], totals: Sequence[float], previous: Sequence[int | None]
) -> list[Candidate]:
    position = max(range(len(totals)), key=lambda index: (totals[index], index), default=None)
    chain: list[Candidate] = []
    while position is not None:
        chain.append(candidates[position])
        position = previous[position]
    return chain[::-1]
