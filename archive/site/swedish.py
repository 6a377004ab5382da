"""How numbers, amounts and shares are written in Swedish, and comparison that knows Swedish letters."""

import functools
import re
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup, escape

from schema.dictionary import Column, tables


def number(value: Any) -> str:
    """`6492410` as `6 492 410` with no-break spaces."""
    return f"{value:,}".replace(",", "\u00a0")


def shown(value: Any, type_: str, unit: str | None) -> str:
    """A value of a dictionary type and unit as people read it."""
    if type_ == "boolean":
        return "Ja" if value else "Nej"
    if unit == "share":
        return f"{100 * value:.4g}".replace(".", ",") + "\u00a0%"
    if type_ == "integer":
        return number(value) + ("\u00a0kr" if unit == "SEK" else "")
    return str(value)


def highlighted(snippet: str) -> Markup:
    """A snippet as HTML: everything escaped but the tags around hits."""
    return Markup(str(escape(snippet)).replace("&lt;mark&gt;", "<mark>").replace("&lt;/mark&gt;", "</mark>"))


def column_label(name: str) -> str:
    """The dictionary's Swedish label of a column, with its unit; the name itself when no table has it."""
    column = _columns().get(name)
    return f"{column.label}{f' ({column.unit})' if column.unit == 'SEK' else ''}" if column else name


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
    "highlighted": highlighted,
    "column_label": column_label,
    "is_number": is_number,
    "urlencode_dict": urlencode,
}


def like(pattern: str | None, value: Any) -> bool | None:
    """SQL's LIKE without regard to case in any alphabet."""
    if pattern is None or value is None:
        return None
    return _compiled(str(pattern)).fullmatch(str(value).casefold()) is not None


@functools.lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    wildcards = {"%": ".*", "_": "."}
    pieces = (wildcards.get(character) or re.escape(character) for character in pattern.casefold())
    return re.compile("".join(pieces), re.DOTALL)
