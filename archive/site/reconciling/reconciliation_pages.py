"""`/avstamning`: the service's manifest, batches of queries, data extension, suggestions and previews."""

import sqlite3
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.parameters.address_reader import AddressReader
from archive.site.parameters.typed_values import whole_number
from archive.site.protection.errors import as_json, told
from archive.site.protection.refusal import Refusal
from archive.site.reconciling.batches import read_batch, read_extension
from archive.site.reconciling.entity_properties import TYPES, property_labels
from archive.site.reconciling.extension import extend
from archive.site.reconciling.index_cache import name_index
from archive.site.reconciling.manifest import manifest
from archive.site.reconciling.matching import reconcile
from archive.site.reconciling.name_index import NameIndex
from archive.site.reconciling.posted_form import read_form
from archive.site.reconciling.suggestions import suggested_entities, suggested_properties, suggested_types
from archive.site.responses import open_json, read

_MOST_SKIPPED = 9999


_Answerer = Callable[[Datasette, Request], Awaitable[Response]]


def _in_json(page: _Answerer) -> _Answerer:
    """A page whose refusals are JSON too, for programs that ask it from within another site's pages."""

    @wraps(page)
    async def answer(datasette: Datasette, request: Request) -> Response:
        try:
            return await page(datasette, request)
        except Refusal as refusal:
            said = told(refusal, asked=False)
            return _unkept_json(as_json(said), said.status)

    return answer


def _unkept_json(value: Any, status: int = 200) -> Response:
    """JSON for scripts of any site; kept by no cache, for a form that was posted is no part of the address."""
    return open_json(value, status, {"cache-control": "no-store"})


def _reader(request: Request) -> AddressReader:
    """Reads what the protocol names; clients send parameters of their own with it, which change no answer."""
    return AddressReader(request.args, list(request.args))


@_in_json
async def service(datasette: Datasette, request: Request) -> Response:
    """The manifest, or the answer to `queries` or `extend`, of the address or of a posted form."""
    asked = {name: request.args[name] for name in request.args} | await read_form(request)
    if "queries" in asked:
        return _unkept_json(await _with_index(datasette, _reconciled(asked["queries"])))
    if "extend" in asked:
        return _unkept_json(await _with_index(datasette, _extended(asked["extend"])))
    return _unkept_json(manifest(datasette.absolute_url(request, "/").rstrip("/")))


_Answer = Callable[[sqlite3.Connection, NameIndex], Any]


async def _with_index(datasette: Datasette, answer: _Answer) -> Any:
    return await read(datasette, lambda found: answer(found, name_index(found, datasette)), whole_file=True)


def _reconciled(written: str) -> _Answer:
    batch = read_batch(written)
    return lambda connection, index: {
        key: {"result": reconcile(connection, index, query)} for key, query in batch.items()
    }


def _extended(written: str) -> _Answer:
    asked = read_extension(written)
    return lambda connection, _index: extend(connection, asked)


@_in_json
async def suggest(datasette: Datasette, request: Request) -> Response:
    """Entities, types or properties that begin as `prefix` does, after `cursor` others."""
    reader, kind = _reader(request), request.url_vars["kind"]
    prefix, skipped = reader.one("prefix", str, ""), reader.one("cursor", whole_number(0, _MOST_SKIPPED), 0)
    reader.check()
    if kind == "entity":
        found = await _with_index(datasette, lambda opened, index: suggested_entities(opened, index, prefix, skipped))
    else:
        found = (suggested_types if kind == "type" else suggested_properties)(prefix, skipped)
    return _unkept_json({"result": found})


@_in_json
async def propose_properties(datasette: Datasette, request: Request) -> Response:
    """The properties of a type, for data extension."""
    reader = _reader(request)
    kind = reader.choice("type", ("", *TYPES))
    most = reader.one("limit", whole_number(1, _MOST_SKIPPED), 0)
    reader.check()
    found = [{"id": name, "name": label} for name, label in property_labels(kind or None).items()][: most or None]
    return _unkept_json({"properties": found} | ({"type": kind} if kind else {}) | ({"limit": most} if most else {}))


ROUTES = [
    (r"^/avstamning$", service),
    (r"^/avstamning/forslag/(?P<kind>entity|property|type)$", suggest),
    (r"^/avstamning/egenskaper$", propose_properties),
]
