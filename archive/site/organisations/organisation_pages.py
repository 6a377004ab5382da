"""The page of an organisation, as HTML and as JSON."""

import functools
import sqlite3
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.language import translated
from archive.site.organisations.organisation_lookup import find_organisation, nearest_organisations
from archive.site.organisations.organisation_rows import read_organisation
from archive.site.places.addresses import list_address, organisation_address
from archive.site.places.answers import FILE_ENDINGS, Link, Moved, RefusedChoice, answer, no_such_file
from archive.site.responses import path_value, read


async def organisation_page(datasette: Datasette, request: Request) -> Response:
    """`/organisation/<id>`; an address by another spelling leads to it."""
    written = path_value(request, "written")
    read_page = functools.partial(_read, written=written)
    found = await read(datasette, read_page)
    page = _missing(written, found) if isinstance(found, list) else found
    return await answer(datasette, request, "organisation.html", page)


def _read(connection: sqlite3.Connection, written: str) -> dict[str, Any] | Moved | RefusedChoice | list[Link]:
    """The page, the address where it stands, or the nearest names when there is no such organisation."""
    organisation_id = find_organisation(connection, written)
    if organisation_id is None:
        return _no_file(connection, written) or nearest_organisations(connection, written)
    if organisation_id != written:
        return Moved(organisation_address(organisation_id))
    return read_organisation(connection, organisation_id)


def _no_file(connection: sqlite3.Connection, written: str) -> RefusedChoice | None:
    """What is said of the name of an organisation with the ending of a file that its page does not have."""
    stem, _, ending = written.rpartition(".")
    found = find_organisation(connection, stem) if f".{ending}" in FILE_ENDINGS else None
    if found is None:
        return None
    return no_such_file(written, organisation_address(found), list_address("/projekt", organisation=found))


def _missing(written: str, nearest: list[Link]) -> RefusedChoice:
    shown = written[:100]
    searches = [
        Link(translated("Projektägare med ”{name}” i namnet", name=shown), list_address("/organisationer", namn=shown)),
        Link(translated("Sök projekt som nämner ”{name}”", name=shown), list_address("/esf/sok", q=shown)),
    ]
    message = translated("Ingen organisation i arkivet har id:t eller namnet ”{name}”.", name=shown)
    return RefusedChoice(404, translated("Organisationen finns inte i arkivet"), message, [*nearest, *searches])


ROUTES: list[tuple[str, Any]] = [(r"^/organisation/(?P<written>.+?)(?P<ending>\.json)?$", organisation_page)]
