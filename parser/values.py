"""Parse written values: the amounts, dates, shares and codes of label blocks and of register cells.

One grammar for both. A value that cannot be parsed raises ValueError, whose message states the expected format.
"""

import datetime
import re
from decimal import Decimal

_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_AMOUNT = re.compile(
    r"(?:SEK\s*)?(?P<whole>\d{1,3}(?:[\s.'’]\d{3})+|\d+)(?:[,.](?P<fraction>\d{1,2})|,?:-|,-)?\s*(?:kr\.?|kronor|SEK)?",
    re.IGNORECASE,
)
"""Spaces, points or apostrophes between thousands; `:-` and `,-` are Swedish notation for no öre."""
_MOST_DIGITS = 18
_PIECES = re.compile(r"(?<=\d)\s*(?:st|stycken)\.?$")
DATE = re.compile(r"(\d{4})[-‐‑](\d{2})[-‐‑](\d{2})")
_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*(%?)")


def clean(raw: str) -> str:
    """A value as text: spaces collapsed, soft hyphens and control characters removed."""
    plain = raw.isprintable() and "  " not in raw
    return raw.strip() if plain else " ".join(_INVISIBLE.sub("", raw).split())


def swedish_amount(text: str) -> Decimal:
    """An amount in Swedish form: `4 973 906,50`, `6 492 410 kr`, `500 000:-`."""
    match = _AMOUNT.fullmatch(text)
    if match is None:
        raise ValueError("expected an amount in Swedish form, such as 4 973 906,50")
    return _decimal(match)


def _decimal(amount: re.Match[str]) -> Decimal:
    whole = "".join(filter(str.isdigit, amount["whole"]))
    _check_size(whole)
    return Decimal(f"{whole}.{amount['fraction'] or 0}")


def whole_kronor(text: str) -> int:
    """An amount in kronor without öre, as always in the project bank: `6 492 410 kr`, also `6 492 410,00`."""
    match = _AMOUNT.fullmatch(text)
    if match is None or match["fraction"] not in (None, "00"):
        raise ValueError("expected an amount in whole kronor, such as 6 492 410 kr")
    return int(_decimal(match))


def whole_number(text: str) -> int:
    """A whole number; spaces between thousands are ignored, and `st` behind it."""
    compact = "".join(_PIECES.sub("", text).split())
    if not compact.isdecimal():
        raise ValueError("expected a whole number")
    _check_size(compact)
    return int(compact)


def _check_size(written: str) -> None:
    """Raises ValueError for a number that is longer than what databases, and records as they are passed on, hold."""
    if len(written) > _MOST_DIGITS:
        raise ValueError(f"expected at most {_MOST_DIGITS} digits, and this is a number too large to be kept")


def iso_date(text: str) -> str:
    """A date written as in ISO 8601, with any kind of hyphen: `2024-09-01`."""
    match = DATE.fullmatch(text)
    if match is None:
        raise ValueError("expected a date, such as 2024-09-01")
    return date_of(match)


def date_of(match: re.Match[str]) -> str:
    """The date that `DATE` matched; raises ValueError where there is no such day."""
    year, month, day = match.groups()
    return datetime.date(int(year), int(month), int(day)).isoformat()


def share(text: str, *, needs_sign: bool = True) -> float:
    """A percentage as a share of one: `40%` is 0.4; where no sign is needed, a number above 1 is per cent too."""
    match = _SHARE.fullmatch(text)
    number = Decimal(match[1].replace(",", ".")) if match else Decimal(101)
    if match is None or number > 100 or (needs_sign and not match[2]):
        raise ValueError("expected a percentage, such as 40%")
    return round(float(number / 100 if match[2] or number > 1 else number), 6)


def digits(text: str, count: int) -> str:
    """A code of `count` digits, without its spaces and hyphens: organisation numbers, postal codes."""
    code = re.sub(r"[\s-]", "", text)
    if not (code.isascii() and code.isdecimal()) or len(code) != count:
        raise ValueError(f"expected {count} digits")
    return code
