"""What the front page and the foot of every page tell about the archive."""

import functools
import importlib.metadata
from typing import Any

from datasette.app import Datasette

from archive.site.metadata import DATABASE

_REGIONS = """
select region, sum(projects) as projects, sum(esf_support_sek) as esf_support_sek,
       sum(total_budget_sek) as total_budget_sek
from budget_per_region group by region order by region
"""
_COUNT_LIMIT_MS = 1000


async def front_page(datasette: Datasette) -> dict[str, Any]:
    """The number of rows of every table (None where counting took too long), and the sums of every region."""
    database = datasette.get_database(DATABASE)
    regions = await database.execute(_REGIONS)
    return {"rows": await database.table_counts(_COUNT_LIMIT_MS), "regions": [dict(row) for row in regions]}


async def data_date(datasette: Datasette) -> str | None:
    """The day of the newest page in the archive; None where no page has a time."""
    newest = await datasette.get_database(DATABASE).execute("select max(captured_at) from captures")
    found = newest.single_value()
    return str(found)[:10] if found else None


@functools.cache
def program_version() -> str:
    """The version of esfarkiv that serves the site."""
    return importlib.metadata.version("esfarkiv")
