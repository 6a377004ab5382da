"""Decides which requests the page store answers, and which are made on condition that something has changed."""

from scrapy import Request
from scrapy.downloadermiddlewares.httpcache import HttpCacheMiddleware
from scrapy.extensions.httpcache import RFC2616Policy
from scrapy.http import Response
from scrapy.settings import BaseSettings

HELD = "held"
"""Flag of a cached response that is not requested again in this run."""

VALIDATORS = (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since"))
"""Headers of an answer, and those that ask whether it is still the same."""


class StoreMiddleware(HttpCacheMiddleware):
    """Scrapy's HTTP cache, except that an old capture does not replace a failed request."""

    def process_exception(self, request: Request, exception: Exception) -> None:  # type: ignore[override]
        """Leave the exception to the retries."""
        request.meta.pop("cached_response", None)


class StorePolicy(RFC2616Policy):
    """Stores every final response; serves what this run already has; revalidates the rest."""

    def __init__(self, settings: BaseSettings) -> None:
        """Read which statuses are retried, and how often."""
        super().__init__(settings)
        self._retried_statuses = {int(status) for status in settings.getlist("RETRY_HTTP_CODES")}
        self._max_retries = settings.getint("RETRY_TIMES")

    def should_cache_request(self, request: Request) -> bool:
        """Every request is cached."""
        return True

    def should_cache_response(self, response: Response, request: Request) -> bool:
        """Whether a response is final: it will not be retried."""
        temporary = response.status in self._retried_statuses or "dataloss" in response.flags
        return not temporary or request.meta.get("retry_times", 0) >= self._max_retries

    def is_cached_response_fresh(self, cachedresponse: Response, request: Request) -> bool:
        """Whether the stored response is used; if not, makes the request conditional."""
        if HELD in cachedresponse.flags:
            return True
        for header, condition in VALIDATORS:
            if value := cachedresponse.headers.get(header):
                request.headers[condition] = value
        return False

    def is_cached_response_valid(self, cachedresponse: Response, response: Response, request: Request) -> bool:
        """Whether the server answered that nothing has changed (304)."""
        return response.status == 304
