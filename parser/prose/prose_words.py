"""The words of a text with their places, and the cues of this package among them."""

import functools
import re
import tomllib
from bisect import bisect_left
from importlib.resources import files

import msgspec

from parser.judging.cues import Lexicon, read_cues
from parser.judging.linear import Linear, read_judge
from parser.sectioning.line_wraps import joined

_WORD = re.compile(r"\d+,\d+|\w+(?:[-./&+:'’]\w+)*|''|[^\w\s]|\n")
_SEARCHED = 20_000
"""Characters of a text that are read: what it says of its project as a whole stands there."""
QUOTES = frozenset(('"', "”", "“", "»", "«", "''"))
DASHES = frozenset("-–—")


class TextWords(msgspec.Struct, frozen=True):
    """TextWords, punctuation marks and line ends; `lower` is for cues, and `text` as long as the text they are of."""

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
        return at < len(self) and (self.text[self.starts[at]].isupper() or self.lower[at][0].isdigit())

    def at(self, start: int) -> int:
        """The first word that begins at an offset or after it."""
        return bisect_left(self.starts, start)


@functools.lru_cache(maxsize=4)
def flat_text(text: str, start: int = 0, end: int | None = None) -> str:
    """The text up to an end, as long as it is; below the first line from `start`, wrapped lines are joined."""
    below = max(start, text.find("\n", start, end))
    return text[:below] + joined(text[below:end])


@functools.lru_cache(maxsize=4)
def words_of(text: str, start: int = 0, end: int | None = None) -> TextWords:
    """The words of `text[start:end]`, at most 20 000 characters."""
    flat = flat_text(text, start, end)[: start + _SEARCHED]
    places = [match.span() for match in _WORD.finditer(flat, start)]
    return TextWords(flat, [a for a, _ in places], [b for _, b in places], [flat[a:b].lower() for a, b in places])


class Cues:
    """The cues of a table in a text: by the word after them (`before.`), their first word (`after.`); and `end.`."""

    def __init__(self, words: TextWords, table: str) -> None:
        self.before: dict[int, set[str]] = {}
        self.after: dict[int, set[str]] = {}
        self.ends: set[int] = set()
        for cue, first, last in _lexicon(table).find(["\n", *words.lower]):
            side, name = cue.split(".")
            if side == "end":
                self.ends.add(first - 1)
            elif side == "before":
                self.before.setdefault(last - 1, set()).add(name)
            else:
                self.after.setdefault(first - 1, set()).add(name)


@functools.cache
def _lexicon(table: str) -> Lexicon:
    return Lexicon(read_cues("parser.prose", f"{table}.toml"))


@functools.cache
def judge(table: str) -> Linear:
    """The fitted judge of titles, or of owners."""
    return read_judge("parser.prose", f"{table}.toml")


@functools.cache
def word_list(name: str) -> frozenset[str]:
    """One of the lists of `word_lists.toml`."""
    return frozenset(tomllib.loads((files("parser.prose") / "word_lists.toml").read_text("utf-8"))[name])
