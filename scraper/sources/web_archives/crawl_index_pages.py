"""The index of a crawl of Common Crawl: how many pages it has, whether one has content, and which rows are usable."""

import json

from scraper.sources.page_request import PageRequest, Reply
from scraper.sources.source import SourceError
from scraper.sources.web_archives.cdx import Row, says_no_captures
from scraper.sources.web_archives.index_listings import check_query
from scraper.store.statuses import GONE

COUNT = "showNumPages=true"
"""The part of a query that asks for the number of pages."""

_MOST_PAGES = 50
"""Pages of an index below a prefix; one has some 15 000 lines, which is more than the captures of a whole bank."""


def is_placed(row: Row) -> bool:
    """Whether a row says where the record is: in which WARC file, and its bytes there."""
    return "warc" in row.filename and row.offset.isdecimal() and row.length.isdecimal() and int(row.length) > 0


def has_content(reply: Reply) -> bool:
    """Whether a listing has content: a crawl with nothing below a prefix answers 404, and says so.

    Raises SourceError if the list of crawls or a further page is missing, and for an incomplete response.
    """
    first = COUNT in reply.request.url or reply.request.url.endswith("page=0")
    is_none = first and reply.status in GONE and says_no_captures(reply.content)
    if not reply.good and not is_none:
        raise SourceError(f"{reply.url}: could not be had; run again later")
    check_query(reply)
    return reply.good


def counted_pages(reply: Reply) -> list[PageRequest] | None:
    """The pages of an index, from the response with their number; None if the response is a page itself.

    Raises SourceError for a number that is wrong: each page would be a request in vain.
    """
    first = reply.content.split(b"\n", 1)[0]
    count = json.loads(first) if COUNT in reply.request.url and first.startswith(b"{") else {}
    if "pages" not in count:
        return None
    number = count["pages"]
    if not isinstance(number, int) or number not in range(_MOST_PAGES + 1):
        raise SourceError(
            f"{reply.url}: counts {number!r} pages, expected 0 to {_MOST_PAGES}, so none is requested; "
            "run again later, or with a longer --prefix"
        )
    address = reply.request.url.replace(COUNT, "page=")
    return [PageRequest(f"{address}{n}", "listing", page_url=reply.request.page_url) for n in range(number)]
