"""How exactly a date or an amount is stated: the days and the sums that it can mean."""

import re
from calendar import monthrange
from decimal import Decimal

_NUMBER = re.compile(r"\d(?:[\d\s.,'’]*\d)?")
_UNITS = {"miljard": 9, "miljon": 6, "tusen": 3}
"""Powers of ten of the units that stand with or in a number word: `tre miljoner`, `tolvtusen`."""


def possible_days(date: str) -> tuple[str, str]:
    """The first and the last day that an ISO date can mean: `2011` is the whole year, `2011-02` the whole month."""
    year, month, day = (*date.split("-"), "", "")[:3]
    first, last = month or "01", month or "12"
    end = day or f"{monthrange(int(year), int(last))[1]:02}"
    return f"{year}-{first}-{day or '01'}", f"{year}-{last}-{end}"


def possible_amounts(value: str, raw: str) -> tuple[str, str]:
    """The least and the most that an amount can mean before it was rounded, both with the currency in front.

    The last digit written says how far: half a step of it up or down. `5,6 miljoner` is written in steps of 100 000, so
    it is 5 550 000 to 5 650 000 and says of 5 603 540 the same, less exactly; `100 mkr` is 99 500 000 to 100 500 000.
    Zeros that are written out count as digits: `97 000 kr` is exact to the krona. A number word is as exact as its
    unit: `tre miljoner` is 2 500 000 to 3 500 000, `en halv miljon` 450 000 to 550 000.
    """
    currency, _, number = value.partition(" ")
    amount = Decimal(number)
    half = _step(amount, raw) / 2
    return f"{currency} {_plain(amount - half)}", f"{currency} {_plain(amount + half)}"


def _step(amount: Decimal, raw: str) -> Decimal:
    """What one more in the last digit of the raw text would add: the amount divided by its digits, read as one number.

    So no unit or separator needs to be known. Of two numbers in the text (two currencies), the one that gives the
    amount does so in steps of a power of ten.
    """
    for written in _NUMBER.findall(raw):
        digits = Decimal("".join(filter(str.isdigit, written)))
        step = amount / digits if digits else Decimal(0)
        if step and step == Decimal(1).scaleb(step.adjusted()):
            return step
    return _step_of_words(amount, raw.casefold())


def _step_of_words(amount: Decimal, raw: str) -> Decimal:
    power = next((power for unit, power in _UNITS.items() if unit in raw), 0)
    while amount % Decimal(1).scaleb(power):
        power -= 1
    return Decimal(1).scaleb(power)


def _plain(amount: Decimal) -> str:
    plain = f"{amount:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
