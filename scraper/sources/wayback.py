"""The Internet Archive's Wayback Machine, or another archive with a CDX interface and replay, such as pywb."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from email.utils import parsedate_to_datetime
from urllib.parse import urlencode, urlsplit

import msgspec

from scraper.sources.cdx import CdxError, Row, is_of_its_query, read_cdx, says_no_captures
from scraper.sources.source import Declaration, Floor, Option, PageRequest, Reply, Source, SourceError
from scraper.store.responses.message import HTML

BANKS = (
    "www.esf.se/Resultat/Projektbanken/Behallare-for-projekt/",
    "www.esf.se/sv/Resultat/Projektbanken/Behallare-for-projekt/",
    "www.esf.se/sv/Resultat/Projektbanken-2014-2020/Alla-Projekt/",
)
"""The two older banks; the first was served with and without /sv/."""

_ESF = re.compile(r"(https?://)?(www\.|nyweb\.)?esf\.se(/|$)", re.IGNORECASE)
_REPLAY = re.compile(r"/(\d{14})id_/(https?://.+)")
_KEY = "resumeKey="
_REVISIT = "warc/revisit"
"""The media type that indexes give a capture with the content of an earlier one; its status is `-`."""

_ABSENT = (404, 410)


class Wayback(Source):
    """The captures that the CDX interface lists below each prefix, each fetched as archived (`id_`)."""

    declaration = Declaration(
        name="wayback",
        swedish="De två äldre projektbankerna (2007-2013, 2014-2020) i Internet Archive.",
        english="The two older project banks (2007-2013, 2014-2020) in the Internet Archive.",
        examples=(
            "esfarkiv scrape wayback --store store --contact you@example.org --dry-run\n"
            "esfarkiv scrape wayback --store store --contact you@example.org --captures all --per-run 2000\n"
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
        self._older: dict[str, list[Row]] = {}
        self._all: dict[str, set[str]] = {}
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
            self._check_own(reply)
            yield from self.next_copy(reply.request, reply.page_time if reply.good else None)
            return
        prefix = str(reply.request.page_url)
        held_back = self._held_back.pop(prefix, [])
        try:
            rows, key = _read(reply)
        except SourceError:
            yield from self._captures(held_back)
            raise
        if key is None:
            self._check_whole(reply, rows)
        rows = held_back + rows
        yield from self._resume(reply, self._listing(prefix, key), rows) if key else self._captures(rows)

    def next_copy(self, request: PageRequest, time: str | None) -> Iterator[PageRequest]:
        """The next older capture, unless one of this `time` came that is no older; None is for none that came."""
        older = self._older.get(request.url, [])
        yield from self._first_of([row for row in older if time is None or time < row.time])

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

    def _check_whole(self, reply: Reply, rows: list[Row]) -> None:
        """Raises SourceError for a full listing without a resume key: it may be silently truncated."""
        size = int(self.option("page-size") or 0)
        if size and len(rows) >= size and _KEY not in reply.request.url:
            raise SourceError(
                f"{reply.url}: {len(rows)} captures and no resume key, so some may be missing; "
                "use a larger --page-size, or 0"
            )

    def copy_of(self, request: PageRequest, url: str, header: Callable[[str], str | None]) -> PageRequest:
        """The request with the page and time of the capture received, from `url` and `Memento-Datetime` (RFC 7089)."""
        found = _REPLAY.search(url)
        if request.role != "page" or not found:
            return request
        time = _memento(header) or Row(timestamp=found[1]).time
        return msgspec.structs.replace(request, page_url=self.address_of(url), page_time=time)

    def address_of(self, url: str) -> str:
        """The address of the page that a replay is of."""
        found = _REPLAY.search(url)
        return _without_port(found[2]) if found else url

    def _captures(self, rows: list[Row]) -> Iterator[PageRequest]:
        """The newest capture of each page, or all that differ from the one before."""
        for page in self._by_page(rows).values():
            if self.option("captures") == "all":
                yield from self._each(_changes(page))
            else:
                yield from self._first_of(page[::-1])

    def _each(self, rows: list[Row]) -> Iterator[PageRequest]:
        """Each of some captures of a page, of which none stands in for another."""
        times = {row.time for row in rows}
        for row in rows:
            request = self._capture(row)
            self._all[request.url] = times - {row.time}
            yield request

    def _check_own(self, reply: Reply) -> None:
        """Raises SourceError for another capture of a page in place of one, if all are to be had."""
        if reply.good and reply.page_time in self._all.get(reply.request.url, ()):
            raise SourceError(f"{reply.request.url}: the archive gives the capture of {reply.page_time} in its place")

    def _first_of(self, rows: list[Row]) -> Iterator[PageRequest]:
        """The first of some captures; the others are kept for when it cannot be had."""
        for row in rows[:1]:
            request = self._capture(row)
            self._older[request.url] = rows[1:]
            yield request

    def _by_page(self, rows: list[Row]) -> dict[str, list[Row]]:
        """The captures of each page by time; only those with the right status and type, or of another one's content."""
        types = {*self._types, *(HTML if "text/html" in self._types else ()), _REVISIT, ""}
        statuses = {*self._statuses, "-", ""}
        pages: dict[str, list[Row]] = {}
        for row in sorted(rows, key=lambda row: row.timestamp):
            if row.status in statuses and row.mime in types:
                pages.setdefault(row.urlkey or row.url, []).append(row)
        return pages

    def _listing(self, prefix: str, key: str | None) -> PageRequest:
        size = int(self.option("page-size") or 0)
        query = [("url", prefix), ("matchType", "prefix"), ("output", "json")]
        query += [("limit", str(size)), ("showResumeKey", "true")] if size else []
        query += [("resumeKey", key)] if key else []
        return PageRequest(f"{self.bases['cdx']}?{urlencode(query)}", "listing", page_url=prefix)

    def _capture(self, row: Row) -> PageRequest:
        address = row.url if urlsplit(row.url).scheme else f"http://{row.url}"
        url = f"{self.bases['replay']}/{row.timestamp}id_/{address}"
        listed = row.status not in map(str, _ABSENT)
        return PageRequest(url, "page", _without_port(address), row.time, True, listed=listed, digest=row.digest)


def _changes(rows: list[Row]) -> list[Row]:
    """The captures of a page whose content is not that of the capture before; without a digest, each differs."""
    kept: list[Row] = []
    for row in rows:
        digest = row.digest.strip("-")
        if not digest or not kept or digest != kept[-1].digest:
            kept.append(row)
    return kept


def _read(reply: Reply) -> tuple[list[Row], str | None]:
    """The captures of a listing and the key of its next page; none if a first page says that there are none.

    Raises SourceError if the reply is not a listing, and if a later page is missing.
    """
    if reply.status in _ABSENT and _KEY not in reply.request.url and says_no_captures(reply.content):
        return [], None
    if not reply.good:
        raise SourceError(f"{reply.url}: the listing breaks off here; run again later")
    if not is_of_its_query(reply.request.url, reply.url):
        raise SourceError(f"{reply.request.url}: leads to {reply.url}, another listing; run again later")
    try:
        return read_cdx(reply.content)
    except CdxError as error:
        raise SourceError(f"{reply.url}: {error}") from error


def _without_port(url: str) -> str:
    """A URL without the default port, which old captures spell out."""
    return re.sub(r"^(http://[^/]+):80(?=/)|^(https://[^/]+):443(?=/)", r"\1\2", url)


def _memento(header: Callable[[str], str | None]) -> str | None:
    try:
        return parsedate_to_datetime(header("memento-datetime") or "").strftime("%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        return None


def are_banks(prefixes: Iterable[str]) -> bool:
    """Whether all prefixes, or those of the banks where there are none, are of ESF-rådet's site."""
    return all(map(_ESF.match, prefixes))
