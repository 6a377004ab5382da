"""One response in the page store: its WARC record and its index entry."""

import base64
import hashlib
import io
import uuid
from collections.abc import Callable, Mapping

import msgspec
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser
from warcio.warcwriter import WARCWriter

from scraper.store.archive_files.warc_records import FIELDS, read_record_bytes
from scraper.store.responses.coding import BodyError
from scraper.store.responses.message import READ_LIMIT, Message, read_message
from scraper.store.visits import VISITS, PageVisit, read_visits

_IDENTICAL_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


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
    digest, payload = hashlib.sha256(content).hexdigest(), _sha1(message.body)
    validators = message.header("etag"), message.header("last-modified")
    return Capture(url, time, role, message.status, message.media_type, digest, len(content), payload, *validators)


def decoded(message: Message, limit: int) -> tuple[bytes, str | None]:
    """The decoded content of a response, at most `limit` bytes, and the reason if it cannot be decoded."""
    try:
        return message.content(limit), None
    except BodyError as error:
        return b"", str(error)


def response_record(capture: Capture, raw: bytes, address: str | None = None) -> bytes:
    """A gzipped WARC record: the whole response, or only its header if the content repeats an earlier capture's."""
    fields = {
        "WARC-Target-URI": capture.url,
        "WARC-Date": capture.time,
        "WARC-IP-Address": address,
        "WARC-Payload-Digest": capture.payload_digest,
    }
    fields |= {name: getattr(capture, key) for key, name in FIELDS.items()}
    if not capture.refers_to:
        return gzipped("response", "application/http; msgtype=response", fields, raw)
    profile = _NOT_MODIFIED if capture.status == 304 else _IDENTICAL_PAYLOAD
    refers = {"WARC-Profile": profile, "WARC-Refers-To-Target-URI": capture.url}
    fields |= refers | {"WARC-Refers-To-Date": capture.refers_to, "ESF-Digest": capture.digest}
    return gzipped("revisit", "application/http; msgtype=response", fields, raw[: read_message(raw).header_length])


def kept_record(capture: Capture, kind: str, block: bytes) -> bytes:
    """A gzipped WARC record of a page that was found on disk, of a kind: `resource`, or that of an archive."""
    fields = {"WARC-Target-URI": capture.url, "WARC-Date": capture.time}
    fields |= {name: getattr(capture, key) for key, name in FIELDS.items()}
    media_type = "application/http; msgtype=response" if kind == "response" else capture.media_type
    return gzipped(kind, media_type, fields | {"WARC-Payload-Digest": capture.payload_digest}, block)


def info_record(time: str, file: str, about: dict[str, str]) -> bytes:
    """The gzipped WARC record at the start of a file: the software that wrote it, and its run."""
    block = "".join(f"{name}: {value}\r\n" for name, value in about.items()).encode()
    return gzipped("warcinfo", "application/warc-fields", {"WARC-Date": time, "WARC-Filename": file}, block)


def visits_record(time: str, visits: list[PageVisit]) -> bytes:
    """A gzipped WARC record of visits to pages that were unchanged, or gone as before."""
    block = "".join(visit.line() for visit in visits).encode()
    return gzipped("metadata", "text/tab-separated-values", {"WARC-Target-URI": VISITS, "WARC-Date": time}, block)


def gzipped(kind: str, content_type: str, fields: Mapping[str, str | None], block: bytes) -> bytes:
    """One WARC 1.1 record as one gzip member, with its block unchanged."""
    known = [("WARC-Type", kind), ("WARC-Record-ID", f"<urn:uuid:{uuid.uuid4()}>")]
    known += [(name, value) for name, value in fields.items() if value]
    http_headers = None
    if kind == "revisit":  # of a revisit, warcio writes only the HTTP header
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


def _sha1(content: bytes) -> str:
    """A digest in the notation of web archives."""
    return "sha1:" + base64.b32encode(hashlib.sha1(content, usedforsecurity=False).digest()).decode()
