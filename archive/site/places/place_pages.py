"""The pages of municipalities, counties and regions, as HTML and as JSON."""

import sqlite3
from collections.abc import Callable
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.language import translated
from archive.site.places.answers import FILE_ENDINGS, Moved, RefusedChoice, answer, no_such_file
from archive.site.places.place_lookup import KnownPlace, find_place, nearest_places
from archive.site.places.place_rows import projects_of, read_county, read_municipality, read_region
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
    found: dict[str, Any] | Moved | RefusedChoice
    if place is None:
        found = _missing(kind, written)
    elif place.code != written:
        found = Moved(place.address)
    else:
        found = await _read_place(datasette, place, reader)
    return await answer(datasette, request, template, found)


async def _read_place(datasette: Datasette, place: KnownPlace, reader: _Reader) -> dict[str, Any]:
    return await read(datasette, lambda connection: reader(connection, place))


def _missing(kind: str, written: str) -> RefusedChoice:
    stem, _, ending = written.rpartition(".")
    if f".{ending}" in FILE_ENDINGS and (place := find_place(kind, stem)):
        return no_such_file(written, place.address, projects_of(place))
    heading, message = MISSING_PLACES[kind]
    links = nearest_places(kind, written)
    return RefusedChoice(404, translated(heading), translated(message, written=f"”{written[:100]}”"), links)


async def municipality_page(datasette: Datasette, request: Request) -> Response:
    """`/kommun/<kod>`."""
    return await _place_page(datasette, request, kind="kommun", template="kommun.html", reader=read_municipality)


async def county_page(datasette: Datasette, request: Request) -> Response:
    """`/lan/<kod>`."""
    return await _place_page(datasette, request, kind="län", template="lan.html", reader=read_county)


async def region_page(datasette: Datasette, request: Request) -> Response:
    """`/region/<namn>`."""
    return await _place_page(datasette, request, kind="region", template="region.html", reader=read_region)


ROUTES: list[tuple[str, Any]] = [
    (r"^/kommun/(?P<written>.+?)(?P<ending>\.json)?$", municipality_page),
    (r"^/lan/(?P<written>.+?)(?P<ending>\.json)?$", county_page),
    (r"^/region/(?P<written>.+?)(?P<ending>\.json)?$", region_page),
]
