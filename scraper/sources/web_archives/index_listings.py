"""Reads the listings of a CDX interface in their parts, each with the key of the next (`resumeKey`)."""

from scraper.sources.page_request import Reply
from scraper.sources.source import SourceError
from scraper.sources.web_archives.cdx import CdxError, Listing, is_of_its_query, read_cdx, says_no_captures
from scraper.store.statuses import GONE

_KEY = "resumeKey="
_AGAIN = "run again later, or with another --page-size"


def read_listing(reply: Reply) -> Listing:
    """The captures of a listing and the key of its next page; none if a first page says that there are none.

    Raises SourceError if the reply is not a listing, and if a later page is missing or empty: the page before promised
    captures with its key.
    """
    if reply.status in GONE and _KEY not in reply.request.url and says_no_captures(reply.content):
        return Listing()
    if not reply.good:
        raise SourceError(f"{reply.url}: the listing breaks off here; run again later")
    check_query(reply)
    try:
        listing = read_cdx(reply.content)
    except CdxError as error:
        raise SourceError(f"{reply.url}: {error}") from error
    if _KEY in reply.request.url and not (listing.rows or listing.torn):
        raise SourceError(f"{reply.url}: the listing breaks off here, without the captures of its resume key; {_AGAIN}")
    return listing


def check_query(reply: Reply) -> None:
    """Raises SourceError for the answer to another query than the one asked, to which an index led."""
    if not is_of_its_query(reply.request.url, reply.url):
        raise SourceError(f"{reply.request.url}: leads to {reply.url}, another listing; run again later")


def check_rows(reply: Reply, torn: int) -> None:
    """Raises SourceError if rows of a listing are torn; the others are good."""
    if torn:
        raise SourceError(f"{reply.url}: torn rows: {torn}, so captures are missing; run again later")


def check_whole(reply: Reply, listing: Listing, size: int) -> None:
    """Raises SourceError for a listing of `size` rows without a resume key: it may be silently truncated."""
    if size and listing.key is None and len(listing.rows) + listing.torn >= size and _KEY not in reply.request.url:
        raise SourceError(
            f"{reply.url}: {len(listing.rows)} captures and no resume key, so some may be missing; "
            "use a larger --page-size, or 0"
        )
