"""Swedish formatting of numbers, amounts and shares, and the dictionary's labels."""

import functools
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup, escape

from archive.site.language.translations import language, translated
from schema.dictionary import Column, Table, tables

_CURRENCIES = {"SEK": " (SEK)", "EUR": " (EUR)"}


def number(value: Any) -> str:
    """`6492410` as `6 492 410` with no-break spaces."""
    return f"{value:,}".replace(",", "\u00a0")


def shown(value: Any, type_: str, unit: str | None) -> str:
    """A value formatted for people by its dictionary type and unit."""
    if type_ == "boolean":
        return translated("Ja") if value else translated("Nej")
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
    """`70.0` as `70`, `33.3` as `33,3`; infinity as it is."""
    return number(int(value)) if float(value).is_integer() else str(value).replace(".", ",")


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


def named_once(name: str) -> str:
    """A name that is written twice, with a comma between, once; any other as it is."""
    half = name[: len(name) // 2 - 1]
    return half if half and name == f"{half}, {half}" else name


def megabytes(size: int) -> str:
    """A file's size in bytes as `1,5 MB`."""
    return f"{size / 1_000_000:.1f}".replace(".", ",") + "\u00a0MB"


def highlighted(snippet: str) -> Markup:
    """A snippet as HTML, with everything escaped except the tags around hits."""
    return Markup(str(escape(snippet)).replace("&lt;mark&gt;", "<mark>").replace("&lt;/mark&gt;", "</mark>"))


def declared_column(name: str, table: str = "") -> Column | None:
    """The column as the dictionary declares it for a table; where none is named, for the first table that has it."""
    known = tables().get(table)
    return known.columns.get(name) if known else _columns().get(name)


def column_label(name: str, table: str = "") -> str:
    """The dictionary's Swedish label of a column, with its currency; the name itself if no table has the column."""
    column = declared_column(name, table)
    return f"{column.label}{_CURRENCIES.get(column.unit or '', '')}" if column else name


def described(declared: Column | Table) -> str:
    """The dictionary's description of a table or column, in the visitor's language."""
    return declared.en if language.get() == "en" else declared.sv


def is_number(name: str, table: str = "") -> bool:
    """Whether a column holds numbers."""
    column = declared_column(name, table)
    return column is not None and column.type in ("integer", "float")


@functools.cache
def _columns() -> dict[str, Column]:
    every = [pair for table in tables().values() for pair in table.columns.items()]
    return dict(reversed(every))


FILTERS = {
    "number": number,
    "shown": shown,
    "claimed": claimed,
    "stated": stated,
    "quantity": quantity,
    "sure": sure,
    "megabytes": megabytes,
    "named_once": named_once,
    "highlighted": highlighted,
    "column_label": column_label,
    "described": described,
    "is_number": is_number,
    "urlencode_dict": urlencode,
}
