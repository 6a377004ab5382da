"""How a run behaves: robots.txt obeyed also when it cannot be had, and pauses as long as servers ask for."""

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
_LONGEST = 600.0
"""Seconds that a run waits at the most, so that nobody sits before a run that sleeps; a server that asks for more
is left alone until another run."""


class PatientRetryMiddleware(RetryMiddleware):
    """Scrapy's retries, for torn bodies too, after the pause that the server asks for or an ever longer one."""

    async def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The response, or the request to be made again."""
        if "cached" in response.flags:
            return response
        run: Any = self.crawler.spider
        if response.status in _BUSY and not self.is_last(request):
            seconds = asked_pause(response, run.pace * 2 ** (request.meta.get("retry_times", 0) + 1))
            if seconds > _LONGEST:
                run.stop(f"{response.url}: asks to come back in {seconds:.0f} seconds; run again then")
                return response
            run.report.waited += seconds
            await asyncio.sleep(seconds)
        torn = self._retry(request, "truncated") if "dataloss" in response.flags else None
        again = torn or super().process_response(request, response)
        run.report.retries += isinstance(again, Request)
        return again

    def is_last(self, request: Request) -> bool:
        """Whether a request has been made as often as it may."""
        return bool(request.meta.get("retry_times", 0) >= self.max_retry_times)


def asked_pause(response: Response, otherwise: float) -> float:
    """The seconds of `Retry-After`, a number or a date (RFC 9110, 10.2.3); `otherwise` where there is none."""
    written = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if written.isascii() and written.isdigit():
        return float(written)
    try:
        until = parsedate_to_datetime(written)
        zoned = until if until.tzinfo else until.replace(tzinfo=datetime.UTC)  # HTTP has no other zone
        return max(0.0, (zoned - datetime.datetime.now(datetime.UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return min(otherwise, _LONGEST)


class StrictRobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's robots.txt, where a server that cannot give it is not asked for anything (RFC 9309, 2.3.1.4).

    A pause that it asks for (`Crawl-delay`) is kept when it is longer than the source's.
    """

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        torn = "dataloss" in response.flags or (response.request and response.meta.get("fault"))
        if response.status >= 500 or response.status == 429 or torn:
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
            f"{netloc}: no robots.txt to be had ({exc}), so nothing is asked there; run again later"
        )
        waiting.callback(refusal)

    def _slow_down(self, seconds: float | None) -> None:
        run: Any = self.crawler.spider
        if seconds and seconds > run.pace and self.crawler.engine:
            run.pace = min(float(seconds), _LONGEST)
            self.crawler.engine.downloader._delay = run.pace
            for slot in self.crawler.engine.downloader.slots.values():
                slot.delay = run.pace
            if throttle := self.crawler.get_extension(AutoThrottle):
                throttle.mindelay = run.pace
