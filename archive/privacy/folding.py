"""Text as the mask reads it: one kind of space, hyphen and at sign, nothing invisible; every sign has its place."""

import re
import unicodedata
from collections.abc import Iterable

from archive.privacy.latin_1 import ChangedSigns

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\x00-\x08\x0e-\x1f\x7f]"
)
_SAME = str.maketrans(
    dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    )
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-")
    | dict.fromkeys("\u2018\u2019\u02bc\u00b4`\u2032\uff07", "'")
    | {"\uff20": "@", "\ufe6b": "@"}
)
_SAME_SIGNS = frozenset(map(chr, _SAME))
_WIDE = re.compile("[\uff01-\uff5e\u0660-\u0669\U0001d7ce-\U0001d7ff]")
"""Full-width letters, signs and digits, and digits of other alphabets: each is one character after folding too."""
_FOLDED = re.compile(f"[{re.escape(''.join(map(chr, _SAME)))}{_INVISIBLE.pattern[1:-1]}{_WIDE.pattern[1:-1]}]")
"""Whatever folding changes; most texts have none of it."""
_FOLDING = ChangedSigns(lambda sign: "" if _INVISIBLE.match(sign) else sign.translate(_SAME))
_SMALL = ChangedSigns(str.casefold)
Range = tuple[int, int]


class FoldedText:
    """A text folded for reading; ranges found in `folded` are put back into the text by `original`."""

    def __init__(self, text: str) -> None:
        self._places: list[int] | None = None
        self.folded = text
        if (folded := _FOLDING.of(text)) is not None:
            self.folded = folded
            return
        signs = "".join(set(text))
        if not _FOLDED.search(signs):
            return
        if _INVISIBLE.search(signs):
            self._places = [place for place, character in enumerate(text) if not _INVISIBLE.match(character)]
            text = "".join(text[place] for place in self._places)
        for sign in _SAME_SIGNS.intersection(signs):
            text = text.replace(sign, _SAME[ord(sign)])
        for sign in _WIDE.findall(signs):
            text = text.replace(sign, unicodedata.normalize("NFKC", sign)[:1])
        self.folded = text

    def original(self, ranges: Iterable[Range]) -> list[Range]:
        """The same ranges in the text that was folded, invisible characters within them included."""
        places = self._places
        if places is None:
            return list(ranges)
        return [(places[start], places[end - 1] + 1) for start, end in ranges if start < end]


def without_case(text: str) -> str:
    """A text so folded that two texts which a pattern takes for equal regardless of case are equal.

    Each character is folded by itself, so a part of a text is a part of the folded text.
    """
    if (small := _SMALL.of(text)) is not None:
        return small
    folded = text.casefold()
    return folded if folded.isascii() else folded.replace("ı", "i").replace("\u0307", "")
