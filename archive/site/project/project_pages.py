"""The addresses of a project: its page for people, JSON, Markdown, and the rows of registers that speak of it."""

import re
import sqlite3
from collections.abc import Callable

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.language.translations import translated
from archive.site.parameters.address_reader import LONGEST, AddressReader
from archive.site.parameters.typed_values import one_of
from archive.site.project.archived_copy import archived_copy
from archive.site.project.markdown_page import as_markdown
from archive.site.project.project_content import ProjectContent
from archive.site.project.project_rows import read_project
from archive.site.project.register_row import RegisterRow, read_register_row
from archive.site.protection.refusal import CorrectionForm, Refusal, not_found
from archive.site.responses import check_no_parameters, open_json, path_value, read, show

_ROW = re.compile(r"(?P<project_id>.+)/rad/(?P<capture_id>[0-9a-f]{1,64}(?:-\d+)?)/(?P<line>[1-9]\d{0,8})", re.DOTALL)


async def project_page(datasette: Datasette, request: Request) -> Response:
    """What stands at an address below `/projekt/`; raises Refusal where nothing does.

    The whole of it is tried as an id first, so that an id with a slash, a point or `.json` at its end has its page;
    then what is left without `.json`, `.md` or `/rad/<capture>/<line>`.
    """
    name = path_value(request, "project_id")
    if project := await _project(datasette, name):
        check_no_parameters(request)
        values = {"project": project, "archived_copy": archived_copy}
        return await show(datasette, request, "pages/projekt.html", values)
    for ending, answer in _ENDINGS.items():
        if name.endswith(ending) and (project := await _project(datasette, name.removesuffix(ending))):
            check_no_parameters(request)
            return answer(project)
    if place := _ROW.fullmatch(name):
        return await _register_row(datasette, request, place)
    raise _missing(name)


def _missing(name: str) -> Refusal:
    words = " ".join(re.findall(r"\w+", name.rpartition("/")[2]))[:LONGEST]
    said = translated("Inget projekt har id:t {project_id}.", project_id=f"”{name[:200]}”")
    form = CorrectionForm("parts/projektsok.html", {"searched": words}, "projekt.css")
    return not_found(translated("Projektet finns inte i arkivet"), said, form=form)


async def _register_row(datasette: Datasette, request: Request, place: "re.Match[str]") -> Response:
    """The page of a register's row; `?uppgift=` is the position of the claim whose cell is marked."""

    def read_row(connection: sqlite3.Connection) -> RegisterRow | None:
        return read_register_row(connection, place["project_id"], place["capture_id"], int(place["line"]))

    row = await read(datasette, read_row)
    if row is None:
        raise _missing(place["project_id"])
    reader = AddressReader(request.args, ("uppgift",))
    asked = reader.one("uppgift", one_of(str(cell["position"]) for cell in row.cells), None)
    reader.check()
    values = {"row": row, "asked": asked, "copy": archived_copy(row.file)}
    return await show(datasette, request, "pages/rad.html", values)


async def _project(datasette: Datasette, project_id: str) -> ProjectContent | None:
    return await read(datasette, lambda connection: read_project(connection, project_id))


def _json(project: ProjectContent) -> Response:
    return open_json(project.as_json())


def _markdown(project: ProjectContent) -> Response:
    return Response(as_markdown(project), content_type="text/markdown; charset=utf-8")


_ENDINGS: dict[str, Callable[[ProjectContent], Response]] = {".json": _json, ".md": _markdown}
ROUTES = [(r"^/projekt/(?P<project_id>.+)$", project_page)]
