"""Cues: groups of words that are evidence of one thing, found among the words of a text in one pass.

A term is a word in lower case, `begin*` or `*end`; `a|b` stands for either, `_` for any one word, several words with
spaces for a phrase. Every cue has an example, which the suite runs: a cue that nobody met is not added.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

import msgspec


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The terms of a cue, and a sentence in which one of them is found."""

    words: list[str]
    example: str


Hit = tuple[str, int, int]
"""The name of a cue, its first word, and the word after its last."""
_Pattern = tuple[bool, frozenset[str], tuple[str, ...], tuple[str, ...]]
"""Whether any word fits, the words that do, and what others begin and end with."""
_Term = tuple[str, tuple[_Pattern, ...]]
"""The name of a cue, and the patterns of the words after its first."""


def read_cues(package: str, name: str) -> dict[str, Cue]:
    """The cues of a TOML file in a package; raises msgspec.ValidationError for one without example."""
    return msgspec.convert(tomllib.loads((files(package) / name).read_text("utf-8")), dict[str, Cue])


class Lexicon:
    """The terms of cues, indexed by their first word; what a word opens is looked up once and kept."""

    def __init__(self, cues: Mapping[str, Cue]) -> None:
        self._exact: dict[str, list[_Term]] = {}
        self._begins: list[tuple[str, _Term]] = []
        self._ends: list[tuple[str, _Term]] = []
        self._opened: dict[str, tuple[_Term, ...]] = {}
        for name, term in ((name, term) for name, cue in cues.items() for term in cue.words):
            first, *rest = term.split()
            for pattern in first.split("|"):
                self._add(pattern, (name, tuple(map(_pattern, rest))))
        self._any_begin = tuple(begin for begin, _ in self._begins)
        self._any_end = tuple(ending for ending, _ in self._ends)

    def _add(self, pattern: str, term: _Term) -> None:
        if pattern.endswith("*"):
            self._begins.append((pattern[:-1], term))
        elif pattern.startswith("*"):
            self._ends.append((pattern[1:], term))
        else:
            self._exact.setdefault(pattern, []).append(term)

    def find(self, words: Sequence[str], start: int = 0, end: int | None = None) -> Iterator[Hit]:
        """Every cue among `words[start:end]`, in lower case, in their order."""
        opened, last = self._opened, len(words) if end is None else end
        for at in range(start, last):
            word = words[at]
            terms = opened.get(word)
            if terms is None:
                terms = opened[word] = self._look_up(word)
            for cue, rest in terms:
                if not rest or (at + len(rest) < last and _follows(rest, words, at)):
                    yield cue, at, at + 1 + len(rest)

    def _look_up(self, word: str) -> tuple[_Term, ...]:
        found = list(self._exact.get(word, ()))
        if word.startswith(self._any_begin):
            found += [term for begin, term in self._begins if word.startswith(begin)]
        if word.endswith(self._any_end):
            found += [term for ending, term in self._ends if word.endswith(ending)]
        return tuple(found)


def _pattern(written: str) -> _Pattern:
    parts = written.split("|")
    begins = tuple(one[:-1] for one in parts if one.endswith("*"))
    return "_" in parts, frozenset(parts), begins, tuple(one[1:] for one in parts if one.startswith("*"))


def _follows(patterns: tuple[_Pattern, ...], words: Sequence[str], at: int) -> bool:
    for any_word, exact, begins, ends in patterns:
        at += 1
        word = words[at]
        if not (any_word or word in exact or word.startswith(begins) or word.endswith(ends)):
            return False
    return True
