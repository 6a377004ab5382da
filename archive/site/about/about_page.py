"""`/om`: where the data comes from, how fresh, whole and right it is, what its terms mean, and how to cite it."""

from typing import Any

import msgspec
from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.about.about_rows import fact_label, glossary, prose_label, read_about
from archive.site.addresses import reconciliation_address
from archive.site.archive_facts import archive_facts
from archive.site.downloads.publisher import publisher_of
from archive.site.responses import check_no_parameters, read, show


async def about_page(datasette: Datasette, request: Request) -> Response:
    """The page; everything counted in it was counted when the archive was built. Raises Refusal for parameters."""
    labels = {"fact_label": fact_label, "prose_label": prose_label, "terms": glossary()}
    return await show(datasette, request, "pages/om.html", await _told(datasette, request) | labels)


async def about_json(datasette: Datasette, request: Request) -> Response:
    """The same as data, the terms by their table and column. Raises Refusal for parameters."""
    terms = {name: {"label": column.label, "meaning": column.sv} for name, column in glossary()}
    values = msgspec.to_builtins(await _told(datasette, request) | {"terms": terms})
    return Response.json(values, headers={"access-control-allow-origin": "*"})


async def _told(datasette: Datasette, request: Request) -> dict[str, Any]:
    check_no_parameters(request)
    values: dict[str, Any] = await read(datasette, read_about)
    return values | {
        "data": (await archive_facts(datasette)).data,
        "licence": publisher_of(datasette).terms,
        "address": datasette.absolute_url(request, datasette.urls.instance()),
        "reconciliation": datasette.absolute_url(request, reconciliation_address()),
    }


ROUTES = [(r"^/om$", about_page), (r"^/om\.json$", about_json)]
