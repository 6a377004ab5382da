"""What the value behind a label says: readers of amounts, periods, regions and the rest.

A reader takes the raw value and yields one fact for every field it fills: the field, what it says, and where in the
raw value it stands. What cannot be read raises ValueError, and becomes an issue with its place.
"""

import datetime
import functools
import re
from collections.abc import Callable, Iterable

import msgspec

from schema.places import find_region
from schema.vocabularies import PHASES

Scalar = str | int | float | bool


class Fact(msgspec.Struct):
    """One field's value and its place in the raw value (half-open, in characters)."""

    field: str
    value: Scalar
    start: int
    end: int


LabelReader = Callable[[str], Iterable[Fact]]

_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2060\ufeff]")
_AMOUNT = re.compile(r"(\d{1,3}(?:[\s.'’]\d{3})+|\d+)(?:,(?:00|0|-)|,?:-|\.00)?\s*(?:kr\.?|kronor|SEK)?", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})[-‐‑](\d{2})[-‐‑](\d{2})")
_AREA = re.compile(r"(?:Programområde\s+)?(\d(?:\.\d)?|[A-F]|Care)\b")


def clean(raw: str) -> str:
    """A value as text: spaces collapsed, soft hyphens and control characters gone."""
    plain = raw.isprintable() and "  " not in raw
    return raw.strip() if plain else " ".join(_INVISIBLE.sub("", raw).split())


def _whole(convert: Callable[[str], Scalar]) -> Callable[[str], LabelReader]:
    """Makes readers of values that fill one field as a whole; `convert` is given the cleaned value."""

    def reader_of(field: str) -> LabelReader:
        return lambda raw: (Fact(field, convert(clean(raw)), 0, len(raw)),)

    return reader_of


def _kronor(value: str) -> int:
    match = _AMOUNT.fullmatch(value)
    if match is None:
        raise ValueError("expected an amount in whole kronor, such as 6 492 410 kr")
    return int("".join(filter(str.isdigit, match[1])))


def _region(value: str) -> str:
    name = find_region(value)
    if name is None:
        raise ValueError("expected one of ESF-rådet's eight regions or ESF Nationellt")
    return name


def _phase(value: str) -> str:
    if value not in PHASES:
        raise ValueError(f"expected one of {', '.join(PHASES)}")
    return value


def _number(value: str) -> int:
    compact = "".join(value.split())
    if not compact.isdecimal():
        raise ValueError("expected a whole number")
    return int(compact)


def _date(value: str) -> str:
    match = _DATE.fullmatch(value)
    if match is None:
        raise ValueError("expected a date, such as 2024-09-01")
    return datetime.date(*map(int, match.groups())).isoformat()


def _share(value: str) -> float:
    match = re.fullmatch(r"(\d{1,3}(?:[.,]\d+)?) ?%", value)
    if match is None or float(match[1].replace(",", ".")) > 100:
        raise ValueError("expected a percentage, such as 40%")
    return round(float(match[1].replace(",", ".")) / 100, 6)


def _yes_or_no(value: str) -> bool:
    if value.casefold() not in ("ja", "nej"):
        raise ValueError("expected Ja or Nej")
    return value.casefold() == "ja"


def _digits(count: int, value: str) -> str:
    code = re.sub(r"[\s-]", "", value)
    if not code.isdecimal() or len(code) != count:
        raise ValueError(f"expected {count} digits")
    return code


text = _whole(str)
"""Makes a reader of free text."""
amount = _whole(_kronor)
"""Makes a reader of whole kronor: `6 492 410 kr`, with any kind of space or a point between thousands."""
number = _whole(_number)
"""Makes a reader of a whole number, such as planned participants."""
date = _whole(_date)
"""Makes a reader of one ISO date."""
share = _whole(_share)
"""Makes a reader of a percentage as a share of one: `40%` is 0.4."""
yes_or_no = _whole(_yes_or_no)
"""Makes a reader of `Ja` and `Nej`."""
region = _whole(_region)("region")
"""Reads one of the eight regions, or the whole country."""
phase = _whole(_phase)("phase")
"""Reads the phase of a 2007-2013 project."""


def digits(field: str, count: int) -> LabelReader:
    """A reader of a code of so many digits: organisation numbers, postal codes."""
    return _whole(functools.partial(_digits, count))(field)


def period(raw: str) -> Iterable[Fact]:
    """A period of two ISO dates with anything between: `2010-11-01 till 2014-04-30`."""
    dates = list(_DATE.finditer(raw))
    if len(dates) != 2:
        raise ValueError("expected two dates, such as 2010-11-01 till 2014-04-30")
    for field, match in zip(("period_start", "period_end"), dates, strict=True):
        yield Fact(field, _date(match[0]), match.start(), match.end())


def programme_area(raw: str) -> Iterable[Fact]:
    """The programme area as written, and its code where the value opens with one."""
    yield Fact("programme_area", clean(raw), 0, len(raw))
    match = _AREA.match(raw)
    if match is None:
        raise ValueError("expected a programme area that opens with its code, such as Programområde 2")
    yield Fact("programme_area_code", match[1], match.start(1), match.end(1))


def kept(_raw: str) -> Iterable[Fact]:
    """A reader of a value that fills no field; it stays in the page's text with its label."""
    return ()
