"""Sitemaps as XML in UTF-8, however they come, and the addresses in them."""

import codecs
import re
from collections.abc import Iterator

from scraper.store.responses.message import Message

SITEMAP_INDEX = b"sitemapindex"
_ROOT = re.compile(rb"<((?:[\w.-]+:)?)(urlset|sitemapindex)\b[^>]*(?<!/)>", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_BEGUN = 20_000
"""Bytes, without comments, in which a sitemap begins."""

_GZIP = b"\x1f\x8b"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def unpacked(content: bytes) -> bytes:
    """A listing in UTF-8, decompressed if it is a gzip file, of however many members; raises BodyError."""
    if content.startswith(_GZIP):
        content = Message(200, [("Content-Encoding", "gzip")], content, 0).content()
    return content.decode("utf-16", "replace").encode() if content.startswith(_UTF_16) else content


def root_of(content: bytes) -> tuple[bytes, bytes] | None:
    """The prefix of the elements of a sitemap, with its colon, and the name of its root; None if it is no sitemap."""
    found = _ROOT.search(_COMMENT.sub(b"", content)[:_BEGUN])
    return (found[1], found[2].lower()) if found else None


def is_closed(content: bytes, prefix: bytes, name: bytes) -> bool:
    """Whether a sitemap has the end of its root."""
    return re.search(rb"</%s%s\s*>" % (re.escape(prefix), name), content, re.IGNORECASE) is not None


def locations(content: bytes, prefix: bytes) -> Iterator[str]:
    """The addresses in a sitemap, in order; not those of images and the like, whose elements have another prefix."""
    location = rb"<%sloc\s*>\s*(?:<!\[CDATA\[\s*)?([^<\]\s]+)" % re.escape(prefix)
    for match in re.finditer(location, _COMMENT.sub(b"", content), re.IGNORECASE):
        yield match[1].decode("utf-8", "replace")
