"""The addresses of a project: its page for people, JSON, Markdown, and the rows of registers that speak of it."""

import re
import sqlite3
from collections.abc import Callable

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.language import translated
from archive.site.listing.typed_values import LONGEST
from archive.site.project.archived_copy import archived_copy
from archive.site.project.markdown_page import as_markdown
from archive.site.project.project_page import ProjectPage
from archive.site.project.project_rows import read_project
from archive.site.project.register_row import RegisterRow, read_register_row
from archive.site.responses import path_value, read, show

_ROW = re.compile(r"(?P<project_id>.+)/rad/(?P<capture_id>[0-9a-f]{1,64}(?:-\d+)?)/(?P<line>[1-9]\d{0,8})", re.DOTALL)


async def project_address(datasette: Datasette, request: Request) -> Response:
    """What stands at an address below `/projekt/`.

    The whole of it is tried as an id first, so that an id with a slash, a point or `.json` at its end has its page;
    then what is left without `.json`, `.md` or `/rad/<capture>/<line>`.
    """
    name = path_value(request, "project_id")
    if project := await _project(datasette, name):
        return await _page(datasette, request, project)
    for ending, answer in _ENDINGS.items():
        if name.endswith(ending):
            return answer(await _project(datasette, name.removesuffix(ending)))
    if place := _ROW.fullmatch(name):
        return await _register_row(datasette, request, place)
    return await _missing(datasette, request, name)


async def _page(datasette: Datasette, request: Request, project: ProjectPage) -> Response:
    values = {"project": project, "archived_copy": archived_copy}
    return await show(datasette, request, "projekt.html", values)


async def _missing(datasette: Datasette, request: Request, name: str) -> Response:
    words = " ".join(re.findall(r"\w+", name.rpartition("/")[2]))[:LONGEST]
    return await show(datasette, request, "saknas.html", {"project_id": name, "searched": words}, status=404)


async def _register_row(datasette: Datasette, request: Request, place: "re.Match[str]") -> Response:
    """The page of a register's row; `?uppgift=` is the position of the claim whose cell is marked."""

    def read_row(connection: sqlite3.Connection) -> RegisterRow | None:
        return read_register_row(connection, place["project_id"], place["capture_id"], int(place["line"]))

    row = await read(datasette, read_row)
    if row is None:
        return await _missing(datasette, request, place["project_id"])
    asked, positions = request.args.get("uppgift"), [str(cell["position"]) for cell in row.cells]
    if asked and asked not in positions:
        problem = translated("Raden har ingen uppgift {value}.", value=asked[:40])
        return await show(datasette, request, "rad_fel.html", {"problem": problem, "row": row}, status=400)
    values = {"row": row, "asked": asked, "copy": archived_copy(row.file)}
    return await show(datasette, request, "rad.html", values)


async def _project(datasette: Datasette, project_id: str) -> ProjectPage | None:
    return await read(datasette, lambda connection: read_project(connection, project_id))


def _json(project: ProjectPage | None) -> Response:
    if project is None:
        return Response.json({"error": "no such project"}, status=404)
    return Response.json(project.as_json(), headers={"access-control-allow-origin": "*"})


def _markdown(project: ProjectPage | None) -> Response:
    kind = "text/markdown; charset=utf-8"
    if project is None:
        return Response(translated("Projektet finns inte i arkivet.") + "\n", status=404, content_type=kind)
    return Response(as_markdown(project), content_type=kind)


_ENDINGS: dict[str, Callable[[ProjectPage | None], Response]] = {".json": _json, ".md": _markdown}
ROUTES = [(r"^/projekt/(?P<project_id>.+)$", project_address)]
