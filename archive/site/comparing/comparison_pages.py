"""The pages of comparisons, their files, and their charts to embed."""

import sqlite3
from collections.abc import Sequence

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.answer_cache import answer_cache
from archive.site.asgi.stripped_address import asked_address
from archive.site.comparing.charts.chart import chart
from archive.site.comparing.comparison import Comparison, compare
from archive.site.comparing.comparison_file import row_file
from archive.site.comparing.links import DIAGRAM
from archive.site.comparing.page_content import PageContent
from archive.site.files.notes_of_files import notes_of_files
from archive.site.files.row_files import respond
from archive.site.language.translations import language
from archive.site.responses import path_value, read


async def page(datasette: Datasette, request: Request) -> Response:
    """The page of a comparison, kept as it was made first: its hundreds of rows take longer to write than to read."""
    kept, asked = answer_cache(datasette), ("comparison", asked_address(request), language.get())
    text = kept.known(asked)
    if text is None:
        content = PageContent(await _comparison(datasette, request))
        diagram = datasette.absolute_url(request, content.choice.address(DIAGRAM))
        values = {"content": content, "diagram": diagram}
        text = await datasette.render_template("pages/jamfor.html", values, request=request)
        kept.keep(asked, text, len(text))
    return Response.html(text)


async def file(datasette: Datasette, request: Request) -> Response:
    """All rows as CSV, XLSX or JSON; `excel=1` makes the CSV one for Swedish Excel."""
    ending = path_value(request, "ending")
    comparison = await _comparison(datasette, request, ("excel",) if ending == "csv" else ())
    address = datasette.absolute_url(request, comparison.choice.address())
    file = row_file(comparison, address)
    file.notes = [*file.notes, *await notes_of_files(datasette)]
    return respond(file, ending, excel=request.args.get("excel") == "1")


async def diagram(datasette: Datasette, request: Request) -> Response:
    """The chart as an SVG of its own."""
    comparison = await _comparison(datasette, request)
    return Response(chart(comparison).svg, content_type="image/svg+xml; charset=utf-8")


async def _comparison(datasette: Datasette, request: Request, flags: Sequence[str] = ()) -> Comparison:
    def answer(connection: sqlite3.Connection) -> Comparison:
        return compare(connection, request.args, flags)

    return await read(datasette, answer)


ROUTES = [
    (r"^/jamfor/diagram\.svg$", diagram),
    (r"^/jamfor\.(?P<ending>csv|xlsx|json)$", file),
    (r"^/jamfor$", page),
]
