"""Addresses of one row of a table, found by its key."""

from datasette.database import Database
from datasette.utils import tilde_decode

from archive.site.protection.refusal import Refusal

_SLASHES = 3


async def check_table(database: Database, path: str) -> None:
    """Raises Refusal (status 404) for a row of a table that there is not; other addresses pass."""
    if path.count("/") != _SLASHES:
        return
    table = tilde_decode(path.split("/")[2])
    if not await database.table_exists(table) and table not in await database.view_names():
        raise Refusal("missing")


def is_row(path: str, query: bytes) -> bool:
    """Whether an address is that of one row without parameters: nothing that a visitor could make long."""
    return path.count("/") == _SLASHES and not query and "." not in path.removesuffix(".json")
