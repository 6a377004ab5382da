"""The WARC file of a run, and what it logs of when pages were seen and gone."""

from pathlib import Path

from scraper.store.appending import append
from scraper.store.capture import Capture
from scraper.store.current_time import now
from scraper.store.index import Index
from scraper.store.record_writing import visits_record
from scraper.store.run_index import Run
from scraper.store.visits import MOVED, REFUSED, SEEN, UNLISTED, PageVisit


class VisitLog:
    """The visits of a run in the file of the run, gathered in the index until they are written together."""

    def __init__(self, folder: Path, index: Index) -> None:
        """Without a run yet."""
        self.folder, self.index = folder, index
        self.run = Run(0, "", "", "", "")

    def add_visit(self, capture: Capture, known: Capture) -> None:
        """Note a response that is no other than the `known` one: its time alone is kept."""
        status = known.status if capture.status == 304 else capture.status
        self.index.visit(capture.url, self.run.run, status, known)
        outcome = SEEN if status in (200, 206) else str(status)
        if known.role == "page" and not known.page_url:
            self.index.log_later(PageVisit(capture.time, outcome, capture.url))

    def withdraw(self, capture: Capture, flag: str) -> None:
        """Flag a stored page that turned out later to be none."""
        page = PageVisit(capture.page_time or capture.time, flag, capture.page_url or capture.url)
        self.index.withdraw(page)
        self.index.log_later(page)

    def add_unlisted(self, url: str) -> None:
        """Note that no listing has a page any more."""
        if capture := self.index.last_good(url):
            self.index.visit(url, self.run.run, 0, capture)
            self.index.log_later(PageVisit(now(), UNLISTED, url))

    def add_moved(self, url: str) -> None:
        """Note that a page leads elsewhere for good, as the last answer said; once until it is seen again."""
        good, last = self.index.last_good(url), self.index.last(url)
        if good and last and str(last.status) in MOVED and not self.index.is_gone(url):
            self.index.visit(url, self.run.run, last.status, good)
            self.index.log_later(PageVisit(last.time, str(last.status), url))

    def disbelieve_absences(self) -> None:
        """Note that the pages which this run did not find may be there: it is refused."""
        for url in self.index.absent_in(self.run.run):
            self.index.log_later(PageVisit(f"{self.run.started}/{now()}", REFUSED, url))

    def write_visits(self) -> None:
        """Write the visits that are not in a file yet."""
        if visits := self.index.unlogged():
            record = visits_record(now(), visits)
            end = self.append(record) + len(record)
            self.index.forget_unlogged()
            self.index.note_scanned(self.run.file, end)

    def append(self, record: bytes) -> int:
        """The offset of a record that is now at the end of the run's file; raises StoreError."""
        return append(self.folder / self.run.file, record)

    def file_size(self) -> int:
        """Bytes of the run's file so far."""
        file = self.folder / self.run.file
        return file.stat().st_size if file.exists() else 0
