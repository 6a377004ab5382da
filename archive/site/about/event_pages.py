"""What is new or changed: `/andringar` for people, `/andringar.atom` for feed readers."""

import re
from functools import partial

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.about.atom_feed import atom_feed
from archive.site.about.event_rows import EVENTS, read_events
from archive.site.language import translated
from archive.site.places.addresses import list_address, project_address
from archive.site.protection.errors import Refusal
from archive.site.responses import read, show

_IN_FEED = 100
"""Entries of the feed; older events are on the page."""
_FEED_HEADERS = {"access-control-allow-origin": "*", "vary": "Cookie"}
"""Open to readers within web pages; the language of its sentences is a cookie's."""


async def events_page(datasette: Datasette, request: Request) -> Response:
    """A page of the events, all or of one kind; raises Refusal for an unknown kind or page."""
    kind, page = _kind(request), _page(request)
    found = await read(datasette, partial(read_events, kind=kind, page=page))
    if page > found.pages:
        last = translated("Listan har {n} sidor.", n=found.pages)
        raise Refusal("parameter", last)
    rows = [row | {"address": project_address(row["project_id"])} for row in found.rows]
    values = {"events": rows, "found": found, "kind": kind, "kinds": EVENTS, "number_of_page": page}
    return await show(datasette, request, "andringar.html", values | {"page_address": partial(_address, kind)})


async def events_feed(datasette: Datasette, request: Request) -> Response:
    """The newest events of all kinds."""
    found = await read(datasette, partial(read_events, kind="", page=1, size=_IN_FEED))
    rows = [row | {"address": project_address(row["project_id"])} for row in found.rows]
    body = atom_feed(rows, lambda path: datasette.absolute_url(request, datasette.urls.path(path)))
    return Response(body, content_type="application/atom+xml; charset=utf-8", headers=dict(_FEED_HEADERS))


def _address(kind: str, page: int) -> str:
    return list_address("/andringar", **({"slag": kind} if kind else {}), sida=str(page))


def _kind(request: Request) -> str:
    kind = request.args.get("slag") or ""
    if kind and kind not in EVENTS:
        allowed = ", ".join(EVENTS)
        raise Refusal("parameter", translated("slag ska vara ett av {allowed}.", allowed=allowed))
    return kind


def _page(request: Request) -> int:
    written = request.args.get("sida") or "1"
    if not re.fullmatch(r"[1-9][0-9]{0,6}", written):
        raise Refusal("parameter", translated("sida ska vara ett heltal från 1."))
    return int(written)


ROUTES = [(r"^/andringar$", events_page), (r"^/andringar\.atom$", events_feed)]
