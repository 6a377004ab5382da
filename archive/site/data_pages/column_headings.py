"""The headings of Datasette's tables: the dictionary's labels, and menus that need no script."""

from collections.abc import Sequence
from typing import Any

from datasette.utils import path_with_added_args, path_with_replaced_args
from datasette.utils.asgi import Request
from markupsafe import Markup

from archive.site.language.swedish import column_label, declared_column
from archive.site.language.translations import translated

Address = tuple[str, str]
"""What a link says, and where it leads."""


def plain_heading(column: str, table: str = "") -> str:
    """A column's label, or its name where the dictionary has none."""
    special = {"Link": translated("Rad"), "rowid": translated("Radnummer")}
    return special.get(column) or column_label(column, table)


def heading(column: str, table: str = "") -> Markup | str:
    """A column's label; the name as code where the dictionary has none."""
    label = plain_heading(column, table)
    return label if label != column else Markup("<code>{}</code>").format(column)


def column_menu(request: Request, column: dict[str, Any], facets: Sequence[str], table: str = "") -> list[Address]:
    """What can be done with a column, as links; nothing is counted by value where each value is a whole text."""
    name, replaced = column["name"], path_with_replaced_args
    menu = [
        (translated("Stigande ordning"), replaced(request, {"_sort": name, "_sort_desc": None, "_next": None})),
        (translated("Fallande ordning"), replaced(request, {"_sort_desc": name, "_sort": None, "_next": None})),
        (translated("Bara ifyllda"), replaced(request, {f"{name}__notblank": "1", "_next": None})),
    ]
    if not column["is_pk"]:
        menu.append((translated("Dölj kolumnen"), path_with_added_args(request, {"_nocol": name})))
        declared = declared_column(name, table)
        if name not in facets and not (declared and declared.long):
            menu.append((translated("Antal per värde"), path_with_added_args(request, {"_facet": name})))
    return menu


def distinct_facets(facets: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Facets without those that the address asks for though the table has them anyway."""
    return list({(facet["name"], facet["type"]): facet for facet in facets}.values())
