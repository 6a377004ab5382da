"""Datasette's metadata, made from the column dictionary."""

from typing import Any

from archive.site.sql.queries import QUERIES
from archive.site.sql.sql_functions import NAMES
from schema.dictionary import Column, Table, tables

DATABASE = "esf"
"""The database's name in URLs, whatever its file is called."""

_LABELS = {
    "projects": "title",
    "organisations": "name",
    "municipalities": "name",
    "counties": "name",
    "claim_kinds": "label",
    "claim_sources": "label",
}
_REFERENCE_ROWS = 100
"""Rows on a page of a reference table: the whole of most, so that they can be put in Swedish order."""


def metadata() -> dict[str, Any]:
    """Titles and descriptions in Swedish, facets and canned queries for the whole site."""
    described = {name: _table(name, table) for name, table in tables().items()}
    return {
        "title": "ESF-arkivet",
        "description": "Svenska projekt i Europeiska socialfonden: varje uppgift med sin plats på sidan.",
        "source": "Svenska ESF-rådet, projektbanken",
        "databases": {
            DATABASE: {
                "title": "ESF-arkivet",
                "description": "Tabeller och färdiga frågor.",
                "tables": described,
                "queries": QUERIES,
            }
        },
    }


def plain_metadata(database: str) -> dict[str, Any]:
    """What any Datasette can show of an archive under a name: without the queries that call functions of the site."""
    described = metadata()
    queries = {name: query for name, query in QUERIES.items() if not any(f"{own}(" in query["sql"] for own in NAMES)}
    return described | {"databases": {database: described["databases"][DATABASE] | {"queries": queries}}}


def _table(name: str, table: Table) -> dict[str, Any]:
    declared: dict[str, Any] = {
        "title": table.label,
        "description": table.sv,
        "columns": {name: _description(column) for name, column in table.columns.items()},
    }
    declared |= {"facets": table.facets} if table.facets else {}
    declared |= {"sort_desc": table.sort_desc} if table.sort_desc else {}
    declared |= {"label_column": _LABELS[name]} if name in _LABELS else {}
    declared |= {"size": _REFERENCE_ROWS} if table.reference else {}
    declared |= {"fts_table": "search", "fts_pk": "rowid"} if name == "projects" else {}
    return declared


def _description(column: Column) -> str:
    return f"{column.label}{f' ({column.unit})' if column.unit else ''}: {column.sv}"
