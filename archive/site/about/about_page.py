"""`/om`: where the data comes from, how fresh, whole and right it is, what its terms mean, and how to cite it."""

from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.about.about_rows import fact_label, glossary, prose_label, read_about
from archive.site.listing.citation import ArchiveState, archive_state
from archive.site.metadata import DATABASE
from archive.site.responses import read, show


async def about_page(datasette: Datasette, request: Request) -> Response:
    """The page; everything counted in it was counted when the archive was built."""
    values: dict[str, Any] = await read(datasette, read_about)
    values |= {
        "terms": glossary(),
        "fact_label": fact_label,
        "prose_label": prose_label,
        "state": await _state(datasette),
        "address": datasette.absolute_url(request, datasette.urls.path("/")),
    }
    return await show(datasette, request, "om.html", values)


async def _state(datasette: Datasette) -> ArchiveState:
    path = Path(str(datasette.get_database(DATABASE).path))
    changed = path.stat().st_mtime_ns
    return await read(datasette, lambda _connection: archive_state(str(path), changed))


ROUTES = [(r"^/om$", about_page)]
