"""`/om`: where the data comes from, how fresh, whole and right it is, what its terms mean, and how to cite it."""

from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.about.about_rows import fact_label, glossary, prose_label, read_about
from archive.site.addresses import reconciliation_address
from archive.site.archive_facts import archive_facts
from archive.site.downloads.publisher import publisher_of
from archive.site.responses import check_no_parameters, read, show


async def about_page(datasette: Datasette, request: Request) -> Response:
    """The page; everything counted in it was counted when the archive was built. Raises Refusal for parameters."""
    check_no_parameters(request)
    values: dict[str, Any] = await read(datasette, read_about)
    values |= {
        "terms": glossary(),
        "fact_label": fact_label,
        "prose_label": prose_label,
        "data": (await archive_facts(datasette)).data,
        "licence": publisher_of(datasette).terms,
        "address": datasette.absolute_url(request, datasette.urls.instance()),
        "reconciliation": datasette.absolute_url(request, reconciliation_address()),
    }
    return await show(datasette, request, "om.html", values)


ROUTES = [(r"^/om$", about_page)]
