"""What the value behind a label says: readers of amounts, periods, regions and the rest.

A reader takes the raw value and yields one fact for every field it fills: the field, what it says, and where in the
raw value it stands. What cannot be read raises ValueError, and becomes an issue with its place.
"""

import datetime
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


Reader = Callable[[str], Iterable[Fact]]

_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2060\ufeff]")
_AMOUNT = re.compile(r"(\d{1,3}(?:[\s.'’]\d{3})+|\d+)(?:,(?:00|0|-)|,?:-|\.00)?\s*(?:kr\.?|kronor|SEK)?", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})[-‐‑](\d{2})[-‐‑](\d{2})")
_AREA = re.compile(r"(?:Programområde\s+)?(\d(?:\.\d)?|[A-F]|Care)\b")


def clean(raw: str) -> str:
    """A value as text: spaces collapsed, soft hyphens and control characters gone."""
    plain = raw.isprintable() and "  " not in raw
    return raw.strip() if plain else " ".join(_INVISIBLE.sub("", raw).split())


def text(field: str) -> Reader:
    """A reader of free text."""

    def read(raw: str) -> Iterable[Fact]:
        return (Fact(field, clean(raw), 0, len(raw)),)

    return read


def amount(field: str) -> Reader:
    """A reader of whole kronor: `6 492 410 kr`, with any kind of space or a point between thousands."""

    def read(raw: str) -> Iterable[Fact]:
        match = _AMOUNT.fullmatch(clean(raw))
        if match is None:
            raise ValueError("expected an amount in whole kronor, such as 6 492 410 kr")
        return (Fact(field, int("".join(filter(str.isdigit, match[1]))), 0, len(raw)),)

    return read


def period(raw: str) -> Iterable[Fact]:
    """A period of two ISO dates with anything between: `2010-11-01 till 2014-04-30`."""
    dates = list(_DATE.finditer(raw))
    if len(dates) != 2:
        raise ValueError("expected two dates, such as 2010-11-01 till 2014-04-30")
    for field, match in zip(("period_start", "period_end"), dates, strict=True):
        datetime.date(*map(int, match.groups()))
        yield Fact(field, "-".join(match.groups()), match.start(), match.end())


def region(raw: str) -> Iterable[Fact]:
    """One of the eight regions, or the whole country."""
    name = find_region(clean(raw))
    if name is None:
        raise ValueError("expected one of ESF-rådet's eight regions or ESF Nationellt")
    return (Fact("region", name, 0, len(raw)),)


def phase(raw: str) -> Iterable[Fact]:
    """The phase of a 2007-2013 project."""
    name = clean(raw)
    if name not in PHASES:
        raise ValueError(f"expected one of {', '.join(PHASES)}")
    return (Fact("phase", name, 0, len(raw)),)


def programme_area(raw: str) -> Iterable[Fact]:
    """The programme area as written, and its code where the value opens with one."""
    yield Fact("programme_area", clean(raw), 0, len(raw))
    match = _AREA.match(raw)
    if match is None:
        raise ValueError("expected a programme area that opens with its code, such as Programområde 2")
    yield Fact("programme_area_code", match[1], match.start(1), match.end(1))


def number(field: str) -> Reader:
    """A reader of a whole number, such as planned participants."""

    def read(raw: str) -> Iterable[Fact]:
        digits = "".join(clean(raw).split())
        if not digits.isdecimal():
            raise ValueError("expected a whole number")
        return (Fact(field, int(digits), 0, len(raw)),)

    return read


def date(field: str) -> Reader:
    """A reader of one ISO date."""

    def read(raw: str) -> Iterable[Fact]:
        match = _DATE.fullmatch(clean(raw))
        if match is None:
            raise ValueError("expected a date, such as 2024-09-01")
        datetime.date(*map(int, match.groups()))
        return (Fact(field, "-".join(match.groups()), 0, len(raw)),)

    return read


def share(field: str) -> Reader:
    """A reader of a percentage as a share of one: `40%` is 0.4."""

    def read(raw: str) -> Iterable[Fact]:
        match = re.fullmatch(r"(\d{1,3}(?:[.,]\d+)?) ?%", clean(raw))
        if match is None or float(match[1].replace(",", ".")) > 100:
            raise ValueError("expected a percentage, such as 40%")
        return (Fact(field, round(float(match[1].replace(",", ".")) / 100, 6), 0, len(raw)),)

    return read


def digits(field: str, count: int) -> Reader:
    """A reader of a code of so many digits: organisation numbers, postal codes."""

    def read(raw: str) -> Iterable[Fact]:
        code = re.sub(r"[\s-]", "", clean(raw))
        if not code.isdecimal() or len(code) != count:
            raise ValueError(f"expected {count} digits")
        return (Fact(field, code, 0, len(raw)),)

    return read


def yes_or_no(field: str) -> Reader:
    """A reader of `Ja` and `Nej`."""

    def read(raw: str) -> Iterable[Fact]:
        answer = clean(raw).casefold()
        if answer not in ("ja", "nej"):
            raise ValueError("expected Ja or Nej")
        return (Fact(field, answer == "ja", 0, len(raw)),)

    return read


def kept(_raw: str) -> Iterable[Fact]:
    """A reader of a value that fills no field; it stays in the page's text with its label."""
    return ()
