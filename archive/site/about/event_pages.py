"""What is new or changed: `/andringar` for people, `/andringar.atom` for feed readers."""

from functools import partial

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.about.atom_feed import atom_feed
from archive.site.about.event_rows import EVENTS, EventPage, read_events
from archive.site.addresses import events_address, project_address
from archive.site.parameters.address_reader import AddressReader, check_page
from archive.site.parameters.typed_values import page_number
from archive.site.responses import check_no_parameters, read, show

_IN_FEED = 100
"""Entries of the feed; older events are on the page."""
_FEED_HEADERS = {"access-control-allow-origin": "*", "vary": "Cookie"}
"""Open to readers within web pages; the language of its sentences is a cookie's."""


async def events_page(datasette: Datasette, request: Request) -> Response:
    """A page of the events, all or of one kind; raises Refusal for an unknown kind or page."""
    found, kind, page = await _asked(datasette, request)
    values = {"found": found, "kind": kind, "kinds": EVENTS, "page": page}
    return await show(datasette, request, "pages/andringar.html", values)


async def events_json(datasette: Datasette, request: Request) -> Response:
    """The rows of such a page; a `Link` header names the next page where there is one."""
    found, kind, page = await _asked(datasette, request)
    headers = {"access-control-allow-origin": "*"}
    if page < found.pages:
        following = datasette.urls.path(events_address(kind, page + 1, ".json"))
        headers["link"] = f'<{datasette.absolute_url(request, following)}>; rel="next"'
    return Response.json(found.rows, headers=headers)


async def _asked(datasette: Datasette, request: Request) -> tuple[EventPage, str, int]:
    """The page that an address asks for, its kind and number."""
    reader = AddressReader(request.args, ("slag", "sida"))
    kind, page = reader.choice("slag", ("", *EVENTS)), reader.one("sida", page_number, 1)
    reader.check()
    found = await read(datasette, partial(read_events, kind=kind, page=page))
    check_page(page, found.pages)
    return found, kind, page


async def events_feed(datasette: Datasette, request: Request) -> Response:
    """The newest events of all kinds; raises Refusal for parameters."""
    check_no_parameters(request)
    found = await read(datasette, partial(read_events, kind="", page=1, size=_IN_FEED))
    rows = [row | {"address": project_address(row["project_id"])} for row in found.rows]
    body = atom_feed(rows, partial(datasette.absolute_url, request))
    return Response(body, content_type="application/atom+xml; charset=utf-8", headers=dict(_FEED_HEADERS))


ROUTES = [(r"^/andringar$", events_page), (r"^/andringar\.json$", events_json), (r"^/andringar\.atom$", events_feed)]
