"""What is asked of the search page, read from its address."""

import msgspec
from datasette.utils.asgi import Request

from archive.searching.query_syntax import LONGEST_QUERY
from archive.site.addresses import Chosen, search_address
from archive.site.parameters.address_reader import AddressReader
from archive.site.parameters.typed_values import page_number, whole_number

PAGE_OF_HITS, MOST_HITS = 20, 1000
"""Hits on a page, and in one JSON answer: the next ones are on the page that its `Link` header names."""


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
        choices: dict[str, Chosen] = {"limit": self.limit} if self.limit else {}
        return search_address(self.query, ending, **(choices | ({"sida": page} if page > 1 else {})))


def read_search(request: Request, size: int) -> AskedSearch:
    """The search that an address asks for, `size` hits a page; raises Refusal for what cannot be used."""
    reader = AddressReader(request.args, ("q", "limit", "sida"))
    query = reader.one("q", str, "", longest=LONGEST_QUERY)
    limit = reader.one("limit", whole_number(1, MOST_HITS), 0)
    page = reader.one("sida", page_number, 1)
    reader.check()
    return AskedSearch(query, page, limit or size, limit or None)
