"""When a page was seen, and how it vanished: from the visits that a store logs in place of unchanged responses."""

from collections.abc import Iterable, Iterator
from operator import attrgetter

import msgspec

from scraper.store.statuses import GONE

VISITS = "urn:esfarkiv:visits"
"""The address of a record with visits, one a line: time, outcome and address, with tabs between them."""

SEEN, UNLISTED = "200", "lista"
ABSENT = (*map(str, GONE), UNLISTED)
MOVED = ("301", "302", "303", "307", "308")
"""Outcomes of a visit to a page that is gone: its status, or that no listing has it any more; and of one that leads
elsewhere, if a person has accepted that.

Any other outcome is the flag of the page that was stored at that time: it turned out later to be none.
"""

REFUSED = "refused"
"""The outcome of the visits of a run that was refused: the page was not there, which is not believed.

Its time is from when to when that run went on, with `/` between them as in ISO 8601.
"""


class PageVisit(msgspec.Struct, frozen=True, order=True):
    """A moment, in ISO 8601, at which a page was seen (`200`), found to be gone, or taken for what it is not."""

    time: str
    outcome: str
    url: str

    def line(self) -> str:
        """The visit as a line of a record."""
        return f"{self.time}\t{self.outcome}\t{self.url}\n"


def read_visits(block: bytes) -> list[PageVisit]:
    """The visits in the block of a record; lines that are none are left out."""
    lines = (line.split("\t") for line in block.decode("utf-8", "replace").splitlines())
    return [PageVisit(*parts) for parts in lines if len(parts) == 3]


class Seen(msgspec.Struct, frozen=True):
    """When a page was first and last seen, and since when and how it is gone, if it is."""

    first: str
    last: str
    vanished_at: str | None = None
    vanished_how: str | None = None


def withdrawn(visits: Iterable[PageVisit]) -> Iterator[PageVisit]:
    """The visits whose page is not to be used, with its flag as outcome."""
    return (visit for visit in visits if visit.outcome not in (SEEN, REFUSED, *ABSENT, *MOVED))


def seen_of(visits: Iterable[PageVisit]) -> dict[str, Seen]:
    """What the visits say of each page that was ever seen, by its address; of one second, the last one says it."""
    pages: dict[str, Seen] = {}
    for visit in sorted(visits, key=attrgetter("time")):
        known = pages.get(visit.url)
        if visit.outcome == SEEN:
            pages[visit.url] = Seen(known.first if known else visit.time, visit.time)
        elif visit.outcome in (*ABSENT, *MOVED) and known and known.vanished_at is None:
            pages[visit.url] = Seen(known.first, known.last, visit.time, visit.outcome)
    return pages


def believed(visits: list[PageVisit]) -> Iterator[PageVisit]:
    """The visits in one file, but those at which a run that was refused did not find a page."""
    refused: dict[str, list[list[str]]] = {}
    for visit in visits:
        if visit.outcome == REFUSED:
            refused.setdefault(visit.url, []).append(visit.time.split("/"))
    for visit in visits:
        times = refused.get(visit.url, ()) if visit.outcome in (*ABSENT, *MOVED) else ()
        if visit.outcome != REFUSED and not any(begin <= visit.time <= end for begin, end in times):
            yield visit
