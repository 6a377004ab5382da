"""Cues: groups of words that are evidence of one thing, found among the words of a text in one pass.

A term is a word in lower case, `begin*` or `*end`; `a|b` stands for either, `_` for any one word, several words with
spaces for a phrase; a term that begins with `_` is never found. Every cue has an example, which the suite runs: a cue
that nobody met is not added.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import compress

import msgspec

from parser.judging.kept import Kept


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The terms of a cue, and a sentence in which one of them is found."""

    words: list[str]
    example: str


Hit = tuple[str, int, int]
"""The name of a cue, its first word, and the word after its last."""
_MOST_WORDS = 200_000
_Stretch = tuple[int | None, int | None]


def read_cues(package: str, name: str) -> dict[str, Cue]:
    """The cues of a TOML file in a package; raises msgspec.ValidationError for one without example."""
    return msgspec.convert(tomllib.loads((files(package) / name).read_text("utf-8")), dict[str, Cue])


class _Node(msgspec.Struct):
    """Where terms stand after some of their words: the cues that end there, and the node after each next word."""

    ended: list[tuple[int, str]]
    """With the number of the term, in which order they are found."""
    following: dict[str, "_Node"]


class Lexicon:
    """The terms of cues as a tree of their words; what a word fits and opens is looked up once and kept.

    Raises ValueError for a term with a word such as `*x*`.
    """

    def __init__(self, cues: Mapping[str, Cue]) -> None:
        self._root = _Node([], {})
        self._parts = defaultdict[_Stretch, dict[str, set[str]]](dict)
        for number, (name, term) in enumerate((name, term) for name, cue in cues.items() for term in cue.words):
            node = self._root
            for word in term.split(" "):
                _check(name, word)
                for part in word.split("|"):
                    stretch, compared = _compared(part)
                    self._parts[stretch].setdefault(compared, set()).add(word)
                node = node.following.setdefault(word, _Node([], {}))
            node.ended.append((number, name))
        self._root.following.pop("_", None)
        self._fits: Kept[str, frozenset[str]] = Kept(self._fits_of, _MOST_WORDS)
        self._opened: Kept[str, list[_Opened]] = Kept(self._opened_by, _MOST_WORDS)

    def find(self, words: Sequence[str], start: int = 0, end: int | None = None) -> list[Hit]:
        """Every cue that begins in `words[start:end]`, in lower case; in the order of first word and length."""
        opened, hits = list(map(self._opened.__getitem__, words[start:end])), list[Hit]()
        fits, final = self._fits, len(words) - 1
        for at, ((alone, longer, nodes),) in compress(enumerate(opened, start), opened):
            for cue in alone:
                hits.append((cue, at, at + 1))
            if longer and at < final and not longer.isdisjoint(fits[words[at + 1]]):
                hits += self._longer(nodes, words, at)
        return hits

    def _longer(self, nodes: list[_Node], words: Sequence[str], first: int) -> Iterator[Hit]:
        """The cues of more words than one that begin with a word, after which terms stand at some nodes."""
        end = first + 1
        while end < len(words) and (nodes := self._after(nodes, words[end])):
            end += 1
            yield from ((cue, first, end) for cue in _ended(nodes))

    def _after(self, nodes: list[_Node], word: str) -> list[_Node]:
        """The nodes of terms that go on with a word."""
        return [node.following[one] for one in self._fits[word] for node in nodes if one in node.following]

    def _opened_by(self, word: str) -> "list[_Opened]":
        """What terms a word opens, alone in a list; an empty one where it opens none."""
        nodes = self._after([self._root], word)
        return [(_ended(nodes), {one for node in nodes for one in node.following}, nodes)] if nodes else []

    def _fits_of(self, word: str) -> frozenset[str]:
        """The words of terms that a word fits."""
        found = (table.get(word[start:end], ()) for (start, end), table in self._parts.items())
        return frozenset(one for fitting in found for one in fitting)


def _compared(part: str) -> tuple[_Stretch, str]:
    """Which stretch of a word is compared with a part of a term, and with what: for `_` nothing of it."""
    if part == "_":
        return (0, 0), ""
    if part[-1] == "*":
        return (None, len(part) - 1), part[:-1]
    return ((1 - len(part), None), part[1:]) if part[0] == "*" else ((None, None), part)


_Opened = tuple[list[str], set[str], list[_Node]]
"""The cues of a first word alone, the words of terms that go on after it, and the nodes where those terms stand."""


def _ended(nodes: list[_Node]) -> list[str]:
    """The cues that end at some nodes, in the order of their terms."""
    return [cue for _, cue in sorted(one for node in nodes for one in node.ended)]


def _check(name: str, word: str) -> None:
    """Raises ValueError for a word that could never fit."""
    if any("*" in one[1:-1] or one.strip("*") == "" or one[0] == one[-1] == "*" for one in word.split("|")):
        raise ValueError(f"cue {name!r}: a word of a term is `begin*` or `*end`, not {word!r}")
