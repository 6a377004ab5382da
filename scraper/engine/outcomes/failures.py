"""Reports why requests failed or were refused, and where redirects led that are not followed."""

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest

from scraper.engine.outcomes.listings import Listings
from scraper.engine.outcomes.outcomes import Outcomes
from scraper.engine.reporting.accepting import elsewhere
from scraper.engine.reporting.report import FORBIDDEN, Problem, RunReport
from scraper.engine.requesting.pauses import StoppedError
from scraper.engine.requesting.redirects import ElsewhereError, original_url
from scraper.engine.requesting.request_limits import BarrenError, LimitError, OffsiteError
from scraper.engine.robots.robots_txt import RobotsUnknownError
from scraper.store.index_file import StoreError


class Failures:
    """The requests of a run without an answer, in its report."""

    def __init__(self, report: RunReport, outcomes: Outcomes, listings: Listings) -> None:
        """Begin with the report as it is; `outcomes` counts what fails in a row."""
        self._report, self._outcomes, self._listings = report, outcomes, listings
        self._registers: dict[str, str] = {}

    def add(self, error: Exception, request: Request) -> None:
        """Report why a request failed; raises StoreError if the store cannot be used."""
        if isinstance(error, LimitError | StoppedError | RobotsUnknownError):
            self._report.left += 1
        elif isinstance(error, BarrenError):
            self._listings.add_barren(request.url)
        elif isinstance(error, OffsiteError):
            self._add_refused(str(error), request)
        elif isinstance(error, ElsewhereError):
            self._report.flagged.append(elsewhere(original_url(request), str(error)))
        elif is_by_robots(error):
            self._report.refused_by_robots += 1
            self._report.forbidden.append(
                Problem(original_url(request), FORBIDDEN.format(urlsplit(request.url).netloc))
            )
        elif isinstance(error, StoreError):
            raise error
        else:
            said = str(error) or ("more than --max-mib allows" if isinstance(error, DownloadCancelledError) else "")
            self._outcomes.fail(original_url(request), f"{type(error).__name__}: {said}")

    def is_had_otherwise(self, request: Request, allowed: bool, register: bool) -> bool:
        """Whether a redirect to where another request has led is no loss; reports it.

        A page leads only to its own page, so it is; two registers are never one.
        """
        url, original = request.url, original_url(request)
        came_from = request.meta.get("redirect_urls", ())
        if url in came_from:
            self._report.failed.append(Problem(original, "redirects to itself"))
        elif not allowed:
            self._report.refused_places.append(Problem(original, f"led to {url}"))
        elif request.meta["page_request"].role == "listing":
            return self._listings.is_had_elsewhere(request.meta["page_request"], original, url)
        elif register or request.meta["page_request"].role != "page":
            self._report.flagged.append(elsewhere(original, f"{url}, as others do"))
        else:
            self._report.same_pages += 1
            return True
        return False

    def note_register(self, url: str, original: str) -> None:
        """Note where the address of a register leads; the first that leads there is reported once another does."""
        first = self._registers.setdefault(url, original)
        if first not in (original, ""):
            self._registers[url] = ""
            self._report.failed.append(elsewhere(first, f"{url}, as others do"))

    def _add_refused(self, reason: str, request: Request) -> None:
        """A link off-site is none of the source's pages; what was to be had at its own address is a loss."""
        if request.meta.get("redirect_urls"):
            problem = Problem(original_url(request), f"led to {request.url}: {reason}")
            self._report.refused_places.append(problem)
        else:
            self._report.links_elsewhere.append(Problem(request.url, reason))


def is_by_robots(error: Exception) -> bool:
    """Whether a request was refused because of a robots.txt."""
    return isinstance(error, IgnoreRequest) and "robots.txt" in str(error)


def is_untried(error: Exception, request: Request) -> bool:
    """Whether a request was not made and nothing is missing: a page is for another time, a listing elsewhere."""
    if request.meta["page_request"].role == "listing":
        return isinstance(error, OffsiteError) and not request.meta.get("redirect_urls")
    return isinstance(error, LimitError | StoppedError | RobotsUnknownError) or is_by_robots(error)
