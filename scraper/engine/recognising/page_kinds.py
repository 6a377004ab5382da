"""Tells by media type and content whether an answer is a page that can be read as text, and reads it."""

import re

from scraper.engine.recognising.visible_text import VisibleText, examined, visible_text
from scraper.store.archive_files.warc_records import page_in_record
from scraper.store.responses.body_beginnings import begins_like_html
from scraper.store.responses.register_headings import EXAMINED, as_text

_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_PACKED = re.compile(rb"PK\x03\x04|\x1f\x8b|BZh[1-9]1AY|\xfd7zXZ\x00|7z\xbc\xaf\x27\x1c|Rar!\x1a|\x28\xb5\x2f\xfd")
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1f\x7f]")
_CONTROL_SHARE = 0.04
"""Share of control characters above which bytes are no text; they are a tenth of what is compressed."""

_TEXT = ("", "text/plain")

_TAG = re.compile(r"\s*<(?!\?xml|urlset|sitemapindex|feed\b|rss\b)[a-z!][^<>:]*>", re.IGNORECASE)
"""What HTML begins with, if not as only HTML does; sitemaps and feeds begin otherwise."""


def is_readable(media_type: str, content: bytes) -> bool:
    """Whether a page is HTML or text: by its media type, for want of one, or since it begins as only HTML does."""
    return media_type in _TEXT or "html" in media_type or begins_like_html(content)


def is_binary(content: bytes) -> bool:
    """Whether bytes are no text: by how they begin, or by their control characters; UTF-16 has zeros only."""
    begin = content[:EXAMINED].replace(b"\x00", b"")
    controls = len(_CONTROLS.findall(begin))
    return begin.startswith(_BINARY) or is_packed(content) or controls > len(begin) * _CONTROL_SHARE


def is_packed(content: bytes) -> bool:
    """Whether bytes are a compressed file or an archive of files, by how they begin."""
    return _PACKED.match(content) is not None


def is_html(media_type: str, content: bytes) -> bool:
    """Whether a listing is a page, not data: by its media type, or its beginning where that is plain text or none."""
    if media_type not in _TEXT:
        return "html" in media_type
    return begins_like_html(content) or _TAG.match(as_text(content[:EXAMINED])) is not None


def text_of(role: str, content: bytes) -> VisibleText:
    """The text of a page, also of one within a record."""
    page = page_in_record(content).message.content() if role == "record" else content
    return visible_text(examined(page))
