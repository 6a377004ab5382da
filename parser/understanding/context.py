"""What stands around a candidate, as features: the cues of its sentence by side and distance, its list, its page.

A cue counts once for standing before (`<`) or after (`>`) a candidate in its sentence, once more within its clause
(`<<`), and once more right beside it (`<<<`). Both ends of a range of dates have the surroundings of the whole range.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from parser.understanding.candidates import SentenceFacts
from parser.understanding.feature_names import lexicon
from parser.understanding.page_context import PageContext
from parser.understanding.readers.dates import Date
from parser.understanding.readers.money import Money
from parser.understanding.readers.quantities import Quantity
from parser.understanding.sentences import Sentence

_REACH, _NEAR = 30, 1
"""Words on either side in which a cue counts, and within which it stands right beside."""
_QUOTES = frozenset('”"»“')
_RANGE = re.compile(
    r"[\s,]*(?:[-–—]{1,2}|till och med|t\.?\s?o\.?\s?m\.?|till|och|fram till|tom)"
    r"(?:\s+(?:och|med|den|i|fram|till|år|slutet av))*\s*",
    re.I,
)
_LAST, _FOLLOWING = 4, 3
"""Cues before and after a candidate of which pairs are made."""
_HEADLINE = 12
"""Words that a line without a stop has at most to be a headline."""


class Surroundings:
    """The words of one sentence, from which the features of its candidates are made."""

    def __init__(self, page: PageContext, facts: SentenceFacts, before: Sentence | None) -> None:
        self._page, self._facts, self._names, sentence = page, facts, page.names, facts.sentence
        self._first, self._last = page.words_in(sentence.start, sentence.end)
        self._hits = page.hits_in(self._first, self._last)
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
        words = [*self._cues(first, end), *self._neighbours(first, end), *self._pairs(first, end)]
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

    def _cues(self, first: int, end: int) -> Iterator[tuple[str, str]]:
        """Every cue of the sentence by its side and how near it stands."""
        asides, breaks = self._page.asides, self._page.breaks
        own = asides[first] if first < len(asides) else 0
        opened, closed = breaks[first], breaks[end]
        at = bisect_left(self._taken, first)
        last = self._taken[at - 1] if at else -1
        following = next((place for place in self._taken[at:] if place >= end), self._last)
        for cue, begin, stop in self._hits:
            if asides[begin] and asides[begin] != own:
                yield cue, "aside"
            elif stop <= first:
                if first - stop <= _REACH:
                    near = stop > last and breaks[stop] == opened
                    yield cue, "<" if not near else "<<<" if first - stop <= _NEAR else "<<"
            elif begin >= end:
                if begin - end <= _REACH:
                    near = begin <= following and breaks[begin] == closed
                    yield cue, ">" if not near else ">>>" if begin - end <= _NEAR else ">>"
            elif begin < end and stop > first:
                yield cue, "="

    def _pairs(self, first: int, end: int) -> Iterator[tuple[str, ...]]:
        """The nearest cues of the clause, each with the next: `the project & begins`."""
        last, following = self._nearest(first, end)
        if last:
            yield "last", last[0]
        for at, one in enumerate(last):
            for other in last[:at]:
                yield one, "&", other
        for one in last[:2]:
            for other in following:
                yield one, "<>", other

    def _nearest(self, first: int, end: int) -> tuple[list[str], list[str]]:
        """The last four cues of the clause before the words from `first` up to `end`, and the first three after."""
        breaks, asides = self._page.breaks, self._page.asides
        opened, closed = breaks[first], breaks[end]
        before: dict[str, None] = {}
        after: dict[str, None] = {}
        for cue, begin, stop in self._hits:
            if begin >= end:
                if breaks[begin] != closed or len(after) == _FOLLOWING:
                    break
                if not asides[begin]:
                    after[cue] = None
            elif stop <= first and breaks[stop] == opened and not asides[begin]:
                before.pop(cue, None)
                before[cue] = None
        return list(before)[: -_LAST - 1 : -1], list(after)

    def _neighbours(self, first: int, end: int) -> Iterator[tuple[str, ...]]:
        lower, written = self._page.words.lower, self._page.words.written
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
        if sum(map(_QUOTES.__contains__, lower[self._first : first])) % 2:
            yield ("quoted",)


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
