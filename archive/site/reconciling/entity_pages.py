"""An entity as a page: a small one to be framed by other sites, and the way to the one that the site has of it."""

import sqlite3

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.addresses import organisation_address, project_address
from archive.site.language.translations import translated
from archive.site.parameters.address_reader import AddressReader
from archive.site.protection.refusal import echoed, not_found
from archive.site.reconciling.entity_lookup import Called, read_called
from archive.site.reconciling.entity_properties import PROPERTIES, TYPES, read_values
from archive.site.reconciling.name_index import Entity
from archive.site.responses import read, show

_PREVIEWED = {
    "projekt": ("owner", "region", "programme_period", "municipality"),
    "organisation": ("org_number", "projects", "region"),
}


async def preview(datasette: Datasette, request: Request) -> Response:
    """A small page about an entity, to be framed by other sites; raises Refusal if there is no such entity."""
    entity, called = await _entity(datasette, request)
    facts = await read(datasette, lambda connection: _facts(connection, entity))
    values = {"entity": entity, "name": called.name, "kind": TYPES[entity.kind], "facts": facts}
    return await show(datasette, request, "pages/avstamning_forhandsvisning.html", values | {"address": _page(entity)})


async def view(datasette: Datasette, request: Request) -> Response:
    """Leads to the page of an entity; raises Refusal if there is none."""
    entity, _called = await _entity(datasette, request)
    return Response.redirect(_page(entity))


async def _entity(datasette: Datasette, request: Request) -> tuple[Entity, Called]:
    reader = AddressReader(request.args, ("id",))
    written = reader.one("id", str, "")
    reader.check()
    kind, _, key = written.partition("/")
    entity = Entity(kind, key)
    found = await read(datasette, lambda connection: read_called(connection, [entity]))
    if entity not in found:
        text = translated("Varken projekt eller organisation har id:t ”{id}”.", id=echoed(written))
        raise not_found(translated("Det finns inte i arkivet"), text)
    return entity, found[entity]


def _facts(connection: sqlite3.Connection, entity: Entity) -> list[tuple[str, str]]:
    declared = PROPERTIES[entity.kind]
    values = {name: read_values(connection, [entity], name)[entity] for name in _PREVIEWED[entity.kind]}
    return [(declared[name].label, ", ".join(str(one[-1]) for one in known)) for name, known in values.items() if known]


def _page(entity: Entity) -> str:
    return (project_address if entity.kind == "projekt" else organisation_address)(entity.key)


ROUTES = [
    (r"^/avstamning/forhandsvisning$", preview),
    (r"^/avstamning/visa$", view),
]
