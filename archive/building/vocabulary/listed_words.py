"""The words that the files of the package `hunspell-sv` list, and the endings that they take: told without Hunspell."""

import bisect
import functools
import re

from schema.swedish_dictionary import dictionary_file

_ENTRY = re.compile(r"^([^/\n]+)(?:/(\S+))?", re.MULTILINE)
"""A listed word and its flags, which say what endings it takes and where it stands in compounds."""
_SUFFIX = re.compile(r"^SFX +\S+ +(\S+) +([^\s/]+)(?:/\S*)? +\S", re.MULTILINE)
"""What an ending takes away of a word and puts in its place; `0` is nothing."""
_LONGEST_ABBREVIATION = 5
"""Letters up to which a name may be listed in capitals alone."""
_LAST_LETTERS = 3
_KEPT = 200_000


@functools.cache
def listed_words() -> dict[str, str]:
    """The words that are listed, in small letters or with capitals, in their order, and the flags of each.

    The first line of the file is their number; some words stand there twice.
    """
    found: dict[str, str] = {}
    for word, flags in _ENTRY.findall(dictionary_file().read_text("utf-8").partition("\n")[2]):
        found[word] = found[word] + flags if word in found else flags
    return found


@functools.cache
def _endings() -> dict[str, tuple[str, ...]]:
    """Every ending, with what may stand in a listed word in its place."""
    found: dict[str, set[str]] = {"": {""}}
    for taken, put in _SUFFIX.findall(dictionary_file().with_suffix(".aff").read_text("utf-8")):
        found.setdefault(put if put != "0" else "", set()).add(taken if taken != "0" else "")
    return {put: tuple(taken) for put, taken in found.items()}


@functools.cache
def _longest_ending() -> int:
    return max(map(len, _endings()))


@functools.lru_cache(_KEPT)
def may_be_listed(word: str) -> bool:
    """Whether a word is listed or may be a form of a listed one: where not, the dictionary at most makes it of parts.

    The dictionary has no prefixes and puts one ending to a word. What is not of letters alone is not told.
    """
    entries, endings = listed_words(), _endings()
    for cut in range(len(word), max(0, len(word) - _longest_ending()) - 1, -1):
        for taken in endings.get(word[cut:], ()):
            if word[:cut] + taken in entries:
                return True
    return not word.isalpha()


def may_be_a_name(capital: str) -> bool:
    """Whether a word with a capital is listed so, or may be an abbreviation; where not, it is no name."""
    return len(capital) <= _LONGEST_ABBREVIATION or not capital.isalpha() or capital in listed_words()


@functools.cache
def _words() -> list[str]:
    """The words without a capital, in the order of their letters."""
    return sorted(filter(str.islower, listed_words()))


@functools.cache
def _words_by_end() -> dict[str, list[str]]:
    """The words without a capital, by their last letters."""
    found: dict[str, list[str]] = {}
    for word in filter(str.islower, listed_words()):
        found.setdefault(word[-_LAST_LETTERS:], []).append(word)
    return found


def listed_beginnings(first: str) -> list[str]:
    """What follows some letters in the words that the dictionary lists: `bok`, `prov` for `läx`."""
    words = _words()
    places = bisect.bisect_left(words, first), bisect.bisect_left(words, first + "\U0010ffff")
    return [word.removeprefix(first) for word in words[slice(*places)]]


def listed_endings(last: str) -> list[str]:
    """What stands before some letters, three at least, in the words that the dictionary lists: `barn` for `hjälp`."""
    words = _words_by_end().get(last[-_LAST_LETTERS:], ())
    return [word.removesuffix(last) for word in words if word.endswith(last)]
