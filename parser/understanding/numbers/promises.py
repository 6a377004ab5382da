"""Whether a number is promised: by its section, its sentence and what it counts (docs/annotation.md)."""

import re

from parser.understanding.numbers import nouns
from parser.understanding.numbers.exclusions import is_excluded
from parser.understanding.numbers.promised_persons import person_promised
from parser.understanding.numbers.quantities import Quantity
from parser.understanding.numbers.results import is_result
from parser.understanding.numbers.sentence_facts import SentenceFacts
from parser.understanding.numbers.target_cues import (
    CREATED,
    GOING_TO,
    MEETING,
    NOT_OURS,
    ONLY,
    OUR_PROMISE,
    PAST,
    PRESENT,
    PROMISE,
    SET_AS_GOAL,
    SUBJECT,
)


def is_promised(reading: SentenceFacts, quantity: Quantity) -> bool:
    """Whether a quantity is a target by its section, its sentence and what it counts."""
    if is_excluded(reading, quantity):
        return False
    if SET_AS_GOAL.search(reading.before(quantity)):
        return quantity.sort not in {"time", "structure"} and not NOT_OURS.search(reading.sentence.text)
    if reading.goals:
        return not is_result(reading, quantity)
    if reading.sentence.section == "bakgrund" and not OUR_PROMISE.search(reading.sentence.text):
        return False
    return _by_sort(reading, quantity)


def _by_sort(reading: SentenceFacts, quantity: Quantity) -> bool:
    text, section = reading.sentence.text, reading.sentence.section
    past = PAST.search(text) is not None and not reading.promised
    if quantity.sort == "share" or quantity.partitive:
        floor = quantity.lower and section in {"jamstalldhet", "tillganglighet"}
        return (
            (reading.promised or floor or _kept_for(text) or _going_to(reading, quantity))
            and not NOT_OURS.search(text)
            and not is_result(reading, quantity)
            and not past
        )
    if quantity.sort == "person":
        return person_promised(reading, quantity)
    if quantity.sort == "organisation":
        created = CREATED.match(reading.after(quantity)) is not None
        return (reading.promised or created) and not NOT_OURS.search(text) and not past and section != "bakgrund"
    present = PRESENT.search(text) is not None and nouns.EVENT.search(quantity.unit) is not None
    present = present or (section == "transnationellt_samarbete" and MEETING.search(quantity.unit) is not None)
    return not past and (_promise_near(reading, quantity) or present) and not SUBJECT.search(reading.before(quantity))


def _going_to(reading: SentenceFacts, quantity: Quantity) -> bool:
    return GOING_TO.match(reading.after(quantity)) is not None and ONLY.search(reading.sentence.text) is None


def _kept_for(text: str) -> bool:
    return re.search(r"\b(?:viks|reserveras|avsätts|öronmärks|vikta|reserverade)\b", text) is not None


def _promise_near(reading: SentenceFacts, quantity: Quantity) -> bool:
    if not reading.promised:
        return False
    return nouns.EVENT.search(quantity.unit) is not None or PROMISE.search(reading.sentence.text) is not None
