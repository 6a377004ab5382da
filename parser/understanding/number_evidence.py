"""What speaks for and against what a number, amount or date may be: cues around it, its own looks, its list, its page.

A cue counts once for standing before (`<`) or after (`>`) it in its sentence, once more within its clause (`<<`), and
once more right beside it (`<<<`); each time also for numbers of that sort alone. Both ends of a range of dates have the
surroundings of the whole range.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from parser.judging.memo import Kept
from parser.understanding.candidates import Number, SentenceFacts
from parser.understanding.page_evidence import Key, PageEvidence, lexicon
from parser.understanding.readers.dates import Date
from parser.understanding.readers.money import Money
from parser.understanding.readers.numerals import Span
from parser.understanding.readers.reader_tables import patterns
from parser.understanding.sentences import Sentence, is_heading

_LIKE = patterns("evidence")
_REACH, _NEAR, _BESIDE = 30, 1, 3
"""Words on either side in which a cue counts, those between that leave it right beside, and those that say themselves
something wherever they stand."""
_BEGINS = itemgetter(1)
_AROUND = ("prev", "next", "above")
"""What a cue is called in the sentence before, in the one after, and in the heading."""
_ALIKE = frozenset(("share", "time", "structure"))
"""Sorts of quantities whose nouns say no more than their sort."""
_HEADLINE = 12
"""Words that a line without a stop has at most to be a headline."""


class Around(NamedTuple):
    """The sentences before and after one, and the heading above it."""

    before: Sentence | None
    after: Sentence | None
    heading: Sentence | None


def around(sentences: Sequence[Sentence]) -> Iterator[Around]:
    """What stands around each sentence of a page."""
    heading = None
    for before, one, after in zip([None, *sentences], sentences, [*sentences[1:], None], strict=False):
        yield Around(before, after, heading)
        heading = one if is_heading(one) else heading


class SentenceEvidence:
    """What is said of the numbers of one sentence, in which other sentences around it are looked at too."""

    def __init__(self, page: PageEvidence, facts: SentenceFacts, near: Around) -> None:
        self._words, self._candidates, self._own = page.words, facts.candidates, page.words_in(facts.sentence)
        self._hits, self._spans = page.hits_in(self._own), list(map(page.words_in, facts.candidates))
        lower, (start, end) = page.words.lower, self._own
        self._bracket_of = dict(_brackets(lower, start, end)) if "(" in lower[start:end] else {}
        breaks = page.breaks[bisect_left(page.breaks, start) : bisect_left(page.breaks, end)]
        breaks = [at for at in breaks if at not in self._bracket_of] if self._bracket_of else breaks
        self._cuts = sorted([*breaks, *(span[0] for span in self._spans)])
        self._opens = {at for at, both in enumerate(pairwise(facts.candidates)) if _are_a_range(facts.text, *both)}
        """Which of its numbers are dates that open a range."""
        self.shared: set[Key] = {*_looks(facts, end - start), ("heading", "above" if near.heading else "none")}
        """What is said of every number, beside what the page often speaks of."""
        for name, other in zip(_AROUND, near, strict=True):
            self.shared.update((cue, name) for cue, _, _ in (page.hits_in(page.words_in(other)) if other else ()))

    def of(self, at: int) -> tuple[str, list[Key]]:
        """The sort of number `at`, and what is said of it beside that."""
        found, (first, end) = self._candidates[at], self._spans[at]
        sort, keys = str(found.sort), [(what,) for what in _own(found)]
        if self._opens and (place := "opens" if at in self._opens else "closes" if at - 1 in self._opens else ""):
            other = self._spans[at + 1 if place == "opens" else at - 1]
            first, end = min(first, other[0]), max(end, other[1])
            sort, keys = f"{sort} {place}", [*keys, (place,)]
        return sort, [*keys, *self._beside(first, end), *self._cues(first, end)]

    def _beside(self, first: int, end: int) -> Iterator[Key]:
        """The words right before and after, those nearby, and the looks of what stands there."""
        lower, (start, last) = self._words.lower, self._own
        before, after = lower[max(start, first - _BESIDE) : first], lower[end : min(last, end + _BESIDE)]
        yield "before", _word(before[-1]) if before else "^"
        yield "after", _word(after[0]) if after else "$"
        yield from {("near before", _word(one)) for one in before} | {("near after", _word(one)) for one in after}
        inside = self._words.written[first + 1 : end]
        if any(word[0].isupper() and "-" not in word for word in inside):
            yield ("capital inside",)

    def _cues(self, first: int, end: int) -> list[Key]:
        """The cues around and among some words by side and nearness, of each name the nearest on either side."""
        hits, bracket_of, (start, stop) = self._hits, self._bracket_of, _clause(self._cuts, first, end, self._own)
        if bracket_of:
            own = bracket_of.get(first, 0)
            hits = [hit for hit in hits if bracket_of.get(hit[1], 0) in (0, own)]
        beside_before, beside_after, farthest = max(start, first - _NEAR), min(stop, end + _NEAR), end + _REACH
        behind = bisect_left(hits, end, key=_BEGINS)
        before = {
            cue: "<" if stops < start else "<<" if stops < beside_before else "<<<"
            for cue, _, stops in hits[:behind]
            if first - _REACH <= stops <= first
        }
        after = {
            cue: ">" if begins > stop else ">>" if begins > beside_after else ">>>"
            for cue, begins, _ in reversed(hits[behind:])
            if begins <= farthest
        }
        inside = {(cue, "=") for cue, _, stops in hits[:behind] if stops > first}
        return [*before.items(), *after.items(), *inside]


def _word(word: str) -> str:
    return "digit" if word[0].isdigit() else word


def _are_a_range(text: str, first: Number, last: Number) -> bool:
    both = isinstance(first, Date) and isinstance(last, Date)
    return both and _LIKE["range"].fullmatch(text, first.end, last.start) is not None


def _brackets(lower: list[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The words in brackets, each with the number of its bracket, which ends with a stop at the latest."""
    inside, number = False, 0
    for at in range(start, end):
        if lower[at] == "(" and not inside:
            inside, number = True, number + 1
        if inside:
            yield at, number
            inside = lower[at] not in {")", "."}


def _clause(cuts: list[int], first: int, end: int, within: Span) -> Span:
    """Where the clause of some words begins and ends, between cuts."""
    before, after = bisect_left(cuts, first), bisect_left(cuts, end)
    return cuts[before - 1] + 1 if before else within[0], cuts[after] if after < len(cuts) else within[1]


def _looks(facts: SentenceFacts, length: int) -> list[Key]:
    sentence = facts.sentence
    looks: list[Key] = [("section", str(sentence.section)), ("candidates", str(min(len(facts.candidates), 4)))]
    if sentence.item:
        looks.append(("item",))
    if sentence.lead:
        words = sentence.lead.lower().replace(":", " :").split()
        looks += [("led",), *((hit[0], "lead") for hit in lexicon().find(words))]
    if sentence.text.rstrip()[-1:] not in ".!?:;":
        looks.append(("unended",) if length > _HEADLINE else ("headline",))
    return looks


def _own(found: Number) -> list[str]:
    """The sort of a number, how large or exact it is, what it counts, and how it is written."""
    if isinstance(found, Date):
        exact = ("slip", "year", "month", "day")[found.value.count("-") + 1 if found.value else 0]
        return [found.sort, exact, "approximate"] if found.earliest else [found.sort, exact]
    if isinstance(found, Money):
        said: list[str] = [found.sort, _size(found.value), found.currency]
        flags: tuple[tuple[str, object], ...] = (("range", found.value_max), ("two currencies", found.other))
    else:
        nouns = [f"noun {noun}" for noun in found.unit.split()[-1:] if found.sort not in _ALIKE]
        said = [found.sort, _size(found.low), *_unit_cues[found.unit], *nouns]
        flags = (
            ("definite", found.definite), ("spelled", found.word), ("partitive", found.partitive),
            ("labelled", found.labelled), ("range", found.high), ("of", found.of), ("bounded", found.bound),
            ("floor", found.lower),
        )  # fmt: skip
    return said + [flag for flag, on in flags if on]


def _size(value: int | float) -> str:
    return f"size {min(12, len(str(int(value))) if 10 <= value < 1e15 else int(min(value, 12)))}"


_unit_cues: Kept[str, list[str]] = Kept(
    lambda unit: [f"unit {cue}" for cue in {hit[0] for hit in lexicon().find(unit.split())}], 100_000
)
"""By the words that name what is counted: `unit participants`."""
