"""Retries what may be had later, and pauses for as long as servers ask: a busy or refusing host is left alone."""

import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import DownloadConnectionRefusedError
from scrapy.http import Response

from scraper.engine.requesting.pauses import LONGEST_WAIT

_BUSY = (429, 503)
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
        if _is_busy(response) and not self._may_go_on(request, response):
            if request.meta.get("retry_times", 0) < self.max_retry_times:
                run.keep(run, request, response)  # as the last answer of a page, by which it can be accepted
            return response
        truncated = self._retry(request, "truncated") if "dataloss" in response.flags else None
        result = truncated or super().process_response(request, response)
        if isinstance(result, Request):
            run.report.retries += 1
            self._hold_longer(request, 0.0)
        return result

    def process_exception(self, request: Request, exception: Exception) -> Request | Response | None:  # type: ignore[override]
        """The request to retry after a pause that doubles; None for an exception that is not retried."""
        run: Any = self.crawler.spider
        result, host = super().process_exception(request, exception), urlsplit(request.url).hostname or ""
        refused = isinstance(exception, DownloadConnectionRefusedError)
        if result:
            run.report.retries += 1
            self._hold_longer(request, _REFUSED if refused else 0.0)
        elif refused:
            run.stop(f"{host}: refuses every connection; run again in some hours")
        return result

    def _hold_longer(self, request: Request, least: float) -> None:
        """Hold a host before a retry, for twice as long as before the last one."""
        run: Any = self.crawler.spider
        seconds = max(run.pauses.pace, least) * 2 ** request.meta.get("retry_times", 0)
        run.pauses.hold(urlsplit(request.url).hostname or "", min(seconds, LONGEST_WAIT))

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
            seconds = max(run.pauses.pace, min(2.0 ** (run.pauses.times_busy(host, said=True) - 1), LONGEST_WAIT))
        if seconds > LONGEST_WAIT:
            run.stop(f"{response.url}: asks to come back in {seconds:.0f} seconds; run again then")
            return False
        run.pauses.hold(host, seconds)
        run.report.waited += seconds
        run.announce(f"{host}: HTTP {response.status}; waiting {seconds:.0f} seconds")
        return True


def _is_busy(response: Response) -> bool:
    """Whether a host is to be left alone: it says that it is busy, or with another error that it wants a pause."""
    return response.status in _BUSY or (response.status >= 400 and asked_pause(response) is not None)


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
