"""The listings of a run: which could not be had or read, and when a chain of them leads nowhere."""

from scraper.engine.recognising.bank_pages import place_of
from scraper.engine.recognising.torn_listings import fault_of
from scraper.engine.reporting.report import Problem, RunReport
from scraper.sources.page_request import PageRequest, Reply
from scraper.store.page_store import PageStore
from scraper.store.statuses import GONE

_LOOP = "leads to {}, which was read already, so what it should list may be missing"
_REPEATED = "one project at {} addresses; the links of this one and of others of it are not followed"
_BARREN = "{} listings in a row brought no good page that is new; this one and others are not followed"


class Listings:
    """What became of the listings of a run, in its report; `barren` is how many in a row may bring no good page.

    Only those count that lead to another listing: the others are as many as their links, as the sitemaps of an index.
    """

    def __init__(self, report: RunReport, store: PageStore, barren: int) -> None:
        """Begin with the report as it is."""
        self._report, self._store, self._barren = report, store, barren
        self._without_page = 0
        self._leading: set[str] = set()
        self._linked: set[str] = set()
        self._good: set[str] = set()
        self._told: set[str] = set()

    def add(self, reply: Reply, is_new: bool) -> None:
        """Note a good page, by whether its project `is_new`; or what was not had of a listing that was there before."""
        if reply.request.role != "listing":
            if reply.good:
                self.add_good(reply.request.url, is_new)
            return
        if reply.status in GONE:
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

    def add_good(self, url: str, is_new: bool = True) -> None:
        """Note a good page; in a dry run, one that would be requested."""
        self._good.add(url)
        self._without_page *= not is_new

    def add_link(self, reply: Reply, wanted: PageRequest, is_requested: bool) -> None:
        """Note what a listing leads to: a good page that no other led to, or another listing that is now requested."""
        if reply.request.role != "listing":
            return
        if wanted.role != "listing":
            self._without_page *= wanted.url in self._linked or wanted.url not in self._good
            self._linked.add(wanted.url)
        elif is_requested and reply.request.url not in self._leading:
            self._leading.add(reply.request.url)
            self._without_page += 1

    def is_had_elsewhere(self, wanted: PageRequest, url: str, target: str) -> bool:
        """Whether a listing that leads to one that was read already is no loss; reports it.

        A sitemap may have two addresses; a part of an index, or the listing of a prefix, is no other.
        """
        if wanted.page_url is None:
            self.add_moved(url, target)
            return True
        self._report.failed.append(Problem(url, _LOOP.format(target)))
        self.add_unread(url)
        return False

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
        self._tell_once(url, _BARREN)

    def add_repeated(self, url: str) -> None:
        """Report the first page whose links are not followed, because its project is at so many addresses."""
        self._tell_once(url, _REPEATED)

    def _tell_once(self, url: str, reason: str) -> None:
        if reason not in self._told:
            self._report.failed.append(Problem(url, reason.format(self._barren)))
            self.add_unread(url)
        self._told.add(reason)

    def _report_lost(self, url: str, how: str) -> None:
        """Report a listing that the store has: what it listed is not known to be gone."""
        known = self._store.index.last_good(url)
        if known and known.role == "listing":
            self._report.failed.append(Problem(url, f"{how}, though it was a listing before"))
            self.add_unread(url)
