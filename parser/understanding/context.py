"""What stands around a candidate, as features: the cues of its sentence by side and distance, its list, its page.

A cue counts once for standing before (`<`) or after (`>`) a candidate in its sentence, once more within its clause
(`<<`), and once more right beside it (`<<<`). Both ends of a range of dates have the surroundings of the whole range.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, combinations
from operator import itemgetter

from parser.judging.cues import Hit
from parser.understanding.candidates import SentenceFacts
from parser.understanding.own_features import lexicon, own_features
from parser.understanding.readers.dates import Date
from parser.understanding.readers.numerals import WORDS
from parser.understanding.sentences import Sentence
from parser.understanding.words import Words

_REACH, _NEAR = 30, 1
"""Words on either side in which a cue counts, and within which it stands right beside."""
_BREAKS = frozenset(
    (",", ";", ".", "!", "?", "–", "—", "•", "som", "där", "varav", "därav", "men", "medan", "och", "samt",
     "eftersom", "vilket", "inklusive")
)  # fmt: skip
"""Words and signs at which a clause ends."""
_QUOTES = frozenset('”"»“')
_RANGE = re.compile(
    r"[\s,]*(?:[-–—]{1,2}|till och med|t\.?\s?o\.?\s?m\.?|till|och|fram till|tom)"
    r"(?:\s+(?:och|med|den|i|fram|till|år|slutet av))*\s*",
    re.I,
)
_PAGE_CUES = (
    "other grantors", "a call", "earlier project", "projects", "the fund", "a project", "the project", "granted",
    "applied for", "reports", "results word", "so far", "the page's own date", "has", "past verb", "shall", "its name",
)  # fmt: skip
_NO_NAME = frozenset(["projekt", "projektet", "den", "det", "ett", "nya", "nytt", "från", "för", "med", "till", "mot"])
_MANY = frozenset(["projekt", "ansökningar", "omgångar", "satsningar", "utlysningar", "förstudier"])
NUMBERS = frozenset(WORDS) - {"en", "ett"}
_OFTEN = 300
"""Words of text for which one occurrence of a cue counts as one on the page."""


class PageContext:
    """The words of a page's prose with their cues, found once."""

    def __init__(self, words: Words, title: str | None) -> None:
        self.words = words
        found = [*lexicon().find(words.lower), *_named(words.lower, title), *_several(words.lower)]
        self.hits: list[Hit] = sorted(found, key=itemgetter(1, 2))
        self.places = [hit[1] for hit in self.hits]
        self.asides = list(_asides(words.lower))
        self.breaks = [
            0, *accumulate(word in _BREAKS and not aside for word, aside in zip(words.lower, self.asides, strict=True))
        ]  # fmt: skip
        counts, length = Counter(hit[0] for hit in self.hits), max(1, len(words.lower))
        often = {cue: min(3, -(-counts[cue] * _OFTEN // length)) for cue in _PAGE_CUES}
        self.features = [f"page {cue} {level}" for cue in _PAGE_CUES for level in range(1, often[cue] + 1)]

    def hits_in(self, first: int, last: int) -> list[Hit]:
        """The cues that begin among the words from `first` up to `last`."""
        return self.hits[bisect_left(self.places, first) : bisect_left(self.places, last)]

    def words_in(self, start: int, end: int) -> tuple[int, int]:
        """The words of `text[start:end]`: the first, and the one after the last."""
        first = max(0, bisect_right(self.words.ends, start))
        return first, max(first, bisect_left(self.words.starts, end))


class Surroundings:
    """The words of one sentence, from which the features of its candidates are made."""

    def __init__(self, page: PageContext, facts: SentenceFacts, before: Sentence | None) -> None:
        self.page, self.facts, sentence = page, facts, facts.sentence
        self.first, self.last = page.words_in(sentence.start, sentence.end)
        self.hits = page.hits_in(self.first, self.last)
        self.spans = [page.words_in(one.start, one.end) for one in facts.candidates]
        self.taken = [first for first, _ in self.spans]
        earlier = page.hits_in(*page.words_in(before.start, before.end)) if before else []
        self.shared = [
            *_of_sentence(sentence, len(facts.candidates), self.last - self.first),
            *(f"{cue} prev" for cue in dict.fromkeys(hit[0] for hit in earlier)),
            *page.features,
        ]

    def features(self, at: int) -> list[str]:
        """What speaks for and against everything that the sentence's candidate number `at` may be."""
        one, (first, end), own = self.facts.candidates[at], self.spans[at], []
        place, other = self._range(at)
        if place:
            own, (opened, closed) = [place], self.spans[other]
            first, end = min(first, opened), max(end, closed)
        sort, *rest = own_features(one)
        near = [*self._cues(first, end), *self._neighbours(first, end), *self._pairs(first, end)]
        joined = f"{sort} {place}" if place else sort
        return [sort, *rest, *own, *near, *(f"{joined} {name}" for name in near), *self.shared]

    def _range(self, at: int) -> tuple[str, int]:
        """Whether a date opens or closes a range, and the number of its other end."""
        if self._joined(at, at + 1):
            return "opens", at + 1
        return ("closes", at - 1) if self._joined(at - 1, at) else ("", at)

    def _joined(self, one: int, other: int) -> bool:
        if one < 0 or other >= len(self.facts.candidates):
            return False
        first, second = self.facts.candidates[one], self.facts.candidates[other]
        dates = isinstance(first.found, Date) and isinstance(second.found, Date)
        return dates and _RANGE.fullmatch(self.facts.text, first.end, second.start) is not None

    def _cues(self, first: int, end: int) -> Iterator[str]:
        asides = self.page.asides
        mine = {0, asides[first] if first < len(asides) else 0}
        for cue, begin, stop in self.hits:
            if asides[begin] not in mine:
                yield f"{cue} aside"
            elif stop <= first and first - stop <= _REACH:
                yield from self._levels(cue, "<", stop, first)
            elif begin >= end and begin - end <= _REACH:
                yield from self._levels(cue, ">", end, begin)
            elif begin < end and stop > first:
                yield f"{cue} ="

    def _levels(self, cue: str, side: str, begin: int, stop: int) -> Iterator[str]:
        yield f"{cue} {side}"
        other_between = bisect_left(self.taken, stop) > bisect_left(self.taken, begin)
        if not other_between and self.page.breaks[stop] == self.page.breaks[begin]:
            yield f"{cue} {side}{side}"
            if stop - begin <= _NEAR:
                yield f"{cue} {side}{side}{side}"

    def _pairs(self, first: int, end: int) -> Iterator[str]:
        """The nearest cues of the clause, each with the next: `the project & begins`."""
        breaks = self.page.breaks
        near = [hit for hit in self.hits if not self.page.asides[hit[1]]]
        before = [cue for cue, _, stop in near if stop <= first and breaks[stop] == breaks[first]]
        after = [cue for cue, begin, _ in near if begin >= end and breaks[begin] == breaks[end]]
        last, following = list(dict.fromkeys(reversed(before)))[:4], list(dict.fromkeys(after))[:3]
        yield from (f"{one} & {other}" for one, other in combinations(reversed(last), 2))
        yield from (f"{one} <> {other}" for one in last[:2] for other in following)
        yield from (f"last {cue}" for cue in last[:1])

    def _neighbours(self, first: int, end: int) -> Iterator[str]:
        lower, written = self.page.words.lower, self.page.words.written
        before = lower[first - 1] if first > self.first else "^"
        after = lower[end] if end < self.last else "$"
        yield f"before {before}" if not before[0].isdigit() else "before digit"
        yield f"after {after}" if not after[0].isdigit() else "after digit"
        flags = {
            f"clause number {min(3, bisect_left(self.taken, first))}": True,
            "leads": first - self.first <= 1,
            "capital after": end < self.last and written[end][0].isupper(),
            "capital inside": any(word[0].isupper() for word in written[first + 1 : end]),
            "quoted": sum(word in _QUOTES for word in lower[self.first : first]) % 2 == 1,
        }
        yield from (name for name, on in flags.items() if on)


def _asides(lower: Sequence[str]) -> Iterator[int]:
    """For each word the number of the brackets that it stands in; 0 outside."""
    number, inside = 0, False
    for word in lower:
        if word == "(":
            number, inside = number + 1, True
        yield number if inside else 0
        inside = inside and word not in {")", "."}


def _named(lower: Sequence[str], title: str | None) -> Iterator[Hit]:
    """Where the first telling word of the project's name stands: as good as `projektet`."""
    words = (word.lower() for word in re.findall(r"[^\W\d_]{4,}", title or ""))
    name = next((word for word in words if word not in _NO_NAME), None)
    if name:
        places = [at for at, word in enumerate(lower) if word in (name, f"{name}s")]
        yield from ((cue, at, at + 1) for at in places for cue in ("its name", "the project"))


def _several(lower: Sequence[str]) -> Iterator[Hit]:
    """Where a number of projects, applications or calls stands: `19 nya projekt`."""
    for at, word in enumerate(lower):
        if word in _MANY and any(one in NUMBERS or one.isdigit() for one in lower[max(0, at - 2) : at]):
            yield "several projects", at, at + 1


def _of_sentence(sentence: Sentence, many: int, length: int) -> Iterator[str]:
    yield f"section {sentence.section}"
    yield f"candidates {min(many, 4)}"
    if sentence.item:
        yield "item"
    if sentence.lead:
        words = sentence.lead.lower().replace(":", " :").split()
        yield from ("led", *(f"{cue} lead" for cue, _, _ in lexicon().find(words)))
    if sentence.text.rstrip()[-1:] not in ".!?:;":
        yield "unended" if length > 12 else "headline"
