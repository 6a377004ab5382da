"""Politeness of a run: obeys robots.txt even when it cannot be fetched, and pauses as long as servers ask for."""

import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import DownloadConnectionRefusedError
from scrapy.http import Response

_BUSY = (429, 503)
_MAX_WAIT = 600.0
"""Maximum seconds that a run waits, so that it does not seem to hang; if a server asks for more, the run stops."""

_UNASKED = 60.0
"""Least seconds that a busy host is left alone if it does not say for how long, as web archives advise."""

_REFUSED = 10.0
"""Seconds before a refused connection is tried again, doubled each time: it may be a block of the firewall."""


class PatientRetryMiddleware(RetryMiddleware):
    """Scrapy's retries, also of truncated bodies, after a pause for the whole host: the one it asks for, or our own."""

    async def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The response, or the request to retry."""
        if "cached" in response.flags:
            return response
        run: Any = self.crawler.spider
        if response.status in _BUSY and not self._may_go_on(request, response):
            return response
        truncated = self._retry(request, "truncated") if "dataloss" in response.flags else None
        result = truncated or super().process_response(request, response)
        run.report.retries += isinstance(result, Request)
        return result

    def process_exception(self, request: Request, exception: Exception) -> Request | Response | None:  # type: ignore[override]
        """The request to retry after a pause that doubles; None for an exception that is not retried."""
        run: Any = self.crawler.spider
        result, host = super().process_exception(request, exception), urlsplit(request.url).hostname or ""
        refused = isinstance(exception, DownloadConnectionRefusedError)
        if result:
            run.report.retries += 1
            least = max(run.pauses.pace, _REFUSED if refused else 0.0)
            run.pauses.hold(host, min(least * 2 ** request.meta.get("retry_times", 0), _MAX_WAIT))
        elif refused:
            run.stop(f"{host}: refuses every connection; run again in some hours")
        return result

    def _may_go_on(self, request: Request, response: Response) -> bool:
        """Hold a busy host for as long as it asks; ends the run if that is long, or not said and the second time.

        One that asks for no pause is given a second, the next time two, and so on.
        """
        run: Any = self.crawler.spider
        host, seconds = urlsplit(request.url).hostname or "", asked_pause(response)
        if seconds is None:
            seconds = max(_UNASKED, run.pauses.pace)
            if run.pauses.times_busy(host) > 1:
                run.stop(f"{response.url}: busy again (HTTP {response.status}); run again in some hours")
                return False
        elif seconds < 1:
            seconds = max(run.pauses.pace, min(2.0 ** (run.pauses.times_busy(host, said=True) - 1), _MAX_WAIT))
        if seconds > _MAX_WAIT:
            run.stop(f"{response.url}: asks to come back in {seconds:.0f} seconds; run again then")
            return False
        run.pauses.hold(host, seconds)
        run.report.waited += seconds
        run.announce(f"{host}: HTTP {response.status}; waiting {seconds:.0f} seconds")
        return True


def asked_pause(response: Response) -> float | None:
    """The seconds of `Retry-After`, a number or a date (RFC 9110, 10.2.3); None if it is absent or invalid."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
        zoned = until if until.tzinfo else until.replace(tzinfo=datetime.UTC)  # HTTP has no other zone
        return max(0.0, (zoned - datetime.datetime.now(datetime.UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None


class StrictRobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's robots.txt, except that a server whose robots.txt is unreachable is not crawled (RFC 9309, 2.3.1.4).

    Its `Crawl-delay` is respected if it is longer than the source's pause.
    """

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        truncated = "dataloss" in response.flags or (response.request and response.meta.get("fault"))
        if response.status >= 500 or response.status == 429 or truncated:
            response = response.replace(body=b"User-agent: *\nDisallow: /")
        elif response.status >= 400:
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)
        parser: Any = self._parsers[netloc]
        self._slow_down(netloc, parser.rp.crawl_delay(self._default_useragent) if parser else None)
        run: Any = self.crawler.spider
        run.request_sitemaps(parser.rp.sitemaps if parser else ())

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        waiting: Any = self._parsers[netloc]
        refusal = self._parserimpl.from_crawler(self.crawler, b"User-agent: *\nDisallow: /")
        self._parsers[netloc] = refusal
        run: Any = self.crawler.spider
        run.report.notes.append(
            f"{netloc}: robots.txt cannot be fetched ({exc}), so nothing is requested there; run again later"
        )
        waiting.callback(refusal)

    def _slow_down(self, netloc: str, seconds: float | None) -> None:
        """Keep the pause that a robots.txt asks for, from now on; ends the run if it is too long."""
        run: Any = self.crawler.spider
        if not seconds or seconds <= run.pauses.pace:
            return
        if seconds > _MAX_WAIT:
            run.stop(f"{netloc}: robots.txt asks for {seconds:.0f} seconds between two requests; nothing is requested")
            return
        run.pauses.pace = float(seconds)
        run.pauses.hold(urlsplit(f"//{netloc}").hostname or "", run.pauses.pace)
