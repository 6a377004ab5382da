"""What a source asks for, and what comes of it."""

import msgspec


class PageRequest(msgspec.Struct, frozen=True):
    """A URL to request.

    `role` is `page`, `record` (a range that is one WARC record) or `listing` (leads to others). `page_url` and
    `page_time` are the URL and time of the page it is a copy of, if other than its own URL and the time of the request.
    `fixed` marks what never changes, such as a capture in a web archive: once held, it is not requested again.
    `listed` is what an index lists, so that its absence is a failure; `digest` is the one that the index gives.
    `guessed` is what no listing names: a dry run too requests it, to see whether it is there.
    """

    url: str
    role: str = "page"
    page_url: str | None = None
    page_time: str | None = None
    fixed: bool = False
    range: str | None = None
    listed: bool = False
    digest: str | None = None
    guessed: bool = False


class Reply(msgspec.Struct, frozen=True):
    """The response to a `PageRequest`: its final URL after redirects, its status and its decoded content.

    `page_time` is the time of the page that it is a copy of, if it is one.
    """

    request: PageRequest
    url: str
    status: int
    content: bytes
    good: bool = True
    page_time: str | None = None
