"""Tests of the whole project.

Scrapy is imported first: as it is, it looks through its whole call stack and every module that is loaded.
"""

from contextlib import suppress

with suppress(ImportError):  # the web archive's environment has no Scrapy, and imports `tests.loopback`
    import scrapy.core.downloader.handlers.http11  # noqa: F401
