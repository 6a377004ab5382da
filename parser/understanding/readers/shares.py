"""Shares in words: `hälften`, `två tredjedelar`, `var femte deltagare`, `3/4 av`."""

import re
from collections.abc import Iterator

from parser.understanding.readers.nouns import kinds
from parser.understanding.readers.numerals import WORDS, Quantity, bound_before, whole
from parser.understanding.readers.phrases import counted, of_phrase, word_after
from parser.understanding.readers.reader_tables import folded, patterns, read_table

_LIKE, _TABLE = patterns("shares"), read_table("numerals")
_HALF = 50


def shares(text: str, start: int, end: int, places: list[int]) -> Iterator[Quantity]:
    """The shares in words that begin at some places in `text[start:end]`, each with what it is of.

    The noun after `var femte` is counted, unless it is a time.
    """
    for place in places:
        may_be = not text[place].isdigit() or text.startswith("/", place + 1)
        share = _LIKE["share"].match(text, place, end) if may_be else None
        if share is None:
            continue
        bounded, bound = bound_before(text, place, start)
        found = Quantity(bounded, place, share.end(), _percent_of(share), None, bound, True, "share", "procent")
        if share["ordinal"] is None:
            yield with_of(text, found, end)
            continue
        noun = counted(text, share.end(), end)
        if noun is None and not _LIKE["subject_alone"].match(text, share.end(), end):
            continue
        if noun is None or "time" not in {*kinds(noun.head), *kinds(word_after(text, share.end(), end))}:
            found.end = noun.end if noun else found.end
            yield found


def with_of(text: str, share: Quantity, limit: int) -> Quantity:
    """The share with what it is of, where `av` follows."""
    if of := of_phrase(text, share.end, limit):
        share.of, share.of_end = of
    return share


def _percent_of(share: re.Match[str]) -> int | float:
    if share["over"]:
        return percent(int(share["over"]), int(share["under"]))
    if share["ordinal"]:
        return percent(1, _TABLE["ordinals"][folded(share["ordinal"])])
    part = folded(share["part"] or share["last"] or "")
    return percent(WORDS.get(folded(share["many"] or ""), 1), _TABLE["parts"][part]) if part else _HALF


def percent(part: int | float, total: int | float) -> int | float:
    """How many per cent a part is, with one decimal."""
    return whole(round(100 * part / total, 1)) if total else 0
