"""Swedish formatting of numbers, amounts and shares, and comparison that handles Swedish letters."""

import functools
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup, escape

from schema.dictionary import Column, tables

_CURRENCIES = {"SEK": " (SEK)", "EUR": " (EUR)"}


def number(value: Any) -> str:
    """`6492410` as `6 492 410` with no-break spaces."""
    return f"{value:,}".replace(",", "\u00a0")


def shown(value: Any, type_: str, unit: str | None) -> str:
    """A value formatted for people by its dictionary type and unit."""
    if type_ == "boolean":
        return "Ja" if value else "Nej"
    if unit == "share":
        return f"{100 * value:.4g}".replace(".", ",") + "\u00a0%"
    if type_ == "integer":
        return number(value) + ("\u00a0kr" if unit == "SEK" else "")
    if unit == "EUR":
        return f"{value:,.2f}".replace(",", "\u00a0").replace(".", ",") + "\u00a0euro"
    return str(value)


def sure(confidence: float) -> str:
    """A confidence between 0 and 1 in whole percent, rounded down so that only certainty is 100."""
    return f"{int(100 * confidence)}\u00a0%"


def quantity(value: float) -> str:
    """`70.0` as `70`, `33.3` as `33,3`."""
    return number(int(value)) if value == int(value) else str(value).replace(".", ",")


def claimed(value: str, kind: str) -> str:
    """A claim's value formatted for people: `SEK 4973906` as `4 973 906 kr`, the share 0.4 as `40 %`."""
    currency, _, amount = value.partition(" ")
    if kind.startswith("amount.") and currency == "EUR":
        return shown(float(amount), "float", "EUR")
    if kind.startswith("amount."):
        return shown(round(float(amount)), "integer", "SEK") if float(amount) == int(float(amount)) else f"{amount} kr"
    return shown(float(value), "float", "share") if kind.startswith("rate.") else value


def stated(claim: dict[str, Any]) -> str:
    """A row of `claims` formatted for people, with what limits it: `3 200 000 kr (ansökt)`, `40–60 (del)`."""
    value = claimed(claim["value"], claim["kind"]) if claim["value"] else claim["raw"]
    currency = f"{claim['currency']} " if claim["currency"] else ""
    to = f"–{claimed(currency + claim['value_max'], claim['kind'])}" if claim["value_max"] else ""
    status = claim["status"] if claim["status"] != "beviljad" else None
    limits = ", ".join(limit for limit in (status, claim["scope"]) if limit)
    return f"{value}{to}{f' ({limits})' if limits else ''}"


def highlighted(snippet: str) -> Markup:
    """A snippet as HTML, with everything escaped except the tags around hits."""
    return Markup(str(escape(snippet)).replace("&lt;mark&gt;", "<mark>").replace("&lt;/mark&gt;", "</mark>"))


def column_label(name: str) -> str:
    """The dictionary's Swedish label of a column, with its currency; the name itself if no table has the column."""
    column = _columns().get(name)
    return f"{column.label}{_CURRENCIES.get(column.unit or '', '')}" if column else name


def is_share(name: str) -> bool:
    """Whether a column holds shares between 0 and 1, shown as percentages."""
    column = _columns().get(name)
    return column is not None and column.unit == "share"


def is_number(name: str) -> bool:
    """Whether a column holds numbers."""
    column = _columns().get(name)
    return column is not None and column.type in ("integer", "float")


@functools.cache
def _columns() -> dict[str, Column]:
    return {name: column for table in tables().values() for name, column in table.columns.items()}


FILTERS = {
    "number": number,
    "shown": shown,
    "claimed": claimed,
    "stated": stated,
    "quantity": quantity,
    "sure": sure,
    "highlighted": highlighted,
    "column_label": column_label,
    "is_number": is_number,
    "urlencode_dict": urlencode,
}


def like(pattern: str | None, value: Any) -> bool | None:
    """SQL's LIKE, case-insensitive in any alphabet, without backtracking."""
    if pattern is None or value is None:
        return None
    first, *rest = str(pattern).casefold().split("%")
    text = str(value).casefold()
    if not rest:
        return len(first) == len(text) and _matches_at(first, text, 0)
    position = len(first)
    if not _matches_at(first, text, 0):
        return False
    *middle, last = rest
    for piece in middle:
        position = _find(piece, text, position) + len(piece)
        if position < len(piece):
            return False
    return len(text) - len(last) >= position and _matches_at(last, text, len(text) - len(last))


def _matches_at(piece: str, text: str, start: int) -> bool:
    part = text[start : start + len(piece)]
    return part == piece or (
        len(part) == len(piece) and "_" in piece and all(a in (b, "_") for a, b in zip(piece, part, strict=True))
    )


def _find(piece: str, text: str, start: int) -> int:
    """Position of the first match of `piece` from `start` on; below `-len(piece)` if there is none."""
    if "_" not in piece:
        found = text.find(piece, start)
        return found if found >= 0 else -len(piece) - 1
    places = range(start, len(text) - len(piece) + 1)
    return next((place for place in places if _matches_at(piece, text, place)), -len(piece) - 1)
