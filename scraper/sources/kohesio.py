"""Kohesio, the European Commission's list of all projects since 2014: one CSV per country."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from scraper.sources.source import Declaration, Floor, Option, PageRequest, Reply, Source, SourceError

_LINK = re.compile(rb"href\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)


class Kohesio(Source):
    """The listing of the folder, then the file of the country."""

    declaration = Declaration(
        name="kohesio",
        swedish="Kohesios CSV-fil över Sveriges projekt från 2014.",
        english="Kohesio's CSV of the projects in Sweden from 2014 on.",
        examples=(
            "esfarkiv scrape kohesio --store store --contact you@example.org\n"
            "esfarkiv scrape kohesio --store store --contact you@example.org --file latest_SE.csv"
        ),
        pace=5.0,
        floor=Floor(pages=1, share=1.0),
        bases={"folder": "https://kohesio.ec.europa.eu/data/projects"},
        hosts=("kohesio.ec.europa.eu",),
        types={"page": ("text/csv", "application/csv", "application/octet-stream", "text/plain")},
        options=(
            Option("country", "The country's two letters.", default="SE"),
            Option("file", "The file's name, if the folder's listing does not help."),
        ),
    )

    def first(self) -> Iterator[PageRequest]:
        """The file if it is named, else the listing of the folder."""
        name = self.option("file")
        yield (
            PageRequest(f"{self.bases['folder']}/{name}")
            if name
            else PageRequest(f"{self.bases['folder']}/", "listing")
        )

    def follow(self, reply: Reply) -> Iterator[PageRequest]:
        """The country's newest file in the folder."""
        if reply.request.role != "listing" or not (reply.good or reply.status in (404, 410)):
            return
        country = self.option("country") or "SE"
        name = re.compile(rf"(.*[_-])?{re.escape(country)}([_-].*)?\.csv", re.IGNORECASE)
        links = [urljoin(reply.url, match[1].decode("utf-8", "replace")) for match in _LINK.finditer(reply.content)]
        files = sorted(link for link in links if name.fullmatch(link.rpartition("/")[2]))
        if not files:
            raise SourceError(f"{reply.url}: lists no CSV of {country}; look there for its name and give --file")
        yield PageRequest(next((file for file in files if "latest" in file), files[-1]))
