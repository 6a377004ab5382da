"""Tests of the whole project.

Scrapy is imported first: as it is, it looks through its whole call stack and every module that is loaded.
"""

import scrapy.core.downloader.handlers.http11  # noqa: F401
