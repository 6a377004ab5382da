"""Whether people counted are who the project is for: to take part, taking part, or having taken part in it."""

import re

from parser.understanding.numbers import nouns
from parser.understanding.numbers.count_cues import (
    AMONG,
    AT_WORK,
    BEFORE_US,
    COUNT_STATISTIC,
    ELSEWHERE,
    HIRED,
    IS_SUBJECT,
    NOT_HERE,
    OURS,
    TAKING_PART,
    TEST_GROUP,
    WITHOUT_WORK,
    WORKING,
)
from parser.understanding.numbers.quantities import Quantity
from parser.understanding.numbers.sentence_facts import SentenceFacts
from parser.understanding.numbers.target_cues import PARTICIPATE
from schema.record import Target


def takes_part(reading: SentenceFacts, quantity: Quantity, target: Target | None) -> bool:
    """Whether a count, or the `target` that it is, is of the participants of this project."""
    if target is not None or TEST_GROUP.search(reading.before(quantity)):
        return True
    if quantity.sort != "person" or nouns.STAFF.search(quantity.unit):
        return _staff_taking_part(reading, quantity)
    section, text = reading.sentence.section, reading.sentence.text
    if section == "bakgrund":
        return _is_ours(reading, quantity) and not _elsewhere(reading, quantity)
    if _is_staff(reading, quantity) or _is_state(reading, quantity) or NOT_HERE.match(reading.after(quantity)):
        return False
    if section == "transnationellt_samarbete":
        named = quantity.unit == "deltagare" or PARTICIPATE.search(text) is not None
        return named and not ELSEWHERE.search(text)
    return not _elsewhere(reading, quantity)


def _is_ours(reading: SentenceFacts, quantity: Quantity) -> bool:
    """Whether a count in the background is of the project's own people, in words that say so."""
    text = reading.sentence.text
    among = AMONG.match(reading.after(quantity)) is not None
    ours = quantity.unit == "deltagare" and OURS.search(text) is not None
    return ours or among or (TAKING_PART.search(text) is not None and not _is_state(reading, quantity))


def _is_staff(reading: SentenceFacts, quantity: Quantity) -> bool:
    """Whether the people counted are those who run the project."""
    before, after = reading.before(quantity), reading.after(quantity)
    return any((AT_WORK.search(before), WORKING.match(after), HIRED.match(after)))


def _is_state(reading: SentenceFacts, quantity: Quantity) -> bool:
    """Whether the people counted are all who are out of work, ill or in a queue."""
    before = reading.before(quantity)
    out_of_work = IS_SUBJECT.search(before) and WITHOUT_WORK.match(reading.after(quantity))
    return out_of_work is not None or COUNT_STATISTIC.search(before) is not None


def _staff_taking_part(reading: SentenceFacts, quantity: Quantity) -> bool:
    """Staff are participants only where the project trains them."""
    if (
        quantity.sort != "person"
        or AT_WORK.search(reading.before(quantity))
        or reading.sentence.section
        in {
            "bakgrund",
            "transnationellt_samarbete",
            "tillganglighet",
        }
    ):
        return False
    after = re.match(
        r"\W*(?:\w+\s+){0,5}?(?:utbildas|får|deltar|ska delta|erbjuds|läser|lär sig|har gått|har fått|går)\b",
        reading.after(quantity),
    )
    before = re.search(
        r"\b(?:utbildar|utbilda|utbildning(?:en)? (?:av|för|till)|kompetensutveckling (?:av|för)"
        r"|fortbild\w*(?: av)?)\s+$",
        reading.before(quantity),
        re.I,
    )
    return bool(after or before) and not ELSEWHERE.search(reading.sentence.text)


def _elsewhere(reading: SentenceFacts, quantity: Quantity) -> bool:
    """Whether the clause around the number speaks of people outside the project."""
    text = reading.sentence.text
    if quantity.unit == "deltagare":
        return BEFORE_US.search(text) is not None
    place = quantity.start - reading.sentence.start
    opened = max(text.rfind(mark, 0, place) for mark in (". ", "; ", "! "))
    return ELSEWHERE.search(text[opened + 1 :]) is not None
