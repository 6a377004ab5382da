"""Answers for programs that watch the site: /halsa for monitors, /robots.txt for crawlers."""

import asyncio
import sqlite3
import tomllib
from importlib.resources import files
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Response

from archive.database import DatabaseError, open_archive
from archive.exporting.data_version import program_version
from archive.site.protection.answers.version import archive_path

_NO_STORE = {"Cache-Control": "no-store"}


async def health(datasette: Datasette) -> Response:
    """200 with the program's version and the number of projects; 503 if the archive cannot be read."""
    path = archive_path(datasette)
    try:
        projects = await asyncio.get_running_loop().run_in_executor(None, _projects, path)
    except (DatabaseError, sqlite3.Error, OSError):
        return Response.json({"ok": False, "error": "arkivet kan inte läsas"}, status=503, headers=dict(_NO_STORE))
    said: dict[str, Any] = {"ok": True, "version": program_version(), "projekt": projects}
    return Response.json(said, headers=dict(_NO_STORE))


def _projects(path: Any) -> int:
    with open_archive(path) as connection:
        number: int = connection.execute("select count(*) from projects").fetchone()[0]
    return number


async def robots(datasette: Datasette) -> Response:
    """What crawlers should leave alone; they ask for it at the root of a host alone."""
    rules = tomllib.loads(files("archive.site.protection.answers").joinpath("robots.toml").read_text("utf-8"))
    base = str(datasette.setting("base_url")).rstrip("/")
    lines = ["User-agent: *", *(f"Disallow: {base}{rule}" for rule in rules["disallow"])]
    return Response.text("\n".join([*lines, f"Crawl-delay: {rules['crawl_delay']}", ""]))


ANSWERS = {"/halsa": health, "/robots.txt": robots}
