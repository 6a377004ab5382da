"""Whether a number is what has been reached, or how things are, rather than what is promised."""

import re

from parser.understanding.numbers.exclusions import is_change
from parser.understanding.numbers.quantities import Quantity
from parser.understanding.numbers.sentence_facts import SentenceFacts
from parser.understanding.numbers.target_cues import (
    BEFORE_FROM,
    BEGAN,
    INFINITIVE_GOAL,
    IS_SO,
    MISSED,
    PAST,
    REACHED,
    REACHED_BY,
    TODAY_ASIDE,
    TOLD_AS_GOAL,
    TOLD_BEFORE,
)


def is_result(reading: SentenceFacts, quantity: Quantity) -> bool:
    """Whether a number among goals, or in a sentence that promises, is a result, a statistic or the level of today."""
    said = reading.sentence.text
    if quantity.labelled or _is_in_the_past(reading, quantity):
        return not quantity.labelled
    if INFINITIVE_GOAL.match(said):
        return _now(reading, quantity)
    if reading.promised and TOLD_AS_GOAL.search(said):
        return MISSED.search(said) is not None or _now(reading, quantity)
    if not (reading.promised or _leads(reading, quantity)):
        return True
    if is_change(reading, quantity) and not reading.sentence.item:
        return TOLD_BEFORE.search(said) is not None
    past = not reading.sentence.item and PAST.search(TODAY_ASIDE.sub("", said)) is not None
    return past or _now(reading, quantity)


def _is_in_the_past(reading: SentenceFacts, quantity: Quantity) -> bool:
    """Whether the words around a number tell it as something that has been."""
    before = reading.before(quantity)
    reached = REACHED.search(before) is not None and "mål" not in before
    if quantity.sort == "share" and not reading.goals and IS_SO.search(before):
        return True
    if reached or reading.promised:
        return reached
    by_us = REACHED_BY.search(before) is not None and not reading.sentence.item
    return by_us or BEGAN.match(reading.after(quantity)) is not None


def _leads(reading: SentenceFacts, quantity: Quantity) -> bool:
    """Whether a sentence among goals that promises nothing in words is a goal all the same: its number leads it."""
    before = reading.before(quantity)
    infinitive = re.match(r"\W*(?:Att|[A-ZÅÄÖ][a-zåäö]+a)\s", before) is not None
    short = len(before.strip()) < 30 and not re.search(r"\b(?:har|är|finns|hade|var)\b", before)
    return quantity.sort == "share" or quantity.partitive or quantity.labelled or short or infinitive


def _now(reading: SentenceFacts, quantity: Quantity) -> bool:
    return (
        re.match(r"\s*(?:,\s*)?(?:i dag|idag|i nuläget|\d{4}\b)", reading.after(quantity)) is not None
        and BEFORE_FROM.search(reading.before(quantity)) is not None
    )
