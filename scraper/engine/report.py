"""What a run did, as numbers, as lines for people and as JSON."""

import msgspec

from scraper.sources.source import Floor


class Problem(msgspec.Struct):
    """An address, and what is the matter with it."""

    url: str
    reason: str


class RunReport(msgspec.Struct):
    """What a run did, in numbers of pages; `listings` are the sitemaps and indexes asked on the way to them.

    `held` had been fetched before, by this run before it was stopped or, where a page never changes, by another.
    `bytes` came over the wire; `left` were not asked for because of a limit; `waited` is seconds that servers asked
    for; `incomplete` says that some listing could not be had or read; `notes` are lines on what was mended or is amiss.
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
    waited: float = 0.0
    resumed: bool = False
    incomplete: bool = False
    refused_places: list[Problem] = []
    flagged: list[Problem] = []
    failed: list[Problem] = []
    would_fetch: list[str] = []
    notes: list[str] = []
    shortfall: str | None = None
    file: str | None = None

    @property
    def pages(self) -> int:
        """Good pages of this run."""
        return self.fetched + self.unchanged + self.held

    @property
    def done(self) -> int:
        """Addresses of pages that are settled, one way or another."""
        troubles = len(self.refused_places) + len(self.flagged) + len(self.failed)
        return self.pages + self.not_found + self.refused_by_robots + self.left + troubles

    def text(self) -> str:
        """The summary for people: numbers, then a line for each trouble."""
        numbers = f"{self.fetched} fetched, {self.unchanged} unchanged, {self.held} held before"
        refused = f"{self.refused_by_robots} refused by robots.txt, {len(self.refused_places)} led elsewhere"
        amiss = f"{self.not_found} not found, {refused}, {len(self.flagged)} flagged, {len(self.failed)} failed"
        lines = [f"{self.source}: {numbers}; {amiss}; {self.listings} listings, {self.bytes} bytes"]
        if self.would_fetch:
            lines.append(f"{len(self.would_fetch)} addresses would be asked for")
        if self.left:
            lines.append(f"not all was asked for, {self.left} or more are left; run again to go on")
        lines += [f"flagged: {trouble.url}: {trouble.reason}" for trouble in self.flagged]
        lines += [f"led elsewhere: {trouble.url}: {trouble.reason}" for trouble in self.refused_places]
        lines += [f"failed: {trouble.url}: {trouble.reason}" for trouble in self.failed]
        return "\n".join([*self.notes, *lines, *([self.shortfall] if self.shortfall else [])])


def shortfall(source: str, pages: int, floor: Floor, before: int | None) -> str | None:
    """What to say of a run that found less than its floor; None when it found enough. `before`: the last whole run."""
    if pages < floor.pages:
        return f"{source}: found {pages} pages, expected at least {floor.pages}; look at the lines above"
    if before is not None and pages < before * floor.share:
        share = f"below {floor.share:.0%} of the {before} of the last whole run"
        return f"{source}: found {pages} pages, {share}; what was held stays, look at what became of the rest"
    return None
