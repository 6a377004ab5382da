"""The engine: Scrapy, set up to be polite, asking for what a source names and keeping every answer in the store."""

from collections.abc import Callable

from scrapy.crawler import AsyncCrawlerProcess

from scraper.engine.report import Report
from scraper.engine.settings import Order, settings
from scraper.engine.spider import SourceSpider
from scraper.store.page_store import Store


def crawl(order: Order, store: Store, report: Report, advance: Callable[[], None]) -> None:
    """Run a source; what it gives is in the store and the report. Once in a process: Scrapy cannot begin again."""
    process = AsyncCrawlerProcess(settings(order))
    process.crawl(SourceSpider, order=order, store=store, report=report, advance=advance)
    process.start()
