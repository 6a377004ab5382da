"""The words that the mask knows, read from `words.toml`."""

import functools
import tomllib
from importlib.resources import files

_LETTERS_OF_A_BEGINNING = 2
"""`*chef` is also `chef` itself, but `*vd` with one letter before it is none."""


class WordList:
    """Words that are compared whole; those declared with a star also as the end of a longer word."""

    def __init__(self, declared: list[str]) -> None:
        self.words = frozenset(word.lstrip("*") for word in declared)
        self._endings = tuple(word[1:] for word in declared if word.startswith("*"))

    def __contains__(self, word: str) -> bool:
        if word in self.words or not word.endswith(self._endings):
            return word in self.words
        return any(
            word.endswith(ending) and len(word) >= len(ending) + _LETTERS_OF_A_BEGINNING for ending in self._endings
        )


@functools.cache
def word_list(name: str) -> WordList:
    """A list of `words.toml`; KeyError for a name it does not have."""
    return WordList(_table()[name])


@functools.cache
def _table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = tomllib.loads((files("archive.privacy") / "words.toml").read_text("utf-8"))
    return table
