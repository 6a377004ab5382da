"""ESF-rådet's own CSV of the project bank 2021-2027, at the address that its user finds in the bank."""

from collections.abc import Iterator

from scraper.sources.declaration import Declaration, Floor, Option
from scraper.sources.page_request import PageRequest
from scraper.sources.source import Source, SourceError, host_and_port


class EsfCsv(Source):
    """One file, whose address is in no listing."""

    declaration = Declaration(
        name="esf-csv",
        swedish="ESF-rådets egen CSV-fil ur projektbanken 2021-2027, på en adress som du anger.",
        english="ESF-rådet's own CSV file of the project bank 2021-2027, at an address that you give.",
        examples=(
            "esfarkiv scrape esf-csv --store store --contact you@your-domain "
            "--address 'https://www.esf.se/the/address/in/the/bank.csv'"
        ),
        pace=5.0,
        floor=Floor(pages=1, share=1.0),
        bases={"site": "https://www.esf.se"},
        hosts=("www.esf.se", "esf.se"),
        options=(Option("address", "The file's address, as the project bank's export gives it.", several=True),),
        registers=True,
    )

    def first(self) -> Iterator[PageRequest]:
        """The files named; raises SourceError if there are none, or one is on another host."""
        addresses = self.options.get("address", ())
        if not addresses:
            raise SourceError("esf-csv: nothing to fetch; give the address of the project bank's export with --address")
        for address in addresses:
            if host_and_port(address) not in self.hosts_and_ports():
                raise SourceError(
                    f"{address}: is not at {self.bases['site']}; give an address there, or --base site=URL"
                )
            yield PageRequest(address, listed=True)
