"""Reports what became of each request, and withdraws pages that turn out later to be none."""

from collections.abc import Callable, Iterator

import msgspec

from scraper.engine.checking.flags import BARRING, REPEATED
from scraper.engine.checking.mementos import UNDATED
from scraper.engine.outcomes.failures_in_a_row import FailuresInARow
from scraper.engine.outcomes.met_projects import MetProjects
from scraper.engine.recognising.bank_pages import Repetition, digest_of, is_bank_page
from scraper.engine.recognising.page_kinds import is_readable, text_of
from scraper.engine.reporting.accepting import problem_of
from scraper.engine.reporting.report import Problem, RunReport
from scraper.sources.page_request import PageRequest
from scraper.sources.source import Source
from scraper.store.capture import Capture
from scraper.store.page_store import PageStore
from scraper.store.responses.register_headings import register_fault
from scraper.store.statuses import GONE


class Answered(msgspec.Struct):
    """A request and what came of it: the final URL and status, the decoded content, and what is stored of it.

    `held` says that it was not requested anew.
    """

    request: PageRequest
    url: str
    status: int
    content: bytes
    capture: Capture | None
    held: bool


class _Good(msgspec.Struct):
    """A request that counts as a good page: in which number of the report, and whether as a page of the bank."""

    request: PageRequest
    outcome: str
    bank: bool


class Outcomes:
    """The outcomes of a run in its report; `stop` ends the run when too many fail in a row."""

    def __init__(self, source: Source, store: PageStore, report: RunReport, stop: Callable[[str], None]) -> None:
        """Begin with the report as it is."""
        self._source, self._store, self._report = source, store, report
        self._failing = FailuresInARow(stop)
        self._good: dict[str, _Good] = {}
        self.texts = Repetition()
        """The texts of the run's pages, by which one text in place of many pages is known."""
        self.projects = MetProjects(source.declaration.barren)
        """The projects of the pages that are no copies."""

    def add(self, answered: Answered) -> None:
        """Report an answer: as a page, as absent, as failed or as flagged."""
        capture, status, request = answered.capture, answered.status, answered.request
        flag = capture.flag if capture else self._flag_in_dry_run(answered)
        barred = flag in BARRING
        if status < 300 and not answered.held and not barred:
            self._failing.end()
        self._report.listings += request.role == "listing"
        problem = problem_of(answered.url, status, flag, request.listed)
        if problem:
            self._store.index.note_failed(self._store.run.run, request.url)
        if problem and flag and status in range(200, 300):
            self._report.flagged.append(problem)
            self._withdraw(answered.url)
            self._failing.add(problem, answered.held or not barred)
        elif problem:
            self._fail(problem, answered.held)
        elif status in GONE:
            self._report.not_found += request.role != "listing"
        elif request.role != "listing" and capture:
            self._add_good(answered, capture)
        elif request.role != "listing":
            self._report.would_fetch.append(request.url)

    def _flag_in_dry_run(self, answered: Answered) -> str | None:
        """The flag of a guessed register: nothing else is requested that is not stored."""
        request, content = answered.request, answered.content
        is_register = self._source.declaration.registers and request.role != "listing"
        return (register_fault(content) or self._source.fault_of(request, content)) if is_register else None

    def fail(self, url: str, reason: str) -> None:
        """Report a request without an answer."""
        self._store.index.note_failed(self._store.run.run, url)
        self._fail(Problem(url, reason), settled=False)

    def withdraw_repeated(self) -> Iterator[tuple[str, PageRequest]]:
        """Flag the pages whose text other addresses turned out to have too; their URLs and requests."""
        for url in sorted(self.texts.repeated.keys() & self._good.keys()):
            self._withdraw(url)
            yield url, self._take_back(url, REPEATED)

    def withdraw_undated(self, urls: list[str]) -> Iterator[tuple[str, PageRequest]]:
        """Flag the pages among some that turned out to be an archive's own; their URLs and requests."""
        for url in sorted(self._good.keys() & set(urls)):
            if known := self._store.index.last_good(url):
                self._store.withdraw(known, UNDATED)
            yield url, self._take_back(url, UNDATED)

    def _take_back(self, url: str, flag: str) -> PageRequest:
        good = self._good.pop(url)
        self._count(good, -1)
        self._store.found.discard(good.request.url)
        self._report.flagged.append(Problem(url, flag))
        return good.request

    def _add_good(self, answered: Answered, capture: Capture) -> None:
        outcome = "held" if answered.held else "unchanged" if capture.refers_to else "fetched"
        good = _Good(answered.request, outcome, self._source.is_bank and self._add_project(answered, capture))
        self._count(good, 1)
        self._good[answered.url] = good
        self._store.found.add(answered.request.url)
        if answered.held or capture.status == 304:  # a new answer was compared when it was stored
            self._compare(answered, capture)

    def _compare(self, answered: Answered, capture: Capture) -> None:
        """Note the text of a page among those of the run's others."""
        if is_readable(capture.media_type, answered.content) and not self._source.declaration.registers:
            self.texts.is_repeated(
                answered.url, capture.page_url or answered.url, text_of(capture.role, answered.content)
            )

    def _add_project(self, answered: Answered, capture: Capture) -> bool:
        """Whether a page is one of the bank; notes its project."""
        visible = text_of(capture.role, answered.content)
        if capture.page_url is None:
            self.projects.add(answered.url, visible)
        return is_bank_page(capture.page_url or answered.url, visible)

    def _count(self, good: _Good, change: int) -> None:
        setattr(self._report, good.outcome, getattr(self._report, good.outcome) + change)
        self._report.bank += change * good.bank

    def _withdraw(self, url: str) -> None:
        """Flag what is stored of a URL with a text that is repeated, also by earlier runs."""
        while (text := self.texts.repeated.get(url)) and (known := self._store.index.last_good(url)):
            if digest_of(text_of(known.role, self._store.message(known)[1])) != text:
                break
            self._store.withdraw(known, REPEATED)

    def _fail(self, problem: Problem, settled: bool) -> None:
        self._report.failed.append(problem)
        self._failing.add(problem, settled)
