"""Which words the Swedish dictionary can have or make of parts, told from its files: much faster than by Hunspell.

What cannot be one is no word. What can be one need not be: Hunspell alone knows which parts go together.
"""

import functools
import re
from collections.abc import Iterator

from archive.building.vocabulary.listed_words import listed_words, may_be_listed
from schema.swedish_dictionary import dictionary_file

_PARTS, _SHORTEST = 4, 2
"""The most parts of a compound (`COMPOUNDWORDMAX`), and the fewest letters of one (`COMPOUNDMIN`)."""
_LINK = re.compile(r"^SFX +(\S) +(\S+) +([^\s/]+)/(\S+) +(\S+)", re.MULTILINE)
"""What a word ends with as a part before another: flag, letters taken away, letters put, flags, what it applies to."""
_BEFORE_ANOTHER, _LAST = "XU", "Y"
"""The flags `COMPOUNDBEGIN` and `COMPOUNDMIDDLE`, and `COMPOUNDEND`."""


def may_be_word(word: str) -> bool:
    """Whether a word in small letters can be in the dictionary, or be made from its words."""
    return not word.isalpha() or _may_be_made(word, _PARTS)


def _may_be_made(word: str, parts: int) -> bool:
    if may_be_listed(word):
        return True
    return parts > 1 and any(_may_be_made(rest, parts - 1) for rest in _rests(word))


def _rests(word: str) -> Iterator[str]:
    """What stands behind each first part; of three equal letters one is left out: `nattåg` is of natt and tåg."""
    first_parts = _first_parts()
    for length in range(_SHORTEST, len(word)):
        if word[:length] in first_parts:
            yield word[length:]
            if word[length - 1] == word[length - 2]:
                yield word[length - 1 :]


@functools.cache
def _first_parts() -> frozenset[str]:
    """Whatever may stand before another part: words as they are, or with the letters that link them."""
    links, known, words = _links(), _flags_of_rules().union(_BEFORE_ANOTHER), listed_words()
    all_flags = set(words.values())
    alone = {flags for flags in all_flags if not known.isdisjoint(flags)}
    linked = {flags: [link for flag in links.keys() & flags for link in links[flag]] for flags in all_flags}
    return frozenset(word for word, flags in words.items() if flags in alone) | {
        word[: len(word) - len(taken)] + put
        for word, flags in words.items()
        for taken, put, where in linked[flags]
        if where.search(word)
    }


def _endings_file() -> str:
    return dictionary_file().with_suffix(".aff").read_text("utf-8")


def _links() -> dict[str, list[tuple[str, str, re.Pattern[str]]]]:
    """The endings by which a word becomes a first part, by their flag."""
    found: dict[str, list[tuple[str, str, re.Pattern[str]]]] = {}
    for flag, taken, put, flags, where in _LINK.findall(_endings_file()):
        if not set(_BEFORE_ANOTHER).isdisjoint(flags):
            pair = (taken if taken != "0" else "", put if put != "0" else "")
            found.setdefault(flag, []).append((*pair, re.compile(f"{where}$")))
    return found


def _flags_of_rules() -> set[str]:
    """The flags of words that rules of their own put before others, as numbers in letters."""
    rules = re.findall(r"^COMPOUNDRULE +(\S+)$", _endings_file(), re.MULTILINE)[1:]
    return {flag for rule in rules for flag in rule if flag not in f"*?{_LAST}"}
