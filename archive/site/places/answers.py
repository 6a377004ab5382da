"""What a page answers when it is found, stands at another address, does not exist, or was asked for wrongly."""

from collections.abc import Sequence
from typing import Any

import msgspec
from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.language import translated
from archive.site.responses import show


class Moved(msgspec.Struct):
    """A page that stands at another address."""

    address: str


class Link(msgspec.Struct):
    """A page to go to instead."""

    name: str
    address: str


class RefusedChoice(msgspec.Struct):
    """Why there is no page: `status` 404 or 400, what is wrong, what is allowed, and pages to go to instead."""

    status: int
    heading: str
    message: str
    links: Sequence[Link] = ()


FILE_ENDINGS = (".csv", ".xlsx", ".md", ".txt")
"""Endings of files that a visitor may ask for where there is only JSON."""


def no_such_file(written: str, address: str, projects: str) -> RefusedChoice:
    """What is said of `/kommun/0180.csv`: the page is at `address`, the list of its projects at `projects`."""
    ending = written.rpartition(".")[2].upper()
    path, _, chosen = projects.partition("?")
    message = translated(
        "Sidan finns inte som {ending}, bara som JSON. Projekten i listan går att hämta som filer.",
        ending=ending,
    )
    links = [
        Link(translated("Sidan som JSON"), f"{address}.json"),
        Link(translated("Projekten som CSV"), f"{path}.csv?{chosen}"),
        Link(translated("Projekten som XLSX"), f"{path}.xlsx?{chosen}"),
        Link(translated("Sidan"), address),
    ]
    return RefusedChoice(404, translated("Filen finns inte"), message, links)


async def answer(
    datasette: Datasette, request: Request, template: str, found: dict[str, Any] | Moved | RefusedChoice
) -> Response:
    """The page as HTML, its values called `page`, or as JSON if the address ends so: the same values in both."""
    ending = ".json" if request.url_vars.get("ending") else ""
    if isinstance(found, Moved):
        query = f"?{request.query_string}" if request.query_string else ""
        return Response.redirect(f"{found.address}{ending}{query}", status=301)
    if isinstance(found, RefusedChoice):
        return await refuse(datasette, request, found, as_json=bool(ending))
    if ending:
        return Response.json(msgspec.to_builtins(found), headers={"access-control-allow-origin": "*"})
    return await show(datasette, request, template, {"page": found})


async def refuse(datasette: Datasette, request: Request, refusal: RefusedChoice, *, as_json: bool) -> Response:
    """A page, or JSON, that says what was wrong."""
    if as_json:
        said = {"error": refusal.message, "links": msgspec.to_builtins(refusal.links)}
        return Response.json(said, status=refusal.status, headers={"access-control-allow-origin": "*"})
    return await show(datasette, request, "platser_fel.html", {"refusal": refusal}, refusal.status)
