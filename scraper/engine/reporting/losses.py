"""Compares what a run found with what the last one found that was not refused."""

from scraper.engine.reporting.report import Problem, RunReport, shortfall, word_of
from scraper.sources.declaration import Floor
from scraper.sources.source import Source
from scraper.store.page_store import PageStore
from scraper.store.run_index import PreviousRun

_UNMET = "a listing that led to pages before, and that nothing leads to any more"


class Losses:
    """The pages that a run did not find and should have."""

    def __init__(self, source: Source, store: PageStore, report: RunReport) -> None:
        """Take a run at its end, with its report."""
        self._source, self._store, self._report = source, store, report
        self._before = store.previous or PreviousRun(0, frozenset())
        wanted = self._before.urls & store.asked if source.is_users_list else self._before.urls
        self._wanted, self._lost = wanted, wanted - store.found

    def refused(self, required: Floor) -> str | None:
        """The message if the run found less than required, with the word that accepts the loss of just these pages."""
        report, name = self._report, self._source.declaration.name
        before = len(self._wanted) if self._source.is_users_list else self._before.pages
        message = shortfall(name, report.pages, required, before if self._store.previous else None)
        if message is None:
            return None
        word = word_of(name, *sorted(self._lost)) if self._lost else word_of(message)
        return None if self._store.index.accepts(word) else f"{message}; to accept it: --accept {word}"

    @staticmethod
    def report_unmet(source: Source, store: PageStore, report: RunReport) -> None:
        """Report the listings that led to pages before, and that nothing leads to any more."""
        before = store.previous.listings if store.previous and source.lists_pages and not report.left else ()
        for url in sorted(frozenset(before) - store.listings):
            report.failed.append(Problem(url, _UNMET))
            report.unread.append(url)

    def settle(self) -> None:
        """Compare the next run with this one; note the pages that no listing had any more."""
        store = self._store
        if self._source.lists_pages and self._met_all():
            for url in sorted(self._lost - store.asked):
                store.add_unlisted(url)
        expected = {url for url in self._before.urls - store.found if self._is_expected(url)}
        listings = store.leading | (self._before.listings if not self._met_all() else set())
        found = PreviousRun(self._report.pages, frozenset(store.found | expected), frozenset(listings))
        store.index.set_previous(store.run, found)

    def _met_all(self) -> bool:
        """Whether nothing was missed that may lead to pages: a listing, or a page with links."""
        return not self._report.incomplete and not (self._source.lists_pages and self._report.problems)

    def _is_expected(self, url: str) -> bool:
        """Whether a page that was not found is not known to be gone."""
        if url in self._store.asked:
            return not self._store.index.is_gone(url)
        return self._source.is_users_list or not self._met_all()
