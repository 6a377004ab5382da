"""The Datasette plugin: Swedish search and comparison, links to projects, and our own pages.

It answers for an ArchiveSite alone; other Datasettes of the same process stay as they are.
"""

import sqlite3
from collections.abc import Callable
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette
from markupsafe import Markup

from archive.site import front_page
from archive.site.about import about_page, event_pages
from archive.site.archive_facts import archive_facts
from archive.site.archive_site import ArchiveSite
from archive.site.asgi.language_choice import LanguageChoice
from archive.site.asgi.stopping import Stopping
from archive.site.asgi.stripped_address import StrippedAddress
from archive.site.comparing import comparison_pages as comparing
from archive.site.data_pages import disagreement_pages, table_pages
from archive.site.data_pages.cell_values import shown_cell
from archive.site.data_pages.table_filters import declare_filters
from archive.site.downloads import download_pages
from archive.site.downloads.publisher import publisher_of
from archive.site.listing import list_pages
from archive.site.metadata import DATABASE
from archive.site.organisation_pages import organisation_pages, owner_pages
from archive.site.places import place_pages
from archive.site.plugin.template_names import TEMPLATE_FILTERS, TEMPLATE_NAMES
from archive.site.project import project_pages as project
from archive.site.protection.hooks import limits_of, register_protection
from archive.site.reconciling import entity_pages, reconciliation_pages
from archive.site.search_page import search_pages
from archive.site.sql import sql_functions

PAGES = (
    front_page,
    list_pages,
    project,
    comparing,
    organisation_pages,
    owner_pages,
    place_pages,
    about_page,
    event_pages,
    reconciliation_pages,
    entity_pages,
    disagreement_pages,
    download_pages,
    search_pages,
    table_pages,
)
"""The modules of our own pages, each with its `ROUTES`: patterns of addresses and the function that answers."""

declare_filters()
register_protection()


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection, datasette: Datasette) -> None:
    """Swedish search, and text filters that handle å, ä and ö; SQLite's own functions stay as they are.

    The filters are declared for every Datasette of the process, so what they call is registered for each.
    """
    if isinstance(datasette, ArchiveSite):
        sql_functions.register(conn)
    else:
        sql_functions.register_filters(conn)


@hookimpl(trylast=True)
def asgi_wrapper(datasette: Datasette) -> Callable[[Any], Any]:
    """Answers each request in the visitor's language, below the path that the site is published under.

    Both are around the protection, whose pages are in that language and under that path too.
    """
    return lambda app: _around(datasette, app) if isinstance(datasette, ArchiveSite) else app


def _around(datasette: ArchiveSite, app: Any) -> Any:
    in_language = StrippedAddress(datasette, LanguageChoice(datasette, app))
    return Stopping(in_language, datasette.at_stop) if datasette.at_stop else in_language


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Datasette) -> None:
    """Number and date formats for the templates, and what every page shows."""
    if isinstance(datasette, ArchiveSite):
        env.filters.update(TEMPLATE_FILTERS)
        env.globals.update(TEMPLATE_NAMES, esf_notice=datasette.metadata("notice"))


@hookimpl
def extra_template_vars(datasette: Datasette) -> Any:
    """For every page: the date and licence of the data, the rows of each table that are shown, the longest address."""

    async def variables() -> dict[str, Any]:
        facts = await archive_facts(datasette)
        licence = publisher_of(datasette).terms
        told = {"esf_data_date": facts.data.newest, "esf_licence": licence, "esf_rows": facts.shown_rows}
        return told | {"esf_address_bytes": limits_of(datasette).address_bytes}

    return variables if isinstance(datasette, ArchiveSite) else {}


@hookimpl
def render_cell(  # noqa: PLR0913, PLR0917 (Datasette's own signature)
    row: Any, value: Any, column: str, table: str | None, database: str, datasette: Datasette
) -> Markup | None:
    """Numbers, codes and links in a cell of ours; leaves other cells to Datasette."""
    if database != DATABASE or not isinstance(datasette, ArchiveSite):
        return None
    has_period = column == "programme_area_code" and "programme_period" in row.keys()  # noqa: SIM118
    period = row["programme_period"] if has_period else None
    return shown_cell(value, column, table or "", period)


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Any]]:
    """The addresses of our own pages."""
    return [route for pages in PAGES for route in pages.ROUTES] if isinstance(datasette, ArchiveSite) else []
