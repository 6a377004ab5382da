"""The addresses that a page or a sitemap of a site leads to."""

from collections.abc import Iterator
from urllib.parse import urljoin

import lxml.etree
import lxml.html

from scraper.sources.page_request import Reply
from scraper.sources.sitemaps import locations, root_of, unpacked
from scraper.sources.source import SourceError
from scraper.store.responses.coding import BodyError


def linked_addresses(reply: Reply) -> Iterator[str]:
    """The addresses in a sitemap, or those of the links on a page, in order."""
    content = decompressed(reply)
    if root := root_of(content):
        yield from locations(content, root[0])
        return
    try:
        page = lxml.html.document_fromstring(content)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):
        return  # an empty page has no links
    base = next((href for base in page.iter("base") if (href := base.get("href"))), "")
    for anchor in page.iter("a"):
        try:
            yield urljoin(urljoin(reply.url, base.strip()), (anchor.get("href") or "").strip())
        except ValueError:
            continue


def decompressed(reply: Reply) -> bytes:
    """The content of a reply in UTF-8, decompressed if it is a gzip file, as sitemaps may be; raises SourceError."""
    try:
        return unpacked(reply.content)
    except BodyError as error:
        raise SourceError(f"{reply.url}: cannot be unpacked ({error}); run again later") from error
