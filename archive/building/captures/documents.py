"""Which captures are one document: a page at one address over time, or a file."""

import re
from urllib.parse import parse_qsl, unquote, urlencode

from parser.text.identity import id_from_address
from schema.web_addresses import address_parts

_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+[a-z_]*/", re.IGNORECASE)
_TRACKING = re.compile(r"utm(?:_\w+)?|fbclid|gclid", re.IGNORECASE)
_LANGUAGE = re.compile(r"^/sv(?=/)", re.IGNORECASE)


def document_of(layout: str | None, url: str | None, source: str) -> str | None:
    """The document that a capture shows: its address, or the file where there is none.

    None for a page of the project bank whose address is not known: it may be any of its project's pages, so it is a
    capture of the same document and never a second one.
    """
    if url and address_parts(url).scheme in ("http", "https"):
        return page_address(url)
    return None if (layout or "").startswith("projektbank") else source


def page_address(url: str) -> str:
    """An address without what tells no pages apart: scheme, `www.`, port, `/sv/`, case, tracking, an archive's prefix.

    An address of the old project bank is the id that it contains, since only that says which page it is.
    """
    plain = _ARCHIVED.sub("", url.strip())
    return id_from_address(plain) or _without_variants(plain if "://" in plain else f"https://{plain}")


def _without_variants(url: str) -> str:
    parts = address_parts(url)
    host = (parts.hostname or "").removeprefix("www.")
    path = _LANGUAGE.sub("", unquote(parts.path)).rstrip("/")
    query = sorted((name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name))
    return f"{host}{path}{f'?{urlencode(query)}' if query else ''}".casefold()
