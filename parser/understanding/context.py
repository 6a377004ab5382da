"""What stands around a candidate, as features: the cues of its sentence by side and distance, its list, its page.

A cue counts once for standing before (`<`) or after (`>`) a candidate in its sentence, once more within its clause
(`<<`), and once more right beside it (`<<<`). Both ends of a range of dates have the surroundings of the whole range.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import compress

from parser.judging.kept import Kept
from parser.understanding.candidates import Number, SentenceFacts
from parser.understanding.feature_names import Key, Said, asked_names, lexicon
from parser.understanding.page_context import PageContext
from parser.understanding.readers.dates import Date
from parser.understanding.readers.money import Money
from parser.understanding.sentences import Sentence

_RANGE = re.compile(
    r"[\s,]*(?:[-–—]{1,2}|till och med|t\.?\s?o\.?\s?m\.?|till|och|fram till|tom)"
    r"(?:\s+(?:och|med|den|i|fram|till|år|slutet av))*\s*",
    re.I,
)
_HEADLINE = 12
"""Words that a line without a stop has at most to be a headline."""
_MOST = 100_000
_FLAGS = (
    ("definite",), ("spelled",), ("partitive",), ("labelled",), ("range",), ("of",), ("bounded",), ("floor",),
)  # fmt: skip
_MONEY_FLAGS = (("range",), ("two currencies",))
_unit_keys: Kept[str, list[Key]] = Kept(
    lambda unit: [("unit", cue) for cue in {hit[0] for hit in lexicon().find(unit.split())}], _MOST
)
"""By the words that name what is counted: `unit participants`."""
_beside: Kept[tuple[str, str], Key] = Kept(lambda one: (one[0], "digit") if one[1][0].isdigit() else one, _MOST)
"""The word before or after a candidate."""


class Surroundings:
    """The words of one sentence, from which what is said of its candidates is taken."""

    def __init__(self, page: PageContext, facts: SentenceFacts, before: Sentence | None) -> None:
        self._page, self._facts, sentence = page, facts, facts.sentence
        self._first, self._last = page.words_in(sentence.start, sentence.end)
        self._cues = page.cues_in(self._first, self._last)
        self._spans = [page.words_in(one.start, one.end) for one in facts.candidates]
        self._taken = [first for first, _ in self._spans]
        earlier = page.names_in(*page.words_in(before.start, before.end)) if before else ()
        keys = {*_of_sentence(sentence, len(facts.candidates), self._last - self._first)}
        keys.update((cue, "prev") for cue in earlier)
        self.shared: list[Said] = [page.often, (asked_names()["", ""], keys)]
        """What is said of every candidate of the sentence."""

    def said(self, at: int) -> list[Said]:
        """What speaks for and against everything that candidate number `at` may be, beside what is shared."""
        found, (first, end), names = self._facts.candidates[at], self._spans[at], asked_names()
        sort, itself, own = _own(found)
        place, other = self._range(at) if isinstance(found, Date) else ("", at)
        if place:
            first, end = min(first, self._spans[other][0]), max(end, self._spans[other][1])
            sort = f"{sort} {place}"
            itself.append((place,))
        near, pairs, across = self._cues.around((first, end), self._page.clause_of(first, end), self._reach(first, end))
        near += own
        near += self._neighbours(first, end)
        return [
            (names["", ""], itself), (names[sort, ""], near), (names[sort, "&"], pairs), (names[sort, "<>"], across),
        ]  # fmt: skip

    def _reach(self, first: int, end: int) -> tuple[int, int]:
        """Where what stands before belongs to a candidate rather than to the one before, and the same after it."""
        at = bisect_left(self._taken, first)
        after = self._taken[bisect_left(self._taken, end, at) :][:1] or [self._last]
        return (self._taken[at - 1] + 1 if at else 0), after[0]

    def _range(self, at: int) -> tuple[str, int]:
        """Whether a date opens or closes a range, and the number of its other end."""
        if self._joined(at, at + 1):
            return "opens", at + 1
        return ("closes", at - 1) if self._joined(at - 1, at) else ("", at)

    def _joined(self, one: int, other: int) -> bool:
        if one < 0 or other >= len(self._facts.candidates):
            return False
        first, second = self._facts.candidates[one], self._facts.candidates[other]
        both = isinstance(first, Date) and isinstance(second, Date)
        return both and _RANGE.fullmatch(self._facts.text, first.end, second.start) is not None

    def _neighbours(self, first: int, end: int) -> list[Key]:
        """The words right beside, and the looks of what is there."""
        lower, written, quotes = self._page.words.lower, self._page.words.written, self._page.quotes
        before = lower[first - 1] if first > self._first else "^"
        after = lower[end] if end < self._last else "$"
        number = min(3, bisect_left(self._taken, first))
        keys = [_beside["before", before], _beside["after", after], ("clause number", str(number))]
        if first - self._first <= 1:
            keys.append(("leads",))
        if end < self._last and written[end][0].isupper():
            keys.append(("capital after",))
        if end > first + 1 and any(word[0].isupper() for word in written[first + 1 : end]):
            keys.append(("capital inside",))
        if quotes and (bisect_left(quotes, first) - bisect_left(quotes, self._first)) % 2:
            keys.append(("quoted",))
        return keys


def _of_sentence(sentence: Sentence, many: int, length: int) -> Iterator[Key]:
    yield "section", str(sentence.section)
    yield "candidates", str(min(many, 4))
    if sentence.item:
        yield ("item",)
    if sentence.lead:
        words = sentence.lead.lower().replace(":", " :").split()
        yield from (("led",), *((cue, "lead") for cue, _, _ in lexicon().find(words)))
    if sentence.text.rstrip()[-1:] not in ".!?:;":
        yield ("unended",) if length > _HEADLINE else ("headline",)


def _own(found: Number) -> tuple[str, list[Key], list[Key]]:
    """The sort of a candidate, what it is and counts, and what else it says of itself."""
    if isinstance(found, Date):
        precision = ("slip", "year", "month", "day")[found.value.count("-") + 1 if found.value else 0]
        return "date", [("date",), (precision,), *([("approximate",)] if found.earliest else [])], []
    if isinstance(found, Money):
        more = compress(_MONEY_FLAGS, (found.value_max is not None, found.other is not None))
        return "money", [("money",), _size(found.value), (found.currency,), *more], []
    flags = (
        found.definite, found.word, found.partitive, found.labelled, found.high is not None, found.of is not None,
        found.bound != "", found.lower,
    )  # fmt: skip
    own = [_size(found.low), *compress(_FLAGS, flags)]
    return found.sort, [(found.sort,), *(_unit_keys[found.unit] if found.unit else ())], own


def _size(value: int | float) -> Key:
    return "size", str(min(12, len(str(int(value))) if 10 <= value < 1e15 else int(min(value, 12))))
