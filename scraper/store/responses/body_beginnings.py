"""How a response begins once decoded, of which the end may be missing, and whether that is HTML."""

import re
import zlib
from collections.abc import Callable, Iterator
from functools import partial

import brotli
import zstandard

from scraper.store.responses.chunked_bodies import chunks
from scraper.store.responses.coding import BodyError
from scraper.store.responses.message import Message
from scraper.store.responses.register_headings import EXAMINED, as_text

_PIECE = 2048
_HTML = re.compile(
    r"(?>\s+|<!--.*?-->|<\?.*?\?>)*+<(?:!doctype\s+html|html|head|body|title|meta)\b(?!-)", re.IGNORECASE | re.DOTALL
)
"""What only HTML begins with, after comments and XML declarations."""

_UNPACKS: dict[str, tuple[Callable[[], Callable[[bytes], bytes]], ...]] = {
    "gzip": (lambda: zlib.decompressobj(31).decompress,),
    "x-gzip": (lambda: zlib.decompressobj(31).decompress,),
    "deflate": (lambda: zlib.decompressobj(15).decompress, lambda: zlib.decompressobj(-15).decompress),
    "br": (lambda: partial(brotli.Decompressor().process, output_buffer_limit=EXAMINED),),
    "zstd": (lambda: zstandard.ZstdDecompressor().decompressobj().decompress,),
}
_FAULTS = (zlib.error, brotli.error, zstandard.ZstdError, EOFError)


def begins_like_html(content: bytes) -> bool:
    """Whether bytes begin as only HTML does."""
    return _HTML.match(as_text(content[:EXAMINED])) is not None


def body_beginning(message: Message) -> bytes:
    """The first bytes of a body, unchunked and decompressed as far as they can be."""
    body = message.body
    if message.is_chunked:
        body = b"".join(_whole_chunks(body)) or body
    for coding in reversed(message.codings):
        attempts = (_unpacked(body, new()) for new in _UNPACKS.get(coding, ()))
        body = next(filter(None, attempts), body)
    return body[:EXAMINED]


def _whole_chunks(body: bytes) -> Iterator[bytes]:
    try:
        yield from chunks(body)
    except BodyError:
        return


def _unpacked(body: bytes, unpack: Callable[[bytes], bytes]) -> bytes:
    """As much as is examined, in pieces, so that a decompression bomb fills no memory."""
    content = b""
    try:
        for start in range(0, len(body), _PIECE):
            content += unpack(body[start : start + _PIECE])
            if len(content) >= EXAMINED:
                break
    except _FAULTS:
        pass
    return content
