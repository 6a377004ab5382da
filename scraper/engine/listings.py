"""The listings of a run: which could not be had or read, and when a chain of them leads nowhere."""

from scraper.engine.bank_pages import place_of
from scraper.engine.report import Problem, RunReport
from scraper.engine.torn_listings import fault_of
from scraper.sources.source import PageRequest, Reply
from scraper.store.page_store import PageStore

_ABSENT = (404, 410)
_BARREN = "{} listings in a row brought no good page; this one and others are not followed"


class Listings:
    """What became of the listings of a run, in its report; `barren` is how many in a row may bring no good page."""

    def __init__(self, report: RunReport, store: PageStore, barren: int) -> None:
        """Begin with the report as it is."""
        self._report, self._store, self._barren = report, store, barren
        self._without_page = 0
        self._told = False

    def add(self, reply: Reply) -> None:
        """Count a listing, or a good page; note what was not had of a listing that was there before."""
        if reply.request.role != "listing":
            self._without_page *= not reply.good
            return
        self._without_page += 1
        if reply.status in _ABSENT:
            for url in dict.fromkeys((reply.request.url, reply.url)):
                self._report_lost(url, f"HTTP {reply.status}")
        elif not reply.good:
            self.add_unread(reply.url)
        else:
            self.add_moved(reply.request.url, reply.url)

    def add_torn(self, reply: Reply) -> None:
        """Report a listing that is not all there; what it does list is followed."""
        if reply.request.role == "listing" and reply.good and (fault := fault_of(reply.content)):
            self._report.failed.append(Problem(reply.url, f"{fault}; what it does not list is not taken for gone"))
            self.add_unread(reply.url)

    def note_led(self, request: PageRequest, wanted: PageRequest) -> None:
        """Note that a listing led to a page: the next run must meet it again."""
        if request.role == "listing" and wanted.role != "listing":
            self._store.leading.add(request.url)

    def note_new_page(self) -> None:
        """Begin to count anew, where pages are not requested but only listed."""
        self._without_page = 0

    def add_moved(self, url: str, target: str) -> None:
        """Report a listing that leads to another one, if it was one of its own before."""
        if place_of(url) != place_of(target):
            self._report_lost(url, f"leads to {target}")

    def add_unread(self, url: str) -> None:
        """Note a listing that could not be had or read, whose problem is reported."""
        self._report.unread.append(url)

    def is_barren(self) -> bool:
        """Whether so many listings in a row brought no good page that no more are requested: there may be no end."""
        return self._without_page >= self._barren

    def add_barren(self, url: str) -> None:
        """Report the first listing that is not requested any more."""
        if not self._told:
            self._report.failed.append(Problem(url, _BARREN.format(self._barren)))
            self.add_unread(url)
        self._told = True

    def _report_lost(self, url: str, how: str) -> None:
        """Report a listing that the store has: what it listed is not known to be gone."""
        known = self._store.index.last_good(url)
        if known and known.role == "listing":
            self._report.failed.append(Problem(url, f"{how}, though it was a listing before"))
            self.add_unread(url)
