"""What is known of the words of a page's prose before its numbers are looked at: the cues among them."""

import functools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import compress, count
from operator import itemgetter

from parser.judging.cues import Hit, Lexicon, read_cues
from parser.understanding.candidates import Number
from parser.understanding.readers.numerals import ARTICLES, WORDS
from parser.understanding.readers.reader_tables import word_lists
from parser.understanding.sentences import Sentence
from parser.understanding.words import Words

Key = tuple[str, ...]
"""The words of a feature: `shall`, `>>`."""
Span = tuple[int, int]
"""The first of some words, and the one after the last."""
_LISTS = word_lists("evidence")
_NEARER = {"<<", "<<<", ">>", ">>>"}
_OFTEN, _MOST_OFTEN = 300, 3
"""Words of text for which one occurrence of a cue counts as one on the page, and how many count."""


@functools.cache
def lexicon() -> Lexicon:
    """The cues of number_cues.toml."""
    return Lexicon(read_cues("parser.understanding", "number_cues.toml"))


@functools.cache
def _page_lexicon() -> Lexicon:
    """Those that say what a whole page is about."""
    cues = read_cues("parser.understanding", "number_cues.toml")
    return Lexicon({name: cue for name, cue in cues.items() if name in _LISTS["page_cues"]})


def names_of(key: Key, sort: str) -> Iterator[str]:
    """The features of a key: `shall >` and `shall >>` of `shall`, `>>`; and those of numbers of a sort."""
    name, farther = " ".join(key), len(key[-1]) - 1 if key[-1] in _NEARER else 0
    for one in (name[: len(name) - less] for less in range(farther + 1)):
        yield one
        if sort:
            yield f"{sort} {one}"


class PageEvidence:
    """The words of a page's prose; the cues among some of them are found when they are asked for, once."""

    def __init__(self, words: Words, title: str | None) -> None:
        self.words, lower = words, words.lower
        self._own = [*_named(lower, title), *_several(lower)]
        self._hits: dict[Span, list[Hit]] = {}
        self.often = list(self._often())

    def _often(self) -> Iterator[Key]:
        """What the page often speaks of."""
        hits, length = [*_page_lexicon().find(self.words.lower), *self._own], len(self.words.lower)
        found = Counter(map(itemgetter(0), hits))
        for cue in _LISTS["page_cues"].intersection(found):
            often = min(_MOST_OFTEN, -(-found[cue] * _OFTEN // length))
            yield from (("page", cue, str(level)) for level in range(1, often + 1))

    def words_in(self, one: Number | Sentence) -> Span:
        """The words of a number or a sentence."""
        first = bisect_right(self.words.ends, one.start)
        return first, max(first, bisect_left(self.words.starts, one.end))

    def hits_in(self, span: Span) -> list[Hit]:
        """The cues that begin among some words."""
        if span not in self._hits:
            own = (hit for hit in self._own if span[0] <= hit[1] < span[1])
            self._hits[span] = sorted([*lexicon().find(self.words.lower, *span), *own], key=itemgetter(1, 2))
        return self._hits[span]


def _named(lower: list[str], title: str | None) -> Iterator[Hit]:
    """Where the first telling word of the project's name stands: as good as `projektet`."""
    words = (word.lower() for word in re.findall(r"[^\W\d_]{4,}", title or ""))
    name = next((word for word in words if word not in _LISTS["no_name"]), "")
    for at in compress(count(), map({name, f"{name}s"}.__contains__, lower)) if name else ():
        yield from ((cue, at, at + 1) for cue in ("its name", "the project"))


def _several(lower: list[str]) -> Iterator[Hit]:
    """Where a number of projects, applications or calls stands: `19 nya projekt`."""
    for at in compress(count(), map(_LISTS["many"].__contains__, lower)):
        if any(one.isdigit() or (one in WORDS and one not in ARTICLES) for one in lower[max(0, at - 2) : at]):
            yield "several projects", at, at + 1
