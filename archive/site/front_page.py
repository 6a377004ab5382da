"""The front page, and what the foot of every page tells about the archive."""

import functools
import importlib.metadata
import sqlite3
from weakref import WeakKeyDictionary

from datasette.app import Datasette
from datasette.database import Database, QueryInterrupted
from datasette.utils.asgi import Request, Response

from archive.database import Row
from archive.site.metadata import DATABASE
from archive.site.places.converted import with_euro_of_regions
from archive.site.places.sums import AT_MOST, EVERYTHING, NOT_STATED, SUMMED, total
from archive.site.responses import read, show
from archive.site.sql_rows import select
from archive.site.swedish_order import order_key
from schema.dictionary import tables

_REGIONS = f"""
select nullif(place_code, '{NOT_STATED}') as region, {SUMMED} from place_totals
where place_kind = 'region' and counting = '{AT_MOST}'
"""
_OWNERS = f"select max(position) from owner_totals where region = '{EVERYTHING}' and programme_period = '{EVERYTHING}'"
_COUNT_LIMIT_MS = 1000
_COUNTED: WeakKeyDictionary[Database, dict[str, int | None]] = WeakKeyDictionary()


async def front_page(datasette: Datasette, request: Request) -> Response:
    """The front page: the sums of every region, and the rows of every table (None where counting took too long)."""
    database = datasette.get_database(DATABASE)
    counts = await database.table_counts(_COUNT_LIMIT_MS) | await _shown_counts(database)
    regions = await read(datasette, _read_regions)
    projects = sum(row["projects"] for row in regions)
    values = {
        "counts": counts,
        "regions": regions,
        "projects": projects,
        "texts": (counts["projects"] or projects) - projects,
        "owners": await read(datasette, _read_owners),
    }
    return await show(datasette, request, "index.html", values)


async def _shown_counts(database: Database) -> dict[str, int | None]:
    """How many rows are shown of each table that holds others too; counted once, for the file does not change."""
    if database not in _COUNTED:
        names = [name for name, table in tables().items() if "shown" in table.columns]
        _COUNTED[database] = {name: await _shown_count(database, name) for name in names}
    return _COUNTED[database]


async def _shown_count(database: Database, table: str) -> int | None:
    sql = f"select count(*) from [{table}] where shown = 1"
    try:
        found = await database.execute(sql, custom_time_limit=_COUNT_LIMIT_MS)
    except QueryInterrupted:
        return None
    return int(found.single_value())


def _read_owners(connection: sqlite3.Connection) -> int:
    """How many organisations own projects."""
    return int(connection.execute(_OWNERS).fetchone()[0] or 0)


def _read_regions(connection: sqlite3.Connection) -> list[Row]:
    """The sums of every region, by name; projects that state none last."""
    rows = select(connection, _REGIONS)
    names = sorted({row["region"] or "" for row in rows}, key=lambda name: (not name, order_key(name)))
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
