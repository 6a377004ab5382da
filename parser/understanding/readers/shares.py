"""Shares in words: `hälften`, `två tredjedelar`, `var femte deltagare`, `3/4 av`, `en av fyra deltagare`."""

import re
from collections.abc import Iterator

from parser.understanding.readers.nouns import kinds
from parser.understanding.readers.numerals import WORDS, Quantity, bound_before, value_of, whole
from parser.understanding.readers.phrases import counted, of_phrase, word_after
from parser.understanding.readers.reader_tables import folded, patterns, read_table

_LIKE, _TABLE = patterns("shares"), read_table("numerals")
_HALF = 50


def shares(text: str, start: int, end: int, places: list[int]) -> Iterator[Quantity]:
    """The shares in words that begin at some places in `text[start:end]`, each with what it is of.

    The noun after `var femte` or `varannan` is counted, unless it is a time; that after `en av fyra` is what the share
    is of.
    """
    for place in places:
        may_be = not text[place].isdigit() or text.startswith("/", place + 1)
        share = _LIKE["share"].match(text, place, end) if may_be else None
        if share is None:
            continue
        bounded, bound = bound_before(text, place, start)
        found = Quantity(bounded, place, share.end(), _percent_of(share), None, bound, True, "share", "procent")
        if share["among"] or _LIKE["each"].match(share[0]):
            yield from _before_noun(text, found, end, of_noun=share["among"] is not None)
        else:
            yield with_of(text, found, end)


def _before_noun(text: str, share: Quantity, limit: int, *, of_noun: bool) -> Iterator[Quantity]:
    """A share right before its noun: `var femte deltagare`; none of times, nor without a noun."""
    noun = counted(text, share.end, limit)
    if noun is None and (of_noun or not _LIKE["subject_alone"].match(text, share.end, limit)):
        return
    if noun and "time" in {*kinds(noun.head), *kinds(word_after(text, share.end, limit))}:
        return
    if noun and of_noun:
        share.of = text[share.end : noun.end].strip()
    share.end = noun.end if noun else share.end
    yield share


def with_of(text: str, share: Quantity, limit: int) -> Quantity:
    """The share with what it is of, where `av` follows."""
    if of := of_phrase(text, share.end, limit):
        share.of, share.of_end = of
    return share


def _percent_of(share: re.Match[str]) -> int | float:
    if share["over"]:
        return percent(int(share["over"]), int(share["under"]))
    if share["among"]:
        return percent(1, value_of(share["among"]) or 1)
    if share["ordinal"]:
        return percent(1, _TABLE["ordinals"][folded(share["ordinal"])])
    part = folded(share["part"] or share["last"] or "")
    return percent(WORDS.get(folded(share["many"] or ""), 1), _TABLE["parts"][part]) if part else _HALF


def percent(part: int | float, total: int | float) -> int | float:
    """How many per cent a part is, with one decimal."""
    return whole(round(100 * part / total, 1)) if total else 0
