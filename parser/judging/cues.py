"""Cues: groups of words that are evidence of one thing, found among the words of a text in one pass.

A term is a word in lower case, `begin*` or `*end`; `a|b` stands for either, `_` for any one word, several words with
spaces for a phrase; a term that begins with `_` is never found. Every cue has an example, which the suite runs: a cue
that nobody met is not added.
"""

import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from itertools import compress
from operator import contains

import msgspec

from parser.judging.kept import Kept


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The terms of a cue, and a sentence in which one of them is found."""

    words: list[str]
    example: str


Hit = tuple[str, int, int]
"""The name of a cue, its first word, and the word after its last."""
_MOST_WORDS = 200_000


def read_cues(package: str, name: str) -> dict[str, Cue]:
    """The cues of a TOML file in a package; raises msgspec.ValidationError for one without example."""
    return msgspec.convert(tomllib.loads((files(package) / name).read_text("utf-8")), dict[str, Cue])


_Term = tuple[str, tuple[str, ...]]
"""The name of a cue, and the words of one of its terms."""


class Lexicon:
    """The terms of cues by their first word; which words of terms a word fits is looked up once and kept.

    Raises ValueError for a term with a word such as `*x*`.
    """

    def __init__(self, cues: Mapping[str, Cue]) -> None:
        terms = [(name, tuple(term.split())) for name, cue in cues.items() for term in cue.words]
        self._terms = dict[str, list[tuple[int, _Term]]]()
        self._by_part = dict[str, set[str]]()
        for at, (name, words) in enumerate(sorted(terms, key=lambda term: len(term[1]))):
            self._terms.setdefault(words[0], []).append((at, (name, words[1:])))
            for word in words:
                _check(name, word)
                for part in word.split("|"):
                    self._by_part.setdefault(part, set()).add(word)
        self._terms.pop("_", None)
        self._most = max((len(words) for _, words in terms), default=0)
        self._longest = max(map(len, self._by_part), default=0)
        self._fits: Kept[str, frozenset[str]] = Kept(self._fits_of, _MOST_WORDS)
        self._opened: Kept[str, list[_Term]] = Kept(self._opened_by, _MOST_WORDS)

    def find(self, words: Sequence[str], start: int = 0, end: int | None = None) -> list[Hit]:
        """Every cue that begins in `words[start:end]`, in lower case; in the order of first word and length."""
        opened, hits = list(map(self._opened.__getitem__, words[start:end])), list[Hit]()
        for at, terms in compress(enumerate(opened, start), opened):
            following = [self._fits[word] for word in words[at + 1 : at + self._most]]
            for cue, rest in terms:
                last = len(rest) - 1
                if not rest or (
                    last < len(following) and rest[last] in following[last] and all(map(contains, following, rest))
                ):
                    hits.append((cue, at, at + 1 + len(rest)))
        return hits

    def _opened_by(self, word: str) -> list[_Term]:
        """The terms that begin with a word, short ones first."""
        return [term for _, term in sorted(row for one in self._fits[word] for row in self._terms.get(one, ()))]

    def _fits_of(self, word: str) -> frozenset[str]:
        """The words of terms that a word fits."""
        lengths = range(1, min(len(word), self._longest) + 1)
        parts = ("_", word, *(f"{word[:one]}*" for one in lengths), *(f"*{word[-one:]}" for one in lengths))
        return frozenset(one for part in parts for one in self._by_part.get(part, ()))


def _check(name: str, word: str) -> None:
    """Raises ValueError for a word that could never fit."""
    if any("*" in one[1:-1] or one.strip("*") == "" or one[0] == one[-1] == "*" for one in word.split("|")):
        raise ValueError(f"cue {name!r}: a word of a term is `begin*` or `*end`, not {word!r}")
