"""Compares what an archive gives for a capture with the digest of it that its index lists.

The digest is of the bytes that the archive has, which it may give in another coding or decompressed: the library
`wayback` says of the Internet Archive's that it cannot be used to check what is received. So a difference is counted.
"""

from scraper.sources.page_request import PageRequest
from scraper.store.responses.message import Message
from scraper.store.responses.payload_digests import body_matches


def differs_from_index(wanted: PageRequest, time: str | None, message: Message) -> bool:
    """Whether a capture of the time asked for has another content, in any coding, than the index's digest is of.

    `time` is that of the capture that came: an archive may lead to another one of the page.
    """
    is_asked = wanted.role == "page" and message.status == 200 and time == wanted.page_time
    return is_asked and body_matches(wanted.digest, message) is False
