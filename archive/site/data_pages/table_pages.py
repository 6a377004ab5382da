"""Table pages of Datasette whose rows are in full order: each row stands on one page, however they are sorted."""

from typing import Any

from datasette.app import Datasette
from datasette.utils import escape_sqlite, tilde_decode
from datasette.utils.asgi import Request
from datasette.views.table import TableView

from archive.site.data_pages import whole_files
from archive.site.language.translations import translated
from archive.site.metadata import DATABASE
from archive.site.protection.refusal import Refusal, wrong_parameter
from archive.site.protection.sql.full_order import in_full_order
from archive.site.protection.sql.visit import CURRENT
from schema.dictionary import tables


class TableInOrder(TableView):  # type: ignore[misc]
    """Datasette's view of a table, or of a canned query, which keeps the order that it has."""

    async def data(self, request: Request, default_labels: bool = False, **page: Any) -> Any:
        """Datasette's data of a page; `page` are its `_next` and `_size`."""
        keys, visit = await self.keys(request), CURRENT.get()
        self._check_next(request, keys)
        if visit:
            visit.keys = keys
        found = await super().data(request, default_labels, **page)
        if keys and isinstance(found, tuple) and "table" in found[0]:
            found[0]["query"]["sql"] = in_full_order(found[0]["query"]["sql"], keys)
        return found

    def _check_next(self, request: Request, keys: str) -> None:
        """Raises Refusal for a `_next` without a value for each column of the key and for the one sorted by."""
        following = request.args.get("_next")
        declared = self.ds.table_metadata(DATABASE, tilde_decode(request.url_vars["table"]))
        is_sorted = request.args.get("_sort") or request.args.get("_sort_desc") or {"sort", "sort_desc"} & set(declared)
        wanted = keys.count(", ") + 1 + bool(is_sorted)
        if following and keys and following.count(",") + 1 != wanted:
            raise wrong_parameter("_next", translated("_next ska vara den som sidan före ger i next_url."))

    async def keys(self, request: Request) -> str:
        """The key of the table that an address names, as SQL; empty if there is no such table."""
        name = tilde_decode(request.url_vars["table"])
        if name in tables():
            return _as_sql(tables()[name].primary_key)
        database = self.ds.get_database(DATABASE)
        return _as_sql(await database.primary_keys(name)) if await database.table_exists(name) else ""


def _as_sql(keys: list[str]) -> str:
    return ", ".join(escape_sqlite(key) for key in keys) or "rowid"


async def table_page(datasette: Datasette, request: Request) -> Any:
    """A page of a table or a canned query, as HTML or JSON; raises Refusal for an ending that Datasette ignores."""
    if request.url_vars["format"] in ("html", "db"):
        raise Refusal("missing")
    return await TableInOrder(datasette).dispatch_request(request)


async def table_file(datasette: Datasette, request: Request) -> Any:
    """All rows of a table with its filters, or of a canned query, as a file."""
    name = tilde_decode(request.url_vars["table"])
    canned = await datasette.get_canned_query(DATABASE, name, request.actor)
    if canned:
        return await whole_files.query_file(datasette, request, canned["sql"], canned)
    return await whole_files.rows_file(TableInOrder(datasette), request, name)


async def no_such_file(_request: Request) -> Any:
    """Raises Refusal for the tables' page as `.html`, which Datasette gives under that name, too."""
    raise Refusal("missing")


async def sql_file(datasette: Datasette, request: Request) -> Any:
    """All rows of a visitor's SQL as a file."""
    return await whole_files.query_file(datasette, request, request.args.get("sql") or "", None)


_FILE = r"\.(?P<format>csv|xlsx|jsonl|parquet)$"
ROUTES = [
    (rf"^/{DATABASE}\.html$", no_such_file),
    (rf"^/(?P<database>{DATABASE}){_FILE}", sql_file),
    (rf"^/(?P<database>{DATABASE})/(?P<table>[^\/\.]+){_FILE}", table_file),
    (rf"^/(?P<database>{DATABASE})/(?P<table>[^\/\.]+)(\.(?P<format>\w+))?$", table_page),
]
