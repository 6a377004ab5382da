"""The fields of a target: its place, unit, `of`, split by sex, and the date it is promised for."""

import re

from parser.understanding.numbers import nouns
from parser.understanding.numbers.dates import Date, dates
from parser.understanding.numbers.elided import PRONOUNS, last_person
from parser.understanding.numbers.exclusions import of_whom
from parser.understanding.numbers.numerals import value_of
from parser.understanding.numbers.quantities import Quantity
from parser.understanding.numbers.sentence_facts import SentenceFacts
from parser.understanding.numbers.target_cues import BY, NOT_BY, SPLIT, WOMEN
from schema.record import Target


def target_in(reading: SentenceFacts, quantity: Quantity) -> Target:
    """The target that a promised quantity is."""
    split = SPLIT.match(reading.text, quantity.end, reading.sentence.end) if quantity.sort == "person" else None
    women, men = _sexes(split)
    end = _closed(reading.text, quantity.end, split.end()) if split else max(quantity.end, quantity.of_end)
    start, low, unit = quantity.bounded_start, quantity.low, quantity.unit
    pair = _pair_of_sexes(reading, quantity)
    if pair:
        end, women, men = pair
        low, unit = women + men, "personer"
    if quantity.sort == "bare":
        unit = _elided_unit(reading, quantity)
    return Target(
        low, unit, quantity.of or _of(reading, quantity), reading.text[start:end], start, end,
        quantity_max=quantity.high, lower_bound=quantity.lower, by=_by(reading), women=women, men=men,
        sentence_start=reading.sentence.start, sentence_end=reading.sentence.end,
    )  # fmt: skip


def _closed(text: str, start: int, end: int) -> int:
    """Where a split ends: past the bracket that closes the one it opened."""
    return end + (text.count("(", start, end) == 1 and text.startswith(")", end))


def _of(reading: SentenceFacts, quantity: Quantity) -> str | None:
    return of_whom(reading, quantity) if quantity.sort in {"share", "bare"} else None


def _elided_unit(reading: SentenceFacts, quantity: Quantity) -> str:
    """The noun that a number leaves out: that of what it is of, else the one that was named last."""
    of = (of_whom(reading, quantity) or "").split()
    return of[-1].lower() if of and of[-1].lower() not in PRONOUNS else last_person(reading.text, quantity.start)


def _sexes(match: re.Match[str] | None) -> tuple[int | None, int | None]:
    if match is None:
        return None, None
    numbers = (_whole(match["first"]), _whole(match["second"]))
    return numbers if match["sex"].lower() in WOMEN else (numbers[1], numbers[0])


def _whole(raw: str) -> int:
    return int(value_of(raw) or 0)


def _pair_of_sexes(reading: SentenceFacts, quantity: Quantity) -> tuple[int, int, int] | None:
    """`20 kvinnor och 5 män` without a total: where it ends, the women and the men."""
    match = SPLIT.match(reading.text, quantity.start, reading.sentence.end)
    women, men = _sexes(match)
    if match is None or women is None or men is None or not nouns.SEX.search(quantity.unit):
        return None
    return match.end(), women, men


def _by(reading: SentenceFacts) -> str | None:
    """The date the targets of a sentence are promised for: in it, else in the line that leads into its list."""
    for date in reading.dates:
        before = reading.text[reading.sentence.start : date.start]
        if BY.search(before) or (_is_day(date) and not (NOT_BY.search(before) or _opens_range(reading, date))):
            return date.value
    return _lead_by(reading.sentence.lead) if reading.sentence.lead else None


def _is_day(date: Date) -> bool:
    """Whether a date is a day, which needs no word before it: `ska vara i arbete 31 december 2010`."""
    return date.value is not None and date.value.count("-") == 2


def _opens_range(reading: SentenceFacts, date: Date) -> bool:
    return re.match(r"\s*(?:[-–]|till\b|och\s+\d)", reading.text[date.end : date.end + 8]) is not None


def _lead_by(lead: str) -> str | None:
    found = [date for date in dates(lead, 0, len(lead)) if not NOT_BY.search(lead[: date.start])]
    return found[-1].value if found else None
