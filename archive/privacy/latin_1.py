"""Texts as bytes of Latin-1, in which signs are changed by a table: many times faster than sign by sign."""

from collections.abc import Callable

_STAND_INS = dict(zip("█“”•…–’", map(chr, range(0x80, 0x87)), strict=True))
"""Frequent signs beyond Latin-1, that of a mask first, each with a control character of it that stands in."""
_STANDING_IN = "".join(_STAND_INS.values()).encode("latin-1")


def in_latin_1(text: str) -> bytes | None:
    """A text as one byte a sign; None where it has other signs than those of Latin-1 and a few frequent ones."""
    try:
        narrow = text.encode("latin-1")
    except UnicodeEncodeError:
        return _with_stand_ins(text)
    return narrow if len(narrow.translate(None, _STANDING_IN)) == len(narrow) else None


def _with_stand_ins(text: str) -> bytes | None:
    if any(other in text for other in _STAND_INS.values()):
        return None
    for sign, other in _STAND_INS.items():
        text = text.replace(sign, other)
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return None


def from_latin_1(narrow: bytes) -> str:
    """The text that `in_latin_1` makes such bytes of."""
    text = narrow.decode("latin-1")
    for sign, other in _STAND_INS.items():
        text = text.replace(other, sign)
    return text


class ChangedSigns:
    """A change of each sign by itself, by a table of bytes."""

    def __init__(self, change: Callable[[str], str]) -> None:
        """Make the table; texts with a sign that becomes several, or one beyond Latin-1, it cannot change."""
        changed = [in_latin_1(change(from_latin_1(bytes([byte])))) or b"" for byte in range(256)]
        self._others = bytes(byte for byte, new in enumerate(changed) if len(new) != 1)
        self._table = bytes(new[0] if len(new) == 1 else byte for byte, new in enumerate(changed))

    def of(self, text: str) -> str | None:
        """The changed text; None where the table cannot tell."""
        narrow = in_latin_1(text)
        if narrow is None or len(narrow.translate(None, self._others)) != len(narrow):
            return None
        return from_latin_1(narrow.translate(self._table))
