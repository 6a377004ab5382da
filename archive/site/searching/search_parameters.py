"""What is asked of the search page, read from its address."""

from urllib.parse import urlencode

import msgspec
from datasette.utils.asgi import Request

from archive.site.language import translated
from archive.site.protection.refusal import Refusal

LONGEST_QUERY = 1000
PAGE_OF_HITS, MOST_HITS = 20, 1000
"""Hits on a page, and in one JSON answer: the next ones are on the page that its `Link` header names."""
_MOST_PAGES = 1_000_000


class AskedSearch(msgspec.Struct, frozen=True):
    """A query, and which page of its hits, from 1, of how many hits; `limit` is that number where it was asked for."""

    query: str
    page: int
    size: int
    limit: int | None

    @property
    def offset(self) -> int:
        """Hits on the pages before."""
        return (self.page - 1) * self.size

    def address(self, page: int, ending: str = "") -> str:
        """The address of a page of these hits."""
        pairs = {"q": self.query, "limit": self.limit, "sida": page if page > 1 else None}
        return f"/sok{ending}?{urlencode({name: value for name, value in pairs.items() if value is not None})}"


def read_search(request: Request, size: int) -> AskedSearch:
    """The search that an address asks for, `size` hits a page; raises Refusal for what cannot be used."""
    query = (request.args.get("q") or "").strip()
    if len(query) > LONGEST_QUERY:
        told = translated("Sökningen har {n} tecken och får ha högst {most}.", n=len(query), most=LONGEST_QUERY)
        raise Refusal("parameter", told)
    limit = _number(request, "limit", MOST_HITS)
    return AskedSearch(query, _number(request, "sida", _MOST_PAGES) or 1, limit or size, limit)


def _number(request: Request, name: str, most: int) -> int | None:
    typed = (request.args.get(name) or "").strip()
    if not typed:
        return None
    if typed.isascii() and typed.isdigit() and len(typed) < 9 and 1 <= int(typed) <= most:
        return int(typed)
    told = translated("{name} ska vara ett heltal från 1 till {most}: {value}", name=name, most=most, value=typed[:60])
    raise Refusal("parameter", told)
