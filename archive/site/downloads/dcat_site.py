"""The site that a catalogue describes: its address, its publisher, and the names of things in it."""

from urllib.parse import urljoin

import msgspec
from rdflib import URIRef

from archive.site.addresses import downloads_address
from archive.site.downloads.publisher import Publisher


class Site(msgspec.Struct, frozen=True):
    """A published site: its address, which ends with a slash and with the path it is under, and its publisher."""

    address: str
    publisher: Publisher

    @property
    def page(self) -> str:
        """The address of the page of downloads."""
        return self.absolute(downloads_address())

    @property
    def publisher_iri(self) -> URIRef:
        """The publisher: by its number in the data portal, else as whoever runs the site."""
        number = self.publisher.orgnr
        return URIRef(f"http://dataportal.se/organisation/SE{number}") if number else self.named("utgivare")

    def absolute(self, path: str) -> str:
        """An address of the site with its host."""
        return urljoin(self.address, path)

    def named(self, name: str) -> URIRef:
        """The identifier of a thing that the page describes."""
        return URIRef(f"{self.page}#{name}")
