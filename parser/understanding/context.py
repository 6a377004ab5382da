"""What stands around a candidate, as features: the cues of its sentence by side and distance, its list, its page.

A cue counts once for standing before (`<`) or after (`>`) a candidate in its sentence, once more within its clause
(`<<`), and once more right beside it (`<<<`). Both ends of a range of dates have the surroundings of the whole range.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from parser.judging.cues import Hit
from parser.understanding.candidates import SentenceFacts
from parser.understanding.feature_names import lexicon
from parser.understanding.page_context import PageContext
from parser.understanding.readers.dates import Date
from parser.understanding.readers.money import Money
from parser.understanding.readers.quantities import Quantity
from parser.understanding.sentences import Sentence

_REACH, _NEAR = 30, 1
"""Words on either side in which a cue counts, and within which it stands right beside."""
_RANGE = re.compile(
    r"[\s,]*(?:[-–—]{1,2}|till och med|t\.?\s?o\.?\s?m\.?|till|och|fram till|tom)"
    r"(?:\s+(?:och|med|den|i|fram|till|år|slutet av))*\s*",
    re.I,
)
_LAST, _FOLLOWING = 4, 3
"""Cues before and after a candidate of which pairs are made."""
_HEADLINE = 12
"""Words that a line without a stop has at most to be a headline."""


_Name = tuple[str, ...]
"""The words of a feature's name."""


class Surroundings:
    """The words of one sentence, from which the features of its candidates are made."""

    def __init__(self, page: PageContext, facts: SentenceFacts, before: Sentence | None) -> None:
        self._page, self._facts, self._names, sentence = page, facts, page.names, facts.sentence
        self._first, self._last = page.words_in(sentence.start, sentence.end)
        self._hits = page.hits_in(self._first, self._last)
        self._begins = [hit[1] for hit in self._hits]
        self._spans = [page.words_in(one.start, one.end) for one in facts.candidates]
        self._taken = [first for first, _ in self._spans]
        earlier = page.hits_in(*page.words_in(before.start, before.end)) if before else []
        words = [*_of_sentence(sentence, len(facts.candidates), self._last - self._first)]
        words += [(cue, "prev") for cue, _, _ in earlier]
        self._shared = frozenset(page.often).union(*map(page.names.around[""].__getitem__, words))

    def features(self, at: int) -> frozenset[str]:
        """What speaks for and against everything that the sentence's candidate number `at` may be."""
        found, (first, end) = self._facts.candidates[at].found, self._spans[at]
        sort, own = _own(found)
        place, other = self._range(at) if isinstance(found, Date) else ("", at)
        if place:
            first, end = min(first, self._spans[other][0]), max(end, self._spans[other][1])
        unit = self._names.units[found.unit] if isinstance(found, Quantity) and found.unit else ()
        around = self._names.around[f"{sort} {place}" if place else sort]
        words = [*self._cues(first, end), *self._neighbours(first, end)]
        itself = (*self._names.own[sort, own], *self._names.of((place,) if place else ()))
        return self._shared.union(itself, unit, *map(around.__getitem__, words))

    def _range(self, at: int) -> tuple[str, int]:
        """Whether a date opens or closes a range, and the number of its other end."""
        if self._joined(at, at + 1):
            return "opens", at + 1
        return ("closes", at - 1) if self._joined(at - 1, at) else ("", at)

    def _joined(self, one: int, other: int) -> bool:
        if one < 0 or other >= len(self._facts.candidates):
            return False
        first, second = self._facts.candidates[one], self._facts.candidates[other]
        dates = isinstance(first.found, Date) and isinstance(second.found, Date)
        return dates and _RANGE.fullmatch(self._facts.text, first.end, second.start) is not None

    def _cues(self, first: int, end: int) -> list[_Name]:
        """Every cue of the sentence by its side and how near it stands, and the nearest ones in pairs."""
        asides, at, after = self._page.asides, bisect_left(self._begins, first), bisect_left(self._begins, end)
        own = asides[first] if first < len(asides) else 0
        names: list[_Name] = [(hit[0], "aside" if asides[hit[1]] not in (0, own) else "=") for hit in self._hits[at:after]]
        last, following = self._before(self._hits[at - 1 :: -1] if at else [], first, own, names), self._after(self._hits[after:], end, own, names)
        return [*names, *_pairs(list(last), list(following))]

    def _before(self, hits: list[Hit], first: int, own: int, names: list[_Name]) -> dict[str, None]:
        """Adds the names of the cues before word `first`, nearest first; the last four of its clause."""
        asides, breaks, at = self._page.asides, self._page.breaks, bisect_left(self._taken, first)
        last, opened, nearest = self._taken[at - 1] if at else -1, breaks[first], dict[str, None]()
        for cue, begin, stop in hits:
            aside, away, within = asides[begin], first - stop, breaks[stop] == opened
            if aside and aside != own:
                names.append((cue, "aside"))
            elif away < 0:
                names.append((cue, "="))
            elif away <= _REACH:
                names.append((cue, "<" if not within or stop <= last else "<<<" if away <= _NEAR else "<<"))
            if within and not aside and away >= 0 and len(nearest) < _LAST:
                nearest[cue] = None
        return nearest

    def _after(self, hits: list[Hit], end: int, own: int, names: list[_Name]) -> dict[str, None]:
        """Adds the names of the cues from word `end` on; the first three of its clause."""
        asides, breaks, at = self._page.asides, self._page.breaks, bisect_left(self._taken, end)
        following, closed, nearest = self._taken[at] if at < len(self._taken) else self._last, breaks[end], dict[str, None]()
        for cue, begin, _ in hits:
            aside, away, within = asides[begin], begin - end, breaks[begin] == closed
            if aside and aside != own:
                names.append((cue, "aside"))
            elif away <= _REACH:
                names.append((cue, ">" if not within or begin > following else ">>>" if away <= _NEAR else ">>"))
            if within and not aside and len(nearest) < _FOLLOWING:
                nearest[cue] = None
        return nearest

    def _neighbours(self, first: int, end: int) -> Iterator[_Name]:
        """The words right beside, and the looks of what is there."""
        lower, written, quotes = self._page.words.lower, self._page.words.written, self._page.quotes
        before = lower[first - 1] if first > self._first else "^"
        after = lower[end] if end < self._last else "$"
        yield "before", "digit" if before[0].isdigit() else before
        yield "after", "digit" if after[0].isdigit() else after
        yield "clause number", str(min(3, bisect_left(self._taken, first)))
        if first - self._first <= 1:
            yield ("leads",)
        if end < self._last and written[end][0].isupper():
            yield ("capital after",)
        if end > first + 1 and any(word[0].isupper() for word in written[first + 1 : end]):
            yield ("capital inside",)
        if quotes and (bisect_left(quotes, first) - bisect_left(quotes, self._first)) % 2:
            yield ("quoted",)


def _pairs(last: list[str], following: list[str]) -> Iterator[_Name]:
    """The nearest cues of the clause, each with the next: `the project & begins`."""
    if last:
        yield "last", last[0]
    yield from ((one, "&", other) for at, one in enumerate(last) for other in last[:at])
    yield from ((one, "<>", other) for one in last[:2] for other in following)


def _of_sentence(sentence: Sentence, many: int, length: int) -> Iterator[tuple[str, ...]]:
    yield "section", str(sentence.section)
    yield "candidates", str(min(many, 4))
    if sentence.item:
        yield ("item",)
    if sentence.lead:
        words = sentence.lead.lower().replace(":", " :").split()
        yield from (("led",), *((cue, "lead") for cue, _, _ in lexicon().find(words)))
    if sentence.text.rstrip()[-1:] not in ".!?:;":
        yield ("unended",) if length > _HEADLINE else ("headline",)


def _own(found: Money | Date | Quantity) -> tuple[str, tuple[str, ...]]:
    """The sort of a candidate, and what it says of itself."""
    if isinstance(found, Date):
        precision = ("slip", "year", "month", "day")[found.value.count("-") + 1 if found.value else 0]
        return "date", (precision, "approximate") if found.earliest else (precision,)
    if isinstance(found, Money):
        flags = {"range": found.value_max is not None, "two currencies": found.other is not None}
        return "money", (f"size {_size(found.value)}", found.currency, *(name for name, on in flags.items() if on))
    flags = {
        "definite": found.definite, "spelled": found.word, "partitive": found.partitive, "labelled": found.labelled,
        "range": found.high is not None, "of": found.of is not None, "bounded": found.bound != "",
        "floor": found.lower,
    }  # fmt: skip
    return found.sort, (*(name for name, on in flags.items() if on), f"size {_size(found.low)}")


def _size(value: int | float) -> str:
    return str(min(12, len(str(int(value))) if 10 <= value < 1e15 else int(min(value, 12))))
