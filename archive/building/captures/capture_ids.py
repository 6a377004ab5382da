"""The id of a capture: of the bytes of a page, its address and its time."""

import hashlib

from scraper.input import Input


def capture_id(page: Input, digest: str) -> str:
    """The id of a page as seen at an address at a time; `digest` is the SHA-256 of its bytes."""
    return capture_id_of(digest, page.url, page.captured_at)


def capture_id_of(digest: str, url: str | None, captured_at: str | None) -> str:
    """The same of a digest, an address and a time."""
    return hashlib.sha256(f"{digest}\n{url or ''}\n{captured_at or ''}".encode()).hexdigest()[:16]
