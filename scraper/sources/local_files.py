"""Pages and web archives on disk, imported into the store."""

from collections.abc import Iterator

from scraper.sources.declaration import Declaration, Floor, Option
from scraper.sources.page_request import PageRequest
from scraper.sources.source import Source, SourceError


class Files(Source):
    """Pages on disk; makes no network requests."""

    declaration = Declaration(
        name="files",
        swedish="Sidor som redan finns på disk.",
        english="Pages that are on disk already.",
        examples=(
            "esfarkiv scrape files --store store --from pages/\n"
            "esfarkiv scrape files --store store --from crawl.wacz --from CC-MAIN-2015-11.warc.gz"
        ),
        pace=0.0,
        floor=Floor(pages=1, share=0.5),
        options=(Option("from", "A file or folder of pages, or a web archive (WARC, WACZ, WET).", several=True),),
    )

    @property
    def is_bank(self) -> bool:
        """One that tells of a project of the fund is enough."""
        return True

    def first(self) -> Iterator[PageRequest]:
        """The files and folders to import, in place of URLs; raises SourceError if none is named."""
        names = self.options.get("from", ())
        if not names:
            raise SourceError("files: nothing to import; name files or folders with --from")
        yield from (PageRequest(name) for name in names)
