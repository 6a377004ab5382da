"""Records of web archives: what they hold, taken out whole or not at all.

The fields that our own records carry beside the standard's are named in `FIELDS`.
"""

import base64
import hashlib
import io
import zlib
from typing import IO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeadersParserException

from scraper.store.coding import BodyError
from scraper.store.message import READ_LIMIT, read_message

FIELDS = {"role": "ESF-Role", "flag": "ESF-Flag", "page_url": "ESF-Page-URI", "page_time": "ESF-Page-Date"}

DAMAGE = (ArchiveLoadFailed, StatusAndHeadersParserException, BodyError, EOFError, zlib.error, ValueError)
"""What reading a damaged web archive raises."""

HEAD = 64 * 1024
"""Bytes of a record that are looked at for its HTTP head."""


class CutError(BodyError):
    """A record that was not archived whole."""


def payload(record: ArcWarcRecord) -> bytes:
    """The content of a record of any kind; raises BodyError when it is torn, or not what its digest says."""
    block = whole_block(record)
    if record.rec_type != "response":
        return block
    content = read_message(block).content()
    return unpacked(content)[0] if record.rec_headers.get_header(FIELDS["role"]) == "record" else content


def unpacked(content: bytes) -> tuple[bytes, str]:
    """The page in a WARC record that came by itself, and its media type; raises what is in `DAMAGE`."""
    record = first_record(io.BytesIO(content))
    message = read_message(whole_block(record))
    return message.content(), message.media_type


def read_block(record: ArcWarcRecord, limit: int) -> bytes:
    """The first bytes of a record's block, `limit` at the most: warcio gives them piece by piece."""
    parts, length = [], 0
    while length < limit and (part := record.raw_stream.read(limit - length)):
        parts.append(part)
        length += len(part)
    return b"".join(parts)


def whole_block(record: ArcWarcRecord) -> bytes:
    """A record's block; raises BodyError when it is torn, cut short, too large, or not what its digest says."""
    if reason := record.rec_headers.get_header("WARC-Truncated"):
        raise CutError(f"cut short by who archived it ({reason})")
    block = read_block(record, READ_LIMIT + HEAD)
    if not is_whole(record):
        raise BodyError(f"{len(block)} of its {record.length} bytes are there")
    _check_digest(record.rec_headers.get_header("WARC-Block-Digest"), block)
    return block


def is_whole(record: ArcWarcRecord) -> bool:
    """Whether a record that was read has all the bytes that it says; warcio does not limit one that does not say."""
    return record.length is not None and getattr(record.raw_stream, "limit", 1) == 0


def first_record(file: IO[bytes]) -> ArcWarcRecord:
    """The record that a file goes on with; raises BodyError when it is at its end."""
    record = next(ArchiveIterator(file, no_record_parse=True), None)
    if record is None:
        raise BodyError("the file ends here")
    return record


def _check_digest(written: str | None, block: bytes) -> None:
    algorithm, _, value = (written or "").partition(":")
    algorithm = algorithm.lower().replace("-", "")
    if algorithm not in ("sha1", "sha256", "md5"):
        return
    digest = hashlib.new(algorithm, block, usedforsecurity=False)
    if value.lower() not in (digest.hexdigest(), base64.b32encode(digest.digest()).decode().lower()):
        raise BodyError(f"its bytes are not those of its digest {written}")
