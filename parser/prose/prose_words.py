"""The words of a text with their places, and the cues around them."""

import functools
import re
from bisect import bisect_left
from collections import defaultdict

import msgspec

from parser.prose.prose_tables import lexicon_of
from parser.sectioning.line_wraps import joined

_WORD = re.compile(r"\d+,\d+|\w+(?:[-./&+:'’]\w+)*|''|[^\w\s]|\n")
_SEARCHED = 20_000
"""Characters of a text that are read: what it says of its project as a whole stands there."""
QUOTES = frozenset(('"', "”", "“", "»", "«", "''"))
DASHES = frozenset("-–—")
Name = tuple[int, int]
"""The first word of a name and the word after its last."""


class TextWords(msgspec.Struct, frozen=True):
    """Words, punctuation marks and line ends; `lower` is for cues, and `text` as long as the text they are of."""

    text: str
    starts: list[int]
    ends: list[int]
    lower: list[str]

    def __len__(self) -> int:
        return len(self.lower)

    def word(self, at: int) -> str:
        """A word in lower case; before the first and after the last there are line ends."""
        return self.lower[at] if 0 <= at < len(self.lower) else "\n"

    def written(self, first: int, last: int) -> str:
        """The text from one word up to another (exclusive)."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def is_capital(self, at: int) -> bool:
        """Whether a word begins with a capital or a digit."""
        return at < len(self.lower) and (self.text[self.starts[at]].isupper() or self.lower[at][0].isdigit())

    def at(self, start: int) -> int:
        """The first word that begins at an offset or after it."""
        return bisect_left(self.starts, start)

    def is_early(self, at: int, characters: int) -> bool:
        """Whether a word begins among the first characters of the text."""
        return self.starts[at] - self.starts[0] < characters


@functools.lru_cache(maxsize=4)
def flat_text(text: str, start: int = 0, end: int | None = None) -> str:
    """The text up to an end, as long as it is; below the first line from `start`, wrapped lines are joined."""
    below = max(start, text.find("\n", start, end))
    return text[:below] + joined(text[below:end])


@functools.lru_cache(maxsize=4)
def read_words(text: str, start: int = 0, end: int | None = None) -> TextWords:
    """The words of `text[start:end]`, at most 20 000 characters."""
    flat = flat_text(text, start, end)[: start + _SEARCHED]
    found = [*_WORD.finditer(flat, start)]
    places = [one.start() for one in found], [one.end() for one in found]
    return TextWords(flat, *places, [one[0].lower() for one in found])


class CuesAround:
    """The cues in a text: by the word after them (`before.`), by their first word (`after.`), and where names end."""

    def __init__(self, words: TextWords, kind: str) -> None:
        self.before: defaultdict[int, set[str]] = defaultdict(set)
        self.after: defaultdict[int, set[str]] = defaultdict(set)
        self.ends: set[int] = set()
        for cue, first, last in lexicon_of(kind).find(["\n", *words.lower]):
            if cue.startswith("before."):
                self.before[last - 1].add(cue[7:])
            elif cue.startswith("after."):
                self.after[first - 1].add(cue[6:])
            else:
                self.ends.add(first - 1)
