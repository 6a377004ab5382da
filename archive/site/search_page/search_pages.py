"""The search page `/sok?q=`, its hits as JSON, and the redirection from the ready query that it was before."""

import sqlite3
from functools import partial

import msgspec
from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.searching.missing_words import LeftOut, left_out
from archive.searching.query_syntax import parsed
from archive.searching.search import Found, search
from archive.site.addresses import search_address
from archive.site.parameters.address_reader import check_page, pages_of
from archive.site.responses import read, show
from archive.site.search_page.search_parameters import MOST_HITS, PAGE_OF_HITS, AskedSearch, read_search


class _Answer(msgspec.Struct):
    """What a query found, or why it found nothing."""

    found: Found
    lacking: list[LeftOut]


async def search_page(datasette: Datasette, request: Request) -> Response:
    """A page of hits, or what the archive lacks of the query; status 404 for a page past the last."""
    asked = read_search(request, PAGE_OF_HITS)
    answer = await read(datasette, partial(_answer, asked=asked))
    pages = pages_of(answer.found.projects, asked.size)
    check_page(asked.page, pages)
    wanted = any(not group.negative for group in parsed(asked.query))
    values = {"asked": asked, "found": answer.found, "lacking": answer.lacking, "pages": pages, "has_words": wanted}
    return await show(datasette, request, "pages/sok.html", values)


async def search_json(datasette: Datasette, request: Request) -> Response:
    """The hits as `esfarkiv search --json` prints them; a `Link` header names the next page where there is one."""
    asked = read_search(request, MOST_HITS)
    answer = await read(datasette, partial(_answer, asked=asked))
    check_page(asked.page, pages_of(answer.found.projects, asked.size))
    headers = {"access-control-allow-origin": "*"}
    if asked.offset + len(answer.found.hits) < answer.found.projects:
        following = datasette.absolute_url(request, datasette.urls.path(asked.address(asked.page + 1, ".json")))
        headers["link"] = f'<{following}>; rel="next"'
    return Response.json([hit.printed() for hit in answer.found.hits], headers=headers)


def _answer(connection: sqlite3.Connection, asked: AskedSearch) -> _Answer:
    found = search(connection, asked.query, asked.size, asked.offset)
    return _Answer(found, [] if found.projects else left_out(connection, asked.query))


async def earlier_address(datasette: Datasette, request: Request) -> Response:
    """Redirects `/esf/sok`, where the search was; its JSON and CSV are still there."""
    return Response.redirect(datasette.urls.path(search_address(request.args.get("q") or "")), status=301)


ROUTES = [
    (r"^/sok$", search_page),
    (r"^/sok\.json$", search_json),
    (r"^/esf/sok$", earlier_address),
]
