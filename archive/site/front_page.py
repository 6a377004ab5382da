"""The front page, and what the foot of every page tells about the archive."""

import functools
import importlib.metadata
import sqlite3

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.database import Row
from archive.site.metadata import DATABASE
from archive.site.places.converted import with_euro_of_regions
from archive.site.places.sort_names import sort_name
from archive.site.places.sql_rows import select
from archive.site.places.sums import NOT_STATED, SUMMED, total
from archive.site.responses import read, show

_REGIONS = f"""
select nullif(place_code, '{NOT_STATED}') as region, {SUMMED} from place_totals
where place_kind = 'region' and counting = 'högst'
"""
_COUNT_LIMIT_MS = 1000


async def front_page(datasette: Datasette, request: Request) -> Response:
    """The front page: the sums of every region, and the rows of every table (None where counting took too long)."""
    database = datasette.get_database(DATABASE)
    regions = await read(datasette, _read_regions)
    values = {"counts": await database.table_counts(_COUNT_LIMIT_MS), "regions": regions}
    return await show(datasette, request, "index.html", values)


def _read_regions(connection: sqlite3.Connection) -> list[Row]:
    """The sums of every region, by name; projects that state none last."""
    rows = select(connection, _REGIONS)
    names = sorted({row["region"] or "" for row in rows}, key=lambda name: (not name, sort_name(name)))
    sums = [{"region": name} | total([row for row in rows if (row["region"] or "") == name]) for name in names]
    return with_euro_of_regions(connection, sums)


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
