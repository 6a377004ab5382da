"""Follows the redirect of a page only to an address of that page: another page is not stored in its place."""

import re
from typing import Any
from urllib.parse import urldefrag, urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.request import fingerprint

from scraper.engine.recognising.bank_pages import number_in_address, place_of
from scraper.sources.page_request import PageRequest


class ElsewhereError(IgnoreRequest):
    """The address of a page leads to the address of another one."""


class OwnRedirectMiddleware(RedirectMiddleware):
    """Scrapy's redirects, except that a page never leads to another page; other roles have checks of their own."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The response, or the request that it redirects to; raises ElsewhereError if that is of another page."""
        result: Request | Response = super().process_response(request, response)
        wanted: PageRequest | None = request.meta.get("page_request")
        if isinstance(result, Request) and wanted:
            result = _of_its_own(request, result.replace(url=urldefrag(result.url).url))
            self._note(request, result.url, wanted)
        if isinstance(result, Request) and wanted and wanted.role == "page" and self._is_elsewhere(wanted, result.url):
            raise ElsewhereError(result.url)
        return result

    def _note(self, request: Request, url: str, wanted: PageRequest | None) -> None:
        """Tell the run where a register leads: two are never one."""
        run: Any = self.crawler.spider
        if wanted and wanted.role == "page" and run.source.declaration.registers:
            run.note_register(url, original_url(request))

    def _is_elsewhere(self, wanted: PageRequest, url: str) -> bool:
        """Whether a URL within the source is of another page; what is off-site is refused for that."""
        run: Any = self.crawler.spider
        if run.source.declaration.registers or not run.is_allowed(url):
            return False
        return not is_same_page(wanted.page_url or wanted.url, run.source.address_of(url))


_PROJECT = re.compile(r"/projekt/[^/?#]+/?(?:[?#]|$)")
"""An address of a project by its name; whether it is the one of a register number, the page that comes must say."""


def _of_its_own(request: Request, led: Request) -> Request:
    """A redirect, requested also if it only spells an address anew that led to it: `%2F` for `/`, or another `&`."""
    chain = [*request.meta.get("redirect_urls", ()), request.url]
    known = {fingerprint(led.replace(url=url)) for url in chain}
    return led.replace(dont_filter=led.url not in chain and fingerprint(led) in known)


def original_url(request: Request) -> str:
    """The URL that was asked for, before any redirect."""
    return str(next(iter(request.meta.get("redirect_urls", ())), request.url))


def is_same_page(one: str, other: str) -> bool:
    """Whether two addresses may be of one page: by the register number, or by a path and query on one site."""
    numbers = {number_in_address(one), number_in_address(other)}
    if numbers != {None}:
        return len(numbers) == 1 or (None in numbers and any(map(_PROJECT.search, (one, other))))
    try:
        return place_of(one) == place_of(other) and _site(one) == _site(other)
    except ValueError:  # a port or host that is none
        return False


def _site(url: str) -> list[str]:
    """The last two parts of a host name: `www` and the like lead to one another."""
    return (urlsplit(url).hostname or "").split(".")[-2:]
