"""Runs Scrapy, configured to be polite, on the requests of a source, and stores every response."""

from collections.abc import Callable

from scrapy.crawler import AsyncCrawlerProcess

from scraper.engine.reporting.report import RunReport
from scraper.engine.settings import CrawlJob, settings
from scraper.engine.spider.source_spider import SourceSpider
from scraper.store.page_store import PageStore


def crawl(job: CrawlJob, store: PageStore, report: RunReport, advance: Callable[[], None]) -> None:
    """Run a source into the store and the report. Only once per process: Scrapy cannot be restarted."""
    process = AsyncCrawlerProcess(settings(job))
    process.crawl(SourceSpider, job=job, store=store, report=report, advance=advance)
    (crawler,) = process.crawlers
    process.start()
    if crawler.stats is None or crawler.stats.get_value("finish_reason") is None:  # as after a second Ctrl-C
        report.left += 1
        report.notes.append(f"{report.source}: broken off; run again to continue")
