"""The rows of a table page as HTML, and in Swedish order where all of them stand on the page."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from datasette.utils import to_css_class
from datasette.utils.asgi import Request
from markupsafe import Markup

from archive.site.data_pages.cell_values import as_code, row_link
from archive.site.data_pages.column_headings import plain_heading
from archive.site.language.swedish import declared_column, is_number
from archive.site.language.swedish_order import order_key


class Sorting(NamedTuple):
    """The column by which a page is sorted, if any, and whether the highest stands first."""

    column: str | None
    falling: bool

    def page_is_enough(self, table: str, request: Request, next_url: str | None) -> bool:
        """Whether the page is sorted by a text and holds all rows, so that they can be put in Swedish order."""
        return bool(self.column and is_text(self.column, table)) and not next_url and not request.args.get("_next")


def is_text(column: str, table: str) -> bool:
    """Whether a column holds text, which Datasette sorts by the codes of its letters."""
    declared = declared_column(column, table)
    return declared is not None and declared.type == "text"


def in_swedish_order(rows: Sequence[Any], sorting: Sorting) -> list[Any]:
    """Rows sorted by a text, in Swedish order; missing values where SQLite has them, equal ones as they stood."""

    def place(row: Any) -> tuple[bool, str]:
        value = row[sorting.column]
        text = value["label"] if isinstance(value, dict) else value
        return text is not None, order_key(str(text or ""))[0]

    is_shown = bool(rows) and sorting.column in [cell["column"] for cell in rows[0]]
    return sorted(rows, key=place, reverse=sorting.falling) if is_shown else list(rows)


def cell_starts(columns: Sequence[dict[str, Any]], table: str) -> list[Markup]:
    """The beginning of the cells of each column, up to the class that tells the type of the value."""
    start = Markup('<td data-label="{}" class="col-{}{} type-')
    names = [column["name"] for column in columns]
    return [
        start.format(plain_heading(name, table), to_css_class(name), " num" if is_number(name, table) else "")
        for name in names
    ]


def table_row(row: Any, starts: Sequence[Markup], table: str, keys: Sequence[str]) -> Markup:
    """The cells of a row of Datasette's, its first a link."""
    shown = [
        row_link(row, table, keys) if cell["value_type"] == "pk" else as_code(cell["value"], cell["column"], table)
        for cell in row
    ]
    types = [cell["value_type"] for cell in row]
    return Markup("".join(f'{a}{b}">{c}</td>' for a, b, c in zip(starts, types, shown, strict=True)))
