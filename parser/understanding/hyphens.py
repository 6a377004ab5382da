"""Hyphens that old line breaks left inside words, told from those of compounds by the Swedish dictionary."""

import functools
import re

from schema.swedish_dictionary import dictionary

_SPLIT = re.compile(r"([^\W\d_]{2,})-([a-zåäöé]{2,})")
_LONGEST = 60
_KEPT_BEFORE = frozenset(("och", "eller", "samt", "respektive", "men", "som", "till"))
"""Words before which a hyphen ends the first half of `in- och utrikes`."""


@functools.lru_cache(maxsize=20_000)
def joined(word: str) -> str | None:
    """The word without the hyphen that a line break left in it (`respek-tive`); None where the hyphen belongs there.

    It belongs in capitals' and letters' compounds (`ESF-projekt`, `e-post`, `Väst-Sverige`), before `och`, and where
    the dictionary does not have the word without it.
    """
    if len(word) > _LONGEST:
        return None
    if "\xad" in word:
        return word.replace("\xad", "") or None
    halves = _SPLIT.fullmatch(word)
    if halves is None or halves[1].isupper() or halves[2] in _KEPT_BEFORE:
        return None
    whole = halves[1] + halves[2]
    return whole if dictionary().spell(whole.lower()) else None
