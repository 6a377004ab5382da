"""Counts of people and organisations: who takes part in the project, and the others, by docs/annotation.md."""

import re
from collections.abc import Sequence

from parser.understanding.numbers import nouns
from parser.understanding.numbers.count_cues import GENERAL, IN_EACH, PER_GROUP, TAKEN_IN
from parser.understanding.numbers.count_parts import Count, mark_parts
from parser.understanding.numbers.quantities import Quantity
from parser.understanding.numbers.sentence_facts import SentenceFacts
from parser.understanding.numbers.taking_part import takes_part
from parser.understanding.numbers.target_cues import GROUPED_PEOPLE, PARTICIPATE, SIZE
from schema.record import Claim, Target


def count_claims(readings: Sequence[SentenceFacts], targets: Sequence[Target]) -> list[Claim]:
    """The counts of a page as claims; a target is one only where it counts all who are to take part."""
    places = {(target.start, target.end): target for target in targets}
    found = [
        (reading, quantity, next((t for (a, b), t in places.items() if a <= quantity.start < b), None))
        for reading in readings
        for quantity in reading.quantities
        if _is_count(reading, quantity)
    ]
    found = [(r, q, t) for r, q, t in found if t is None or t.start in {q.start, q.bounded_start}]
    outside = [q.low for r, q, t in found if t is None and takes_part(r, q, None)]
    promised = [q.low for _, q, t in found if t is not None and q.sort == "person" and not t.of]
    counts = [
        Count(quantity, reading, takes_part(reading, quantity, target))
        for reading, quantity, target in found
        if target is None or _counts_all(reading, quantity, target, outside, promised)
    ]
    mark_parts(counts)
    return [_claim(count) for count in counts]


def _is_count(reading: SentenceFacts, quantity: Quantity) -> bool:
    before = reading.before(quantity)
    counted = quantity.sort in {"person", "organisation"} and not quantity.partitive and quantity.low >= 2
    counted = counted and isinstance(quantity.low, int)
    sized = SIZE.search(before) is not None and GROUPED_PEOPLE.search(before) is not None
    sized = sized or re.search(r"\bvardera\s*$|\bom vardera\s*$", before) is not None
    sized = sized or PER_GROUP.match(reading.after(quantity)) is not None or IN_EACH.search(before) is not None
    named = re.search(r"\bav de\s+$", before, re.I) is not None
    named = named and reading.promised
    return counted and not (named or quantity.definite or sized or _small_size(before, quantity))


def _small_size(before: str, quantity: Quantity) -> bool:
    """`färre än två anställda`, `med minst 10 anställda`: how large something is, not how many there are."""
    return quantity.unit == "anställda" and bool(
        re.search(r"(?:färre|mindre|mer|fler) än", quantity.bound + " " + before[-12:])
        or (quantity.bound and re.search(r"\bmed\s*$", before))
        or (quantity.high is not None and re.search(r"\b(?:har|hade|med)\s*$", before))
    )


def _counts_all(
    reading: SentenceFacts, quantity: Quantity, target: Target, outside: list[int | float], promised: list[int | float]
) -> bool:
    """Whether the number of participants is itself a goal: the largest number, of people who are to take part."""
    total = target.quantity if target.women is not None else quantity.low
    staff = nouns.STAFF.search(quantity.unit) is not None and total not in outside
    if quantity.sort != "person" or staff or reading.sentence.section != "malsattning" or target.of:
        return False
    if total < 0.8 * max([*outside, *promised], default=0):
        return False
    clause = re.split(r"[.;]|,\s(?!varav|därav|\d)", reading.text[target.end : reading.sentence.end], maxsplit=1)[0]
    if re.search(r"\b(?:intervju|kontakt|nå|informer|besök)\w*\s+$", reading.before(quantity), re.I):
        return False
    taken_in = TAKEN_IN.search(reading.before(quantity)) and quantity.unit == "deltagare"
    named = taken_in or PARTICIPATE.search(clause) or re.match(r"\W*(?:varav|därav)\b", reading.after(quantity))
    generic = (
        (not outside or quantity.unit == "deltagare")
        and GENERAL.match(quantity.unit)
        and len(reading.before(quantity).strip()) < 30
    )
    return bool(named or generic) or total in outside


def _claim(count: Count) -> Claim:
    quantity, text = count.quantity, count.reading.text
    kind = "count.participants" if count.participants else "count.other"
    scope = "del" if count.part and count.participants else None
    raw = text[quantity.start : quantity.end]
    return Claim(kind, quantity.low, None, None, scope, raw, quantity.start, quantity.end, value_max=quantity.high)
