"""The addresses that a page or a sitemap of a site leads to."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

import lxml.etree
import lxml.html

from scraper.sources.page_request import Reply
from scraper.sources.source import SourceError
from scraper.store.responses.coding import BodyError
from scraper.store.responses.message import Message

_LOCATION = re.compile(rb"<loc>\s*(?:<!\[CDATA\[\s*)?([^<\]\s]+)", re.IGNORECASE)


def linked_addresses(reply: Reply) -> Iterator[str]:
    """The addresses in a sitemap, or those of the links on a page, in order."""
    content = decompressed(reply)
    if b"<loc>" in content[:100_000].lower():
        yield from (match[1].decode("utf-8", "replace") for match in _LOCATION.finditer(content))
        return
    try:
        links = [anchor.get("href") or "" for anchor in lxml.html.document_fromstring(content).iter("a")]
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):
        return  # an empty page has no links
    for link in links:
        try:
            yield urljoin(reply.url, link.strip())
        except ValueError:
            continue


def decompressed(reply: Reply) -> bytes:
    """The content of a reply, decompressed if it is a gzip file, as sitemaps may be."""
    if not reply.content.startswith(b"\x1f\x8b"):
        return reply.content
    try:
        return Message(reply.status, [("Content-Encoding", "gzip")], reply.content, 0).content()
    except BodyError as error:
        raise SourceError(f"{reply.url}: cannot be unpacked ({error}); run again later") from error
