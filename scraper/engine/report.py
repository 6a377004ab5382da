"""The summary of a run, as counts, as text for people and as JSON."""

import hashlib

import msgspec

from scraper.sources.source import Floor

_OTHERWISE = "it is not passed by, files fetched otherwise come in with: esfarkiv scrape files --from FILE"


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
    pages were not requested because of a limit; `waited` is seconds that servers asked for. `robots` is how many
    addresses the robots.txt of a host forbids. `incomplete` means that a listing could not be fetched or read. `notes`
    are messages on repairs and problems, `waits` those told at once. `accepted` are problems that the user accepted for
    good; `expected` are pages requested that the last whole run had.
    """

    source: str
    fetched: int = 0
    unchanged: int = 0
    held: int = 0
    not_found: int = 0
    redirected: int = 0
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
    flagged: list[Problem] = []
    failed: list[Problem] = []
    accepted: list[Problem] = []
    expected: int = 0
    would_fetch: list[str] = []
    notes: list[str] = []
    waits: list[str] = []
    robots: dict[str, int] = {}
    shortfall: str | None = None
    file: str | None = None

    @property
    def pages(self) -> int:
        """Number of good pages of this run."""
        return self.fetched + self.unchanged + self.held

    @property
    def done(self) -> int:
        """Number of page URLs dealt with, successfully or not."""
        problems = len(self.refused_places) + len(self.flagged) + len(self.failed)
        return self.pages + self.not_found + self.refused_by_robots + self.left + problems

    @property
    def acceptance(self) -> str | None:
        """How to accept all problems of the run; None if there are none."""
        problems = self.flagged + self.failed
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
        lines += [
            f"forbidden: {number} by the robots.txt of {host}; {_OTHERWISE}" for host, number in self.robots.items()
        ]
        lines += [f"flagged: {problem.url}: {problem.reason} [{problem.word}]" for problem in self.flagged]
        lines += [f"off-site: {problem.url}: {problem.reason}" for problem in self.refused_places]
        lines += [f"failed: {problem.url}: {problem.reason} [{problem.word}]" for problem in self.failed]
        lines += [f"accepted before: {len(self.accepted)} of these problems"] if self.accepted else []
        return "\n".join([*self.notes, *lines, *filter(None, (self.acceptance, self.shortfall))])


def word_of(*what: str) -> str:
    """A short word that stands for what a run found."""
    return hashlib.sha256("\n".join(what).encode()).hexdigest()[:8]


def word_of_all(problems: list[Problem]) -> str:
    """The word that stands for all these problems together."""
    return word_of(*sorted(problem.word for problem in problems))


def shortfall(source: str, pages: int, floor: Floor, before: int | None) -> str | None:
    """The message if a run found fewer pages than its floor, else None; `before` is the count of the last whole run."""
    if pages < floor.pages:
        return f"{source}: found {pages} pages, expected at least {floor.pages}; see the lines above"
    if before is not None and pages < before * floor.share:
        share = f"below {floor.share:.0%} of the {before} of the last whole run"
        return f"{source}: found {pages} pages, {share}; pages in the store are kept, see above what became of the rest"
    return None
