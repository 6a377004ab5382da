"""Amounts of money in Swedish text: digits or words, thousands and millions, kronor and euro, two currencies as one."""

import re
from typing import Literal

import msgspec

from parser.understanding.readers.numerals import openings, value_of
from parser.understanding.readers.patterns import patterns

_LIKE = patterns("money")

_FACTORS = {"miljard": 1_000_000_000, "milj": 1_000_000, "m": 1_000_000, "t": 1000, "k": 1000}
"""By how the word begins."""
_SHORTEST = 5
"""Characters of the shortest amount without a unit: `1 000`."""


MONEY_UNITS = frozenset(("kronor", "kr", "sek", "tkr", "kkr", "tsek", "mkr", "msek", "mnkr", "euro", "eur"))
"""The words of a table's heading that say what its numbers are counted in."""


class Money(msgspec.Struct, frozen=True):
    """An amount at `text[start:end]` in whole units of `currency`; `other` is the same amount in the other one."""

    start: int
    end: int
    value: int | float
    currency: str
    value_max: int | float | None = None
    other: int | float | None = None
    other_currency: str | None = None
    sort: Literal["money"] = "money"


def hints_at_money(word: str) -> bool:
    """Whether a word can be part of an amount."""
    return _LIKE["money_hint"].search(word) is not None


def amounts(text: str, start: int, end: int, heading: str = "", places: list[int] | None = None) -> list[Money]:
    """The amounts of money in `text[start:end]`, in order; a `heading` above can say the unit: `Budget (tkr)`.

    `places` are where its numbers start, where that is known.
    """
    found, reached = list[Money](), start
    for place in openings(text, start, end) if places is None else places:
        before = _LIKE["before"].search(text, max(start, place - 4), place)
        match = _LIKE["money"].match(text, before.start() if before else place, end) if place >= reached else None
        if match and (money := _money(match, text, start, end)):
            found.append(money)
            reached = match.end()
    unit = _LIKE["table_unit"].search(heading) if heading else None
    if unit:
        found += _of_table((unit["a"] or unit["b"]).lower(), text, start, end, found)
        found.sort(key=lambda money: money.start)
    return _joined(text, found) if len(found) > 1 else found


def _of_table(unit: str, text: str, start: int, end: int, found: list[Money]) -> list[Money]:
    """The numbers of a table line whose heading says what they are counted in; years and short numbers are none."""
    thousand, million = unit.startswith(("t", "kkr")), unit.startswith("m")
    factor, currency = 1_000_000 if million else 1000 if thousand else 1, "EUR" if unit.startswith("eu") else "SEK"
    table: list[Money] = []
    for match in _LIKE["table_number"].finditer(text, start, end):
        low, taken = value_of(match["low"]), any(m.start < match.end() and match.start() < m.end for m in found)
        short = len(match["low"]) < (2 if million else 3 if thousand else 4)
        if low is not None and not (taken or short or re.fullmatch(r"(?:19|20)\d\d", match["low"])):
            table.append(Money(match.start(), match.end(), _whole(low * factor), currency))
    return table


def _money(match: re.Match[str], text: str, start: int, end: int) -> Money | None:
    low, high = _low(match["low"]), value_of(match["high"]) if match["high"] else None
    bare = not (match["currency"] or match["short"] or match["bare"] or match["before"])
    if low is None or (bare and (len(match["low"]) < _SHORTEST or not _is_plain_money(match, text, start, end))):
        return None
    if match["bare"] and not (
        _LIKE["money_talk"].search(text, start, end) or _LIKE["stands_alone"].match(text, match.end(), end)
    ):
        return None
    factor = _factor(match, high)
    ceiling = None if high is None else _whole(high * factor)
    own = high is not None and low > high  # `mellan 500 000 och 2 miljoner`
    return Money(match.start(), match.end(), _whole(low if own else low * factor), _currency(match), ceiling)


def _low(raw: str) -> int | float | None:
    """A number, or `en halv` and `två och en halv` before millions."""
    if not raw.endswith("halv"):
        return value_of(raw)
    whole = re.match(r"(\w+)\s+och\s", raw)
    return 0.5 + ((value_of(whole[1]) or 0) if whole else 0)


def _is_plain_money(match: re.Match[str], text: str, start: int, end: int) -> bool:
    """`45.000` alone is money only beside a word of money, and never before a noun; `Budget: 1 450 000` always."""
    if _LIKE["money_label"].search(text, max(start, match.start() - 60), match.start()):
        return not _LIKE["numbered_thing"].match(text, match.end(), end)
    if _LIKE["given_by"].match(text, match.end(), end) and _LIKE["spelled"].search(text, start, end):
        return True
    if text.rfind(".", match.start(), match.end()) < 0 and not _LIKE["spelled"].search(text, start, end):
        return False
    return bool(_LIKE["plain_money"].search(text, start, end)) and not _LIKE["numbered_thing"].match(
        text, match.end(), end
    )


def _factor(match: re.Match[str], high: int | float | None) -> int:
    short = (match["short"] or "").lower()
    if short:
        return 1_000_000_000 if short.startswith("md") else 1_000_000 if short.startswith("m") else 1000
    scale = (match["scale"] or match["bare"] or "").lower().rstrip(".")
    return next((factor for name, factor in _FACTORS.items() if scale and scale.startswith(name)), 1)


def _currency(match: re.Match[str]) -> str:
    written = ((match["currency"] or "") + (match["short"] or "") + (match["before"] or "")).lower()
    return "EUR" if "eu" in written or "€" in written else "SEK"


def _whole(value: int | float) -> int | float:
    rounded = round(value, 2)
    return int(rounded) if float(rounded).is_integer() and abs(rounded) < 1e15 else rounded


def _joined(text: str, found: list[Money]) -> list[Money]:
    joined: list[Money] = []
    for money in found:
        last = joined[-1] if joined else None
        link = _LIKE["joined"].fullmatch(text, last.end, money.start) if last else None
        if last and link and last.other is None and last.currency != money.currency:
            joined[-1] = _pair(text, last, money, link["link"] == "(")
        else:
            joined.append(money)
    return joined


def _pair(text: str, first: Money, second: Money, bracketed: bool) -> Money:
    end = second.end + (1 if bracketed and text[second.end : second.end + 1] == ")" else 0)
    kronor, euro = (first, second) if first.currency == "SEK" else (second, first)
    return Money(first.start, end, kronor.value, "SEK", kronor.value_max, euro.value, "EUR")
