"""Makes the requests of a run: one for each URL, however often it is named."""

from collections.abc import Callable
from typing import Any

from scrapy import Request

from scraper.engine.reporting.report import RunReport
from scraper.sources.page_request import PageRequest
from scraper.store.page_store import PageStore


class NewRequests:
    """The requests for URLs that a run has not requested yet."""

    def __init__(
        self, store: PageStore, report: RunReport, parse: Callable[..., Any], failed: Callable[..., Any]
    ) -> None:
        """None so far; `parse` is given each response, `failed` each failure."""
        self._store, self._report, self._parse, self._failed = store, report, parse, failed
        self._made: set[str] = set()

    def is_new(self, wanted: PageRequest) -> bool:
        """Whether a URL was not requested yet."""
        return wanted.url not in self._made

    def make(self, wanted: PageRequest) -> Request | None:
        """The request for a URL; None if there was one already."""
        if not self.is_new(wanted):
            return None
        self._made.add(wanted.url)
        if wanted.role == "listing":
            self._store.listings.add(wanted.url)
        else:
            self._report.known += 1
            self._store.asked.add(wanted.url)
        return Request(
            wanted.url,
            headers={"Range": wanted.range, "Accept-Encoding": "identity"} if wanted.range else {},
            meta={"page_request": wanted},
            callback=self._parse,
            errback=self._failed,
            priority=self._priority(wanted),
        )

    def _priority(self, wanted: PageRequest) -> int:
        """What a listing leads to goes before others, since it shows whether it leads anywhere; what failed, last."""
        if self._store.index.has_failed(self._store.run.run, wanted.url):
            return -1
        return 0 if wanted.role == "listing" else 1
