"""The front page, and what the foot of every page tells about the archive."""

import functools
import importlib.metadata

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.metadata import DATABASE
from archive.site.responses import show

_REGIONS = """
select region, sum(projects) as projects, sum(esf_support_sek) as esf_support_sek,
       sum(total_budget_sek) as total_budget_sek
from budget_per_region group by region order by region
"""
_COUNT_LIMIT_MS = 1000


async def front_page(datasette: Datasette, request: Request) -> Response:
    """The front page: the sums of every region, and the rows of every table (None where counting took too long)."""
    database = datasette.get_database(DATABASE)
    regions = await database.execute(_REGIONS)
    values = {"counts": await database.table_counts(_COUNT_LIMIT_MS), "regions": [dict(row) for row in regions]}
    return await show(datasette, request, "index.html", values)


async def data_date(datasette: Datasette) -> str | None:
    """The day of the newest page in the archive; None where no page has a time."""
    newest = await datasette.get_database(DATABASE).execute("select max(captured_at) from captures")
    found = newest.single_value()
    return str(found)[:10] if found else None


@functools.cache
def program_version() -> str:
    """The version of esfarkiv that serves the site."""
    return importlib.metadata.version("esfarkiv")


ROUTES = [(r"^/$", front_page)]
