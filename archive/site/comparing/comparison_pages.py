"""The addresses of comparisons: the page, its files, and its chart to embed."""

import sqlite3
from collections.abc import Sequence

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.comparing.charts.chart import chart
from archive.site.comparing.choice import ChoiceError
from archive.site.comparing.comparison import Comparison, compare
from archive.site.comparing.comparison_file import row_file
from archive.site.comparing.comparison_form import ComparisonForm
from archive.site.comparing.links import file_address
from archive.site.comparing.page_content import PageContent
from archive.site.responses import path_value, read, show
from archive.site.row_files import respond


async def page(datasette: Datasette, request: Request) -> Response:
    """The page of a comparison, or a page with status 400 that says which parameter is wrong."""
    try:
        content = PageContent(await _comparison(datasette, request))
    except ChoiceError as error:
        return await _refused(datasette, request, error)
    diagram = datasette.absolute_url(request, datasette.urls.path(content.diagram))
    return await show(datasette, request, "jamfor.html", {"content": content, "diagram": diagram})


async def file(datasette: Datasette, request: Request) -> Response:
    """All rows as CSV, XLSX or JSON; `excel=1` makes the CSV one for Swedish Excel."""
    ending = path_value(request, "ending")
    try:
        comparison = await _comparison(datasette, request, ("excel",) if ending == "csv" else ())
    except ChoiceError as error:
        if ending == "json":
            body = {"ok": False, "error": error.message, "status": 400}
            return Response.json(body, headers={"access-control-allow-origin": "*"}, status=400)
        return await _refused(datasette, request, error)
    address = datasette.absolute_url(request, datasette.urls.path(file_address(comparison.choice, "")))
    return respond(row_file(comparison, address), ending, excel=request.args.get("excel") == "1")


async def diagram(datasette: Datasette, request: Request) -> Response:
    """The chart as an SVG of its own."""
    try:
        comparison = await _comparison(datasette, request)
    except ChoiceError as error:
        return await _refused(datasette, request, error)
    return Response(chart(comparison).svg, content_type="image/svg+xml; charset=utf-8")


async def _comparison(datasette: Datasette, request: Request, flags: Sequence[str] = ()) -> Comparison:
    def answer(connection: sqlite3.Connection) -> Comparison:
        return compare(connection, request.args, flags)

    return await read(datasette, answer)


async def _refused(datasette: Datasette, request: Request, error: ChoiceError) -> Response:
    """The form with what was right, below what is wrong."""
    values = {
        "problems": [problem.message for problem in error.problems],
        "form": ComparisonForm(error.kept, error.available),
    }
    return await show(datasette, request, "jamfor_fel.html", values, status=400)


ROUTES = [
    (r"^/jamfor/diagram\.svg$", diagram),
    (r"^/jamfor\.(?P<ending>csv|xlsx|json)$", file),
    (r"^/jamfor$", page),
]
