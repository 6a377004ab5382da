"""The headings of Datasette's tables: labels, menus without scripts, and rows in Swedish order."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from datasette.utils import path_with_added_args, path_with_replaced_args
from datasette.utils.asgi import Request
from markupsafe import Markup

from archive.site.language import translated
from archive.site.swedish import column_label, declared_column, order_key
from schema.dictionary import tables

Address = tuple[str, str]
"""What a link says, and where it leads."""
_NAME = re.compile(r"\b(\w+_\w+|shown(?= (?:är|is|=|säger|says)))\b(\.\w+)?")


class Sorting(NamedTuple):
    """The column by which a page is sorted, if any, and whether the highest stands first."""

    column: str | None
    falling: bool

    def page_is_enough(self, table: str, request: Request, next_url: str | None) -> bool:
        """Whether the page holds all rows, so that texts on it can be put in Swedish order."""
        return bool(self.column and is_text(self.column, table)) and not next_url and not request.args.get("_next")


def heading(column: str, table: str = "") -> Markup | str:
    """A column's label; the name as code where the dictionary has none."""
    special = {"Link": translated("Rad"), "rowid": translated("Radnummer")}
    label = special.get(column) or column_label(column, table)
    return label if label != column or not column.isascii() else Markup("<code>{}</code>").format(column)


def is_text(column: str, table: str) -> bool:
    """Whether a column holds text, which Datasette sorts by the codes of its letters."""
    declared = declared_column(column, table)
    return declared is not None and declared.type == "text"


def in_swedish_order(rows: Sequence[Any], sorting: Sorting) -> list[Any]:
    """Rows that are sorted by a text, in Swedish order; missing values where SQLite has them, equal ones as they stood."""

    def place(row: Any) -> tuple[bool, tuple[str, str]]:
        value = row[sorting.column]
        text = value["label"] if isinstance(value, dict) else value
        return text is not None, order_key(str(text or ""))

    return sorted(rows, key=place, reverse=sorting.falling)


def column_menu(request: Request, column: dict[str, Any], facets: Sequence[str]) -> list[Address]:
    """What can be done with a column, as links."""
    name, replaced = column["name"], path_with_replaced_args
    menu = [
        (translated("Stigande ordning"), replaced(request, {"_sort": name, "_sort_desc": None, "_next": None})),
        (translated("Fallande ordning"), replaced(request, {"_sort_desc": name, "_sort": None, "_next": None})),
        (translated("Bara ifyllda"), replaced(request, {f"{name}__notblank": "1", "_next": None})),
    ]
    if not column["is_pk"]:
        menu.append((translated("Dölj kolumnen"), path_with_added_args(request, {"_nocol": name})))
        if name not in facets:
            menu.append((translated("Antal per värde"), path_with_added_args(request, {"_facet": name})))
    return menu


def with_code(text: str) -> Markup:
    """A description from the dictionary, with the names of tables and columns in it marked as code."""
    known = {column for table in tables().values() for column in table.columns} | set(tables())
    pieces, position = [], 0
    for match in _NAME.finditer(text):
        if match[1] in known:
            pieces += [Markup("{}<code>{}</code>").format(text[position : match.start()], match[0])]
            position = match.end()
    return Markup("").join([*pieces, text[position:]])
