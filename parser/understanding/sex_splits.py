"""Counts of people split by sex: `25 föräldrar, 20 kvinnor och 5 män`, `180 ungdomar, varav minst 80 kvinnor`."""

import re

import msgspec

from parser.understanding.absent_nouns import PRONOUNS
from parser.understanding.candidates import SentenceFacts
from parser.understanding.readers.nouns import kinds
from parser.understanding.readers.numerals import Quantity, value_of
from parser.understanding.readers.reader_tables import patterns

_LIKE = patterns("sex_splits")
_WOMEN = frozenset({"kvinnor", "tjejer", "flickor", "mammor"})


class Split(msgspec.Struct, frozen=True):
    """How many of some people are of either sex, None where the text does not say; offsets are in the text.

    It stands `beside` the people with at most a few words between.
    """

    women: int | None
    men: int | None
    start: int
    end: int
    beside: bool

    @property
    def both(self) -> int:
        """How many they are together."""
        return (self.women or 0) + (self.men or 0)


def split_of(facts: SentenceFacts, total: Quantity) -> Split | None:
    """The split of some people: beside them, or later in their sentence where it adds up to them, or says `varav`.

    A number of one sex alone is a split only behind `varav`, or of `60 av dem kvinnor`.
    """
    if beside := _LIKE["beside"].match(facts.text, total.end, facts.sentence.end):
        return _split(beside, beside=True)
    for match in _LIKE["sexes"].finditer(facts.text, total.end, facts.sentence.end):
        split = _split(match, beside=False)
        adds_up = match["second"] is not None and split.both == total.low
        if adds_up or ((match["whole"] or match["them"]) and not _is_between(facts, total, match.start())):
            return split
    return None


def total_of(facts: SentenceFacts, quantity: Quantity) -> Quantity | None:
    """The people counted earlier in the sentence whom a number of one sex only splits."""
    if "sex" not in kinds(quantity.unit) and quantity.of not in PRONOUNS:
        return None
    for one in facts.candidates:
        if isinstance(one, Quantity) and one.sort == "person" and one.end <= quantity.start:
            split = split_of(facts, one)
            if split and split.start <= quantity.start < split.end:
                return one
    return None


def sexes_at(text: str, quantity: Quantity, limit: int) -> Split | None:
    """The two numbers at a place that are a count without a total: `20 kvinnor och 5 män`."""
    pair = _LIKE["pair"].match(text, quantity.start, limit) if "sex" in kinds(quantity.unit) else None
    return _split(pair, beside=True) if pair else None


def _is_between(facts: SentenceFacts, total: Quantity, place: int) -> bool:
    """Whether other people are counted between some and a place."""
    counts = (one for one in facts.candidates if isinstance(one, Quantity) and one.sort == "person")
    return any(total.end <= one.start and one.end <= place for one in counts)


def _split(match: re.Match[str], *, beside: bool) -> Split:
    first, second = (int(value_of(match[name]) or 0) if match[name] else None for name in ("first", "second"))
    women, men = (first, second) if match["sex"].lower() in _WOMEN else (second, first)
    return Split(women, men, match.start("first"), match.end(), beside)
