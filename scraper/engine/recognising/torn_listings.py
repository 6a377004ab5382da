"""Tells a page or a listing that ends before its end, and a listing that ends in an error.

What such a listing does not list is not known to be gone.
"""

import re

from scraper.engine.recognising.absence import says_broken
from scraper.engine.recognising.visible_text import examined, visible_text
from scraper.sources.sitemaps import is_closed, root_of, unpacked
from scraper.store.responses.body_beginnings import begins_like_html
from scraper.store.responses.coding import BodyError

_OPEN = re.compile(rb"<(?:html|body)\b", re.IGNORECASE)
_CLOSED = re.compile(rb"</(?:html|body)\s*>", re.IGNORECASE)
_WITHIN_TAG = re.compile(rb"<[a-z/!?][^<>]*\Z|<\Z", re.IGNORECASE)
_WITHIN_ENTITY = re.compile(rb"&(?:#\w*|[a-z]*)\Z")
_BEGUN = 2000
"""Bytes in which a page begins."""


def fault_of(content: bytes) -> str | None:
    """What is wrong with a listing in XML or HTML; None if nothing is, or it is data of another kind."""
    content = _unpacked(content).lstrip(b"\xef\xbb\xbf \t\r\n").rstrip()
    if not content.startswith(b"<"):
        return None
    if root := root_of(content):
        return None if is_closed(content, *root) else "ends before its end"
    if _is_open(content):
        return "ends before its end"
    return "has an error message among its links" if says_broken(visible_text(examined(content))) else None


def is_torn(content: bytes, reset: bool) -> bool:
    """Whether HTML ends before its end: without the end tag of what it begins with, or within a tag or an entity.

    After a `reset` of the connection, whatever has no end tag is torn; a sitemap ends with its own.
    """
    content = content.strip(b"\xef\xbb\xbf\x00 \t\r\n")
    if reset:
        root = root_of(content)
        return not is_closed(content, *root) if root else _CLOSED.search(content) is None
    is_page = content.startswith(b"<") and (_OPEN.search(content[:_BEGUN]) is not None or begins_like_html(content))
    return is_page and (_is_open(content) or _WITHIN_ENTITY.search(content) is not None)


def _is_open(content: bytes) -> bool:
    opened = _OPEN.search(content[:_BEGUN]) and not _CLOSED.search(content)
    return bool(opened) or _WITHIN_TAG.search(content) is not None


def _unpacked(content: bytes) -> bytes:
    """The content of a listing; what cannot be unpacked is reported elsewhere."""
    try:
        return unpacked(content)
    except BodyError:
        return b""
