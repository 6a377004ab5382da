"""Cues: groups of words that are evidence of one thing, found among the words of a text in one pass.

A term is a word in lower case, `begin*` or `*end`; `a|b` stands for either, `_` for any one word, several words with
spaces for a phrase; a term that begins with `_` is never found. Every cue has an example, which the suite runs: a cue
that nobody met is not added.
"""

import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import compress
from typing import cast

import msgspec

from parser.judging.kept import Kept


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The terms of a cue, and a sentence in which one of them is found."""

    words: list[str]
    example: str


Hit = tuple[str, int, int]
"""The name of a cue, its first word, and the word after its last."""
_MOST_WORDS, _MOST_KINDS = 200_000, 10_000


def read_cues(package: str, name: str) -> dict[str, Cue]:
    """The cues of a TOML file in a package; raises msgspec.ValidationError for one without example."""
    return msgspec.convert(tomllib.loads((files(package) / name).read_text("utf-8")), dict[str, Cue])


class _Node:
    """The cues whose terms end here, and what follows in longer terms, by the written word of the term."""

    def __init__(self) -> None:
        self.cues: list[str] = []
        self.following: dict[str, _Node] = {}


class _Reached:
    """Where some words lead in all terms at once: the cues that end here, and where each kind of word leads to."""

    def __init__(self, nodes: Sequence[_Node]) -> None:
        self.cues = [cue for node in nodes for cue in node.cues]
        self.goes_on = any(node.following for node in nodes)
        self.after: Kept[_Kind, _Reached | None] = Kept(lambda kind: _reached(nodes, kind), _MOST_KINDS)


_Kind = str
"""The words of terms that some words fit, with spaces; no term tells those words apart."""


def _reached(nodes: Sequence[_Node], kind: _Kind) -> _Reached | None:
    """Where a word leads to; None where no term has it next."""
    found = [node.following[one] for one in kind.split() for node in nodes if one in node.following]
    return _Reached(found) if found else None


class Lexicon:
    """The terms of cues as a tree of their words; what a word stands for in them is looked up once and kept.

    Raises ValueError for a term with a word such as `*x*`.
    """

    def __init__(self, cues: Mapping[str, Cue]) -> None:
        self._root, written = _Node(), dict[str, None]()
        for name, cue in cues.items():
            for term in map(str.split, cue.words):
                node = self._root
                for word in term:
                    _check(name, word)
                    written[word] = None
                    node = node.following.setdefault(word, _Node())
                node.cues.append(name)
        self._written = list(written)
        self._by_part: dict[str, list[str]] = {}
        for word in written:
            for part in word.split("|"):
                self._by_part.setdefault(part, []).append(word)
        self._longest = max(map(len, self._by_part), default=0)
        for word in self._by_part.get("_", ()):
            self._root.following.pop(word, None)
        self._kinds: Kept[str, _Kind] = Kept(self._kind_of, _MOST_WORDS)
        self._first = Kept[_Kind, _Reached | None](lambda kind: _reached([self._root], kind), _MOST_KINDS)
        self._opened: Kept[str, _Reached | None] = Kept(lambda word: self._first[self._kinds[word]], _MOST_WORDS)

    def find(self, words: Sequence[str], start: int = 0, end: int | None = None) -> list[Hit]:
        """Every cue that begins in `words[start:end]`, in lower case; in the order of first word and length."""
        opened, hits = list(map(self._opened.__getitem__, words[start:end])), list[Hit]()
        for at, reached in cast("Iterator[tuple[int, _Reached]]", compress(enumerate(opened, start), opened)):
            for cue in reached.cues:
                hits.append((cue, at, at + 1))
            if reached.goes_on and at + 1 < len(words):
                further = reached.after[self._kinds[words[at + 1]]]
                if further is not None:
                    hits += self._phrases(further, words, at)
        return hits

    def _phrases(self, reached: _Reached, words: Sequence[str], at: int) -> Iterator[Hit]:
        """The cues of two words and more that begin with word `at`."""
        for end in range(at + 2, len(words) + 1):
            yield from ((cue, at, end) for cue in reached.cues)
            further = reached.after[self._kinds[words[end]]] if reached.goes_on and end < len(words) else None
            if further is None:
                return
            reached = further

    def _kind_of(self, word: str) -> _Kind:
        lengths = range(1, min(len(word), self._longest) + 1)
        begins, ends = (f"{word[:one]}*" for one in lengths), (f"*{word[-one:]}" for one in lengths)
        found = [
            {one for part in parts for one in self._by_part.get(part, ())} for parts in ([word], begins, ends, "_")
        ]
        fits = dict.fromkeys(one for some in found for one in sorted(some, key=self._written.index))
        return sys.intern(" ".join(fits))


def _check(name: str, word: str) -> None:
    """Raises ValueError for a word that could never fit."""
    if any("*" in one[1:-1] or one.strip("*") == "" or one[0] == one[-1] == "*" for one in word.split("|")):
        raise ValueError(f"cue {name!r}: a word of a term is `begin*` or `*end`, not {word!r}")
