"""The right value that a correction gives, as the fields that it changes of a claim, target, tag or section."""

import datetime
import re
from collections.abc import Callable
from typing import Any

from archive.building.largest_number import LARGEST, is_too_large
from parser.values import clean
from schema.prose_vocabulary import places
from schema.record_words import SECTIONS

Fields = dict[str, Any]

_NUMBER = re.compile(r"-?\d[\d\s]*(?:[.,]\d+)?")
_AMOUNT = re.compile(rf"(?:(?P<currency>SEK|EUR) )?(?P<number>{_NUMBER.pattern})")
_DATE = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)
_QUANTITY = re.compile(rf"(?P<number>{_NUMBER.pattern})(?P<unit>[^\d\s].*)?")


def corrected(kind: str, value: str) -> Fields:
    """The fields of a claim, target, tag or section of this kind that say `value`.

    Raises ValueError for a value that is not of the kind; the message says what was expected.
    """
    family = kind.partition(".")[0]
    return _READERS.get(kind, _READERS.get(family, _name))(kind, clean(value))


def _number(text: str) -> int | float:
    number = float(re.sub(r"\s", "", text).replace(",", "."))
    if is_too_large(number):
        raise ValueError(f"expected a number of at most {LARGEST}")
    return int(number) if number.is_integer() else number


def _matched(pattern: re.Pattern[str], value: str, expected: str) -> dict[str, str | None]:
    if match := pattern.fullmatch(value):
        return match.groupdict()
    raise ValueError(f"expected {expected}")


def _amount(_kind: str, value: str) -> Fields:
    found = _matched(_AMOUNT, value, "an amount such as 4973906, SEK 4973906 or EUR 337478.4")
    currency = {"currency": found["currency"]} if found["currency"] else {}
    return {"value": _number(found["number"] or "")} | currency


def _plain_number(_kind: str, value: str) -> Fields:
    _matched(_AMOUNT, value, "a number such as 120 or 0.4")
    return {"value": _number(value)}


def _date(_kind: str, value: str) -> Fields:
    _matched(_DATE, value, expected := "a date such as 2012, 2012-10 or 2012-10-31")
    try:
        datetime.date.fromisoformat(f"{value}-01-01"[: len("2012-10-31")])
    except ValueError as error:
        raise ValueError(f"expected {expected}") from error
    return {"value": value}


def _text(_kind: str, value: str) -> Fields:
    return {"value": value}


def _quantity(_kind: str, value: str) -> Fields:
    found = _matched(_QUANTITY, value, "a number, with or without its unit, such as 70 or 70 procent")
    unit = {"unit": found["unit"]} if found["unit"] else {}
    return {"quantity": _number(found["number"] or "")} | unit


def _section(_kind: str, value: str) -> Fields:
    if value not in SECTIONS:
        raise ValueError(f"expected one of {', '.join(SECTIONS)}")
    return {"section": value}


def _name(kind: str, value: str) -> Fields:
    place = places().get(value)
    return {"name": value, "code": place.code if place and place.kind == kind else None}


_READERS: dict[str, Callable[[str, str], Fields]] = {
    "amount": _amount,
    "count": _plain_number,
    "rate": _plain_number,
    "date": _date,
    "text": _text,
    "code": _text,
    "target": _quantity,
    "section": _section,
}
"""By kind or by the first part of a claim's kind; any other is a tag's."""
