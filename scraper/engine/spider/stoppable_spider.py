"""A spider that may be ended early, says that it waits, and takes requests at any time."""

import asyncio
from collections.abc import Callable, Iterable

import scrapy
from scrapy import Request

from scraper.engine.reporting.report import RunReport


class StoppableSpider(scrapy.Spider):
    """A run of a source that the next one can resume: what ends it is in the report."""

    name = "source"

    def __init__(self, source_name: str, report: RunReport, advance: Callable[[], None]) -> None:
        """Take the report of the run; `advance` is called after each page."""
        super().__init__()
        self.report, self.advance = report, advance
        self._source_name, self._stopping = source_name, False

    def is_stopped(self) -> bool:
        """Whether the run ends."""
        return self._stopping or not self.crawler.crawling

    def closed(self, reason: str) -> None:
        """Report a run that was ended early, for example by Ctrl-C."""
        if reason not in ("finished", "stopped"):
            self.stop(f"{self._source_name}: ended before its time ({reason}); run again to continue")

    def stop(self, reason: str) -> None:
        """End the run early; the next one resumes it."""
        if self._stopping:
            return
        self._stopping = True
        self.report.notes.append(reason)
        self.report.left += 1
        engine = self.crawler.engine
        if engine and engine.running:
            task = asyncio.ensure_future(engine.close_spider_async(reason="stopped"))
            task.add_done_callback(lambda done: done.exception())

    def announce(self, message: str) -> None:
        """Tell at once that the run waits."""
        self.report.waits.append(message)
        self.advance()

    def enqueue(self, requests: Iterable[Request]) -> None:
        """Make some requests beside those that answers lead to."""
        for request in requests:
            if self.crawler.engine:
                self.crawler.engine.crawl(request)
