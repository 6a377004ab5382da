"""Answers to requests that went wrong: a page, JSON or plain text, and a line in the log where we are wrong."""

import logging
import traceback
from pathlib import PurePosixPath
from typing import Any

from datasette.app import Datasette
from datasette.utils import add_cors_headers
from datasette.utils.asgi import Request, Response

from archive.site.language.translations import language
from archive.site.protection.errors import Told, as_json, told
from archive.site.protection.requests.requested_addresses import METHODS
from archive.site.protection.sql.visit import CURRENT

LOG = logging.getLogger("esfarkiv.site")
_RETRY_SECONDS = "5"
_FILES = ("csv", "xlsx", "jsonl", "parquet", "zip", "txt", "md")
"""Endings of files, whose readers get a line of text; where there is more to offer they too get a page."""


async def error_response(datasette: Datasette, request: Request, exception: Exception) -> Response:
    """The answer to a request that ended in an exception; never raises."""
    visit = CURRENT.get()
    said = told(exception, asked=visit is not None)
    if said.status == 500 or said.kind == "unreadable":
        log_error(request, said.status, exception)
    response = await _in_form(datasette, request, said)
    if said.status == 503:
        response.headers["Retry-After"] = _RETRY_SECONDS
    if said.status == 405:
        response.headers["Allow"] = METHODS
    return response


def log_error(request: Request, status: int, exception: Exception) -> None:
    """One line: the address, the exception, and the innermost place of our code or a library's."""
    frames = traceback.extract_tb(exception.__traceback__)
    place = f"{'/'.join(frames[-1].filename.split('/')[-2:])}:{frames[-1].lineno}" if frames else "-"
    address = ascii(request.full_path)[1:-1][:500]
    LOG.error("%s %s %s %s %s", status, request.method, address, ascii(repr(exception))[1:-1][:500], place)


async def _in_form(datasette: Datasette, request: Request, said: Told) -> Response:
    form = PurePosixPath(request.path).suffix.removeprefix(".")
    if form == "json":
        headers: dict[str, str] = {}
        if datasette.cors:
            add_cors_headers(headers)
        return Response.json(as_json(said), status=said.status, headers=headers)
    if form in _FILES and not said.links and not said.form:
        return Response.text(f"{said.sentence} {said.advice}\n", status=said.status)
    return Response.html(await _page(datasette, request, said), status=said.status)


async def _page(datasette: Datasette, request: Request, said: Told) -> str:
    context: dict[str, Any] = {"said": said, "sql": (request.args.get("sql") or "")[:20_000]}
    context |= said.form.values if said.form else {}
    try:
        await datasette.invoke_startup()
        page: str = await datasette.render_template("error.html", context, request=request)
    except Exception as broken:  # a template that needs what is broken: the visitor still gets an answer
        log_error(request, 500, broken)
        head = f'<!DOCTYPE html><html lang="{language.get()}"><title>{said.title}</title>'
        return f"{head}<h1>{said.title}</h1><p>{said.advice}</p>"
    return page
