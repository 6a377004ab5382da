"""Cues: groups of words that are evidence of one thing, found among the words of a text in one pass.

A term is a word in lower case, `begin*` or `*end`; `a|b` stands for either, `_` for any one word, several words with
spaces for a phrase. Every cue has an example, which the suite runs: a cue that nobody met is not added.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

import msgspec

from parser.judging.kept import Kept


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The terms of a cue, and a sentence in which one of them is found."""

    words: list[str]
    example: str


Hit = tuple[str, int, int]
"""The name of a cue, its first word, and the word after its last."""
_MOST_WORDS = 200_000


class _Pattern(msgspec.Struct, frozen=True):
    """Whether any word fits, the words that do, and what others begin and end with."""

    any_word: bool
    exact: frozenset[str]
    begins: tuple[str, ...]
    ends: tuple[str, ...]

    def fits(self, word: str) -> bool:
        """Whether a word is one that the pattern stands for."""
        return self.any_word or word in self.exact or word.startswith(self.begins) or word.endswith(self.ends)


_Term = tuple[str, tuple[_Pattern, ...]]
"""The name of a cue, and the patterns of the words after its first."""


class _Opened(msgspec.Struct, frozen=True):
    """What a word is and may begin: cues of one word, and terms by their second word or by its pattern."""

    cues: list[str]
    by_second: dict[str, list[_Term]]
    others: list[_Term]


def read_cues(package: str, name: str) -> dict[str, Cue]:
    """The cues of a TOML file in a package; raises msgspec.ValidationError for one without example."""
    return msgspec.convert(tomllib.loads((files(package) / name).read_text("utf-8")), dict[str, Cue])


class Lexicon:
    """The terms of cues, indexed by their first word; what a word opens is looked up once and kept.

    Raises ValueError for a term with a word such as `*x*`.
    """

    def __init__(self, cues: Mapping[str, Cue]) -> None:
        self._terms = [
            (_pattern(name, first), (name, tuple(_pattern(name, one) for one in rest)))
            for name, cue in cues.items()
            for first, *rest in map(str.split, cue.words)
        ]
        self._exact: dict[str, list[_Term]] = {}
        for pattern, term in self._terms:
            for word in pattern.exact:
                self._exact.setdefault(word, []).append(term)
        self._begins = [(one, term) for pattern, term in self._terms for one in pattern.begins]
        self._ends = [(one, term) for pattern, term in self._terms for one in pattern.ends]
        self._any_begin, self._any_end = tuple(one for one, _ in self._begins), tuple(one for one, _ in self._ends)
        self._opened: Kept[str, _Opened | None] = Kept(self._look_up, _MOST_WORDS)

    def find(self, words: Sequence[str], start: int = 0, end: int | None = None) -> Iterator[Hit]:
        """Every cue among `words[start:end]`, in lower case, in the order of their first word and their length."""
        last = len(words) if end is None else end
        part = words if start == 0 and last == len(words) else words[start:last]
        for at, opened in enumerate(map(self._opened.__getitem__, part), start):
            if opened is not None:
                for cue in opened.cues:
                    yield cue, at, at + 1
                if opened.others or opened.by_second:
                    yield from _phrases(opened, words, at, last)

    def _look_up(self, word: str) -> _Opened | None:
        terms = list(self._exact.get(word, ()))
        if word.startswith(self._any_begin):
            terms += [term for begin, term in self._begins if word.startswith(begin)]
        if word.endswith(self._any_end):
            terms += [term for ending, term in self._ends if word.endswith(ending)]
        opened = _Opened([name for name, rest in terms if not rest], {}, [])
        for term in sorted((term for term in terms if term[1]), key=lambda term: len(term[1])):
            second = term[1][0]
            if second.any_word or second.begins or second.ends:
                opened.others.append(term)
            else:
                for one in second.exact:
                    opened.by_second.setdefault(one, []).append(term)
        return opened if terms else None


def _phrases(opened: _Opened, words: Sequence[str], at: int, last: int) -> Iterator[Hit]:
    """The phrases that begin at a word."""
    known = opened.by_second.get(words[at + 1], ()) if at + 1 < last else ()
    for cue, rest in (*known, *opened.others):
        stop = at + 1 + len(rest)
        if stop <= last and all(map(_Pattern.fits, rest, words[at + 1 : stop])):
            yield cue, at, stop


def _pattern(name: str, written: str) -> _Pattern:
    parts = written.split("|")
    if any("*" in one[1:-1] or one.strip("*") == "" or one[0] == one[-1] == "*" for one in parts):
        raise ValueError(f"cue {name!r}: a word of a term is `begin*` or `*end`, not {written!r}")
    begins = tuple(one[:-1] for one in parts if one.endswith("*"))
    ends = tuple(one[1:] for one in parts if one.startswith("*"))
    return _Pattern("_" in parts, frozenset(one for one in parts if "*" not in one), begins, ends)
