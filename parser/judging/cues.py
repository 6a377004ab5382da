"""Cues: groups of words that are evidence of one thing, found among the words of a text in one pass.

A term is a word in lower case, `begin*` or `*end`; `a|b` stands for either, `_` for any one word, several words with
spaces for a phrase; a term that begins with `_` is never found. Every cue has an example, which the suite runs: a cue
that nobody met is not added.
"""

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress

import msgspec

from parser.judging.memo import Kept
from parser.text.pattern_tables import read_table


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The terms of a cue, and a sentence in which one of them is found."""

    words: list[str]
    example: str


Hit = tuple[str, int, int]
"""The name of a cue, its first word, and the word after its last."""
_Stretch = tuple[int | None, int | None]
_Fits = frozenset[str]
"""The words of terms that a word of a text fits."""


def read_cues(package: str, name: str) -> dict[str, Cue]:
    """The cues of a TOML file in a package; raises msgspec.ValidationError for one without example."""
    return msgspec.convert(read_table(package, name), dict[str, Cue])


class _Node(msgspec.Struct, gc=False):
    """Where terms stand after some of their words: the cues that end there, and the node after each next word."""

    ended: tuple[tuple[int, str], ...] = ()
    """With the number of the term, in which order they are found."""
    following: dict[str, "_Node"] = {}


_Reached = tuple[list[str], "Kept[_Fits, _Reached | None] | None"]
"""What terms reach together after some words: the cues that end there, and what a next word reaches by its fits."""


def _reached(nodes: list[_Node]) -> _Reached:
    following = defaultdict[str, list[_Node]](list)
    for word, then in (pair for node in nodes for pair in node.following.items()):
        following[word].append(then)

    def after(fits: _Fits) -> _Reached | None:
        found = [node for word in following.keys() & fits for node in following[word]]
        return _reached(found) if found else None

    cues = [cue for _, cue in sorted(one for node in nodes for one in node.ended)]
    return cues, Kept(after, 100_000) if following else None


class Lexicon:
    """The terms of cues as a tree of their words, in which is kept where a text's words have led.

    Raises ValueError for a term with a word such as `*x*`.
    """

    def __init__(self, cues: Mapping[str, Cue]) -> None:
        self._parts = defaultdict[_Stretch, dict[str, set[str]]](dict)
        root, known = _Node(), set[str]()
        for number, (name, term) in enumerate((name, term) for name, cue in cues.items() for term in cue.words):
            node = root
            for word in term.split(" "):
                if word not in known:
                    known.add(word)
                    self._add_word(name, word)
                if word not in node.following:
                    node.following[word] = _Node()
                node = node.following[word]
            node.ended += ((number, name),)
        root.following.pop("_", None)
        self._tables = Kept[int, list[tuple[slice, dict[str, set[str]]]]](self._tables_for, 1_000)
        after = _reached([root])[1]
        self._fits: Kept[str, _Fits] = Kept(self._fits_of, 200_000)
        self.opened = Kept[str, _Reached | None](
            lambda word: None if after is None else after[self._fits[word]], 200_000
        )

    def find(self, words: Sequence[str], start: int = 0, end: int | None = None) -> list[Hit]:
        """Every cue that begins in `words[start:end]`, in lower case; in the order of first word and length."""
        opened = list(map(self.opened.__getitem__, words[start:end]))
        places = compress(range(start, start + len(opened)), opened)
        return self.find_from(zip(places, filter(None, opened), strict=True), words)

    def find_from(self, opened: Iterable[tuple[int, _Reached]], words: Sequence[str]) -> list[Hit]:
        """The cues that begin with some words, each with what it has `opened`."""
        hits, final = list[Hit](), len(words) - 1
        for first, (cues, after) in opened:
            for cue in cues:
                hits.append((cue, first, first + 1))
            if after is not None and first < final and (longer := after[self._fits[words[first + 1]]]):
                hits += self._longer(words, first, longer)
        return hits

    def _longer(self, words: Sequence[str], first: int, reached: _Reached | None) -> Iterator[Hit]:
        """The cues that begin with a word, from its second word on."""
        end = first + 1
        while reached:
            end += 1
            for cue in reached[0]:
                yield cue, first, end
            reached = None if reached[1] is None or end == len(words) else reached[1][self._fits[words[end]]]

    def _add_word(self, name: str, word: str) -> None:
        _check(name, word)
        for part in word.split("|"):
            stretch, compared = _compared(part)
            self._parts[stretch].setdefault(compared, set()).add(word)

    def _tables_for(self, length: int) -> list[tuple[slice, dict[str, set[str]]]]:
        """What stretches of a word of some length are compared with: no longer ones than the word is."""
        return [(slice(*one), table) for one, table in self._parts.items() if min(map(len, table)) <= length]

    def _fits_of(self, word: str) -> _Fits:
        return frozenset[str]().union(*[table.get(word[stretch], ()) for stretch, table in self._tables[len(word)]])


@functools.cache
def read_lexicon(package: str, name: str) -> Lexicon:
    """The lexicon of the cues of a TOML file in a package."""
    return Lexicon(read_cues(package, name))


def _compared(part: str) -> tuple[_Stretch, str]:
    """Which stretch of a word is compared with a part of a term, and with what: for `_` nothing of it."""
    if part == "_":
        return (0, 0), ""
    if part[-1] == "*":
        return (None, len(part) - 1), part[:-1]
    return ((1 - len(part), None), part[1:]) if part[0] == "*" else ((None, None), part)


def _check(name: str, word: str) -> None:
    if any("*" in one[1:-1] or one.strip("*") == "" or one[0] == one[-1] == "*" for one in word.split("|")):
        raise ValueError(f"cue {name!r}: a word of a term is `begin*` or `*end`, not {word!r}")
