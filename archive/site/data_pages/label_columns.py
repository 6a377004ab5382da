"""The names that references stand for, as columns beside them: what `_labels=on` asks for in a file."""

from typing import Any

from datasette.utils import escape_sqlite
from datasette.views.table import TableView

from archive.site.metadata import DATABASE


async def with_labels(view: TableView, data: dict[str, Any]) -> str:
    """The statement of a table page, with a column `NAME_label` after each column that is to be expanded."""
    sql: str = data["query"]["sql"]
    plain = f"select {', '.join(escape_sqlite(name) for name in data['columns'])} from "
    if not data["expanded_columns"] or not sql.startswith(plain):
        return sql
    references = {key["column"]: (key, label) for key, label in await view.expandable_columns(DATABASE, data["table"])}
    expanded = {name: _label(data["table"], *references[name]) for name in data["expanded_columns"]}
    columns = [part for name in data["columns"] for part in (escape_sqlite(name), expanded.get(name)) if part]
    return f"select {', '.join(columns)} from {sql.removeprefix(plain)}"


def _label(table: str, key: dict[str, str], label: str | None) -> str:
    """The label of a reference as SQL; null where the other table has none."""
    heading = escape_sqlite(f"{key['column']}_label")
    if label is None:
        return f"null as {heading}"
    other, column = escape_sqlite(key["other_table"]), escape_sqlite(key["column"])
    matches = f"named.{escape_sqlite(key['other_column'])} = {escape_sqlite(table)}.{column}"
    return f"(select {escape_sqlite(label)} from {other} as named where {matches}) as {heading}"
