"""Common Crawl: its list of crawls, the CDX index of each, and single records from its WARC files."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import urlencode, urlsplit

from scraper.sources.declaration import Declaration, Floor, Option
from scraper.sources.page_request import PageRequest, Reply
from scraper.sources.source import Source, SourceError
from scraper.sources.web_archives.bank_prefixes import BANKS, are_banks
from scraper.sources.web_archives.cdx import CdxError, Row, read_cdx
from scraper.sources.web_archives.crawl_index_pages import COUNT, counted_pages, has_content, is_placed
from scraper.sources.web_archives.index_listings import check_rows
from scraper.sources.web_archives.listed_captures import kinds_of, unwanted
from scraper.store.responses.message import HTML

_INDEX = "https://index.commoncrawl.org"
_LIVE = ("www.esf.se/resultat/projektbanken/projekt",)
"""Without the last slash, which the indexes omit before the query `?dnr=`."""

_RECORDS = ("application/octet-stream", "binary/octet-stream", "application/gzip", "application/x-gzip", "text/plain")


class CommonCrawl(Source):
    """The crawls, then the captures below each prefix in each crawl, then each capture's record by a range request."""

    declaration = Declaration(
        name="common-crawl",
        swedish="Alla projektbankerna så som Common Crawl har sett dem.",
        english="All the project banks as Common Crawl has seen them.",
        examples=(
            "esfarkiv scrape common-crawl --store store --contact you@your-domain --crawls 3 --dry-run\n"
            "esfarkiv scrape common-crawl --store store --contact you@your-domain --crawl CC-MAIN-2015-11\n"
            "esfarkiv scrape common-crawl --store store --contact you@your-domain --crawls 0   # every crawl"
        ),
        pace=3.0,
        barren=2000,
        stops=(403,),
        floor=Floor(pages=1, share=0.8),
        bases={"list": _INDEX, "index": _INDEX, "data": "https://data.commoncrawl.org"},
        hosts=("index.commoncrawl.org", "data.commoncrawl.org"),
        types={"record": (*_RECORDS, "application/warc", "application/x-warc")},
        options=(
            Option("crawl", "A crawl by its name, such as CC-MAIN-2015-11.", several=True),
            Option(
                "crawls", "How many of the newest crawls, where none is named; 0 is all.", default="12", number=True
            ),
            Option("prefix", "A prefix of addresses; the banks', unless given.", several=True),
        ),
    )

    def __init__(self, bases: Mapping[str, str], options: Mapping[str, tuple[str, ...]]) -> None:
        """Take the user's settings; raises SourceError for a base address that the source does not have."""
        super().__init__(bases, options)
        self._unused: Counter[str] = Counter()

    @property
    def is_bank(self) -> bool:
        """Unless the user names other addresses."""
        return are_banks(self.options.get("prefix", ()))

    def first(self) -> Iterator[PageRequest]:
        """The list of crawls."""
        yield PageRequest(f"{self.bases['list']}/collinfo.json", "listing")

    def follow(self, reply: Reply) -> Iterator[PageRequest]:
        """The indexes of a list of crawls, or the records of an index."""
        if reply.request.role != "listing":
            return
        if not has_content(reply):
            return
        try:
            if reply.request.page_url is None:
                yield from self._indexes(reply)
            elif (pages := counted_pages(reply)) is not None:
                yield from pages
            else:
                yield from self._records(reply)
        except (CdxError, ValueError, KeyError, TypeError) as error:
            raise SourceError(f"{reply.url}: unexpected response from Common Crawl ({error})") from error

    def _indexes(self, reply: Reply) -> Iterator[PageRequest]:
        crawls = {crawl["id"]: crawl["cdx-api"] for crawl in json.loads(reply.content)}
        names = self.options.get("crawl", ())
        absent = [name for name in names if name not in crawls]
        if absent:
            raise SourceError(f"{reply.url}: no crawl {', '.join(absent)}; the newest is {next(iter(crawls), 'none')}")
        for name in names or list(crawls)[: int(self.option("crawls") or 0) or None]:
            for prefix in self.options.get("prefix", ()) or (*BANKS, *_LIVE):
                query = [("url", prefix), ("matchType", "prefix"), ("output", "json"), ("filter", "=status:200")]
                address = f"{self.bases['index']}{urlsplit(crawls[name]).path}?{urlencode(query)}"
                yield PageRequest(f"{address}&{COUNT}", "listing", page_url=prefix)

    def _records(self, reply: Reply) -> Iterator[PageRequest]:
        """The records of a page of an index; raises SourceError, behind them, for rows that do not say where one is."""
        listing = read_cdx(reply.content)
        chosen = [row for row in listing.rows if row.status in ("200", "") and row.mime in (*HTML, "")]
        self._unused += kinds_of(listing.rows) - kinds_of(chosen)
        placed = [row for row in chosen if is_placed(row)]
        yield from map(self._record, placed)
        check_rows(reply, listing.torn + len(chosen) - len(placed))

    def remarks(self) -> list[str]:
        """A line on the captures of other statuses and media types."""
        return unwanted(self.declaration.name, self._unused)

    def _record(self, row: Row) -> PageRequest:
        first, length = int(row.offset), int(row.length)
        url = f"{self.bases['data']}/{row.filename}#{first}"
        span = f"bytes={first}-{first + length - 1}"
        return PageRequest(url, "record", row.url, row.time, fixed=True, range=span, listed=True, digest=row.digest)
