"""Politeness of a run: obeys robots.txt even when it cannot be fetched, and pauses as long as servers ask for."""

import asyncio
import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response

_BUSY = (429, 503)
_MAX_WAIT = 600.0
"""Maximum seconds that a run waits, so that it does not seem to hang; if a server asks for more, the run stops."""


class PatientRetryMiddleware(RetryMiddleware):
    """Scrapy's retries, also of truncated bodies, after the pause that the server asks for or one that doubles."""

    async def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The response, or the request to retry."""
        if "cached" in response.flags:
            return response
        run: Any = self.crawler.spider
        if response.status in _BUSY and not self.is_last(request):
            seconds = asked_pause(response, run.pace * 2 ** (request.meta.get("retry_times", 0) + 1))
            if seconds > _MAX_WAIT:
                run.stop(f"{response.url}: asks to come back in {seconds:.0f} seconds; run again then")
                return response
            run.report.waited += seconds
            await asyncio.sleep(seconds)
        truncated = self._retry(request, "truncated") if "dataloss" in response.flags else None
        result = truncated or super().process_response(request, response)
        run.report.retries += isinstance(result, Request)
        return result

    def is_last(self, request: Request) -> bool:
        """Whether a request may not be retried again."""
        return bool(request.meta.get("retry_times", 0) >= self.max_retry_times)


def asked_pause(response: Response, otherwise: float) -> float:
    """The seconds of `Retry-After`, a number or a date (RFC 9110, 10.2.3); `otherwise` if it is absent or invalid."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
        zoned = until if until.tzinfo else until.replace(tzinfo=datetime.UTC)  # HTTP has no other zone
        return max(0.0, (zoned - datetime.datetime.now(datetime.UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return min(otherwise, _MAX_WAIT)


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
        self._slow_down(parser.rp.crawl_delay(self._default_useragent) if parser else None)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        waiting: Any = self._parsers[netloc]
        refusal = self._parserimpl.from_crawler(self.crawler, b"User-agent: *\nDisallow: /")
        self._parsers[netloc] = refusal
        run: Any = self.crawler.spider
        run.report.notes.append(
            f"{netloc}: robots.txt cannot be fetched ({exc}), so nothing is requested there; run again later"
        )
        waiting.callback(refusal)

    def _slow_down(self, seconds: float | None) -> None:
        run: Any = self.crawler.spider
        if seconds and seconds > run.pace and self.crawler.engine:
            run.pace = min(float(seconds), _MAX_WAIT)
            self.crawler.engine.downloader._delay = run.pace
            for slot in self.crawler.engine.downloader.slots.values():
                slot.delay = run.pace
            if throttle := self.crawler.get_extension(AutoThrottle):
                throttle.mindelay = run.pace
