"""The project page: as HTML for people and as JSON."""

import sqlite3

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.project.project_page import ProjectPage
from archive.site.project.project_rows import read_project
from archive.site.responses import path_value, read, show


async def project_page(datasette: Datasette, request: Request) -> Response:
    """The project page, or a 404 page."""
    project = await _project(datasette, request)
    template = "projekt.html" if project else "saknas.html"
    values = {"project": project, "project_id": path_value(request, "project_id")}
    return await show(datasette, request, template, values, status=200 if project else 404)


async def project_json(datasette: Datasette, request: Request) -> Response:
    """The project page as JSON, or a 404 error."""
    project = await _project(datasette, request)
    return Response.json(project.as_json()) if project else Response.json({"error": "no such project"}, status=404)


async def _project(datasette: Datasette, request: Request) -> ProjectPage | None:
    project_id = path_value(request, "project_id")

    def read_rows(connection: sqlite3.Connection) -> ProjectPage | None:
        return read_project(connection, project_id)

    return await read(datasette, read_rows)


ROUTES = [
    (r"^/projekt/(?P<project_id>.+)\.json$", project_json),
    (r"^/projekt/(?P<project_id>.+)$", project_page),
]
