"""Obeys robots.txt, also where it cannot be fetched: nothing is known to be allowed then, and nothing is requested."""

from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response

from scraper.engine.requesting.pauses import LONGEST_WAIT, StoppedError
from scraper.engine.robots.robots_text import read_robots
from scraper.store.index_file import StoreError

_FAULTS: dict[type[Exception], str] = {
    DownloadConnectionRefusedError: "connection refused",
    CannotResolveHostError: "there is no such host",
    DownloadTimeoutError: "no answer in time",
}
"""What is said of a robots.txt without an answer."""


class RobotsUnknownError(IgnoreRequest):
    """The robots.txt of a host could not be fetched, so that its pages are left for another run."""


class StrictRobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's robots.txt, except that a server whose robots.txt is unreachable is not crawled (RFC 9309, 2.3.1.4).

    Its `Crawl-delay` is respected if it is longer than the source's pause.
    """

    def __init__(self, crawler: Crawler) -> None:
        """No robots.txt is known yet."""
        super().__init__(crawler)
        self._run: Any = crawler.spider
        self._unknown: dict[str, str] = {}

    def process_request_2(self, rp: Any, request: Request) -> None:
        """Raises RobotsUnknownError, or IgnoreRequest for what a robots.txt forbids."""
        if reason := self._unknown.get(urlsplit(request.url).netloc):
            raise RobotsUnknownError(reason)
        super().process_request_2(rp, request)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        text = read_robots(response.status, response.body)
        if text.unknown:
            self._note_unknown(netloc, text.unknown)
        elif "dataloss" in response.flags or (response.request and response.meta.get("fault")):
            self._note_unknown(netloc, "it is not whole")
        rules = "" if netloc in self._unknown else text.rules
        self._run.report.notes += [f"{netloc}: {remark}" for remark in text.remarks]
        await super()._parse_robots(response.replace(body=rules.encode()), netloc, request)
        if parser := self._parsers[netloc]:
            parsed: Any = parser
            self._slow_down(netloc, parsed.rp.crawl_delay(self._default_useragent))
            self._run.request_sitemaps(parsed.rp.sitemaps)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if isinstance(exc, StoppedError | StoreError):
            self._unknown[netloc] = str(exc)
            self._run.stop(str(exc))
        else:
            self._note_unknown(netloc, _reason(exc))
        super()._robots_error(exc, netloc)

    def _note_unknown(self, netloc: str, reason: str) -> None:
        """Request nothing of a host, and say why."""
        self._unknown[netloc] = reason
        self._run.report.notes.append(
            f"{netloc}: robots.txt could not be fetched ({reason}), so nothing is requested there; run again later"
        )

    def _slow_down(self, netloc: str, seconds: float | None) -> None:
        """Keep the pause that a robots.txt asks for, from now on; ends the run if it is too long."""
        run = self._run
        if not seconds or seconds <= run.pauses.pace:
            return
        if seconds > LONGEST_WAIT:
            run.stop(f"{netloc}: robots.txt asks for {seconds:.0f} seconds between two requests; nothing is requested")
            return
        run.pauses.pace = float(seconds)
        run.pauses.hold(urlsplit(f"//{netloc}").hostname or "", run.pauses.pace)


def _reason(error: Exception) -> str:
    """Why there was no answer, in words; of a connection that failed, what each attempt to read it said."""
    attempts = getattr(error.__cause__, "reasons", ())
    said = ", ".join(str(attempt.value) for attempt in attempts) or str(error)
    return next((words for kind, words in _FAULTS.items() if isinstance(error, kind)), said)
