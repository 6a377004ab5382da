"""Numbers that are no targets whatever the sentence promises: sizes, money, what others are of."""

import re

from parser.understanding.numbers.elided import OUTCOME_OF, lead_of
from parser.understanding.numbers.phrases import noun_phrase
from parser.understanding.numbers.quantities import Quantity
from parser.understanding.numbers.sentence_facts import SentenceFacts
from parser.understanding.numbers.target_cues import (
    AFTER_OF,
    ASIDE,
    BEFORE_FROM,
    BESIDE_THE_GOAL,
    BOTH_PROMISED,
    CHANGE,
    CHANGE_BY,
    DURATION,
    GROUPED_PEOPLE,
    LEVEL,
    MONEY_SHARE,
    NOW_IS,
    OF_NUMBER,
    PROMISE,
    SHALL,
    SIZE,
    WIDELY,
    WITHIN,
)


def is_excluded(reading: SentenceFacts, quantity: Quantity) -> bool:
    """Whether a quantity cannot be a target whatever its sentence promises."""
    before, after = reading.before(quantity), reading.after(quantity)
    changed = is_change(reading, quantity)
    changed = changed or (quantity.sort == "time" and DURATION.search(before) is not None)
    if quantity.sort in {"time", "structure"} and not (changed and reading.goals):
        return True
    beside = quantity.sort == "share" and BESIDE_THE_GOAL.match(after) is not None
    definite = quantity.definite and quantity.sort != "share" and not quantity.partitive
    if definite or beside or _inside_of(reading, quantity) or _aside(before, after) or NOW_IS.search(before):
        return True
    if quantity.sort == "bare":
        return not (of_whom(reading, quantity) or (reading.goals and OUTCOME_OF.match(after)))
    size = SIZE.search(before) is not None and (GROUPED_PEOPLE.search(before) is not None or "vardera" in before[-12:])
    compared = BEFORE_FROM.search(before) is not None and quantity.sort != "organisation"
    money = (
        quantity.sort == "share"
        and not reading.goals
        and MONEY_SHARE.search(before[-60:] + " " + after[:45]) is not None
    )
    financed = quantity.sort == "share" and MONEY_SHARE.search(f"{quantity.of} {after[:16]}") is not None
    if quantity.bound.endswith("mellan") and quantity.high is None:
        return True
    if quantity.sort in {"organisation", "other"} and not quantity.partitive and WITHIN.search(before):
        return not (quantity.sort == "organisation" and WIDELY.search(before))
    return size or compared or financed or (money and not PROMISE.search(before[-30:])) or after[:3].startswith("-")


def _aside(before: str, after: str) -> bool:
    """Whether the number stands in a clause beside what is promised: `medan 40 procent saknar`."""
    return ASIDE.search(before) is not None and SHALL.match(after) is None and BOTH_PROMISED.search(before) is None


def _inside_of(reading: SentenceFacts, quantity: Quantity) -> bool:
    """Whether the number belongs to what a later one is of: `av dessa 65 % ska hälften`, `Av 90 elever ska 40`."""
    before = reading.before(quantity)
    if OF_NUMBER.search(before) and not quantity.of:
        return True
    opens = re.search(r"(?:^\W*|[,;:.]\s+|\batt\s+)av\s+$", before, re.I) is not None
    return opens and AFTER_OF.match(reading.after(quantity)) is not None


def is_change(reading: SentenceFacts, quantity: Quantity) -> bool:
    """Whether a quantity says how much something changes, or the level it changes to."""
    before = reading.before(quantity)
    changed = CHANGE.search(before) is not None and (CHANGE_BY.search(before) or LEVEL.search(before))
    return bool(changed or re.search(r"\b(?:ner|ned|upp)\s+(?:till|under|över)\s+$", before))


def of_before(reading: SentenceFacts, quantity: Quantity) -> str | None:
    """What the share is of, where it stands before it in the clause: `Av deltagarna ska 40 procent`."""
    for match in re.finditer(r"(?:^|[,;:.–•-]\s*|\boch\s+|\batt\s+|^\W*)Av(?=\s)", reading.before(quantity), re.I):
        start = reading.sentence.start + match.end()
        phrase = noun_phrase(reading.text, start, quantity.bounded_start)
        between = reading.text[phrase.end : quantity.bounded_start] if phrase else ""
        if (
            phrase
            and not re.search(r"(?<!\b\d)[;.]|,(?!\s*som|\s*$|[^,]*\b\d[.)]\s*$)", between)
            and (
                between.strip() in {"", ","}
                or re.search(
                    r"\b(?:ska|skall|kommer|skulle|har|är|får|går|reserveras|avsätts|viks|beräknas|väntas|bör|förväntas)\b",
                    between,
                )
            )
        ):
            return reading.text[start + 1 : phrase.end].strip()
    return None


def of_whom(reading: SentenceFacts, quantity: Quantity) -> str | None:
    """What a number is of, by its clause, or for an item by the line that leads into its list."""
    lead = reading.sentence.lead
    return of_before(reading, quantity) or (lead_of(lead) if lead and reading.sentence.item else None)
