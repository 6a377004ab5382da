"""Cues: groups of words that are evidence of one thing, found among the words of a text in one pass.

A term is a word in lower case, `begin*` or `*end`; `a|b` stands for either, `_` for any one word, several words with
spaces for a phrase; a term that begins with `_` is never found. Every cue has an example, which the suite runs: a cue
that nobody met is not added.
"""

import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from itertools import compress, count
from operator import attrgetter

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
        self.after: Kept[_Kind, _Reached | None] | None = None
        if any(node.following for node in nodes):
            self.after = Kept(lambda kind: kind.leads_from(nodes), _MOST_KINDS)


class _Kind:
    """Words that fit the same words of terms, and where they lead to as the first word of one."""

    def __init__(self, fits: Sequence[str], root: _Node) -> None:
        self._fits = fits
        self.opens = self.leads_from([root])

    def leads_from(self, nodes: Sequence[_Node]) -> _Reached | None:
        """Where such a word leads to; None where no term has it next."""
        found = [node.following[one] for one in self._fits for node in nodes if one in node.following]
        return _Reached(found) if found else None


_OPENS = attrgetter("opens")


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
        self._most = max((len(term.split()) for cue in cues.values() for term in cue.words), default=0)
        self._nothing = _Kind((), self._root)
        self._kinds: Kept[str, _Kind] = Kept(self._kind_of, _MOST_WORDS)
        self._made: dict[tuple[str, ...], _Kind] = {}

    def find(self, words: Sequence[str], start: int = 0, end: int | None = None) -> list[Hit]:
        """Every cue that begins in `words[start:end]`, in lower case; in the order of first word and length."""
        stop = len(words) if end is None else end
        kinds, hits = list(map(self._kinds.__getitem__, words[start : stop + self._most])), list[Hit]()
        opened = list(map(_OPENS, kinds[: stop - start]))
        kinds.append(self._nothing)
        for at, reached in compress(zip(count(start), opened), opened):
            for cue in reached.cues:
                hits.append((cue, at, at + 1))
            if reached.after is not None:
                further = reached.after[kinds[at - start + 1]]
                if further is not None:
                    _go_on(further, kinds, at, start, hits)
        return hits

    def _kind_of(self, word: str) -> _Kind:
        lengths = range(1, min(len(word), self._longest) + 1)
        begins, ends = (f"{word[:one]}*" for one in lengths), (f"*{word[-one:]}" for one in lengths)
        found = [
            {one for part in parts for one in self._by_part.get(part, ())} for parts in ([word], begins, ends, "_")
        ]
        fits = tuple(dict.fromkeys(one for some in found for one in sorted(some, key=self._written.index)))
        return self._made.get(fits) or self._made.setdefault(fits, _Kind(fits, self._root))


def _go_on(reached: _Reached, kinds: Sequence[_Kind], at: int, start: int, hits: list[Hit]) -> None:
    """Adds the cues of two words and more that begin at a word; `kinds` are those of the words from `start` on."""
    end: int = at + 2
    further: _Reached | None = reached
    while further is not None:
        for cue in further.cues:
            hits.append((cue, at, end))
        further, end = further.after[kinds[end - start]] if further.after is not None else None, end + 1


def _check(name: str, word: str) -> None:
    """Raises ValueError for a word that could never fit."""
    if any("*" in one[1:-1] or one.strip("*") == "" or one[0] == one[-1] == "*" for one in word.split("|")):
        raise ValueError(f"cue {name!r}: a word of a term is `begin*` or `*end`, not {word!r}")
