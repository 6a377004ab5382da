"""One response as it stands in the page store: its WARC record, and what the index says of it."""

import base64
import hashlib
import io
import uuid
from collections.abc import Callable, Mapping

import msgspec
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser
from warcio.warcwriter import WARCWriter

from scraper.store.coding import BodyError
from scraper.store.message import READ_LIMIT, Message, read_message
from scraper.store.records import FIELDS, read_block

_SAME = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


class Capture(msgspec.Struct):
    """What the index says of a response; times are ISO 8601 in UTC, sizes and offsets in bytes.

    `role` is what it was asked for as: `page`, `record` (a WARC record of Common Crawl's), `listing` or `robots`.
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
        """Whether the content may be used: an answer in full that nothing tells against."""
        return self.flag is None and self.status == (206 if self.role == "record" else 200)


def captured(url: str, time: str, role: str, message: Message, content: bytes) -> Capture:
    """What there is to say of a response; `content` is its body decoded."""
    kind = message.media_type
    digest, payload = hashlib.sha256(content).hexdigest(), _sha1(message.body)
    validators = message.header("etag"), message.header("last-modified")
    return Capture(url, time, role, message.status, kind, digest, len(content), payload, *validators)


def decoded(message: Message, limit: int) -> tuple[bytes, str | None]:
    """The content of a response of `limit` bytes at the most, and why it cannot be had where it cannot."""
    try:
        return message.content(limit), None
    except BodyError as error:
        return b"", str(error)


def response_record(capture: Capture, raw: bytes, address: str | None = None) -> bytes:
    """A gzipped WARC record: the whole response, or its head where the content repeats an earlier capture's."""
    fields = {
        "WARC-Target-URI": capture.url,
        "WARC-Date": capture.time,
        "WARC-IP-Address": address,
        "WARC-Payload-Digest": capture.payload_digest,
    }
    fields |= {name: getattr(capture, key) for key, name in FIELDS.items()}
    if not capture.refers_to:
        return gzipped("response", "application/http; msgtype=response", fields, raw)
    profile = _NOT_MODIFIED if capture.status == 304 else _SAME
    refers = {"WARC-Profile": profile, "WARC-Refers-To-Target-URI": capture.url}
    fields |= refers | {"WARC-Refers-To-Date": capture.refers_to, "ESF-Digest": capture.digest}
    return gzipped("revisit", "application/http; msgtype=response", fields, raw[: read_message(raw).header_length])


def resource_record(capture: Capture, content: bytes) -> bytes:
    """A gzipped WARC record of a page that was found on disk."""
    fields = {"WARC-Target-URI": capture.url, "WARC-Date": capture.time}
    fields |= {name: getattr(capture, key) for key, name in FIELDS.items()}
    return gzipped("resource", capture.media_type, fields | {"WARC-Payload-Digest": capture.payload_digest}, content)


def info_record(time: str, file: str, about: dict[str, str]) -> bytes:
    """The gzipped WARC record that begins a file: which software wrote it, and of which run it is."""
    block = "".join(f"{name}: {value}\r\n" for name, value in about.items()).encode()
    return gzipped("warcinfo", "application/warc-fields", {"WARC-Date": time, "WARC-Filename": file}, block)


def gzipped(kind: str, content_type: str, fields: Mapping[str, str | None], block: bytes) -> bytes:
    """One WARC 1.1 record as one gzip member, with its block exactly as given."""
    known = [("WARC-Type", kind), ("WARC-Record-ID", f"<urn:uuid:{uuid.uuid4()}>")]
    known += [(name, value) for name, value in fields.items() if value]
    http_headers = None
    if kind == "revisit":  # warcio writes of a revisit nothing but its HTTP head
        http_headers = StatusAndHeadersParser(["HTTP/1.1", "HTTP/1.0"]).parse(io.BytesIO(block))
        http_headers.compute_headers_buffer(None)
    digest = _sha1(http_headers.headers_buff if http_headers else block)
    headers = StatusAndHeaders("", [*known, ("WARC-Block-Digest", digest)], protocol="WARC/1.1")
    block = b"" if http_headers else block
    record = ArcWarcRecord("warc", kind, headers, io.BytesIO(block), http_headers, content_type, len(block))
    record.payload_length = len(block)
    out = io.BytesIO()
    WARCWriter(out, gzip=True, warc_version="1.1").write_record(record)
    return out.getvalue()


def read_record(member: bytes) -> Capture | dict[str, str] | None:
    """What the index says of one of our own records; of a `warcinfo`, its fields. None for other records."""
    record = next(ArchiveIterator(io.BytesIO(member), no_record_parse=True))
    fields, block = record.rec_headers, read_block(record, len(member))
    if record.rec_type == "warcinfo":
        lines = (line.partition(": ") for line in block.decode("utf-8", "replace").splitlines())
        return {name: value for name, _, value in lines}
    if record.rec_type not in ("response", "revisit", "resource"):
        return None
    on_disk = Message(200, [("Content-Type", fields.get_header("Content-Type"))], block, 0)
    message = on_disk if record.rec_type == "resource" else read_message(block)
    return _indexed(fields.get_header, message)


def _indexed(field: Callable[[str], str | None], message: Message) -> Capture:
    url, time = field("WARC-Target-URI") or "", field("WARC-Date") or ""
    capture = captured(url, time, "page", message, decoded(message, READ_LIMIT)[0])
    for key, name in FIELDS.items():
        setattr(capture, key, field(name) or getattr(capture, key))
    if refers_to := field("WARC-Refers-To-Date"):
        capture.refers_to = refers_to
        capture.digest, capture.payload_digest = field("ESF-Digest") or "", field("WARC-Payload-Digest") or ""
    return capture


def _sha1(content: bytes) -> str:
    """A digest as web archives write it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(content, usedforsecurity=False).digest()).decode()
