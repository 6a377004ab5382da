"""The words of a text with their places, and the cues around them."""

import functools
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

import msgspec

from parser.judging.cues import read_cues, read_lexicon
from parser.prose.prose_tables import pattern

_SEARCHED = 20_000
"""Characters of a text that are read: what it says of its project as a whole stands there."""
_PADDING, _COLUMN = ["\n"] * 3, 3
"""Line ends around a text, and spaces that part two columns."""
_CUES = "parser.prose", "cues.toml"
QUOTES = frozenset(('"', "”", "“", "»", "«", "''"))
DASHES = frozenset("-–—")
Name = tuple[int, int]
"""The first word of a name and the word after its last."""
_At = dict[int, frozenset[str]]


class TextWords(msgspec.Struct, frozen=True):
    """Words, punctuation marks and line ends; `text` is as long as the text they are of.

    `forms`, the words as written, and `lower`, the same for cues, go on with three line ends: what stands after the
    last word and, at the indexes below 0, before the first.
    """

    text: str
    starts: list[int]
    ends: list[int]
    forms: list[str]
    lower: list[str]
    cues: dict[str, _At]
    """Features of a kind and side (`title before`) by word: the one after them, else the first of their own."""

    def __len__(self) -> int:
        return len(self.starts)

    def written(self, first: int, last: int) -> str:
        """The text from one word up to another (exclusive)."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def is_capital(self, at: int) -> bool:
        """Whether a word begins with a capital or a digit."""
        initial = self.forms[at][0]
        return initial.isupper() or initial.isdigit()

    def opens_column(self, at: int) -> bool:
        """Whether a word stands in another column of a form than the one before it."""
        gap = self.text[self.ends[at - 1] : self.starts[at]] if 0 < at < len(self) else ""
        return len(gap) >= _COLUMN or "\t" in gap

    def at(self, start: int) -> int:
        """The first word that begins at an offset or after it."""
        return bisect_left(self.starts, start)


def lowered(text: str) -> str:
    """The text in lower case, as long as it is."""
    return text.replace("İ", "I").lower()


def places_of(part: str, text: str) -> Iterator[int]:
    """Where a part of a text begins, which may overlap itself."""
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def joined(text: str) -> str:
    """The text with its wraps as spaces; all other line ends, and all offsets, are kept."""
    return pattern("wrap").sub(" ", text)


@functools.lru_cache(maxsize=4)
def flat_text(text: str, start: int = 0, end: int | None = None) -> str:
    """The text up to an end, as long as it is; below the first line from `start`, wrapped lines are joined."""
    below = max(start, text.find("\n", start, end))
    return text[:below] + joined(text[below:end])


@functools.lru_cache(maxsize=4)
def read_words(text: str, start: int = 0, end: int | None = None) -> TextWords:
    """The words of `text[start:end]`, at most 20 000 characters."""
    flat = flat_text(text, start, end)[: start + _SEARCHED]
    parts = pattern("word_or_mark").split(flat[start:])
    offsets = [*accumulate(map(len, parts), initial=start)]
    forms = parts[1::2] + _PADDING
    lower = [*map(str.lower, forms)]
    return TextWords(flat, offsets[1:-1:2], offsets[2::2], forms, lower, _cues_in(lower))


def _cues_in(lower: list[str]) -> dict[str, _At]:
    sides = _sides()
    found: dict[str, _At] = {where: {} for where, _, _ in sides.values()}
    for cue, first, last in read_lexicon(*_CUES).find(["\n", *lower[: -len(_PADDING)]]):
        where, said, is_before = sides[cue]
        here, at = found[where], (last if is_before else first) - 1
        here[at] = here[at] | said if at in here else said
    return found


@functools.cache
def _sides() -> dict[str, tuple[str, frozenset[str], bool]]:
    """What a cue is of (`title before`), the feature that it is (`before project`), and whether it stands before."""
    parts = ((cue, cue.split(" ", 2)) for cue in read_cues(*_CUES))
    return {
        cue: (f"{kind} {side}", frozenset({f"{side} {said}"}), side == "before") for cue, (kind, side, said) in parts
    }
