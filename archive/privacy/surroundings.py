"""The words around places in a text: where a slow pattern is tried, instead of in the whole text."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain

from archive.privacy.folding import Range

_WORD = re.compile(r"\S+")


def surroundings(text: str, places: Iterable[int], reach: int) -> Iterator[Range]:
    """The stretches of `text` within so many words of the `places`, none of which is white space, each stretch once."""
    words = [match.span() for match in _WORD.finditer(text)]
    first = last = -1
    for number in sorted({bisect_right(words, place, key=lambda word: word[0]) - 1 for place in places}):
        if first >= 0 and number - reach > last + 1:
            yield words[first][0], words[last][1]
            first = -1
        first = max(0, number - reach) if first < 0 else first
        last = min(len(words) - 1, number + reach)
    if first >= 0:
        yield words[first][0], words[last][1]


def beside(ranges: Iterable[Range], text: str, reach: int) -> str:
    """What stands at most so many signs before and behind some ranges of a text."""
    stretches = ((text[max(0, start - reach) : start], text[end : end + reach]) for start, end in ranges)
    return "\n".join(chain.from_iterable(stretches))


def all_places(text: str, part: str, step: int = 1) -> Iterator[int]:
    """Where a part begins in a text, again and again, each at least `step` characters behind the one before."""
    place = text.find(part)
    while place >= 0:
        yield place
        place = text.find(part, place + step)


def matches_in_lines(places: list[int], pattern: re.Pattern[str], folded: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern that can only be within a line with one of the places."""
    end = 0
    for place in places:
        if place >= end:
            line_end = folded.find("\n", place)
            start, end = folded.rfind("\n", 0, place) + 1, len(folded) if line_end < 0 else line_end
            yield from pattern.finditer(folded, start, end)


def matches_at(places: list[int], pattern: re.Pattern[str], folded: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern that can begin at some places alone, as `finditer` gives them."""
    end = 0
    for place in places:
        if place >= end and (match := pattern.match(folded, place)):
            end = match.end()
            yield match
