"""Persons promised outside the goals: sent on a journey, reached, or trained beside the participants."""

import re

from parser.understanding.numbers import nouns
from parser.understanding.numbers.count_cues import HIRED
from parser.understanding.numbers.quantities import Quantity
from parser.understanding.numbers.sentence_facts import SentenceFacts
from parser.understanding.numbers.target_cues import (
    A_TRAINING,
    ALONG,
    BECOMING,
    FOR_WHOM,
    GIVEN,
    GOING,
    JOURNEY,
    LEADING,
    OUTCOME,
    PARTICIPATE,
    PAST,
    PRESENT,
    REACHING,
    SETS_OUT,
    TAUGHT,
    THERE,
    TO_BE_REACHED,
    TRAINED,
    TRAINED_BEFORE,
    VISITING,
)


def person_promised(reading: SentenceFacts, quantity: Quantity) -> bool:
    """Persons outside the goals: sent on a journey abroad, or trained or reached beside the participants."""
    text = reading.sentence.text
    if (PAST.search(text) and not reading.promised) or HIRED.match(reading.after(quantity)):
        return False
    if (
        _reached(reading, quantity)
        or _setting_out(reading, quantity)
        or (GOING.match(reading.after(quantity)) and not PAST.search(text))
    ):
        return True
    if reading.sentence.section == "transnationellt_samarbete":
        return _sent(reading, quantity)
    succeeds = reading.promised and OUTCOME.match(reading.after(quantity)) and reading.sentence.section != "bakgrund"
    if succeeds or BECOMING.match(reading.after(quantity)):
        return True
    general = nouns.SEX.search(quantity.unit) or re.match(r"deltagare|person", quantity.unit)
    return not general and _taught(reading, quantity)


def _setting_out(reading: SentenceFacts, quantity: Quantity) -> bool:
    """`I april reser sju deltagare till Pécs`."""
    return SETS_OUT.search(reading.before(quantity)) is not None and THERE.search(reading.after(quantity)) is not None


def _reached(reading: SentenceFacts, quantity: Quantity) -> bool:
    reaching = REACHING.search(reading.before(quantity)) or TO_BE_REACHED.match(reading.after(quantity))
    return reading.promised and quantity.unit != "deltagare" and reaching is not None


def _sent(reading: SentenceFacts, quantity: Quantity) -> bool:
    """Whether persons are to go on a journey, not to come here."""
    text, after = reading.sentence.text, reading.after(quantity)
    told = reading.promised or PRESENT.search(text) is not None or ALONG.match(after) is not None
    going = (JOURNEY.search(text) is not None and told) or FOR_WHOM.search(reading.before(quantity)) is not None
    return going and VISITING.search(after[:60]) is None


def _taught(reading: SentenceFacts, quantity: Quantity) -> bool:
    """Whether persons beside the participants are to be trained, or reached in a paragraph on access or equality."""
    even = reading.sentence.section in {"jamstalldhet", "tillganglighet"}
    named = LEADING.search(quantity.unit) is not None
    beside = named or even or nouns.STAFF.search(quantity.unit) is not None
    equal = even and not PARTICIPATE.search(reading.sentence.text)
    if reading.promised and (equal or (beside and TRAINED.search(reading.sentence.text) is not None)):
        return True
    before, after = reading.before(quantity), reading.after(quantity)
    taught = TAUGHT.match(after) or TRAINED_BEFORE.search(before) or (GIVEN.search(before) and A_TRAINING.match(after))
    return (named or nouns.STAFF.search(quantity.unit) is not None) and taught is not None
