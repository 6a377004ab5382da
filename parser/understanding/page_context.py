"""The words of a page's prose with their cues, the brackets that they stand in and where clauses end, found once."""

import functools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, compress, count
from operator import itemgetter

from parser.judging.cues import Hit, Lexicon, read_cues
from parser.understanding.feature_names import Key, asked_names, lexicon
from parser.understanding.readers.numerals import WORDS
from parser.understanding.sentence_cues import SentenceCues
from parser.understanding.words import Words

_BREAKS = frozenset(
    (",", ";", ".", "!", "?", "–", "—", "•", "som", "där", "varav", "därav", "men", "medan", "och", "samt",
     "eftersom", "vilket", "inklusive")
)  # fmt: skip
"""Words and signs at which a clause ends."""
_PAGE_CUES = (
    "other grantors", "a call", "earlier project", "projects", "the fund", "a project", "the project", "granted",
    "applied for", "reports", "results word", "so far", "the page's own date", "has", "past verb", "shall", "its name",
)  # fmt: skip
_NO_NAME = frozenset(["projekt", "projektet", "den", "det", "ett", "nya", "nytt", "från", "för", "med", "till", "mot"])
_MANY = frozenset(("projekt", "ansökningar", "omgångar", "satsningar", "utlysningar", "förstudier"))
_NUMBERS = frozenset(WORDS) - {"en", "ett"}
_OFTEN, _MOST_OFTEN = 300, 3
"""Words of text for which one occurrence of a cue counts as one on the page, and how many count."""
_QUOTES = frozenset('”"»“')


class PageContext:
    """The words of a page's prose with their cues, and what the whole page says."""

    def __init__(self, words: Words, title: str | None) -> None:
        lower, self.words = words.lower, words
        self._more = sorted([*_named(lower, title), *_several(lower)], key=itemgetter(1, 2))
        self._found: dict[tuple[int, int], list[Hit]] = {}
        self._more_places = [hit[1] for hit in self._more]
        self.asides, breaks = [0] * len(lower), list(map(_BREAKS.__contains__, lower))
        for number, (first, end) in enumerate(_brackets(lower), 1):
            self.asides[first:end] = [number] * (end - first)
            breaks[first:end] = [False] * (end - first)
        self._breaks = list(accumulate(breaks, initial=0))
        self.quotes = _places_of(lower, _QUOTES)
        self.often = asked_names()["", ""], [*self._often()]

    def _often(self) -> Iterator[Key]:
        """What a page often speaks of."""
        hits, length = _page_lexicon().find(self.words.lower), max(1, len(self.words.lower))
        counts = Counter(map(itemgetter(0), [*hits, *self._more]))
        for cue in _PAGE_CUES:
            often = min(_MOST_OFTEN, -(-counts[cue] * _OFTEN // length))
            yield from (("page", cue, str(level)) for level in range(1, often + 1))

    def cues_in(self, first: int, last: int) -> SentenceCues:
        """The cues that begin among the words from `first` up to `last`."""
        return SentenceCues(self._hits_in(first, last), self.asides)

    def names_in(self, first: int, last: int) -> set[str]:
        """The names of those cues."""
        return {hit[0] for hit in self._hits_in(first, last)}

    def _hits_in(self, first: int, last: int) -> list[Hit]:
        """Those cues; a sentence is asked about for its own numbers, and for those of the next one."""
        if (first, last) not in self._found:
            self._found[first, last] = self._find(first, last)
        return self._found[first, last]

    def _find(self, first: int, last: int) -> list[Hit]:
        hits = lexicon().find(self.words.lower, first, last)
        more = self._more[bisect_left(self._more_places, first) : bisect_left(self._more_places, last)]
        return sorted([*hits, *more], key=itemgetter(1, 2)) if more else hits

    def clause_of(self, first: int, end: int) -> tuple[int, int]:
        """Where the clause begins that the words from `first` up to `end` stand in, and where it ends."""
        return bisect_left(self._breaks, self._breaks[first]), bisect_right(self._breaks, self._breaks[end]) - 1

    def words_in(self, start: int, end: int) -> tuple[int, int]:
        """The words of `text[start:end]`: the first, and the one after the last."""
        first = bisect_right(self.words.ends, start)
        return first, max(first, bisect_left(self.words.starts, end))


@functools.cache
def _page_lexicon() -> Lexicon:
    cues = read_cues("parser.understanding", "number_cues.toml")
    return Lexicon({name: cues[name] for name in _PAGE_CUES if name in cues})


def _places_of(lower: list[str], wanted: frozenset[str]) -> list[int]:
    """Where any of some words stand."""
    return list(compress(count(), map(wanted.__contains__, lower)))


def _brackets(lower: list[str]) -> Iterator[tuple[int, int]]:
    """The words in brackets, which end with the bracket or a stop."""
    reached = -1
    for at in _places_of(lower, frozenset("(")):
        if at >= reached:
            ends = (place + 1 for place in range(at, len(lower)) if lower[place] in {")", "."})
            reached = next(ends, len(lower))
            yield at, reached


def _named(lower: list[str], title: str | None) -> Iterator[Hit]:
    """Where the first telling word of the project's name stands: as good as `projektet`."""
    words = (word.lower() for word in re.findall(r"[^\W\d_]{4,}", title or ""))
    name = next((word for word in words if word not in _NO_NAME), None)
    for at in _places_of(lower, frozenset((name, f"{name}s"))) if name else ():
        yield from ((cue, at, at + 1) for cue in ("its name", "the project"))


def _several(lower: list[str]) -> Iterator[Hit]:
    """Where a number of projects, applications or calls stands: `19 nya projekt`."""
    for at in _places_of(lower, _MANY):
        if any(one in _NUMBERS or one.isdigit() for one in lower[max(0, at - 2) : at]):
            yield "several projects", at, at + 1
