"""The pages of municipalities, counties and regions, as HTML and as JSON."""

import sqlite3
from collections.abc import Callable
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.addresses import projects_of_place
from archive.site.language.translations import translated
from archive.site.places.found_or_moved import FILE_ENDINGS, Moved, answer, no_such_file
from archive.site.places.place_lookup import KnownPlace, find_place, nearest_places
from archive.site.places.place_rows import read_county, read_municipality, read_region
from archive.site.protection.refusal import Refusal, not_found
from archive.site.responses import path_value, read

_Reader = Callable[[sqlite3.Connection, KnownPlace], dict[str, Any]]
MISSING_PLACES = {
    "kommun": ("Kommunen finns inte", "Ingen kommun har koden eller namnet {written}. Koden är SCB:s, fyra siffror."),
    "län": ("Länet finns inte", "Inget län har koden eller namnet {written}. Koden är SCB:s, två siffror."),
    "region": ("Regionen finns inte", "Ingen av ESF-rådets regioner heter {written}."),
}
"""What is said of a place that does not exist, by the kind of place: heading and message."""


async def _place_page(datasette: Datasette, request: Request, *, kind: str, template: str, reader: _Reader) -> Response:
    """The page of the place that the address names; an address by another name leads to it."""
    written = path_value(request, "written")
    place = find_place(kind, written)
    if place is None:
        raise _missing(kind, written)
    if place.code != written:
        return await answer(datasette, request, template, Moved(place.address))
    found = await read(datasette, lambda connection: reader(connection, place))
    return await answer(datasette, request, template, found)


def _missing(kind: str, written: str) -> Refusal:
    stem, _, ending = written.rpartition(".")
    if f".{ending}" in FILE_ENDINGS and (place := find_place(kind, stem)):
        files = (projects_of_place(kind, place.code, ending) for ending in (".csv", ".xlsx"))
        return no_such_file(written, place.address, *files)
    heading, message = MISSING_PLACES[kind]
    links = nearest_places(kind, written)
    return not_found(translated(heading), translated(message, written=f"”{written[:100]}”"), links)


async def municipality_page(datasette: Datasette, request: Request) -> Response:
    """`/kommun/<kod>`."""
    return await _place_page(datasette, request, kind="kommun", template="pages/kommun.html", reader=read_municipality)


async def county_page(datasette: Datasette, request: Request) -> Response:
    """`/lan/<kod>`."""
    return await _place_page(datasette, request, kind="län", template="pages/lan.html", reader=read_county)


async def region_page(datasette: Datasette, request: Request) -> Response:
    """`/region/<namn>`."""
    return await _place_page(datasette, request, kind="region", template="pages/region.html", reader=read_region)


ROUTES: list[tuple[str, Any]] = [
    (r"^/kommun/(?P<written>.+?)(?P<ending>\.json)?$", municipality_page),
    (r"^/lan/(?P<written>.+?)(?P<ending>\.json)?$", county_page),
    (r"^/region/(?P<written>.+?)(?P<ending>\.json)?$", region_page),
]
