"""Filters of table pages that mean nothing: refused, where Datasette passes over them and shows other rows."""

import re
from typing import Any

from datasette.app import Datasette
from datasette.filters import Filters
from datasette.utils.asgi import Request

from archive.searching.query_syntax import LONGEST_QUERY
from archive.site.language.translations import translated
from archive.site.protection.refusal import echoed, too_long, wrong_parameter
from schema.dictionary import tables

_COMPARING = {"exact", "not", "gt", "gte", "lt", "lte"}
_NUMBER = r"\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*"
_LOOKUPS = {lookup for lookup, _display, _no_argument in Filters([]).lookups()}


async def check_filters(datasette: Datasette, request: Request, database: str, table: str) -> None:
    """Raises Refusal for a filter on no column, of no known kind, and for a search in a table that has none."""
    columns = {"rowid", *await datasette.get_database(database).table_columns(table)}
    for name in request.args:
        if not name.startswith("_") or "__" in name:
            _check_filter(name, columns)
            _check_number(name, request.args.getlist(name), table)
    await _check_search(datasette, request, database, table)


def _check_filter(name: str, columns: set[str]) -> None:
    column, lookup = name.rsplit("__", 1) if "__" in name else (name, "exact")
    if column not in columns:
        text = translated("Tabellen har ingen kolumn ”{column}” att filtrera på.", column=echoed(column))
        raise wrong_parameter(name, text, sorted(columns))
    if lookup not in _LOOKUPS:
        text = translated("Det finns inget filter som heter ”{lookup}”.", lookup=echoed(lookup))
        raise wrong_parameter(name, text, sorted(_LOOKUPS))


def _check_number(name: str, values: list[str], table: str) -> None:
    """Raises Refusal for a comparison of a column of numbers with a text that is none: no row could answer it."""
    column, lookup = name.rsplit("__", 1) if "__" in name else (name, "exact")
    declared = tables()[table].columns.get(column) if table in tables() else None
    if declared is None or declared.type not in {"integer", "float"} or lookup not in _COMPARING:
        return
    for value in values:
        if value and not re.fullmatch(_NUMBER, value, re.ASCII):
            text = translated(
                "{name} ska vara ett tal som 5000000 eller 0.5, inte ”{value}”.", name=echoed(name), value=echoed(value)
            )
            raise wrong_parameter(name, text)


async def _check_search(datasette: Datasette, request: Request, database: str, table: str) -> None:
    searched = [name for name in request.args if name.startswith("_search") and name != "_searchmode"]
    for name in searched:
        if len(request.args[name]) > LONGEST_QUERY:
            raise wrong_parameter(name, too_long(name, LONGEST_QUERY))
    if not any(request.args[name] for name in searched) or request.args.get("_fts_table"):
        return
    declared: dict[str, Any] = datasette.table_metadata(database, table)
    if not (declared.get("fts_table") or await datasette.get_database(database).fts_table(table)):
        text = translated("Tabellen har ingen sökning. Sök projekt i rutan ovan, eller filtrera på en kolumn.")
        raise wrong_parameter("_search", text)
