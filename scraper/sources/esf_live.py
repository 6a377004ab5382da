"""The project bank of 2014-2027 at esf.se. No listing of it is known: its pages are addressed by dnr."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit, urlunsplit

from schema.register_numbers import REGISTER_NUMBER
from scraper.sources.declaration import Declaration, Floor, Option
from scraper.sources.page_request import PageRequest, Reply
from scraper.sources.project_numbers import read_numbers
from scraper.sources.site_links import decompressed, linked_addresses
from scraper.sources.sitemaps import SITEMAP_INDEX, root_of
from scraper.sources.source import Source, SourceError, host_and_port
from scraper.store.responses.message import HTML

_PROJECT = re.compile(r"/(sv/)?resultat/projektbanken/projekt/?", re.IGNORECASE)
_OLDER = re.compile(r"/(sv/)?resultat/projektbanken-2014-2020/alla-projekt/[^/]+/?", re.IGNORECASE)
_BANK = re.compile(r"/(sv/)?resultat/projektbanken(-2014-2020)?(/[\w./-]*)?", re.IGNORECASE)
_NEWER = re.compile(r"/(sv/)?projekt/[^/]+/?", re.IGNORECASE)
_PAGE = re.compile(r"(page|p|sida)=\d+")
"""The page number in a listing's query; other parameters (sorting, filters) would list the same pages endlessly."""


class EsfLive(Source):
    """Pages by dnr, by sitemap and by the links on the bank's own pages."""

    declaration = Declaration(
        name="esf-live",
        swedish="Projektbanken 2014-2027 på esf.se, som den är i dag.",
        english="The project bank of 2014-2027 at esf.se, as it is today.",
        examples=(
            "esfarkiv scrape esf-live --store store --contact you@your-domain --dnr numbers.txt --dry-run\n"
            "esfarkiv scrape esf-live --store store --contact you@your-domain --dnr kohesio.csv\n"
            "esfarkiv scrape esf-live --store store --contact you@your-domain --dnr esf.db --per-run 500\n"
            "esfarkiv scrape esf-live --store store --contact you@your-domain   # sitemap and links alone"
        ),
        pace=5.0,
        floor=Floor(pages=1, share=0.9),
        bases={"site": "https://www.esf.se"},
        hosts=("www.esf.se", "esf.se"),
        types={
            "page": HTML,
            "listing": (*HTML, "text/xml", "application/xml", "application/gzip", "application/x-gzip"),
        },
        options=(
            Option("dnr", "A list of dnr: a text, a CSV (Kohesio's, ESF-rådet's) or an earlier archive.", several=True),
            Option("links", "Whether to follow sitemap and links too.", choices=("yes", "no"), default="yes"),
        ),
    )

    @property
    def is_bank(self) -> bool:
        """It has no other pages."""
        return True

    @property
    def lists_pages(self) -> bool:
        """Without a list of the user."""
        return not self.options.get("dnr", ())

    @property
    def is_users_list(self) -> bool:
        """Without links."""
        return self.option("links") == "no"

    def first(self) -> Iterator[PageRequest]:
        """The pages of the listed dnr, then the sitemap and the bank's front page."""
        lists = self.options.get("dnr", ())
        if not lists and self.option("links") == "no":
            raise SourceError("esf-live: nothing to fetch; give a list with --dnr, or leave out --links no")
        for number in dict.fromkeys(number for name in lists for number in read_numbers(Path(name))):
            yield self._project(number)
        if self.option("links") != "no":
            yield PageRequest(f"{self.bases['site']}/sitemap.xml", "listing")
            yield PageRequest(f"{self.bases['site']}/resultat/projektbanken/", "listing")

    def follow(self, reply: Reply) -> Iterator[PageRequest]:
        """The bank's pages that a page or a sitemap links to."""
        if self.option("links") == "no" or not reply.good:
            return
        if (root := root_of(decompressed(reply))) and root[1] == SITEMAP_INDEX:
            yield from self.sitemaps(linked_addresses(reply))
            return
        for address in dict.fromkeys(linked_addresses(reply)):
            if request := self._page_request(address):
                yield request

    def leads_nowhere(self, listing: Reply) -> bool:
        """Whether it has no link to a project: every page of the site has one to the listing in its menu."""
        return all(found.role == "listing" for found in self.follow(listing))

    def sitemaps(self, addresses: Iterable[str]) -> Iterator[PageRequest]:
        """Those on the site, whatever their name; those elsewhere as they are, which are reported and not requested."""
        for address in dict.fromkeys(addresses) if self.option("links") != "no" else ():
            try:
                parts, ours = urlsplit(address), host_and_port(address) in self.hosts_and_ports()
            except (ValueError, SourceError):
                continue
            own = f"{self.bases['site']}{urlunsplit(('', '', parts.path, parts.query, ''))}"
            yield PageRequest(own if ours else address, "listing")

    def _project(self, number: str) -> PageRequest:
        """The page of a dnr, at one address however links write it."""
        return PageRequest(f"{self.bases['site']}/resultat/projektbanken/projekt/?dnr={number}")

    def _page_request(self, address: str) -> PageRequest | None:
        """The request for an address of the bank; None for the many other pages of the site."""
        try:
            parts = urlsplit(address.replace("&amp;", "&"))
            ours = host_and_port(address) in self.hosts_and_ports()
        except (ValueError, SourceError):
            return None
        site = urlsplit(self.bases["site"]) if ours else parts
        number = parse_qs(parts.query).get("dnr", [""])[0].strip().upper()
        if _PROJECT.fullmatch(parts.path) and REGISTER_NUMBER.fullmatch(number):
            query = f"dnr={number}"
            return self._project(number) if ours else PageRequest(urlunsplit((*site[:2], parts.path, query, "")))
        if _OLDER.fullmatch(parts.path):
            return PageRequest(urlunsplit((*site[:2], parts.path.rstrip("/") + "/", "", "")))
        if _NEWER.fullmatch(parts.path):
            return PageRequest(urlunsplit((*site[:2], parts.path, "", "")))
        sitemap = parts.path.lower().endswith((".xml", ".xml.gz")) and "sitemap" in parts.path.lower()
        if sitemap or (_BANK.fullmatch(parts.path) and not _PROJECT.fullmatch(parts.path)):
            pages = "&".join(pair for pair in parts.query.split("&") if _PAGE.fullmatch(pair))
            return PageRequest(urlunsplit((*site[:2], parts.path, pages, "")), "listing")
        return None
