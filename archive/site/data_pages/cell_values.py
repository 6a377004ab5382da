"""Cells of Datasette's tables as people read them: numbers in Swedish, codes with their names, links to our pages."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from markupsafe import Markup, escape

from archive.site.addresses import organisation_address, place_address, project_address, row_address
from archive.site.data_pages.code_names import code_name, holds_codes
from archive.site.language.swedish import claimed, declared_column, highlighted, number, quantity, shown
from archive.site.language.translations import translated
from schema.dictionary import Column
from schema.places import find_region

PAGES_OF: dict[str, Callable[[str], str]] = {
    "projects": project_address,
    "organisations": organisation_address,
    "regions": partial(place_address, "region"),
    "counties": partial(place_address, "län"),
    "municipalities": partial(place_address, "kommun"),
}
"""The page that shows a row of a table to people, by the row's key."""

_LINKED = {"project_id": "projects", "region": "regions"}
"""Columns whose values lead to such a page in every table and query."""
_MONEY = re.compile(r"(SEK|EUR) -?\d{1,15}(\.\d{1,15})?")
_COUNTED = ("persons", "projects", "names", "characters", "days", "SEK")
"""Units of whole numbers that are shown in groups of three; years, ranks and the like have no unit."""
_NO_YEAR = 10_000
"""From here on a whole number of visitors' SQL is no year, and is shown in groups of three."""


def shown_cell(value: Any, column: str, table: str = "", period: str | None = None) -> Markup | None:
    """A cell as HTML, as linked as it can be; None leaves it to Datasette. `period` is its row's programme period."""
    if isinstance(value, dict):
        return _expanded(value["value"], value["label"], column, table)
    if column == "snippet" and isinstance(value, str):
        return highlighted(value)
    if isinstance(value, str) and value and _is_linked(value, column):
        return _link(_LINKED[column], value, value)
    return None if value is None or value == "" else plain_cell(value, column, table, period)


def plain_cell(value: Any, column: str, table: str = "", period: str | None = None) -> Markup | None:
    """A value as HTML without a link; None if it is shown as it is."""
    name = code_name(str(value), column, table, period)
    if name:
        return Markup('{} <code class="code">{}</code>').format(name, value)
    if isinstance(value, str) and _MONEY.fullmatch(value):
        return Markup("{}").format(claimed(value, "amount."))
    formatted = _formatted(value, declared_column(column, table)) if isinstance(value, (int, float)) else None
    return Markup("{}").format(formatted) if formatted is not None else None


def as_code(text: str | Markup, column: str, table: str = "") -> Markup:
    """What a cell shows: text that is a code without a name stands as code, HTML as it is."""
    is_code = not isinstance(text, Markup) and bool(text) and holds_codes(column, table)
    return Markup("<code>{}</code>").format(text) if is_code else escape(text)


def row_link(row: Any, table: str, keys: Sequence[str]) -> Markup:
    """The link in the first cell of a row: to its page for people if it has one, else to Datasette's row page."""
    values = [key["value"] if isinstance(key, dict) else key for key in (row[key] for key in keys or ("rowid",))]
    if len(values) == 1 and table in PAGES_OF:
        return _link(table, values[0], values[0])
    text = _key_text(values[0], keys[0], table) if len(keys) == 1 else translated("Raden")
    return Markup('<a href="{}">{}</a>').format(row_address(table, *values), text)


def _key_text(key: Any, column: str, table: str) -> Markup:
    return plain_cell(key, column, table) or as_code(str(key), column, table)


def page_link(key: str, table: str, text: str) -> Markup:
    """A link to the page for people of the row with this key, in a table of `PAGES_OF`."""
    return _link(table, key, text)


def _is_linked(value: str, column: str) -> bool:
    return column == "project_id" or (column == "region" and find_region(value) == value)


def _expanded(value: Any, label: Any, column: str, table: str) -> Markup:
    """A reference to another table, whose row Datasette has named `label`."""
    declared = declared_column(column, table)
    other = (declared.references or "").split(".")[0] if declared else ""
    code = Markup(' <code class="code">{}</code>').format(value) if label != value else ""
    return _link(other, str(value), str(label)) + code


def _link(table: str, key: str, label: str) -> Markup:
    href = PAGES_OF[table](key) if table in PAGES_OF else row_address(table, key)
    breakable = escape(label).replace("/", Markup("/<wbr>"))
    return Markup('<a href="{}">{}</a>').format(href, breakable)


def _formatted(value: int | float, column: Column | None) -> str | None:
    """A number by its column's type and unit; None for a whole number that is not a count or an amount."""
    if column and (column.type == "boolean" or column.unit == "share"):
        return shown(value, column.type, column.unit)
    if column and column.unit == "EUR":
        return shown(float(value), "float", "EUR").removesuffix("\u00a0euro")
    if isinstance(value, float):
        return quantity(value)
    is_counted = column.unit in _COUNTED if column else abs(value) >= _NO_YEAR
    return number(value) if is_counted else None
