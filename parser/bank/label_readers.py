"""Readers of label values: which fields a value fills, and the place of each in the raw value.

A reader takes the raw value and yields one fact for every field it fills. It raises ValueError for a value it cannot
parse, which becomes an issue with its place. The formats of amounts, dates and shares are in `parser/values.py`.
"""

import re
from collections.abc import Callable, Iterable

import msgspec

from parser.values import DATE, clean, date_of, iso_date, whole_kronor, whole_number
from parser.values import digits as digits_of
from parser.values import share as share_of
from schema.places import find_region
from schema.record import FactField
from schema.record_words import PHASES

Scalar = str | int | float | bool


class Fact(msgspec.Struct):
    """One field's value and its place in the raw value (half-open, in characters)."""

    field: FactField
    value: Scalar
    start: int
    end: int


LabelReader = Callable[[str], Iterable[Fact]]

_AREA = re.compile(r"(?:Programområde\s+)?(\d(?:\.\d)?|[A-F]|Care)\b")


def _whole(convert: Callable[[str], Scalar]) -> Callable[[FactField], LabelReader]:
    """Makes readers of whole values that fill one field; `convert` is given the cleaned value."""

    def reader_of(field: FactField) -> LabelReader:
        return lambda raw: (Fact(field, convert(clean(raw)), 0, len(raw)),)

    return reader_of


def _region(value: str) -> str:
    name = find_region(value)
    if name is None:
        raise ValueError("expected one of ESF-rådet's eight regions or ESF Nationellt")
    return name


def _phase(value: str) -> str:
    if value not in PHASES:
        raise ValueError(f"expected one of {', '.join(PHASES)}")
    return value


def _yes_or_no(value: str) -> bool:
    if value.casefold() not in ("ja", "nej"):
        raise ValueError("expected Ja or Nej")
    return value.casefold() == "ja"


text = _whole(str)
"""Makes a reader of free text."""
amount = _whole(whole_kronor)
"""Makes a reader of whole kronor: `6 492 410 kr`, with any kind of space or a point between thousands."""
number = _whole(whole_number)
"""Makes a reader of a whole number, such as planned participants."""
date = _whole(iso_date)
"""Makes a reader of one ISO date."""
share = _whole(share_of)
"""Makes a reader of a percentage as a share of one: `40%` is 0.4."""
yes_or_no = _whole(_yes_or_no)
"""Makes a reader of `Ja` and `Nej`."""
region = _whole(_region)("region")
"""Reads one of the eight regions, or the whole country."""
phase = _whole(_phase)("phase")
"""Reads the phase of a 2007-2013 project."""


def digits(field: FactField, count: int) -> LabelReader:
    """A reader of a code of `count` digits: organisation numbers, postal codes."""
    return _whole(lambda value: digits_of(value, count))(field)


def period(raw: str) -> Iterable[Fact]:
    """A period: two ISO dates with any text between, `2010-11-01 till 2014-04-30`."""
    dates = list(DATE.finditer(raw))
    if len(dates) != 2:
        raise ValueError("expected two dates, such as 2010-11-01 till 2014-04-30")
    fields: tuple[FactField, FactField] = ("period_start", "period_end")
    for field, match in zip(fields, dates, strict=True):
        yield Fact(field, date_of(match), match.start(), match.end())


def programme_area(raw: str) -> Iterable[Fact]:
    """The programme area as written, and the code it opens with; raises ValueError where there is none."""
    yield Fact("programme_area", clean(raw), 0, len(raw))
    match = _AREA.match(raw)
    if match is None:
        raise ValueError("expected a programme area that opens with its code, such as Programområde 2")
    yield Fact("programme_area_code", match[1], match.start(1), match.end(1))


def kept(_raw: str) -> Iterable[Fact]:
    """A reader of a value that fills no field; it stays in the page's text with its label."""
    return ()
