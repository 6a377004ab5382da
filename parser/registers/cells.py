"""Readers of register cells: amounts, shares and codes, with the value as a string (dates: `day_cells`).

A reader takes the cell and the amounts' currency and returns the value of a claim: `SEK 4973906`, `2023-09-04`, `0.4`.
An amount is prefixed with its currency, so that no sum over values can mix kinds or currencies unnoticed. A cell that
cannot be parsed raises ValueError. A cell that holds no value for this reader gives None.
"""

import re
from collections.abc import Callable
from decimal import Decimal

from parser import values
from schema.organisation_numbers import TEN_DIGITS

CellReader = Callable[[str, str], str | None]

CURRENCIES = ("SEK", "EUR")
_POINT = re.compile(r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:\s\d{3})+(?:\.\d+)?")
_SIGNS = {"SEK": r"kr\.?|kronor|SEK", "EUR": r"€|EUR|euro"}
"""How an amount names its own currency, before it or behind it."""

_JAVA = re.compile(r"(\d(?:\.\d+)?)E(\d{1,2})")
"""A large number as Java writes it, with all its digits; spreadsheets write `E+06` once they have rounded."""
_ROUNDED = re.compile(r"\d(?:\.(\d+))?E\+?(\d{1,2})")
_CODE = re.compile(r"(?:Care|[A-F]?[0-9]{1,3}(?:\.[0-9])?[A-Z]?|[A-F])(?![\w@])", re.IGNORECASE)
_MORE_CODES = re.compile(r"\s*[;,|/+&]\s*[A-F]?[0-9]")
"""What follows a code where a cell has several."""
_MAX_DIGITS = 12
"""More than the whole fund in any currency: a longer number is two cells run together, or a code."""


def text(cell: str, _currency: str) -> str:
    """The cell as it is."""
    return cell


def euro_amount(cell: str, currency: str) -> str:
    """An amount with a decimal point, with or without commas or spaces between thousands: `337478.4`, `1.2345678E7`."""
    cell = _without_currency(cell, currency)
    rounded = _ROUNDED.fullmatch(cell.upper())
    if _JAVA.fullmatch(cell.upper()) or (rounded and len(rounded[1] or "") >= int(rounded[2])):
        return _amount(currency, Decimal(cell))
    if rounded:
        raise ValueError("expected all digits of an amount; a spreadsheet has rounded it")
    if not _POINT.fullmatch(cell):
        raise ValueError("expected an amount with a decimal point, such as 337478.40")
    return _amount(currency, Decimal(re.sub(r"[,\s]", "", cell)))


def currency_code(cell: str) -> str:
    """The code of a currency that is written as one, or by its sign or name: `€` is EUR; others as they are."""
    named = (code for code, sign in _SIGNS.items() if re.fullmatch(sign, cell, re.IGNORECASE))
    return next(named, cell.upper())


def swedish_amount(cell: str, currency: str) -> str:
    """An amount with spaces or points between thousands and a decimal comma: `4 973 906,50`, `kr 500 000 :-`."""
    return _amount(currency, values.swedish_amount(re.sub(r"\s+(?=[:,]-$)", "", _without_currency(cell, currency))))


def _without_currency(cell: str, currency: str) -> str:
    """An amount without the sign of its currency; that of another one stays, and cannot be read."""
    sign = _SIGNS.get(currency, r"(?!)")
    return re.sub(rf"^(?:{sign})\s*(?=\d)|(?<=\d)\s*(?:{sign})$", "", cell, flags=re.IGNORECASE)


def _amount(currency: str, value: Decimal) -> str:
    if currency not in CURRENCIES:
        raise ValueError(f"expected an amount in {' or '.join(CURRENCIES)}, not in {currency!r}")
    if value >= 10**_MAX_DIGITS:
        raise ValueError(f"expected an amount of at most {_MAX_DIGITS} digits")
    return f"{currency} {int(value) if value == int(value) else value.normalize()}"


def share(cell: str, _currency: str) -> str:
    """A percentage as a share of one: `40%`, `40.0` and `0.4` are 0.4; without a sign, a number above 1 is per cent."""
    return str(values.share(re.sub(r"\s*(?:procent|per ?cent)$", "%", cell, flags=re.IGNORECASE), needs_sign=False))


def code(cell: str, _currency: str) -> str:
    """The code that a cell is or opens with: `117.0`, as a spreadsheet rewrites 117, `A2A - Bättre ...`, `A`."""
    unprefixed = re.sub(r"^(?:Programområde|Priority)\s+|\.0+$", "", cell)
    match = _CODE.match(unprefixed)
    if match is None:
        raise ValueError("expected a code, such as A2A or 117")
    if _MORE_CODES.match(unprefixed, match.end()):
        raise ValueError("expected one code, such as A2A or 117")
    return match[0].upper() if len(match[0]) < 4 else match[0]


def cci(cell: str, _currency: str) -> str:
    """A programme's CCI number, given by the Commission: `2021SE05SFPR001`."""
    if not re.fullmatch(r"\d{4}[A-Z]{2}[0-9A-Z]{4,10}", cell.upper()):
        raise ValueError("expected a CCI number, such as 2021SE05SFPR001")
    return cell.upper()


def organisation_number(cell: str, _currency: str) -> str | None:
    """Ten digits with or without a hyphen; None for other numbers that registers put there, as personal ones."""
    digits = re.sub(r"[\s-]|\.0+$", "", cell)
    return digits if TEN_DIGITS.fullmatch(digits) else None


def postal_code(cell: str, _currency: str) -> str:
    """Five digits."""
    try:
        return values.digits(re.sub(r"\.0+$|^SE-?", "", cell), 5)
    except ValueError as error:
        raise ValueError("expected a postal code of five digits") from error
