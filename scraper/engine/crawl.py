"""The engine: Scrapy, set up to be polite, asking for what a source names and keeping every answer in the store."""

from collections.abc import Callable

from scrapy.crawler import AsyncCrawlerProcess

from scraper.engine.report import RunReport
from scraper.engine.settings import CrawlJob, settings
from scraper.engine.spider import SourceSpider
from scraper.store.page_store import PageStore


def crawl(job: CrawlJob, store: PageStore, report: RunReport, advance: Callable[[], None]) -> None:
    """Run a source; what it gives is in the store and the report. Once in a process: Scrapy cannot begin again."""
    process = AsyncCrawlerProcess(settings(job))
    process.crawl(SourceSpider, job=job, store=store, report=report, advance=advance)
    process.start()
