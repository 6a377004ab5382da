"""Counts that are a part of the participants: a year, a site, a sex, a group of them."""

import re

import msgspec

from parser.understanding.numbers import nouns
from parser.understanding.numbers.count_cues import LEFT, SUBSET, YEARLY
from parser.understanding.numbers.quantities import Quantity
from parser.understanding.numbers.sentence_facts import SentenceFacts

_REACH = 20
"""Counts before and after one among which its total and the other parts are sought."""


class Count(msgspec.Struct):
    """A number of people or organisations, and what it was found to be."""

    quantity: Quantity
    reading: SentenceFacts
    participants: bool
    part: bool = False


def mark_parts(counts: list[Count]) -> None:
    """Mark, among the counts of a page in order, those that are a part of the participants."""
    ours = [count for count in counts if count.participants]
    for index, count in enumerate(ours):
        before, after = count.reading.before(count.quantity), count.reading.after(count.quantity)
        subset = SUBSET.search(before) is not None and index > 0
        count.part = subset or YEARLY.match(after) is not None or LEFT.match(after) is not None
        count.part = count.part or _is_sex(ours, count) or _is_of_total(ours, index) or _beside(ours, index)


def _is_sex(ours: list[Count], count: Count) -> bool:
    """A number of women or men is a part, unless it is the first number of participants of all."""
    sexed = re.search(r"(?:^|\s)(?:kvinnor|män|flickor|pojkar|tjejer|killar)$", count.quantity.unit) is not None
    plain = count.reading.text[count.quantity.start : count.quantity.end].split()
    return sexed and (len(plain) == 2 or count is not ours[0]) and (count is not ours[0] or _has_other_sex(ours, count))


def _has_other_sex(ours: list[Count], count: Count) -> bool:
    return any(
        other is not count and nouns.SEX.match(other.quantity.unit) for other in ours
    ) or count.reading.sentence.section in {"jamstalldhet"}


def _is_of_total(ours: list[Count], index: int) -> bool:
    """Whether the numbers after a total in its sentence add up to it: `260 deltagare, 140 unga och 120 ...`."""
    block, near = ours[index].reading.sentence.block, ours[max(0, index - _REACH) : index + _REACH]
    same = [c for c in near if c.reading.sentence.block == block]
    place = next(i for i, c in enumerate(same) if c is ours[index])
    for first in range(place):
        parts = [
            c.quantity.low
            for c in same[first + 1 :]
            if c.reading is same[first].reading or c.reading is ours[index].reading
        ]
        if len(parts) > 1 and sum(parts) == same[first].quantity.low:
            return True
        if same[first].reading is ours[index].reading and ours[index].quantity.low < same[first].quantity.low:
            return True
    return False


def _beside(ours: list[Count], index: int) -> bool:
    """Two groups side by side, `260 anställda och 70 egenföretagare`, are each a part of the whole."""
    mine = ours[index]
    for other in (ours[index - 1] if index else None, ours[index + 1] if index + 1 < len(ours) else None):
        if other is None or other.reading is not mine.reading or _is_breakdown(mine) or _is_breakdown(other):
            continue
        first, second = sorted((mine.quantity, other.quantity), key=lambda q: q.start)
        if re.fullmatch(
            r"(?:[^.,;]{0,40})\s*(?:och|samt|,)\s+(?:\w+\s){0,2}", mine.reading.text[first.end : second.bounded_start]
        ):
            earlier = [c for c in ours[: max(index - 1, 0)] if c.reading is mine.reading]
            return not (first is mine.quantity and first.low > second.low and not earlier and _sum_follows(ours, index))
    return False


def _is_breakdown(count: Count) -> bool:
    """Whether a number says how many of the former there are a year, or among them."""
    yearly = YEARLY.match(count.reading.after(count.quantity)) is not None
    return yearly or SUBSET.search(count.reading.before(count.quantity)) is not None


def _sum_follows(ours: list[Count], index: int) -> bool:
    """Whether the numbers that follow in the sentence add up to this one."""
    later = [c.quantity.low for c in ours[index + 1 :] if c.reading is ours[index].reading]
    return ours[index].quantity.low in {sum(later[:2]), sum(later)}
