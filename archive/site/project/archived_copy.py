"""Where a page that has gone can still be seen: its copy in the Wayback Machine nearest to the day it was read."""

import re

import msgspec

from archive.database import Row

_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/(?P<time>\d{4,14})[a-z_]*/(?P<url>.+)", re.IGNORECASE)
_TIME = re.compile(r"\d{4}(?:-\d\d){0,2}(?:T\d\d(?::\d\d){1,2})?")


class ArchivedCopy(msgspec.Struct):
    """A page's own address, and that of its copy with the day the copy was asked for."""

    url: str
    address: str
    day: str


def archived_copy(capture: Row) -> ArchivedCopy | None:
    """The copy of a capture that was read from a web archive, or has a time; None for any other.

    `https://web.archive.org/web/<time>/<url>` leads to the copy nearest to the time, where there is one.
    """
    url, seen = capture["url"] or "", _TIME.match(capture["captured_at"] or "")
    if found := _ARCHIVED.fullmatch(url):
        return ArchivedCopy(found["url"], url, _day(found["time"]))
    if not seen or not url.startswith(("http://", "https://")):
        return None
    time = re.sub(r"\D", "", seen[0])
    return ArchivedCopy(url, f"https://web.archive.org/web/{time}/{url}", _day(time))


def _day(time: str) -> str:
    return "-".join(part for part in (time[:4], time[4:6], time[6:8]) if part)
