"""Decides which records of a web archive hold a page, and of which address and time."""

import re

import msgspec

from scraper.store.archive_files.record_heads import RecordHead, iso_time
from scraper.store.archive_files.record_segments import CONTINUATION, RecordSegment, segment_of
from scraper.store.archive_files.warc_records import FIELDS
from scraper.store.responses.body_beginnings import begins_like_html, body_beginning
from scraper.store.responses.coding import BodyError
from scraper.store.responses.message import HTML, Message, read_message
from scraper.store.responses.register_headings import has_register_headings
from scraper.store.visits import ABSENT, VISITS

_PAGE_TYPES = {"", *HTML, "text/plain"}
_PAGE_ROLES = {"page": 200, "record": 206}
"""Roles of our own responses that hold a page, with the status each must have."""

_REVISITED = (*_PAGE_ROLES.values(), 304)

_ADDRESS = re.compile(r"(https?|file):", re.IGNORECASE)
"""Addresses of pages; crawlers keep their logs and extracts under others (`urn:`, `metadata:`, `dns:`)."""


class ArchivedPage(msgspec.Struct, frozen=True):
    """The address, time, media type and kind of a page in a record; `digest` is of its payload, in archives' notation.

    `is_register` says that it begins with the headings of a register. A `revisit` has the content of an earlier
    capture: of `refers_to`, or with the same digest. Of a `segment` the others belong to it; a `continuation` has no
    address, nor has the first of what is no page.
    """

    kind: str = "response"
    url: str | None = None
    time: str | None = None
    media_type: str = ""
    digest: str | None = None
    refers_to: tuple[str, str | None] | None = None
    is_register: bool = False
    segment: RecordSegment | None = None


def events_of(head: RecordHead, begin: bytes) -> ArchivedPage | None:
    """Of a record of our own without a page: the visits that it logs, or that a page was absent (its `media_type`)."""
    url = head.url or ""
    if head.kind == "metadata" and url == VISITS:
        return ArchivedPage(VISITS_KIND)
    if head.kind != "response" or head.field(FIELDS["role"]) != "page" or head.field(FIELDS["page_url"]):
        return None
    message = message_of(head, begin)
    if message is None or str(message.status) not in ABSENT:
        return None
    return ArchivedPage(ABSENT_KIND, url, iso_time(head.field("WARC-Date")), str(message.status))


VISITS_KIND, ABSENT_KIND = "visits", "absent"


def is_page_address(url: str) -> bool:
    """Whether an address may be that of a page."""
    return _ADDRESS.match(url) is not None


def is_robots(url: str) -> bool:
    """Whether an address is that of rules for crawlers."""
    return url.partition("?")[0].endswith("/robots.txt")


def page_of(head: RecordHead, begin: bytes) -> ArchivedPage | None:
    """The page in a record, of which `begin` is the beginning of its block; None if it holds none or a flagged one."""
    fields = {key: head.field(name) for key, name in FIELDS.items()}
    url = fields["page_url"] or head.url
    if fields["flag"] or head.kind == CONTINUATION or not url or not is_page_address(url) or is_robots(url):
        return None
    message = message_of(head, begin)
    is_register = message is not None and fields["role"] != "record" and has_register_headings(body_beginning(message))
    is_page = _is_revisit(begin, fields["role"]) if head.kind == "revisit" else _is_page(head, message, fields["role"])
    if message is None or not (is_page or (is_register and message.status == 200 and not fields["role"])):
        return None
    refers_to = None
    if head.kind == "revisit":
        original = (head.field("WARC-Refers-To-Target-URI") or url).strip("<>")
        refers_to = _in_lower_case(original) or original, iso_time(head.field("WARC-Refers-To-Date"))
    time = iso_time(fields["page_time"] or head.field("WARC-Date"))
    digest, media_type = head.field("WARC-Payload-Digest"), _media_type(message, fields["role"])
    return ArchivedPage(
        head.kind, _in_lower_case(url), time, media_type, digest, refers_to, is_register, segment_of(head)
    )


def _in_lower_case(url: str) -> str | None:
    """An address on the web with its scheme and host in lower case, which mean the same; None for another."""
    scheme, _, rest = url.partition("://")
    if not scheme.lower().startswith("http"):
        return None
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    return f"{scheme.lower()}://{host.lower()}{rest[len(host) :]}"


def _is_revisit(begin: bytes, role: str | None) -> bool:
    """Whether a revisit may be one of a page: with its HTTP header, if it has that, not of an error or a redirect."""
    if role is not None and role not in _PAGE_ROLES:
        return False
    try:
        return not begin.startswith(b"HTTP/") or read_message(begin).status in _REVISITED
    except BodyError:
        return True


def _is_page(head: RecordHead, message: Message | None, role: str | None) -> bool:
    """Whether a record holds a page: by its status and media type or content, or since our run asked for it as one."""
    if message is None or head.kind not in ("response", "resource", "conversion"):
        return False
    if role and role not in _PAGE_ROLES:
        return False
    if head.kind == "response" and message.status != _PAGE_ROLES[role or "page"]:
        return False
    return role is not None or message.media_type in _PAGE_TYPES or begins_like_html(body_beginning(message))


def _media_type(message: Message, role: str | None) -> str:
    """The media type that is given, or that of HTML if the content is that and the type is another."""
    is_known = role is not None or message.media_type in _PAGE_TYPES
    return message.media_type if is_known or not begins_like_html(body_beginning(message)) else HTML[0]


def message_of(head: RecordHead, begin: bytes) -> Message | None:
    """The HTTP message in a record, or the content of another record as one; None if a response holds none.

    HTML without a header is what a server of HTTP/0.9 sent.
    """
    if head.kind == "revisit":
        return Message(200, [], b"", 0)
    if head.kind != "response":
        return Message(200, [("Content-Type", head.field("Content-Type") or "")], begin, 0)
    try:
        return read_message(begin)
    except BodyError:
        return Message(200, [("Content-Type", HTML[0])], begin, 0) if begins_like_html(begin) else None
