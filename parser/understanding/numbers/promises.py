"""Whether a number is promised: by its section, its sentence and what it counts (docs/annotation.md)."""

import re

from parser.understanding.numbers import words
from parser.understanding.numbers.exclusions import is_excluded
from parser.understanding.numbers.quantities import Quantity
from parser.understanding.numbers.readings import Reading
from parser.understanding.numbers.target_cues import (
    ALONG,
    CREATED,
    FOR_WHOM,
    FROM,
    GOING,
    GOING_TO,
    JOURNEY,
    LEADING,
    MEETING,
    NOT_OURS,
    ONLY,
    OUTCOME,
    PARTICIPATE,
    PAST,
    PRESENT,
    PROMISE,
    REACHED,
    REACHING,
    SET_AS_GOAL,
    SUBJECT,
    TAUGHT,
    TO_BE_REACHED,
    TODAY_ASIDE,
    TOLD_AS_GOAL,
    TRAINED,
)


def is_promised(reading: Reading, quantity: Quantity) -> bool:
    """Whether a quantity is a target by its section, its sentence and what it counts."""
    if is_excluded(reading, quantity):
        return False
    if SET_AS_GOAL.search(reading.before(quantity)):
        return quantity.sort not in {"time", "structure"} and not NOT_OURS.search(reading.sentence.text)
    if reading.goals:
        return not _is_result(reading, quantity)
    if reading.sentence.section == "bakgrund" and not re.search(
        r"\b(?:projektet|vi)\b.{0,40}\b(?:ska|kommer)|\b(?:ska|kommer)\s(?:vi|projektet)", reading.sentence.text
    ):
        return False
    return _by_sort(reading, quantity)


def _is_result(reading: Reading, quantity: Quantity) -> bool:
    if quantity.labelled:
        return False
    if REACHED.search(reading.before(quantity)) and "mål" not in reading.before(quantity):
        return True
    words_of = reading.sentence.text
    if re.match(r"[\W\d]*(?:[a-z]\)\s*)?att\s", words_of, re.I):
        return _now(reading, quantity)
    if reading.promised and TOLD_AS_GOAL.search(words_of):
        return bool(re.search(r"\b(?:nåddes|uppnåddes|hittills)\b", words_of, re.I)) or _now(reading, quantity)
    if not (reading.promised or _leads(reading, quantity)):
        return True
    told = TODAY_ASIDE.sub("", words_of)
    return (not reading.sentence.item and PAST.search(told) is not None) or _now(reading, quantity)


def _leads(reading: Reading, quantity: Quantity) -> bool:
    """Whether a sentence among goals that promises nothing in words is a goal all the same: its number leads it."""
    before = reading.before(quantity)
    infinitive = re.match(r"\W*(?:Att|[A-ZÅÄÖ][a-zåäö]+a)\s", before) is not None
    short = len(before.strip()) < 30 and not re.search(r"\b(?:har|är|finns|hade|var)\b", before)
    return quantity.sort == "share" or quantity.partitive or quantity.labelled or short or infinitive


def _now(reading: Reading, quantity: Quantity) -> bool:
    return (
        re.match(r"\s*(?:,\s*)?(?:i dag|idag|i nuläget|\d{4}\b)", reading.after(quantity)) is not None
        and FROM.search(reading.before(quantity)) is not None
    )


def _by_sort(reading: Reading, quantity: Quantity) -> bool:
    text, section = reading.sentence.text, reading.sentence.section
    past = PAST.search(text) is not None and not reading.promised
    if quantity.sort == "share" or quantity.partitive:
        floor = quantity.lower and section in {"jamstalldhet", "tillganglighet"}
        return (
            (reading.promised or floor or _kept_for(text) or _going_to(reading, quantity))
            and not NOT_OURS.search(text)
            and not _is_result(reading, quantity)
            and not past
        )
    if quantity.sort == "person":
        return _person_promised(reading, quantity)
    if quantity.sort == "organisation":
        created = CREATED.match(reading.after(quantity)) is not None
        return (reading.promised or created) and not NOT_OURS.search(text) and not past and section != "bakgrund"
    present = PRESENT.search(text) is not None and words.EVENT.search(quantity.unit) is not None
    present = present or (section == "transnationellt_samarbete" and MEETING.search(quantity.unit) is not None)
    return not past and (_promise_near(reading, quantity) or present) and not SUBJECT.search(reading.before(quantity))


def _going_to(reading: Reading, quantity: Quantity) -> bool:
    return GOING_TO.match(reading.after(quantity)) is not None and ONLY.search(reading.sentence.text) is None


def _kept_for(text: str) -> bool:
    return re.search(r"\b(?:viks|reserveras|avsätts|öronmärks|vikta|reserverade)\b", text) is not None


def _promise_near(reading: Reading, quantity: Quantity) -> bool:
    if not reading.promised:
        return False
    return words.EVENT.search(quantity.unit) is not None or PROMISE.search(reading.sentence.text) is not None


def _person_promised(reading: Reading, quantity: Quantity) -> bool:
    """Persons outside the goals: sent on a journey abroad, or trained or reached beside the participants."""
    text = reading.sentence.text
    if PAST.search(text) and not reading.promised:
        return False
    reaching = REACHING.search(reading.before(quantity)) or TO_BE_REACHED.match(reading.after(quantity))
    reached = quantity.unit != "deltagare" and reaching is not None
    if (GOING.match(reading.after(quantity)) and not PAST.search(text)) or (reading.promised and reached):
        return True
    if reading.sentence.section == "transnationellt_samarbete":
        told = reading.promised or PRESENT.search(text) is not None or ALONG.match(reading.after(quantity)) is not None
        going = JOURNEY.search(text) is not None and told
        going = going or FOR_WHOM.search(reading.before(quantity)) is not None
        return going and not re.search(
            r"\b(?:på besök|från [A-ZÅÄÖ]\w+|kommer (?:hit|till oss)|väntas)\b", reading.after(quantity)[:60]
        )
    if reading.promised and OUTCOME.match(reading.after(quantity)) and reading.sentence.section != "bakgrund":
        return True
    if words.SEX.search(quantity.unit) or re.match(r"deltagare|person", quantity.unit):
        return False
    return _taught(reading, quantity)


def _taught(reading: Reading, quantity: Quantity) -> bool:
    """Whether persons beside the participants are to be trained, or reached in a paragraph on access or equality."""
    even = reading.sentence.section in {"jamstalldhet", "tillganglighet"}
    named = LEADING.search(quantity.unit) is not None
    beside = named or even or words.STAFF.search(quantity.unit) is not None
    equal = even and not PARTICIPATE.search(reading.sentence.text)
    if reading.promised and (equal or (beside and TRAINED.search(reading.sentence.text) is not None)):
        return True
    return named and TAUGHT.match(reading.after(quantity)) is not None
