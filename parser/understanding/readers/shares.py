"""Shares in words: `hälften`, `två tredjedelar`, `var femte deltagare`, `3/4 av`."""

import msgspec

from parser.understanding.readers.numerals import WORDS, whole
from parser.understanding.readers.reader_tables import patterns, read_table

_LIKE, _TABLE = patterns("shares"), read_table("numerals")
_HALF = 50


class Share(msgspec.Struct, frozen=True):
    """A share at `text[start:end]` in per cent; whether a noun follows it, as after `var tredje`."""

    start: int
    end: int
    percent: int | float
    each: bool


def shares(text: str, end: int, places: list[int]) -> list[Share]:
    """The shares in words that begin at some places in `text[:end]`."""
    likely = (place for place in places if not text[place].isdigit() or text.startswith("/", place + 1))
    found = (_LIKE["share"].match(text, place, end) for place in likely)
    return [Share(*one.span(), _percent_of(one.groupdict("")), one["ordinal"] is not None) for one in found if one]


def _percent_of(groups: dict[str, str]) -> int | float:
    if groups["over"]:
        return percent(int(groups["over"]), int(groups["under"]))
    if groups["ordinal"]:
        return percent(1, _TABLE["ordinals"][groups["ordinal"].lower()])
    part = (groups["part"] or groups["last"]).lower()
    return percent(WORDS.get(groups["many"].lower(), 1), _TABLE["parts"][part]) if part else _HALF


def percent(part: int | float, total: int | float) -> int | float:
    """How many per cent a part is, with one decimal."""
    return whole(round(100 * part / total, 1)) if total else 0
