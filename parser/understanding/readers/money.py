"""Amounts of money in Swedish text: digits or words, thousands and millions, kronor and euro, two currencies as one."""

import re
from typing import Literal

import msgspec

from parser.understanding.readers.numerals import openings, value_of, whole
from parser.understanding.readers.reader_tables import patterns

_LIKE = patterns("money")
_FACTORS = {"md": 1_000_000_000, "miljard": 1_000_000_000, "m": 1_000_000, "t": 1000, "k": 1000}
"""By how the word begins."""
_SHORTEST = 6
"""Characters of the shortest amount without a unit: `10 000`; a shorter one is as a rule of thousands, or no money."""


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


def amounts(text: str, start: int, end: int, places: list[int] | None = None) -> list[Money]:
    """The amounts of money in `text[start:end]`, in order; `places` are where its numbers start, if that is known."""
    found, reached = list[Money](), start
    for place in openings(text, start, end) if places is None else places:
        before = _LIKE["before"].search(text, max(start, place - 4), place)
        match = _LIKE["money"].match(text, before.start() if before else place, end) if place >= reached else None
        if match and (money := _money(match, start, end)):
            found = _joined(text, found, money)
            reached = match.end()
    return found


def _money(match: re.Match[str], start: int, end: int) -> Money | None:
    low, high = _low(match["low"]), value_of(match["high"]) if match["high"] else None
    has_unit = match["currency"] or match["short"] or match["before"]
    if low is None or not (has_unit or (_is_millions if match["bare"] else _is_plain_money)(match, start, end)):
        return None
    unit = (match["short"] or match["scale"] or match["bare"] or "").lower()
    factor = next((factor for name, factor in _FACTORS.items() if unit.startswith(name)), 1)
    own = high is not None and low > high  # `mellan 500 000 och 2 miljoner`
    written = "".join(filter(None, match.group("currency", "short", "before"))).lower()
    currency = "EUR" if "eu" in written or "€" in written else "SEK"
    ceiling = None if high is None else whole(round(high * factor, 2))
    return Money(match.start(), match.end(), whole(round(low if own else low * factor, 2)), currency, ceiling)


def _low(raw: str) -> int | float | None:
    """A number, or `en halv` and `två och en halv` before millions."""
    if not raw.endswith("halv"):
        return value_of(raw)
    whole = re.match(r"(\w+)\s+och\s", raw)
    return 0.5 + ((value_of(whole[1]) or 0) if whole else 0)


def _is_millions(match: re.Match[str], start: int, end: int) -> bool:
    """Whether `3 miljoner` without a currency are money: where money is spoken of, or no noun follows."""
    text = match.string
    return bool(_LIKE["money_talk"].search(text, start, end) or _LIKE["stands_alone"].match(text, match.end(), end))


def _is_plain_money(match: re.Match[str], start: int, end: int) -> bool:
    """`45.000` alone is money only beside a word of money, and never before a noun; `Budget: 1 450 000` always."""
    text, place, last = match.string, match.start(), match.end()
    if len(match["low"]) < _SHORTEST:
        return False
    if _LIKE["money_label"].search(text, max(start, place - 60), place):
        return not _LIKE["numbered_thing"].match(text, last, end)
    is_spelled = _LIKE["spelled"].search(text, start, end) is not None
    if is_spelled and _LIKE["given_by"].match(text, last, end):
        return True
    plain = (is_spelled or text.rfind(".", place, last) >= 0) and _LIKE["plain_money"].search(text, start, end)
    return bool(plain) and not _LIKE["numbered_thing"].match(text, last, end)


def _joined(text: str, found: list[Money], money: Money) -> list[Money]:
    """The amounts with one more, which may be the last one in the other currency: `21 600 EUR (194 400 kr)`."""
    last = found[-1] if found else None
    link = _LIKE["joined"].fullmatch(text, last.end, money.start) if last else None
    if last is None or link is None or last.other is not None or last.currency == money.currency:
        return [*found, money]
    end = money.end + (link["link"] == "(" and text.startswith(")", money.end))
    kronor, euro = (last, money) if last.currency == "SEK" else (money, last)
    return [*found[:-1], Money(last.start, end, kronor.value, "SEK", kronor.value_max, euro.value, "EUR")]
