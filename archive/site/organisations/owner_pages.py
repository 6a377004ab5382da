"""The list of the largest owners: a page of it as HTML, the whole of it as CSV, XLSX and JSON."""

import functools
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.site.language import translated
from archive.site.organisations.owner_choices import OwnerChoice, WrongChoice, read_choice, regions
from archive.site.organisations.owner_rows import OWNER_COLUMNS, read_all_owners, read_owners, read_periods
from archive.site.places.answers import RefusedChoice, refuse
from archive.site.responses import read, show
from archive.site.row_files import ENDINGS, RowFile, respond

_NOTES = (
    "Källa: Svenska ESF-rådets projektbank och register, ur ESF-arkivet.",
    "Beloppen är summor av projekten som organisationen äger, ett slag i varje kolumn: lägg inte ihop kolumnerna.",
    "Namn slås ihop bara enligt nämnda regler: samma ägare kan stå på flera rader.",
)


async def owners(datasette: Datasette, request: Request) -> Response:
    """`/organisationer`, and its files; a wrong choice is refused with what is allowed."""
    ending = (request.url_vars["ending"] or "").removeprefix(".")
    periods = await read(datasette, read_periods)
    try:
        choice = read_choice(request.args, periods)
    except WrongChoice as wrong:
        refusal = RefusedChoice(400, translated("Listan kan inte visas så"), str(wrong))
        return await refuse(datasette, request, refusal, as_json=ending == "json")
    if ending:
        rows = await read(datasette, functools.partial(read_all_owners, choice=choice))
        return respond(_file(choice, rows), ending, excel=request.args.get("excel") == "1")
    return await _owners_page(datasette, request, choice, periods)


async def _owners_page(datasette: Datasette, request: Request, choice: OwnerChoice, periods: list[str]) -> Response:
    listed = await read(datasette, functools.partial(read_owners, choice=choice))
    if choice.sida > listed.pages:
        message = translated("Listan har {n} sidor, inte {sida}.", n=listed.pages, sida=choice.sida)
        refusal = RefusedChoice(404, translated("Sidan finns inte"), message)
        return await refuse(datasette, request, refusal, as_json=False)
    values = {
        "choice": choice,
        "listed": listed,
        "periods": periods,
        "regions": regions(),
        "excel": choice.excel_address(),
    }
    return await show(datasette, request, "organisationer.html", values)


def _file(choice: OwnerChoice, rows: list[dict[str, Any]]) -> RowFile:
    columns = OWNER_COLUMNS.split(", ")
    chosen = f"Urval: region {choice.region}, programperiod {choice.period}, namn ”{choice.namn}”."
    return RowFile("projektagare", columns, [[row[name] for name in columns] for row in rows], (*_NOTES, chosen))


ROUTES: list[tuple[str, Any]] = [(rf"^/organisationer(?P<ending>\.(?:{'|'.join(ENDINGS)}))?$", owners)]
