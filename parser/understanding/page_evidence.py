"""What is known of the words of a page's prose before its numbers are looked at: the cues among them."""

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterator
from operator import itemgetter

from parser.judging.cues import Hit, Lexicon, read_lexicon
from parser.understanding.candidates import Number
from parser.understanding.readers.numerals import ARTICLES, WORDS, Span
from parser.understanding.readers.reader_tables import word_lists
from parser.understanding.sentences import Sentence
from parser.understanding.words import Words

Key = tuple[str, ...]
"""The words of a feature: `shall`, `>>`."""
_LISTS, _CUES = word_lists("evidence"), ("parser.understanding", "number_cues.toml")
_NEARER = {"<<", "<<<", ">>", ">>>"}
_OFTEN, _MOST_OFTEN = 300, 3
"""Words of text for which one occurrence of a cue counts as one on the page, and how many count."""


def lexicon() -> Lexicon:
    """The cues of number_cues.toml."""
    return read_lexicon(*_CUES)


def names_of(key: Key, sort: str) -> Iterator[str]:
    """The features of a key: `shall >` and `shall >>` of `shall`, `>>`; and those of numbers of a sort."""
    name, farther = " ".join(key), len(key[-1]) - 1 if key[-1] in _NEARER else 0
    for one in (name[: len(name) - less] for less in range(farther + 1)):
        yield one
        if sort:
            yield f"{sort} {one}"


class PageEvidence:
    """The words of a page's prose, and the cues among them in their order."""

    def __init__(self, words: Words, title: str | None) -> None:
        self._hits = lexicon().find_from(words.marked(lexicon().opened.__getitem__), words.lower)
        for hit in (*_named(words, title), *_several(words)):
            insort(self._hits, hit, key=itemgetter(1, 2))
        self.words, self._begin = words, [first for _, first, _ in self._hits]
        self.often, self.breaks = [*self._often()], [at for at, _ in words.marked(_LISTS["breaks"].__contains__)]

    def _often(self) -> Iterator[Key]:
        found = Counter(cue for cue, _, _ in self._hits)
        for cue in _LISTS["page_cues"].intersection(found):
            often = min(_MOST_OFTEN, -(-found[cue] * _OFTEN // len(self.words.lower)))
            yield from (("page", cue, str(level)) for level in range(1, often + 1))

    def words_in(self, one: Number | Sentence) -> Span:
        """The words of a number or a sentence."""
        first = bisect_right(self.words.ends, one.start)
        return first, max(first, bisect_left(self.words.starts, one.end))

    def hits_in(self, span: Span) -> list[Hit]:
        """The cues that begin among some words."""
        return self._hits[bisect_left(self._begin, span[0]) : bisect_left(self._begin, span[1])]


def _named(words: Words, title: str | None) -> Iterator[Hit]:
    """Where the first telling word of the project's name stands: as good as `projektet`."""
    telling = (word.lower() for word in re.findall(r"[^\W\d_]{4,}", title or ""))
    name = next((word for word in telling if word not in _LISTS["no_name"]), "")
    for at, _ in words.marked({name, f"{name}s"}.__contains__) if name else ():
        yield from ((cue, at, at + 1) for cue in ("its name", "the project"))


def _several(words: Words) -> Iterator[Hit]:
    """Where a number of projects, applications or calls stands: `19 nya projekt`."""
    for at, _ in words.marked(_LISTS["many"].__contains__):
        before = words.lower[max(0, at - 2) : at]
        if any(one.isdigit() or (one in WORDS and one not in ARTICLES) for one in before):
            yield "several projects", at, at + 1
