"""The Internet Archive's Wayback Machine, or another archive with a CDX interface and replay, such as pywb."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urlencode

import msgspec

from scraper.sources.declaration import Declaration, Floor, Option
from scraper.sources.page_request import PageRequest, Reply
from scraper.sources.source import Source, SourceError
from scraper.sources.web_archives.bank_prefixes import BANKS, are_banks
from scraper.sources.web_archives.cdx import Row
from scraper.sources.web_archives.index_listings import check_rows, check_whole, read_listing
from scraper.sources.web_archives.listed_captures import CaptureChoice, by_page, chosen_captures, kinds_of, unwanted
from scraper.sources.web_archives.replay_addresses import page_address, replay_address, replayed, replayed_time
from scraper.store.responses.message import HTML
from scraper.store.statuses import GONE


class Wayback(Source):
    """The captures that the CDX interface lists below each prefix, each fetched as archived (`id_`)."""

    declaration = Declaration(
        name="wayback",
        swedish="De två äldre projektbankerna (2007-2013, 2014-2020) i Internet Archive.",
        english="The two older project banks (2007-2013, 2014-2020) in the Internet Archive.",
        examples=(
            "esfarkiv scrape wayback --store store --contact you@your-domain --dry-run\n"
            "esfarkiv scrape wayback --store store --contact you@your-domain --captures all --per-run 2000\n"
            "esfarkiv scrape wayback --store store --base cdx=http://127.0.0.1:8080/esf/cdx "
            "--base replay=http://127.0.0.1:8080/esf"
        ),
        pace=2.5,
        barren=200,
        floor=Floor(pages=1, share=0.95),
        bases={"cdx": "https://web.archive.org/cdx/search/cdx", "replay": "https://web.archive.org/web"},
        hosts=("web.archive.org",),
        types={"page": (*HTML, "text/plain")},
        options=(
            Option("prefix", "A prefix of addresses; the old banks', unless given.", several=True),
            Option("status", "Captures of this status; 200, unless given.", several=True),
            Option("type", "Captures of this media type; text/html, unless given.", several=True),
            Option("captures", "Of each page, the newest or all.", choices=("newest", "all"), default="newest"),
            Option(
                "page-size", "Captures requested at a time; 0 leaves it to the archive.", default="5000", number=True
            ),
        ),
    )

    def __init__(self, bases: Mapping[str, str], options: Mapping[str, tuple[str, ...]]) -> None:
        """Take the user's settings; raises SourceError for a base address that the source does not have."""
        super().__init__(bases, options)
        self._held_back: dict[str, list[Row]] = {}
        self._resumed: set[str] = set()
        self._unused: Counter[str] = Counter()
        self._choice = CaptureChoice(self._capture, every=self.option("captures") == "all")
        self._statuses = self.options.get("status", ()) or ("200",)
        self._types = self.options.get("type", ()) or ("text/html",)
        self.types = {"page": tuple(dict.fromkeys((*HTML, "text/plain", *self._types)))}

    @property
    def is_bank(self) -> bool:
        """Unless the user names other addresses."""
        return are_banks(self.options.get("prefix", ()))

    @property
    def sends_mementos(self) -> bool | None:
        """The archive itself does; another server may."""
        return True if self.bases["replay"] == self.declaration.bases["replay"] else None

    def first(self) -> Iterator[PageRequest]:
        """The first page of the listing of each prefix."""
        for prefix in self.options.get("prefix", ()) or BANKS:
            yield self._listing(prefix, None)

    def follow(self, reply: Reply) -> Iterator[PageRequest]:
        """The captures of a listing and its next page; the next older capture in place of one that cannot be had."""
        if reply.request.role != "listing":
            self._choice.check(reply)
            yield from self.next_copy(reply.request, reply.page_time if reply.good else None)
            return
        prefix = str(reply.request.page_url)
        held_back = self._held_back.pop(prefix, [])
        try:
            listing = read_listing(reply)
        except SourceError:
            yield from self._captures(held_back)
            raise
        check_whole(reply, listing, int(self.option("page-size") or 0))
        rows, key = held_back + listing.rows, listing.key
        yield from self._resume(reply, self._listing(prefix, key), rows) if key else self._captures(rows)
        check_rows(reply, listing.torn)

    def next_copy(self, request: PageRequest, time: str | None) -> Iterator[PageRequest]:
        """The next older capture, unless one of this `time` came that is no older; None is for none that came."""
        yield from self._choice.older(request, time)

    def _resume(self, reply: Reply, following: PageRequest, rows: list[Row]) -> Iterator[PageRequest]:
        """The next page of a listing, and the captures but for those of the last URL, which it may continue with.

        Raises SourceError, behind all the captures, if the listing was resumed there before.
        """
        if following.url in self._resumed:
            yield from self._captures(rows)
            raise SourceError(f"{reply.url}: the index repeats itself, so captures may be missing; run again later")
        self._resumed.add(following.url)
        last = rows[-1].urlkey if rows else ""
        self._held_back[str(following.page_url)] = [row for row in rows if row.urlkey == last]
        yield following
        yield from self._captures([row for row in rows if row.urlkey != last])

    def remarks(self) -> list[str]:
        """A line on the captures of other statuses and media types."""
        return unwanted(self.declaration.name, self._unused)

    def copy_of(self, request: PageRequest, url: str, header: Callable[[str], str | None]) -> PageRequest:
        """The request with the page and time of the capture received, from `url` and `Memento-Datetime` (RFC 7089)."""
        page = replayed(url)
        if request.role != "page" or page is None:
            return request
        return msgspec.structs.replace(request, page_url=page, page_time=replayed_time(url, header))

    def address_of(self, url: str) -> str:
        """The address of the page that a replay is of."""
        return replayed(url) or url

    def _captures(self, rows: list[Row]) -> Iterator[PageRequest]:
        """The newest capture of each page, or all that differ from the one before."""
        chosen = chosen_captures(rows, self._statuses, self._types)
        self._unused += kinds_of(rows) - kinds_of(chosen)
        for page in by_page(chosen):
            yield from self._choice.of_page(page)

    def _listing(self, prefix: str, key: str | None) -> PageRequest:
        size = int(self.option("page-size") or 0)
        query = [("url", prefix), ("matchType", "prefix"), ("output", "json")]
        query += [("limit", str(size)), ("showResumeKey", "true")] if size else []
        query += [("resumeKey", key)] if key else []
        return PageRequest(f"{self.bases['cdx']}?{urlencode(query)}", "listing", page_url=prefix)

    def _capture(self, row: Row) -> PageRequest:
        url = replay_address(self.bases["replay"], row)
        listed = row.status not in map(str, GONE)
        return PageRequest(url, "page", page_address(row), row.time, True, listed=listed, digest=row.digest)
