"""Compares what an archive gives for a capture with the digest of it that its index lists."""

from scraper.sources.source import PageRequest
from scraper.store.responses.message import Message
from scraper.store.responses.payload_digests import body_matches

OTHER_CONTENT = "other-page"
"""The flag of a capture with another content than the index lists."""

_RECODED = ("content-encoding", "x-archive-orig-content-encoding", "x-archive-orig-transfer-encoding")
"""Headers of a capture whose digest may be of bytes that an archive does not give any more: those before decoding."""


def is_listed_content(wanted: PageRequest, time: str | None, message: Message) -> bool | None:
    """Whether the content of a capture is what the index lists, or cannot be compared with it by anyone.

    `time` is that of the capture that came: an archive may lead to another one of the page. None if the digest may be
    that of the same content in another coding.
    """
    if wanted.role != "page" or message.status != 200 or time != wanted.page_time:
        return True
    if body_matches(wanted.digest, message) is not False:
        return True
    return None if any(map(message.header, _RECODED)) else False
