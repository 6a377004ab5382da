"""The form of a POST, read no further than it may be long."""

import asyncio
from urllib.parse import parse_qsl

from datasette.utils.asgi import Request

from archive.site.language.translations import translated
from archive.site.protection.refusal import Refusal

MOST_BYTES = 400_000
"""Of a posted form: fifty long queries with properties."""
_MOST_SECONDS = 20


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a posted form, empty for a request without a body.

    Raises Refusal for one that is too long or has no question.
    """
    try:
        async with asyncio.timeout(_MOST_SECONDS):
            body = await _read_body(request)
        form = dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=20))
    except TimeoutError as error:
        raise Refusal("late") from error
    except ValueError as error:
        told = translated("Formuläret går inte att läsa: det ska vara urlkodad UTF-8.")
        raise Refusal("parameter", told) from error
    if body and not form.keys() & {"queries", "extend"}:
        raise Refusal("parameter", translated("Formuläret ska ha fältet queries eller extend, urlkodat."))
    return form


async def _read_body(request: Request) -> bytes:
    body = bytearray()
    more = True
    while more:
        message = await request.receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > MOST_BYTES:
            raise Refusal("large", translated("En fråga får vara högst {n} byte.", n=MOST_BYTES))
    return bytes(body)
