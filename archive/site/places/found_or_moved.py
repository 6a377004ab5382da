"""What a page answers when it is found or stands at another address, as HTML or as JSON."""

from typing import Any

import msgspec
from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.language.translations import translated
from archive.site.protection.refusal import Link, Refusal, not_found
from archive.site.responses import check_no_parameters, open_json, show


class Moved(msgspec.Struct):
    """A page that stands at another address."""

    address: str


FILE_ENDINGS = (".csv", ".xlsx", ".md", ".txt")
"""Endings of files that a visitor may ask for where there is only JSON."""


def no_such_file(written: str, address: str, csv: str, xlsx: str) -> Refusal:
    """What is said of `/kommun/0180.csv`: the page is at `address`, the lists of its projects at `csv` and `xlsx`."""
    message = translated(
        "Sidan finns inte som {ending}, bara som JSON. Projekten i listan går att hämta som filer.",
        ending=written.rpartition(".")[2].upper(),
    )
    links = [
        Link(translated("Sidan som JSON"), f"{address}.json"),
        Link(translated("Projekten som CSV"), csv),
        Link(translated("Projekten som XLSX"), xlsx),
        Link(translated("Sidan"), address),
    ]
    return not_found(translated("Filen finns inte"), message, links)


async def answer(datasette: Datasette, request: Request, template: str, found: dict[str, Any] | Moved) -> Response:
    """The page as HTML, its values called `page`, or as JSON if the address ends so: the same values in both.

    Raises Refusal for parameters.
    """
    check_no_parameters(request)
    ending = ".json" if request.url_vars.get("ending") else ""
    if isinstance(found, Moved):
        return Response.redirect(f"{found.address}{ending}", status=301)
    if ending:
        return open_json(msgspec.to_builtins(found, enc_hook=_as_text))
    return await show(datasette, request, template, {"page": found})


def _as_text(address: object) -> str:
    """An address, which is Datasette's own kind of text; raises TypeError for anything else."""
    if isinstance(address, str):
        return str(address)
    raise TypeError(f"{type(address).__name__} cannot be written as JSON")
