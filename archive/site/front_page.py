"""The front page: search, comparisons, regions, and every table."""

import sqlite3
from functools import partial

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.database import Row
from archive.site.language.swedish_order import order_key
from archive.site.places.euro_in_kronor import with_euro_of_regions
from archive.site.places.sums import AT_MOST, EVERYTHING, NOT_STATED, SUMMED, total
from archive.site.responses import check_no_parameters, read, show
from archive.site.sql.sql_rows import select

_REGIONS = f"""
select nullif(place_code, '{NOT_STATED}') as region, {SUMMED} from place_totals
where place_kind = 'region' and counting = '{AT_MOST}'
"""
_OWNERS = f"select max(position) from owner_totals where region = '{EVERYTHING}' and programme_period = '{EVERYTHING}'"
_TEXTS = "select sum(projects - counted_projects) from project_sums"


async def front_page(datasette: Datasette, request: Request) -> Response:
    """The front page: the sums of every region, how many texts tell of projects, and how many owners there are.

    Raises Refusal for parameters.
    """
    check_no_parameters(request)
    regions = await read(datasette, _read_regions)
    projects = sum(row["projects"] for row in regions)
    values = {
        "regions": regions,
        "projects": projects,
        "texts": await read(datasette, partial(_read_number, sql=_TEXTS)),
        "owners": await read(datasette, partial(_read_number, sql=_OWNERS)),
    }
    return await show(datasette, request, "index.html", values)


def _read_number(connection: sqlite3.Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0] or 0)


def _read_regions(connection: sqlite3.Connection) -> list[Row]:
    """The sums of every region, by name; projects that state none last."""
    rows = select(connection, _REGIONS)
    names = sorted({row["region"] or "" for row in rows}, key=lambda name: (not name, order_key(name)))
    sums = [{"region": name} | total([row for row in rows if (row["region"] or "") == name]) for name in names]
    return with_euro_of_regions(connection, sums)


ROUTES = [(r"^/$", front_page)]
