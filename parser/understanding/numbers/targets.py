"""Targets: the numbers a project promises to reach, hold, produce or involve, by the rules of docs/annotation.md."""

import re
from collections.abc import Sequence

from parser.understanding.numbers.exclusions import is_change, is_excluded
from parser.understanding.numbers.promises import is_promised
from parser.understanding.numbers.quantities import Quantity
from parser.understanding.numbers.sentence_facts import SentenceFacts
from parser.understanding.numbers.target_cues import (
    CHANGE_TOO,
    CLAUSE_VERB,
    GLOSSES,
    INFINITIVE,
    NEW_CLAUSE,
    SEPARATED,
    SUBJECT,
    SUMMED_UP,
    WITH_SO_MANY,
)
from parser.understanding.numbers.target_fields import target_in
from schema.record import Target


def targets_of(reading: SentenceFacts) -> list[Target]:
    """The targets of a sentence, in order, never overlapping."""
    found: list[Target] = []
    kept: list[Quantity] = []
    for quantity in reading.quantities:
        if found and quantity.start < found[-1].end:
            continue
        promised = is_promised(reading, quantity) or _goes_on(reading, kept, quantity)
        if promised and not _describes(reading, kept, quantity):
            kept.append(quantity)
            found.append(target_in(reading, quantity))
    return _without_parts(_with_shared_wholes(reading, found, kept), kept)


def _with_shared_wholes(reading: SentenceFacts, found: list[Target], kept: list[Quantity]) -> list[Target]:
    """A share joined with `och` to one whose whole stands before it is of the same: `av dem ska 40 % ..., och 30 %`."""
    for place in range(1, len(found)):
        before, target = found[place - 1], found[place]
        joined = re.search(r"[,\s](?:och|samt)\s+$", reading.text[before.end : target.start]) is not None
        if joined and target.unit == before.unit == "procent" and target.of is None and kept[place - 1].of is None:
            target.of = before.of
    return found


def _goes_on(reading: SentenceFacts, kept: Sequence[Quantity], quantity: Quantity) -> bool:
    """Whether the number opens a clause that shares a `ska`: `70 % ska klara provet och 10 elever bli tolkar`."""
    if (
        not kept
        or quantity.sort not in {"person", "organisation", "other", "share", "bare"}
        or is_excluded(reading, quantity)
    ):
        return False
    between = reading.text[max(kept[-1].end, kept[-1].of_end) : quantity.bounded_start]
    linked = re.search(r"\b(?:ska|skall|skulle)\b[^;.]*(?:,|\b(?:och|samt|men))\s+$", between) is not None
    return linked and INFINITIVE.match(reading.after(quantity)) is not None


def _without_parts(found: list[Target], kept: list[Quantity]) -> list[Target]:
    """Leave out the groups that a number of persons is split into: `450 personer, 300 varslade och 150 arbetslösa`."""
    for place, quantity in enumerate(kept):
        after = kept[place + 1 :]
        parts = [
            target.quantity for target, part in zip(found[place + 1 :], after, strict=True) if part.sort == "person"
        ]
        split = len(parts) > 1 or any(target.women is not None for target in found[place + 1 :])
        if quantity.sort == "person" and split and len(parts) == len(after) and sum(parts) == quantity.low:
            return found[: place + 1]
    return found


def _describes(reading: SentenceFacts, kept: Sequence[Quantity], quantity: Quantity) -> bool:
    """Whether the number only says what an outcome is like: `80 % av deltagarna ska ha prövat två arbetsplatser`."""
    if not kept:
        alike = quantity.sort not in {"share"} and not quantity.partitive
        summed = SUMMED_UP.search(reading.before(quantity)) is not None
        return alike and not summed and SUBJECT.search(reading.before(quantity)) is not None
    last = kept[-1]
    if WITH_SO_MANY.fullmatch(reading.text[last.end : quantity.start]) and quantity.bound and reading.goals:
        return False
    between = reading.text[max(last.end, last.of_end) : quantity.bounded_start]
    glossed = last.sort == quantity.sort == "share" and between.strip() in GLOSSES
    inserted = last.sort == "share" and between == ", " and re.match(r"\s*,", reading.after(quantity)) is not None
    if glossed or inserted:
        return True
    if re.search(r"\b(?:vilket|som)\b[^,]*$", between) and not re.search(r"\b(?:ska|skall)\b", between):
        return True
    changes = is_change(reading, quantity) and CHANGE_TOO.search(between) is not None
    if changes or SEPARATED.search(between) or NEW_CLAUSE.search(between):
        return False
    return CLAUSE_VERB.search(between) is not None
