"""The page of what sources disagree on, 50 at a time; its CSV and JSON are those of the canned query, whole."""

import sqlite3
from functools import partial

import msgspec
from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.database import Row
from archive.site.addresses import disagreements_address
from archive.site.metadata import DATABASE
from archive.site.parameters.address_reader import AddressReader, check_page, pages_of
from archive.site.parameters.typed_values import page_number
from archive.site.responses import read, show
from archive.site.sql.queries import QUERIES
from archive.site.sql.sql_rows import select

QUERY = "oenigheter"
_AT_A_TIME = 50
_COUNT = "select count(*) from disagreements where :slag = '' or :slag in (kind, kind_label)"


class DisagreementList(msgspec.Struct):
    """A page of disagreements of a kind, all kinds where that is empty; `total` is how many there are."""

    kind: str
    page: int
    rows: list[Row]
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return pages_of(self.total, _AT_A_TIME)

    def address(self, sida: int = 1) -> str:
        """The address of another page of them."""
        return disagreements_address(self.kind, sida)


async def disagreements(datasette: Datasette, request: Request) -> Response:
    """`/esf/oenigheter`: one page of them, the largest differences first."""
    reader = AddressReader(request.args, ("slag", "sida"))
    kind, page = reader.one("slag", str, ""), reader.one("sida", page_number, 1)
    reader.check()
    listed = await read(datasette, partial(_read_list, kind=kind, page=page))
    check_page(page, listed.pages)
    values = {"listed": listed, "query": QUERIES[QUERY]}
    return await show(datasette, request, "pages/oenigheter.html", values)


def _read_list(connection: sqlite3.Connection, kind: str, page: int) -> DisagreementList:
    total = connection.execute(_COUNT, {"slag": kind}).fetchone()[0]
    part = f"{QUERIES[QUERY]['sql']} limit {_AT_A_TIME} offset {(page - 1) * _AT_A_TIME}"
    return DisagreementList(kind, page, select(connection, part, {"slag": kind}), total)


ROUTES = [(rf"^/{DATABASE}/{QUERY}$", disagreements)]
