"""The list of the largest owners: a page of it as HTML, the whole of it as CSV, XLSX and JSON."""

import functools
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.files.notes_of_files import notes_of_files
from archive.site.files.row_files import ENDINGS, RowFile, respond
from archive.site.organisation_pages.owner_choices import OwnerChoice, read_choice, regions
from archive.site.organisation_pages.owner_rows import OWNER_COLUMNS, read_all_owners, read_owners, read_periods
from archive.site.parameters.address_reader import check_page
from archive.site.places.euro_in_kronor import CONVERTED
from archive.site.responses import read, show

_NOTES = (
    "Källa: Svenska ESF-rådets projektbank och register, ur ESF-arkivet.",
    "Beloppen är summor av projekten som organisationen äger, ett slag i varje kolumn: lägg inte ihop kolumnerna.",
    "Namn slås ihop bara enligt nämnda regler: samma ägare kan stå på flera rader.",
)


async def owners(datasette: Datasette, request: Request) -> Response:
    """`/organisationer`, and its files; raises Refusal for a wrong choice."""
    ending = (request.url_vars["ending"] or "").removeprefix(".")
    periods = await read(datasette, read_periods)
    choice = read_choice(request.args, periods)
    if ending:
        rows = await read(datasette, functools.partial(read_all_owners, choice=choice))
        file = _file(choice, rows)
        file.notes = [*file.notes, *await notes_of_files(datasette)]
        return respond(file, ending, excel=request.args.get("excel") == "1")
    listed = await read(datasette, functools.partial(read_owners, choice=choice))
    check_page(choice.sida, listed.pages)
    values = {"choice": choice, "listed": listed, "periods": periods, "regions": regions()}
    return await show(datasette, request, "pages/organisationer.html", values)


def _file(choice: OwnerChoice, rows: list[dict[str, Any]]) -> RowFile:
    columns = [*OWNER_COLUMNS.split(", "), *CONVERTED]
    chosen = f"Urval: region {choice.region}, programperiod {choice.period}, namn ”{choice.namn}”."
    return RowFile("projektagare", columns, [[row[name] for name in columns] for row in rows], (*_NOTES, chosen))


ROUTES: list[tuple[str, Any]] = [(rf"^/organisationer(?P<ending>\.(?:{'|'.join(ENDINGS)}))?$", owners)]
