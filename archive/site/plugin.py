"""The Datasette plugin: Swedish search and comparison, links to projects, and our own pages."""

import sqlite3
from typing import Any
from urllib.parse import quote

from datasette import hookimpl
from datasette.app import Datasette
from markupsafe import Markup

from archive.site import sql_functions
from archive.site.comparing import comparison_pages as comparing
from archive.site.language import translated
from archive.site.listing import list_pages
from archive.site.metadata import DATABASE
from archive.site.organisations import organisation_pages, owner_pages
from archive.site.places import place_pages
from archive.site.project import pages as project
from archive.site.protection.hooks import register_protection
from archive.site.queries import QUERIES
from archive.site.swedish import FILTERS, highlighted, is_number, is_share, number, quantity, shown
from schema.dictionary import tables
from schema.titles import QUERY_FIELDS

PAGES = (list_pages, project, comparing, organisation_pages, owner_pages, place_pages)
"""The modules of our own pages, each with its `ROUTES`: patterns of addresses and the function that answers."""

register_protection()


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Swedish search, and LIKE and lower() that handle å, ä and ö."""
    sql_functions.register(conn)


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Datasette) -> None:
    """Number and date formats for the templates, and what every page shows."""
    env.filters.update(FILTERS)
    env.globals.update(esf_tables=tables(), esf_queries=QUERIES, esf_database=DATABASE)
    env.globals.update(esf_with_unshown={name for name, table in tables().items() if "shown" in table.columns})
    env.globals.update(_=translated)
    env.globals.update(esf_query_fields=QUERY_FIELDS, esf_notice=datasette.metadata("notice"))


@hookimpl
def extra_template_vars(datasette: Datasette, template: str) -> Any:
    """The counts of the front page."""

    async def variables() -> dict[str, Any]:
        return {"esf_counts": await _counts(datasette)} if template == "index.html" else {}

    return variables


async def _counts(datasette: Datasette) -> dict[str, Any]:
    database = datasette.get_database(DATABASE)
    projects = await database.execute("select count(*) from projects")
    regions = await database.execute(
        "select region, sum(projects) as projects, sum(esf_support_sek) as esf_support_sek, "
        "sum(total_budget_sek) as total_budget_sek from budget_per_region group by region order by region"
    )
    return {"projects": projects.first()[0], "regions": [dict(row) for row in regions]}


@hookimpl
def render_cell(value: Any, column: str, database: str) -> Markup | None:
    """Links projects, highlights hits and formats numbers in Swedish; leaves other cells to Datasette."""
    if column == "project_id" and isinstance(value, str) and database == DATABASE:
        return Markup('<a href="/projekt/{}">{}</a>').format(quote(value), value)
    if column == "snippet" and isinstance(value, str):
        return highlighted(value)
    if isinstance(value, float) and is_share(column):
        return Markup("{}").format(shown(value, "float", "share"))
    if column.endswith("_sek") and isinstance(value, int):
        return Markup("{}").format(number(value))
    if column.endswith("_eur") and isinstance(value, float):
        return Markup("{}").format(shown(value, "float", "EUR").removesuffix("\u00a0euro"))
    return Markup("{}").format(quantity(value)) if isinstance(value, float) and is_number(column) else None


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """The addresses of our own pages."""
    return [route for pages in PAGES for route in pages.ROUTES]
