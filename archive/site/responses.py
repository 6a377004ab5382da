"""What every page of ours does: reads the database in its thread, and renders a template in the visitor's language."""

import math
import sqlite3
from collections.abc import Callable, Mapping
from contextvars import copy_context
from typing import Any, TypeVar
from urllib.parse import unquote

from datasette.app import Datasette
from datasette.utils import sqlite_timelimit
from datasette.utils.asgi import Request, Response

from archive.site.language.translations import translated
from archive.site.metadata import DATABASE
from archive.site.protection.refusal import AddressProblem, Refusal, echoed

_Result = TypeVar("_Result")
FOR_SCRIPTS = {"access-control-allow-origin": "*"}
"""The header of what scripts of any site may read."""


async def read(
    datasette: Datasette, query: Callable[[sqlite3.Connection], _Result], *, whole_file: bool = False
) -> _Result:
    """What `query` returns, called with a read-only connection in one of the database's threads.

    Its SQL may take as long as a visitor's, but for a whole file. Raises Refusal when that is over.
    """
    most = math.inf if whole_file else datasette.setting("sql_time_limit_ms")

    def limited(connection: sqlite3.Connection) -> _Result:
        with sqlite_timelimit(connection, most):
            return query(connection)

    context = copy_context()  # the visitor's language is known in the thread too
    try:
        result: _Result = await datasette.get_database(DATABASE).execute_fn(
            lambda connection: context.run(limited, connection)
        )
    except sqlite3.OperationalError as error:
        raise (Refusal("time") if "interrupted" in str(error) else error) from error
    return result


async def show(
    datasette: Datasette, request: Request, template: str, values: dict[str, Any], status: int = 200
) -> Response:
    """A page of ours: the template rendered with `values`."""
    return Response.html(await datasette.render_template(template, values, request=request), status=status)


def open_json(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """JSON that scripts of any site may read."""
    return Response.json(value, status=status, headers={**FOR_SCRIPTS, **(headers or {})})


def as_download(file: str) -> dict[str, str]:
    """The header of what browsers save under this name."""
    return {"content-disposition": f'attachment; filename="{file}"'}


def check_no_parameters(request: Request) -> None:
    """Raises Refusal (status 400) for an address with parameters, on a page that has none."""
    text = "Parametern {name} finns inte; sidan har inga parametrar."
    if names := [echoed(name) for name in request.args]:
        raise Refusal("parameter", problems=[AddressProblem(translated(text, name=name), name) for name in names])


def path_value(request: Request, name: str) -> str:
    """The part of the address that a route calls `name`, decoded."""
    return unquote(request.url_vars[name])
