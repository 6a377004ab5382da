"""Tables, canned queries and visitors' SQL as files that hold all their rows, or an error with a status."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from typing import Any
from urllib.parse import urlencode

from datasette.app import Datasette
from datasette.utils import add_cors_headers, derive_named_parameters, validate_sql_select
from datasette.utils.asgi import BadRequest, Request
from datasette.views.database import MagicParameters
from datasette.views.table import TableView

from archive.exporting.file_formats import FILE_FORMATS
from archive.site.asgi.stripped_address import asked_address
from archive.site.data_pages.label_columns import with_labels
from archive.site.files.notes_of_files import notes_of_files
from archive.site.metadata import DATABASE
from archive.site.protection.answers.file_answer import FileAnswer
from archive.site.protection.sql.full_order import without_limit
from archive.site.protection.sql.questions import FileQuestion
from archive.site.protection.sql.visit import CURRENT
from archive.site.responses import as_download
from schema.dictionary import tables

_ENDLESS = float("inf")


async def rows_file(view: TableView, request: Request, table: str) -> Any:
    """The file of a table's rows with the filters, columns and order of the address.

    `_size=N` without `_stream` gives the first N. Raises what Datasette raises for a wrong address.
    """
    if request.args.get("_stream") and request.args.get("_next"):
        raise BadRequest("_next not allowed for CSV streaming")
    await view.ds.refresh_schemas()
    found = await _described(view, request)
    if not isinstance(found, tuple):
        return found
    data = found[0]
    sql = _without_row_number(without_limit(await with_labels(view, data)), table) + _limit(request)
    return await _answer(view.ds, request, sql, data["query"]["params"], table, table)


def _without_row_number(sql: str, table: str) -> str:
    """The statement of a table without a key, for the columns of the dictionary alone."""
    has_no_key = table in tables() and not tables()[table].primary_key
    return sql.replace("select rowid, ", "select ", 1) if has_no_key else sql


async def query_file(datasette: Datasette, request: Request, sql: str, canned: Mapping[str, Any] | None) -> Any:
    """The file of a query's rows; raises Forbidden or InvalidSql for one that may not be asked."""
    if canned is None:
        await datasette.ensure_permissions(request.actor, [("execute-sql", DATABASE)])
        validate_sql_select(sql)
    given = {name: request.args.get(name) for name in request.args if name not in ("sql", "_shape")}
    names = await derive_named_parameters(datasette.get_database(DATABASE), sql)
    values = {name: "" for name in names if not name.startswith("_")} | given
    name = request.url_vars.get("table") or DATABASE
    bound = MagicParameters(values, request, datasette) if canned else values
    return await _answer(datasette, request, sql, bound, name, "")


async def _described(view: TableView, request: Request) -> Any:
    """What Datasette would show, without rows, counts and facets."""
    more = urlencode([("_nofacet", "1"), ("_nocount", "1")])
    query = "&".join(part for part in (request.query_string, more) if part)
    visit = CURRENT.get()
    if visit:
        visit.only_columns = True
    return await view.data(Request({**request.scope, "query_string": query.encode("latin-1")}, None), _size="0")


def _limit(request: Request) -> str:
    size = request.args.get("_size") or ""
    return f" limit {int(size)}" if size.isdecimal() and not request.args.get("_stream") else ""


async def _answer(  # noqa: PLR0913, PLR0917 (what a file is made of)
    datasette: Datasette, request: Request, sql: str, values: Any, name: str, table: str
) -> FileAnswer:
    ending = request.url_vars["format"]
    form = "excel" if ending == "csv" and request.args.get("_excel") else ending
    question = FileQuestion(
        sql=sql,
        values=values,
        seconds=_ENDLESS,
        form=form,
        name=name,
        table=table,
        notes=[f"ESF-arkivet: {asked_address(request)}", *await notes_of_files(datasette)],
        headed=request.args.get("_header") != "off",
    )
    return FileAnswer(_pieces(datasette, question), _headers(datasette, request, form, f"{name}.{ending}"))


async def _pieces(datasette: Datasette, question: FileQuestion) -> AsyncGenerator[bytes]:
    async with aclosing(datasette.get_database(DATABASE).whole_file(question)) as pieces:
        async for piece in pieces:
            yield piece


def _headers(datasette: Datasette, request: Request, form: str, name: str) -> dict[str, str]:
    """A plain CSV is shown by browsers, unless `_dl` asks for it as a file; the others are always files."""
    shown = form == "csv" and not request.args.get("_dl")
    headers = {"content-type": "text/plain; charset=utf-8" if shown else FILE_FORMATS[form].media_type}
    if not shown:
        headers |= as_download(name)
    if datasette.cors:
        add_cors_headers(headers)
    return headers
