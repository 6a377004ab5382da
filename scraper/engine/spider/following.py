"""Makes the requests that a reply leads to, and those in place of pages that were to be had with another one."""

from collections.abc import Iterator

from scrapy import Request

from scraper.engine.outcomes.listings import Listings
from scraper.engine.outcomes.met_projects import MetProjects
from scraper.engine.outcomes.shared_pages import SharedPages
from scraper.engine.reporting.report import Problem, RunReport
from scraper.engine.spider.new_requests import NewRequests
from scraper.sources.page_request import PageRequest, Reply
from scraper.sources.source import Source, SourceError
from scraper.store.statuses import GONE


class Following:
    """What the replies of a run lead to."""

    def __init__(
        self, source: Source, report: RunReport, listings: Listings, requests: NewRequests, projects: MetProjects
    ) -> None:
        """Nothing so far."""
        self._source, self._report, self._listings, self._requests = source, report, listings, requests
        self._projects = projects
        self._shared = SharedPages()

    def follow(self, reply: Reply) -> Iterator[Request]:
        """The requests that a reply leads to, those that this run made in vain before it was stopped last.

        Reports an unreadable reply, unless its status was reported already.
        """
        self._listings.add(reply, is_new=not self._projects.is_repeated(reply.url))
        if self._source.lists_pages:
            self._listings.add_torn(reply)
        failed_before: list[Request] = []
        try:
            for request in self._requests_of(reply):
                if request.priority < 0:
                    failed_before.append(request)
                else:
                    yield request
        except SourceError as error:
            if reply.good or reply.status in GONE:
                self._report.failed.append(Problem(reply.url, str(error)))
            self._listings.add_unread(reply.url)
        yield from failed_before
        for other in self._shared.settle(reply.url, reply.good):
            yield from self.follow(Reply(other, other.url, 0, b"", good=False))

    def _requests_of(self, reply: Reply) -> Iterator[Request]:
        """The requests that a reply leads to, unless it is of a project that has had too many addresses."""
        for wanted in self._source.follow(reply):
            self._listings.note_led(reply.request, wanted)
            if reply.good and self._projects.is_repeated(reply.url):
                if self._requests.is_new(wanted):
                    self._listings.add_repeated(reply.url)
                continue
            request = self._requests.make(wanted)
            self._listings.add_link(reply, wanted, is_requested=request is not None)
            if request:
                yield request

    def follow_copy(self, request: PageRequest, url: str) -> Iterator[Request]:
        """The request for a newer copy than the one at a URL, which is requested anyway, to which a request led."""
        copy = self._source.copy_of(request, url, lambda _: None)
        yield from filter(None, map(self._requests.make, self._source.next_copy(request, copy.page_time)))

    def add_shared(self, url: str, request: PageRequest) -> list[PageRequest]:
        """Note that a request led to a URL that is requested anyway; the requests that this fails already."""
        return self._shared.add(url, request)
