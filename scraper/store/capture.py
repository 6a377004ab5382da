"""One response in the page store: its index entry, from what came or from its WARC record."""

import base64
import hashlib
from collections.abc import Callable

import msgspec

from scraper.store.archive_files.warc_records import FIELDS, read_record_bytes
from scraper.store.responses.coding import BodyError
from scraper.store.responses.message import READ_LIMIT, Message, read_message
from scraper.store.visits import VISITS, PageVisit, read_visits


class Capture(msgspec.Struct):
    """The index entry of a response; times are ISO 8601 in UTC, sizes and offsets in bytes.

    `role` is what it was requested as: `page`, `record` (a WARC record from Common Crawl), `listing` or `robots`.
    `digest` is the SHA-256 of the content, `refers_to` the time of the capture whose content this one repeats.
    """

    url: str
    time: str
    role: str
    status: int
    media_type: str
    digest: str
    size: int
    payload_digest: str
    etag: str | None = None
    last_modified: str | None = None
    flag: str | None = None
    page_url: str | None = None
    page_time: str | None = None
    refers_to: str | None = None
    file: str = ""
    offset: int = 0
    length: int = 0
    run: int = 0

    @property
    def good(self) -> bool:
        """Whether the content may be used: a successful response without a flag."""
        return self.flag is None and self.status == (206 if self.role == "record" else 200)


def captured(url: str, time: str, role: str, message: Message, content: bytes) -> Capture:
    """The index entry of a new response; `content` is its decoded body."""
    digest, payload = hashlib.sha256(content).hexdigest(), payload_digest(message.body)
    validators = message.header("etag"), message.header("last-modified")
    return Capture(url, time, role, message.status, message.media_type, digest, len(content), payload, *validators)


def decoded(message: Message, limit: int) -> tuple[bytes, str | None]:
    """The decoded content of a response, at most `limit` bytes, and the reason if it cannot be decoded."""
    try:
        return message.content(limit), None
    except BodyError as error:
        return b"", str(error)


def read_record(content: bytes) -> Capture | dict[str, str] | list[PageVisit] | None:
    """The index entry of one of our own records, the fields of a `warcinfo`, or logged visits; None for others."""
    record = read_record_bytes(content)
    head, block = record.head, record.block
    if head.kind == "warcinfo":
        lines = (line.partition(": ") for line in block.decode("utf-8", "replace").splitlines())
        return {name: value for name, _, value in lines}
    if head.kind == "metadata" and head.url == VISITS:
        return read_visits(block)
    if head.kind not in ("response", "revisit", "resource", "conversion"):
        return None
    on_disk = Message(200, [("Content-Type", head.field("Content-Type") or "")], block, 0)
    return _index_entry(head.field, read_message(block) if head.kind in ("response", "revisit") else on_disk)


def _index_entry(field: Callable[[str], str | None], message: Message) -> Capture:
    url, time = field("WARC-Target-URI") or "", field("WARC-Date") or ""
    capture = captured(url, time, "page", message, decoded(message, READ_LIMIT)[0])
    for key, name in FIELDS.items():
        setattr(capture, key, field(name) or getattr(capture, key))
    if refers_to := field("WARC-Refers-To-Date"):
        capture.refers_to = refers_to
        capture.digest, capture.payload_digest = field("ESF-Digest") or "", field("WARC-Payload-Digest") or ""
    return capture


def payload_digest(content: bytes) -> str:
    """A digest in the notation of web archives."""
    return "sha1:" + base64.b32encode(hashlib.sha1(content, usedforsecurity=False).digest()).decode()
