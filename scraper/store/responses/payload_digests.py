"""Compares a body with the digest that an archive has of it, over whichever form of it that was computed.

The standard means the body without its chunks; other programs take it with them, or decompressed (ISO 28500, 5.9).
"""

import base64
import hashlib
from collections.abc import Iterator

from scraper.store.responses.chunked_bodies import unchunked
from scraper.store.responses.coding import BodyError
from scraper.store.responses.message import Message

_ALGORITHMS = ("sha1", "sha256", "sha512", "md5")
_SHA1 = "sha1:"
"""What indexes leave out before a digest."""


def matches(declared: str | None, content: bytes) -> bool | None:
    """Whether bytes have a digest, in hexadecimal or base 32; None if that is absent or in an unknown notation."""
    algorithm, _, value = _with_algorithm(declared).partition(":")
    algorithm = algorithm.lower().replace("-", "")
    if algorithm not in _ALGORITHMS:
        return None
    digest = hashlib.new(algorithm, content, usedforsecurity=False)
    known = (digest.hexdigest(), base64.b32encode(digest.digest()).decode().lower())
    return value.lower() in known if len(value) in map(len, known) else None


def body_matches(declared: str | None, message: Message) -> bool | None:
    """Whether the body of a message has a digest, in any of its forms; None as above."""
    if matches(declared, b"") is None:
        return None
    return any(matches(declared, form) for form in _forms(message))


def _with_algorithm(declared: str | None) -> str:
    written = (declared or "").strip()
    return written if ":" in written else _SHA1 + written


def _forms(message: Message) -> Iterator[bytes]:
    """A body as it is, as long as its header says, without its chunks, and decompressed, as far as it can be."""
    yield message.body
    yield message.body[: message.declared_length]
    try:
        if message.is_chunked:
            yield unchunked(message.body)
        yield message.content()
    except BodyError:
        return
