"""The list of projects: as a page for people, and its whole selection as CSV, XLSX and JSON."""

import sqlite3
from array import array
from collections.abc import AsyncIterator, Iterable, Sequence
from functools import partial

from datasette.app import Datasette
from datasette.utils.asgi import AsgiStream, Request, Response

from archive.site.answer_cache import answer_cache
from archive.site.archive_facts import archive_facts
from archive.site.files.notes_of_files import notes_of_files
from archive.site.files.row_files import Cell, RowFile, respond, stream
from archive.site.listing.citation import citation
from archive.site.listing.filters import FILTERS_OF_LIST, options
from archive.site.listing.list_columns import DOWNLOADED
from archive.site.listing.list_rows import BATCH, matching, read_numbers, read_rows
from archive.site.listing.list_view import read_view
from archive.site.listing.selection import Selection, read_selection
from archive.site.parameters.address_reader import MOST_VALUES, check_page
from archive.site.parameters.allowed_values import AllowedValues, read_allowed
from archive.site.responses import read, show


async def list_page(datasette: Datasette, request: Request) -> Response:
    """A page of the list with its sums; raises Refusal for what is wrong with its address."""
    allowed = await _allowed(datasette, request)
    selection = read_selection(request.args, allowed)
    view = await read(datasette, partial(read_view, selection=selection, kept=answer_cache(datasette)))
    check_page(selection.page, view.pages)
    reference = await _reference(datasette, request, selection, view.projects)
    values = {"view": view, "filters": FILTERS_OF_LIST, "options": options(allowed), "reference": reference}
    return await show(datasette, request, "pages/projekt_lista.html", values)


async def list_file(datasette: Datasette, request: Request) -> Response | AsgiStream:
    """The whole selection as a file; raises Refusal for what is wrong with its address."""
    ending, allowed = request.url_vars["ending"], await _allowed(datasette, request)
    selection = read_selection(request.args, allowed)
    numbers = await read(datasette, lambda connection: _numbers(connection, selection))
    reference = await _reference(datasette, request, selection, len(numbers))
    file = RowFile("projekt", DOWNLOADED, (), [reference, *await notes_of_files(datasette)])
    if ending == "xlsx":
        return await read(datasette, lambda connection: _sheet(connection, file, numbers), whole_file=True)
    excel = request.args.get("excel") == "1"
    return stream(file, _batches(datasette, numbers), ending, excel=excel)


def _numbers(connection: sqlite3.Connection, selection: Selection) -> "array[int]":
    return read_numbers(connection, selection, matching(connection, selection))


def _sheet(connection: sqlite3.Connection, file: RowFile, numbers: "array[int]") -> Response:
    file.rows = read_rows(connection, numbers)
    return respond(file, "xlsx", excel=False)


async def _batches(datasette: Datasette, numbers: "array[int]") -> AsyncIterator[Iterable[Sequence[Cell]]]:
    for start in range(0, len(numbers), BATCH):
        yield await read(datasette, partial(_batch, numbers=numbers[start : start + BATCH]))


def _batch(connection: sqlite3.Connection, numbers: "array[int]") -> list[Sequence[Cell]]:
    return list(read_rows(connection, numbers))


async def _allowed(datasette: Datasette, request: Request) -> AllowedValues:
    asked = [one.strip() for one in request.args.getlist("organisation")[:MOST_VALUES] if one.strip()]
    return await read(datasette, partial(read_allowed, organisations=asked))


async def _reference(datasette: Datasette, request: Request, selection: Selection, projects: int) -> str:
    data = (await archive_facts(datasette)).data
    address = datasette.absolute_url(request, selection.address())
    return citation(selection, address, data, projects)


ROUTES = [
    (r"^/projekt$", list_page),
    (r"^/projekt\.(?P<ending>csv|xlsx|json)$", list_file),
]
