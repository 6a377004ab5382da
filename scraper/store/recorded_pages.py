"""Decides which records of a web archive hold a page, and of which address and time."""

import re

import msgspec

from scraper.store.coding import BodyError
from scraper.store.message import HTML, Message, read_message
from scraper.store.record_heads import RecordHead, iso_time
from scraper.store.register_headings import body_has_register_headings
from scraper.store.visits import ABSENT, VISITS
from scraper.store.warc_records import FIELDS

_PAGE_TYPES = {"", *HTML, "text/plain"}
_PAGE_ROLES = {"page": 200, "record": 206}
"""Roles of our own responses that hold a page, with the status each must have."""

_ADDRESS = re.compile(r"(https?|file):", re.IGNORECASE)
"""Addresses of pages; crawlers keep their logs and extracts under others (`urn:`, `metadata:`, `dns:`)."""


class ArchivedPage(msgspec.Struct, frozen=True):
    """The address, time, media type and kind of a page in a record; `digest` is of its payload, in archives' notation.

    `is_register` says that it begins with the headings of a register. A `revisit` has the content of an earlier
    capture: of `refers_to`, or with the same digest.
    """

    kind: str = "response"
    url: str | None = None
    time: str | None = None
    media_type: str = ""
    digest: str | None = None
    refers_to: tuple[str, str | None] | None = None
    is_register: bool = False


def events_of(head: RecordHead, begin: bytes) -> ArchivedPage | None:
    """Of a record of our own without a page: the visits that it logs, or that a page was absent (its `media_type`)."""
    url = head.url or ""
    if head.kind == "metadata" and url == VISITS:
        return ArchivedPage(VISITS_KIND)
    if head.kind != "response" or head.field(FIELDS["role"]) != "page" or head.field(FIELDS["page_url"]):
        return None
    message = _message(head, begin)
    if message is None or str(message.status) not in ABSENT:
        return None
    return ArchivedPage(ABSENT_KIND, url, iso_time(head.field("WARC-Date")), str(message.status))


VISITS_KIND, ABSENT_KIND = "visits", "absent"


def page_of(head: RecordHead, begin: bytes) -> ArchivedPage | None:
    """The page in a record, of which `begin` is the beginning of its block; None if it holds none or a flagged one."""
    fields = {key: head.field(name) for key, name in FIELDS.items()}
    url = fields["page_url"] or head.url
    if fields["flag"] or not url or not _ADDRESS.match(url) or url.partition("?")[0].endswith("/robots.txt"):
        return None
    message = _message(head, begin)
    is_register = message is not None and fields["role"] != "record" and body_has_register_headings(message)
    is_page = _is_revisit(fields["role"]) if head.kind == "revisit" else _is_page(head, message, fields["role"])
    if message is None or not (is_page or (is_register and message.status == 200 and not fields["role"])):
        return None
    written = fields["page_time"] or head.field("WARC-Date")
    known = url if url.startswith("http") else None
    refers_to = None
    if head.kind == "revisit":
        original = (head.field("WARC-Refers-To-Target-URI") or url).strip("<>")
        refers_to = original, iso_time(head.field("WARC-Refers-To-Date"))
    digest, kind = head.field("WARC-Payload-Digest"), message.media_type
    return ArchivedPage(head.kind, known, iso_time(written), kind, digest, refers_to, is_register)


def _is_revisit(role: str | None) -> bool:
    return role is None or role in _PAGE_ROLES


def _is_page(head: RecordHead, message: Message | None, role: str | None) -> bool:
    """Whether a record holds a page: by its status and media type, or because our own run asked for it as one."""
    if message is None or head.kind not in ("response", "resource", "conversion"):
        return False
    if head.kind != "response":
        return role == "page" or message.media_type in _PAGE_TYPES
    if role and role not in _PAGE_ROLES:
        return False
    return (role is not None or message.media_type in _PAGE_TYPES) and message.status == _PAGE_ROLES[role or "page"]


def _message(head: RecordHead, begin: bytes) -> Message | None:
    """The HTTP message in a record, or the content of another record as one; None if a response holds none."""
    if head.kind == "revisit":
        return Message(200, [], b"", 0)
    if head.kind != "response":
        return Message(200, [("Content-Type", head.field("Content-Type") or "")], begin, 0)
    try:
        return read_message(begin)
    except BodyError:
        return None
