"""Tells a listing that ends before its end, or in an error: what it does not list is not known to be gone."""

import re
import zlib

from scraper.engine.absence import says_broken
from scraper.engine.visible_text import examined, visible_text

_MAP = re.compile(rb"<(urlset|sitemapindex)\b[^>]*(?<!/)>", re.IGNORECASE)
_OPEN = re.compile(rb"<(?:html|body)\b", re.IGNORECASE)
_CLOSED = re.compile(rb"</(?:html|body)\s*>", re.IGNORECASE)
_WITHIN_TAG = re.compile(rb"<[a-z/!?][^<>]*\Z|<\Z", re.IGNORECASE)
_BEGUN = 2000
"""Bytes in which a sitemap or a page begins."""


def fault_of(content: bytes) -> str | None:
    """What is wrong with a listing in XML or HTML; None if nothing is, or it is data of another kind."""
    content = _unpacked(content).lstrip(b"\xef\xbb\xbf \t\r\n").rstrip()
    if not content.startswith(b"<"):
        return None
    if found := _MAP.search(content[:_BEGUN]):
        closed = re.search(rb"</%s\s*>" % found[1], content, re.IGNORECASE)
        return None if closed else "ends before its end"
    if _WITHIN_TAG.search(content) or (_OPEN.search(content[:_BEGUN]) and not _CLOSED.search(content)):
        return "ends before its end"
    return "has an error message among its links" if says_broken(visible_text(examined(content))) else None


def _unpacked(content: bytes) -> bytes:
    """The content of a listing, also of one that is a gzip file; what cannot be unpacked is reported elsewhere."""
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        return zlib.decompressobj(31).decompress(content, 50_000_000)
    except zlib.error:
        return b""
