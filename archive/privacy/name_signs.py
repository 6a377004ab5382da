"""What tells fast that a text cannot hold a name: the spellings of its words, sought in a text without diacritics."""

import functools
import itertools
import re
import unicodedata

from archive.privacy.latin_1 import ChangedSigns

_SPELLINGS = {
    "å": ("a", "aa"), "ä": ("a", "ae"), "ö": ("o", "oe"), "ü": ("u", "ue", "y"), "ø": ("o", "oe"), "æ": ("a", "ae"),
    "'": ("'", ""), "-": ("-", " ", ""),
}  # fmt: skip
"""What stands in such a text where a name has one of these letters or signs."""
_MOST = 24
"""Spellings of a word that are sought; of one with more, only its longest piece that all of them have."""


class _Bare(dict[int, str]):
    """Each character without its diacritics."""

    def __missing__(self, character: int) -> str:
        self[character] = bare = unicodedata.normalize("NFD", chr(character))[0]
        return bare


_BARE = _Bare({ord("æ"): "a", ord("ø"): "o", ord("ı"): "i"})
_LOWERED = ChangedSigns(lambda sign: "".join(_BARE[ord(small)] for small in sign.casefold()))


def lowered(folded: str) -> str:
    """A text as signs of a name are sought in it: small letters without diacritics, in rare cases more of them."""
    if (changed := _LOWERED.of(folded)) is not None:
        return changed
    small = folded.casefold()
    for sign in sorted(itertools.filterfalse(str.isascii, set(small))):
        small = small.replace(sign, _BARE[ord(sign)])
    return small


@functools.lru_cache(maxsize=2_000)
def signs_of(word: str) -> frozenset[str]:
    """Pieces of which a text has one, once it is `lowered`, if it has a word of a name in any spelling."""
    ways = [_SPELLINGS.get(letter, (_BARE[ord(letter)],)) for letter in word.casefold()]
    if functools.reduce(lambda number, letters: number * len(letters), ways, 1) > _MOST:
        return frozenset({piece_of(word)})
    return frozenset(map("".join, itertools.product(*ways)))


def piece_of(word: str) -> str:
    """The longest piece of a word of a name that every spelling of it has."""
    return max(re.split(r"[^a-z]", word.casefold()), key=len)
