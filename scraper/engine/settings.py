"""The description of a run and its Scrapy settings: polite by default, with unused features switched off."""

from pathlib import Path
from typing import Any

import msgspec
from scrapy import Request
from scrapy.utils.request import fingerprint

from scraper.sources.source import Source


class Limits(msgspec.Struct, frozen=True):
    """Maximum pages requested in a run and held in the store (0: no limit), bytes of a body, seconds for a page."""

    per_run: int = 0
    total: int = 0
    body: int = 64 << 20
    timeout: float = 60.0


class CrawlJob(msgspec.Struct, frozen=True):
    """How to run a source: `pace` is seconds between two requests, `agent` the User-Agent.

    `accept` are words of earlier runs: what they stand for is accepted for good.
    """

    source: Source
    pace: float
    agent: str
    loopback: bool
    limits: Limits = Limits()
    dry: bool = False
    log: Path | None = None
    accept: tuple[str, ...] = ()


class Fingerprints:
    """Keeps URL fragments, by which requests for two ranges of one file differ."""

    def fingerprint(self, request: Request) -> bytes:
        """The fingerprint of a request, its URL fragment included."""
        return fingerprint(request, keep_fragments=True)


def settings(job: CrawlJob) -> dict[str, Any]:
    """Scrapy's settings for a run."""
    return {
        **ALWAYS,
        "USER_AGENT": job.agent,
        "DOWNLOAD_MAXSIZE": job.limits.body,
        "DOWNLOAD_TIMEOUT": job.limits.timeout,
        "HTTPCACHE_ENABLED": not job.dry,
        "LOOPBACK_ONLY": job.loopback,
        "LOG_ENABLED": job.log is not None,
        "LOG_INSTALL_ROOT_HANDLER": job.log is not None,
        "LOG_FILE": str(job.log) if job.log else None,
    }


ALWAYS: dict[str, Any] = {
    "ROBOTSTXT_OBEY": True,
    "CONCURRENT_REQUESTS": 1,
    "CONCURRENT_ITEMS": 1,
    "WARN_ON_GENERATOR_RETURN_VALUE": False,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY": 0,  # the recording handler pauses, from the end of an answer on
    "COOKIES_ENABLED": False,
    "REFERER_ENABLED": False,
    "METAREFRESH_ENABLED": False,
    "HTTPPROXY_ENABLED": False,
    "EXTENSIONS": {
        "scrapy.extensions.telnet.TelnetConsole": None,  # no servers that execute what they receive
        "scrapy.extensions.remote_control.RemoteControl": None,
        "scrapy.extensions.feedexport.FeedExporter": None,
    },
    "COMPRESSION_ENABLED": False,  # the recording handler decompresses, and keeps the compressed body
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "DOWNLOAD_FAIL_ON_DATALOSS": False,  # a body still truncated after retries is stored and flagged
    "DOWNLOAD_WARNSIZE": 0,
    "HTTPERROR_ALLOW_ALL": True,
    "HTTPCACHE_POLICY": "scraper.engine.caching.cache_policy.StorePolicy",
    "HTTPCACHE_STORAGE": "scraper.engine.caching.cache.WarcCacheStorage",
    "RETRY_TIMES": 3,
    "RETRY_PRIORITY_ADJUST": 1,  # before other pages: a busy server gets no other requests meanwhile
    "REDIRECT_MAX_TIMES": 5,
    "URLLENGTH_LIMIT": 4096,
    "DEFAULT_REQUEST_HEADERS": {"Accept": "*/*", "Accept-Language": "sv", "Accept-Encoding": "gzip"},
    "REQUEST_FINGERPRINTER_CLASS": "scraper.engine.settings.Fingerprints",
    "TWISTED_DNS_RESOLVER": "scraper.engine.requesting.private_addresses.SafeResolver",
    "DOWNLOAD_HANDLERS": {
        "http": "scraper.engine.requesting.recording.RecordingHandler",
        "https": "scraper.engine.requesting.recording.RecordingHandler",
        **dict.fromkeys(("data", "file", "ftp", "s3")),
    },
    "DOWNLOADER_MIDDLEWARES": {
        "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
        "scraper.engine.requesting.request_limits.HostMiddleware": 50,
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
        "scraper.engine.robots.robots_txt.StrictRobotsMiddleware": 100,
        "scraper.engine.requesting.request_limits.DryMiddleware": 120,
        "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
        "scraper.engine.requesting.retrying.PatientRetryMiddleware": 550,
        "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
        "scraper.engine.requesting.redirects.OwnRedirectMiddleware": 600,
        "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
        "scraper.engine.caching.cache_policy.StoreMiddleware": 900,
        "scraper.engine.requesting.request_limits.LimitMiddleware": 950,
    },
}
