"""Tells by media type and content whether an answer is a page that can be read as text, and reads it."""

import re

from scraper.engine.visible_text import VisibleText, examined, visible_text
from scraper.store.archive_files.warc_records import page_in_record
from scraper.store.responses.body_beginnings import begins_like_html
from scraper.store.responses.register_headings import EXAMINED, as_text

_TEXT = ("", "text/plain")

_TAG = re.compile(r"\s*<(?!\?xml|urlset|sitemapindex|feed\b|rss\b)[a-z!][^<>:]*>", re.IGNORECASE)
"""What HTML begins with, if not as only HTML does; sitemaps and feeds begin otherwise."""


def is_readable(media_type: str, content: bytes) -> bool:
    """Whether a page is HTML or text: by its media type, for want of one, or since it begins as only HTML does."""
    return media_type in _TEXT or "html" in media_type or begins_like_html(content)


def is_html(media_type: str, content: bytes) -> bool:
    """Whether a listing is a page, not data: by its media type, or its beginning where that is plain text or none."""
    if media_type not in _TEXT:
        return "html" in media_type
    return begins_like_html(content) or _TAG.match(as_text(content[:EXAMINED])) is not None


def text_of(role: str, content: bytes) -> VisibleText:
    """The text of a page, also of one within a record."""
    page = page_in_record(content).message.content() if role == "record" else content
    return visible_text(examined(page))
