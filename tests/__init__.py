"""Tests of the whole project.

Scrapy is imported first: as it is, it looks through its whole call stack and every module that is loaded. Datasette
comes second: its library of units would load Dask's arrays, which takes as long as all of Datasette.
"""

import sys
from contextlib import suppress

with suppress(ImportError):  # the web archive's environment has neither, and imports `tests.loopback`
    import scrapy.core.downloader.handlers.http11  # noqa: F401

    sys.modules["dask.array"] = None  # type: ignore[assignment]
    import datasette.app  # noqa: F401

    del sys.modules["dask.array"]
