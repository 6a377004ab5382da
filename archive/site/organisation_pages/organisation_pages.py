"""The page of an organisation, as HTML and as JSON."""

import functools
import sqlite3
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.addresses import organisation_address, owners_address, projects_address, search_address
from archive.site.language.translations import translated
from archive.site.organisation_pages.organisation_rows import read_organisation
from archive.site.parameters.organisation_lookup import find_organisation, nearest_organisations
from archive.site.places.found_or_moved import FILE_ENDINGS, Moved, answer, no_such_file
from archive.site.protection.refusal import Link, Refusal, not_found
from archive.site.responses import path_value, read


async def organisation_page(datasette: Datasette, request: Request) -> Response:
    """`/organisation/<id>`; an address by another spelling leads to it."""
    read_page = functools.partial(_read, written=path_value(request, "written"))
    return await answer(datasette, request, "pages/organisation.html", await read(datasette, read_page))


def _read(connection: sqlite3.Connection, written: str) -> dict[str, Any] | Moved:
    """The page, or the address where it stands; raises Refusal when there is no such organisation."""
    organisation_id = find_organisation(connection, written)
    if organisation_id is None:
        raise _no_file(connection, written) or _missing(connection, written)
    if organisation_id != written:
        return Moved(organisation_address(organisation_id))
    return read_organisation(connection, organisation_id)


def _no_file(connection: sqlite3.Connection, written: str) -> Refusal | None:
    """What is said of the name of an organisation with the ending of a file that its page does not have."""
    stem, _, ending = written.rpartition(".")
    found = find_organisation(connection, stem) if f".{ending}" in FILE_ENDINGS else None
    if found is None:
        return None
    files = (projects_address(ending, organisation=found) for ending in (".csv", ".xlsx"))
    return no_such_file(written, organisation_address(found), *files)


def _missing(connection: sqlite3.Connection, written: str) -> Refusal:
    shown = written[:100]
    links = [
        *nearest_organisations(connection, written),
        Link(translated("Projektägare med ”{name}” i namnet", name=shown), owners_address(namn=shown)),
        Link(translated("Sök projekt som nämner ”{name}”", name=shown), search_address(shown)),
    ]
    message = translated("Ingen organisation i arkivet har id:t eller namnet ”{name}”.", name=shown)
    return not_found(translated("Organisationen finns inte i arkivet"), message, links)


ROUTES: list[tuple[str, Any]] = [(r"^/organisation/(?P<written>.+?)(?P<ending>\.json)?$", organisation_page)]
