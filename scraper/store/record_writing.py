"""Writes the records of the page store: WARC 1.1, each a gzip member of its own."""

import io
import uuid
from collections.abc import Mapping

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser
from warcio.warcwriter import WARCWriter

from scraper.store.archive_files.warc_records import FIELDS
from scraper.store.capture import Capture, payload_digest
from scraper.store.responses.message import read_message
from scraper.store.visits import VISITS, PageVisit

_IDENTICAL_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


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
    digest = payload_digest(http_headers.headers_buff if http_headers else block)
    headers = StatusAndHeaders("", [*known, ("WARC-Block-Digest", digest)], protocol="WARC/1.1")
    block = b"" if http_headers else block
    record = ArcWarcRecord("warc", kind, headers, io.BytesIO(block), http_headers, content_type, len(block))
    record.payload_length = len(block)
    out = io.BytesIO()
    WARCWriter(out, gzip=True, warc_version="1.1").write_record(record)
    return out.getvalue()
