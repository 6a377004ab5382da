"""What stands around a candidate, as features: the cues of its sentence by side and distance, its list, its page.

A cue counts once for standing before (`<`) or after (`>`) a candidate in its sentence, once more within its clause
(`<<`), and once more right beside it (`<<<`). Both ends of a range of dates have the surroundings of the whole range.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from parser.judging.cues import Hit
from parser.judging.kept import Kept
from parser.understanding.candidates import SentenceFacts
from parser.understanding.feature_names import Key, Said, lexicon
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


_unit_keys: Kept[str, list[Key]] = Kept(
    lambda unit: [("unit", cue) for cue, _, _ in lexicon().find(unit.split())], 100_000
)
"""By the words that name what is counted: `unit participants`."""


class Surroundings:
    """The words of one sentence, from which the features of its candidates are made."""

    def __init__(self, page: PageContext, facts: SentenceFacts, before: Sentence | None) -> None:
        self._page, self._facts, sentence = page, facts, facts.sentence
        self._first, self._last = page.words_in(sentence.start, sentence.end)
        self._hits = page.hits_in(self._first, self._last)
        self._has_asides = any(page.asides[self._first : self._last])
        self._spans = [page.words_in(one.start, one.end) for one in facts.candidates]
        self._taken = [first for first, _ in self._spans]
        earlier = page.hits_in(*page.words_in(before.start, before.end)) if before else []
        keys = {*_of_sentence(sentence, len(facts.candidates), self._last - self._first)}
        self._shared = page.often, Said(keys.union((cue, "prev") for cue, _, _ in earlier))

    def said(self, at: int) -> tuple[Said, ...]:
        """What speaks for and against everything that the sentence's candidate number `at` may be."""
        found, (first, end) = self._facts.candidates[at].found, self._spans[at]
        place, other = self._range(at) if isinstance(found, Date) else ("", at)
        if place:
            first, end = min(first, self._spans[other][0]), max(end, self._spans[other][1])
        near = self._cues(first, end).union(self._neighbours(first, end))
        sort, itself = _own(found, near)
        itself |= {(place,)} if place else set()
        return *self._shared, Said(itself), Said(near, f"{sort} {place}" if place else sort)

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

    def _cues(self, first: int, end: int) -> set[Key]:
        """Every cue of the sentence by its side and how near it stands, and the nearest ones in pairs."""
        asides, at = self._page.asides, bisect_left(self._taken, first)
        own = (0, asides[first]) if first < len(asides) else (0,)
        hits = [hit for hit in self._hits if asides[hit[1]] in own]
        keys = (
            {(cue, "aside") for cue, begin, _ in self._hits if asides[begin] not in own}
            if self._has_asides
            else set[Key]()
        )
        keys.update((cue, "=") for cue, begin, stop in hits if begin < end and stop > first)
        following = next((place for place in self._taken[at:] if place >= end), self._last)
        reach = (self._taken[at - 1] if at else -1) + 1, following
        last = self._beside(
            "<", first, [(cue, begin, stop) for cue, begin, stop in reversed(hits) if stop <= first], reach
        )
        after = self._beside(">", end, [(cue, begin, begin) for cue, begin, _ in hits if begin >= end], reach)
        return keys.union(last[1], after[1], _pairs([*last[0]][:_LAST], [*after[0]][:_FOLLOWING]))

    def _beside(
        self, side: str, edge: int, hits: list[Hit], reach: tuple[int, int]
    ) -> tuple[dict[str, None], Iterable[Key]]:
        """Adds the cues on a side, by how near they stand; gives those of the clause that stand nearest."""
        asides, breaks, clause = self._page.asides, self._page.breaks, self._page.breaks[edge]
        near, levels = dict[str, None](), dict[str, int]()
        for cue, begin, place in hits:
            away, within = abs(place - edge), breaks[place] == clause
            if away <= _REACH:
                level = 1 if not (within and reach[0] <= place <= reach[1]) else 3 if away <= _NEAR else 2
                levels[cue] = max(level, levels.get(cue, 0))
            if within and not asides[begin]:
                near[cue] = None
        return near, [(cue, side * level) for cue, level in levels.items()]

    def _neighbours(self, first: int, end: int) -> Iterator[Key]:
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


def _pairs(last: list[str], following: list[str]) -> Iterator[Key]:
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


def _own(found: Money | Date | Quantity, near: set[Key]) -> tuple[str, set[Key]]:
    """The sort of a candidate, and what it says of itself; what a quantity says also counts as said of its sort."""
    if isinstance(found, Date):
        precision = ("slip", "year", "month", "day")[found.value.count("-") + 1 if found.value else 0]
        return "date", {("date",), (precision,), *([("approximate",)] if found.earliest else [])}
    size = _size(found.value if isinstance(found, Money) else found.low)
    if isinstance(found, Money):
        flags = {"range": found.value_max is not None, "two currencies": found.other is not None}
        return "money", {("money",), size, (found.currency,), *((name,) for name, on in flags.items() if on)}
    flags = {
        "definite": found.definite, "spelled": found.word, "partitive": found.partitive, "labelled": found.labelled,
        "range": found.high is not None, "of": found.of is not None, "bounded": found.bound != "",
        "floor": found.lower,
    }  # fmt: skip
    near.update((size, *((name,) for name, on in flags.items() if on)))
    return found.sort, {(found.sort,), *_unit_keys[found.unit]}


def _size(value: int | float) -> Key:
    return "size", str(min(12, len(str(int(value))) if 10 <= value < 1e15 else int(min(value, 12))))
