"""All sources, by name."""

from scraper.sources.arquivo import Arquivo
from scraper.sources.common_crawl import CommonCrawl
from scraper.sources.esf_csv import EsfCsv
from scraper.sources.esf_live import EsfLive
from scraper.sources.kohesio import Kohesio
from scraper.sources.local_files import Files
from scraper.sources.source import Source
from scraper.sources.wayback import Wayback

SOURCES: dict[str, type[Source]] = {
    source.declaration.name: source for source in (EsfLive, EsfCsv, Wayback, Arquivo, CommonCrawl, Kohesio, Files)
}
