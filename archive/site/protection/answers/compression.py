"""Answers compressed as they are made: Brotli or gzip, in pieces of 16 kB."""

import re
import zlib
from collections.abc import Callable

import brotli

from archive.site.protection.answers.headers import Headers

_TEXT = re.compile(rb"text/|application/(json|javascript|xml|rdf\+xml|[\w.+-]+\+json|x-ndjson)|image/svg\+xml")
_SMALLEST = 500
"""Bytes below which an answer is sent as it is."""
_OFFERED = re.compile(r"(br|gzip)\s*(?:;\s*q=([01](?:\.[0-9]{0,3})?))?")


class Compressor:
    """A coding by its name in Content-Encoding, and what compresses the pieces."""

    def __init__(self, name: str) -> None:
        """`name` is `br` or `gzip`."""
        self.name = name
        if name == "br":
            made = brotli.Compressor(quality=4)
            self.piece: Callable[[bytes], bytes] = made.process
            self.rest: Callable[[], bytes] = made.finish
        else:
            gzip = zlib.compressobj(6, wbits=31)
            self.piece, self.rest = gzip.compress, gzip.flush


def coding(accepted: str) -> str | None:
    """The coding to use for an Accept-Encoding header; None if the client takes none of ours."""
    offered = {}
    for part in accepted.lower().split(","):
        if match := _OFFERED.fullmatch(part.strip()):
            offered[match[1]] = float(match[2] or 1) > 0
    return next((name for name in ("br", "gzip") if offered.get(name)), None)


def compressible(status: int, headers: Headers, size: int | None) -> bool:
    """Whether an answer gains from compression; `size` is None while it is streamed."""
    named = {name.lower(): value for name, value in headers}
    text = _TEXT.match(named.get(b"content-type", b"")) is not None
    return text and status != 304 and b"content-encoding" not in named and (size is None or size >= _SMALLEST)
