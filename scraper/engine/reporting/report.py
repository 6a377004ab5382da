"""The summary of a run, as counts, as text for people and as JSON."""

import hashlib
from collections import Counter

import msgspec

from scraper.sources.declaration import Floor

_OTHERWISE = "it is not passed by, files fetched otherwise come in with: esfarkiv scrape files --from FILE"

FORBIDDEN = "forbidden by the robots.txt of {}"
_FORBIDDEN_LINES = 20
"""How many of the addresses that a robots.txt forbids are printed; all are in the summary as JSON."""


_UNCONFIRMED = "captures came in other bytes than their digests in the index are of: recoded, or not as archived"


class Problem(msgspec.Struct):
    """A URL and what went wrong there."""

    url: str
    reason: str

    @property
    def word(self) -> str:
        """The word that accepts this problem for good."""
        return word_of(self.url, self.reason)


class RunReport(msgspec.Struct):
    """What a run did, in numbers of pages; `listings` counts the sitemaps and indexes requested to find them.

    `held` pages were fetched before: by this run before it was stopped or, if a page never changes, by another. `bank`
    are good pages with the project bank's labels or the register number of their address. `bytes` were received; `left`
    pages were not requested because of a limit; `waited` is seconds that servers asked for. `incomplete` means that a
    listing could not be fetched or read, and that this was not accepted. `notes` are messages on repairs and problems,
    `waits` those told at once. `accepted` are problems that the user accepted for
    good. `refused_places` were asked for and led off-site, `forbidden` by a robots.txt; `links_elsewhere` are links
    to other hosts, which are no pages of the source. `same_pages` are addresses that led to a page asked for anyway,
    `unread` the listings that could not be had or read, `unconfirmed` captures that came in other bytes than the
    index's digest is of.
    """

    source: str
    fetched: int = 0
    unchanged: int = 0
    held: int = 0
    not_found: int = 0
    redirected: int = 0
    same_pages: int = 0
    unconfirmed: int = 0
    refused_by_robots: int = 0
    left: int = 0
    listings: int = 0
    asked: int = 0
    retries: int = 0
    bytes: int = 0
    known: int = 0
    bank: int = 0
    waited: float = 0.0
    resumed: bool = False
    incomplete: bool = False
    refused_places: list[Problem] = []
    forbidden: list[Problem] = []
    links_elsewhere: list[Problem] = []
    unread: list[str] = []
    flagged: list[Problem] = []
    failed: list[Problem] = []
    accepted: list[Problem] = []
    would_fetch: list[str] = []
    notes: list[str] = []
    waits: list[str] = []
    shortfall: str | None = None
    file: str | None = None

    @property
    def pages(self) -> int:
        """Number of good pages of this run."""
        return self.fetched + self.unchanged + self.held

    @property
    def done(self) -> int:
        """Number of page URLs dealt with, successfully or not."""
        others = self.not_found + self.same_pages + self.left + len(self.links_elsewhere)
        return self.pages + others + len(self.problems) + len(self.accepted)

    @property
    def problems(self) -> list[Problem]:
        """What makes a run fail: each was asked for and not had."""
        return self.flagged + self.failed + self.refused_places + self.forbidden

    @property
    def acceptance(self) -> str | None:
        """How to accept all problems of the run; None if there are none."""
        problems = self.problems
        word = word_of_all(problems)
        return f"to accept all {len(problems)} for good: --accept {word}; or one, by its word" if problems else None

    def text(self) -> str:
        """The summary for people: counts, then a line for each problem."""
        numbers = f"{self.fetched} fetched, {self.unchanged} unchanged, {self.held} held before"
        refused = f"{self.refused_by_robots} refused by robots.txt, {len(self.refused_places)} off-site"
        failures = f"{self.not_found} not found, {refused}, {len(self.flagged)} flagged, {len(self.failed)} failed"
        lines = [f"{self.source}: {numbers}; {failures}; {self.listings} listings, {self.bytes} bytes"]
        if self.would_fetch:
            lines.append(f"{len(self.would_fetch)} pages would be fetched")
        if self.left:
            lines.append(f"incomplete, {self.left} or more pages are left; run again to continue")
        by_host = Counter(problem.reason for problem in self.forbidden)
        lines += [f"{number} {reason}; {_OTHERWISE}" for reason, number in by_host.items()]
        named = {"flagged": self.flagged, "off-site": self.refused_places, "failed": self.failed}
        named |= {"forbidden": self.forbidden[:_FORBIDDEN_LINES]}
        lines += [f"{name}: {one.url}: {one.reason} [{one.word}]" for name, found in named.items() for one in found]
        lines += [f"link elsewhere: {one.url}: {one.reason}" for one in self.links_elsewhere]
        lines += [f"accepted before: {len(self.accepted)} of these problems"] if self.accepted else []
        lines += [f"{self.same_pages} led to a page asked for anyway"] if self.same_pages else []
        lines += [f"{self.unconfirmed} {_UNCONFIRMED}"] if self.unconfirmed else []
        return "\n".join([*self.notes, *lines, *filter(None, (self.acceptance, self.shortfall))])


def word_of(*what: str) -> str:
    """A short word that stands for what a run found."""
    return hashlib.sha256("\n".join(what).encode()).hexdigest()[:8]


def word_of_all(problems: list[Problem]) -> str:
    """The word that stands for all these problems together."""
    return word_of(*sorted(problem.word for problem in problems))


def shortfall(source: str, pages: int, floor: Floor, before: int | None) -> str | None:
    """The message if a run found fewer pages than its floor, else None; `before` is the count of the last."""
    if pages < floor.pages:
        return f"{source}: found {pages} pages, expected at least {floor.pages}; see the lines above"
    if before is not None and pages < before * floor.share:
        share = f"below {floor.share:.0%} of the {before} of the last run"
        return f"{source}: found {pages} pages, {share}; pages in the store are kept, see above what became of the rest"
    return None
