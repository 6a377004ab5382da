"""Reads the listings of a CDX interface in their parts, each with the key of the next (`resumeKey`)."""

from scraper.sources.cdx import CdxError, Row, is_of_its_query, read_cdx, says_no_captures
from scraper.sources.page_request import Reply
from scraper.sources.source import SourceError

_KEY = "resumeKey="
_ABSENT = (404, 410)


def read_listing(reply: Reply) -> tuple[list[Row], str | None]:
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


def check_whole(reply: Reply, rows: list[Row], size: int) -> None:
    """Raises SourceError for a listing of `size` rows without a resume key: it may be silently truncated."""
    if size and len(rows) >= size and _KEY not in reply.request.url:
        raise SourceError(
            f"{reply.url}: {len(rows)} captures and no resume key, so some may be missing; "
            "use a larger --page-size, or 0"
        )
