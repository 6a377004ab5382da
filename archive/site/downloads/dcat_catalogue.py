"""The datasets as DCAT-AP-SE describes them, for Sveriges dataportal and other catalogues that harvest RDF/XML."""

import functools
from collections.abc import Iterator
from typing import Any

import msgspec
from rdflib import DCAT, DCTERMS, FOAF, OWL, RDF, XSD, Literal, Namespace, URIRef

from archive.exporting.data_package import DESCRIPTOR
from archive.exporting.downloads import Downloads
from archive.exporting.file_formats import FILE_FORMATS
from archive.exporting.licence import SOURCE_ADDRESS
from archive.exporting.written_file import WrittenFile
from archive.site.addresses import downloads_address
from archive.site.downloads.dcat_site import Site
from archive.site.downloads.dcat_texts import AVAILABLE, TEXTS, VOCABULARIES
from archive.site.downloads.described_graph import DescribedGraph, both
from schema.dictionary import tables

_SPDX = Namespace("http://spdx.org/rdf/terms#")
_VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
_DCATAP = Namespace("http://data.europa.eu/r5r/")
_MEDIA_TYPES = {name: form.media_type.partition(";")[0] for name, form in FILE_FORMATS.items()} | {
    "zip": "application/zip",
    "sqlite": "application/vnd.sqlite3",
}
_TITLES = {name: form.title for name, form in FILE_FORMATS.items()} | {"zip": "ZIP", "sqlite": "SQLite"}


@functools.lru_cache(maxsize=8)
def _kept(site: Site, encoded: bytes) -> bytes:
    return _Catalogue(site, msgspec.json.decode(encoded, type=Downloads)).rdf()


def catalogue(site: Site, downloads: Downloads) -> bytes:
    """The catalogue of a site's files as RDF/XML; the same for the same files."""
    return _kept(site, msgspec.json.encode(downloads))


class _Catalogue:
    def __init__(self, site: Site, downloads: Downloads) -> None:
        self._graph = DescribedGraph()
        for prefix, namespace in (("dcatap", _DCATAP), ("spdx", _SPDX), ("vcard", _VCARD)):
            self._graph.bind(prefix, namespace)
        self._site, self._downloads = site, downloads

    def rdf(self) -> bytes:
        """The whole catalogue."""
        catalogue, datasets = URIRef(self._site.page), list(self._datasets())
        self._graph.describe(catalogue, DCAT.Catalog, "catalog", self._dates(), self._rights())
        self._graph.state(
            catalogue, (FOAF.homepage, URIRef(self._site.address)), *((DCAT.dataset, one) for one in datasets)
        )
        self._graph.state(catalogue, (DCAT.themeTaxonomy, URIRef(VOCABULARIES["taxonomy"])))
        self._graph.state(catalogue, (DCAT.service, self._service(datasets)))
        self._graph.state(catalogue, (DCTERMS.spatial, URIRef(VOCABULARIES["country"])))
        self._publisher()
        made: bytes = self._graph.serialize(format="pretty-xml", encoding="utf-8")
        return made

    def _datasets(self) -> Iterator[URIRef]:
        """The whole archive, and each table that is neither derived from others nor taken from elsewhere."""
        whole = self._dataset("arkivet", "archive", [self._downloads.zip, self._downloads.archive])
        yield whole
        for name, table in tables().items():
            if not table.derived and not table.reference:
                yield self._dataset(name, "", [file for file in self._downloads.tables if file.table == name])

    def _dataset(self, name: str, texts: str, files: list[WrittenFile]) -> URIRef:
        dataset = self._site.named(name)
        self._graph.describe(
            dataset, DCAT.Dataset, texts or name, self._dates(), [(DCTERMS.publisher, self._site.publisher_iri)]
        )
        self._graph.state(dataset, *((DCAT.keyword, text) for text in both(*TEXTS["keywords"])))
        self._graph.state(dataset, *((property_, URIRef(VOCABULARIES[key])) for property_, key in _OF_DATASETS))
        page = f"{self._site.address}esf/{name}" if not texts else self._site.page
        self._graph.state(dataset, (DCAT.landingPage, URIRef(page)), (DCTERMS.source, URIRef(SOURCE_ADDRESS)))
        self._graph.state(dataset, (OWL.versionInfo, Literal(self._downloads.data.name)))
        self._contact(dataset)
        self._period(dataset)
        self._graph.state(dataset, *((DCAT.distribution, self._distribution(name, file)) for file in files))
        return dataset

    def _distribution(self, name: str, file: WrittenFile) -> URIRef:
        one = self._site.named(f"{name}-{file.form}")
        address = URIRef(self._site.absolute(file.path if file.form == "sqlite" else downloads_address(file.path)))
        self._graph.state(one, (RDF.type, DCAT.Distribution), (DCAT.accessURL, address), (DCAT.downloadURL, address))
        self._graph.state(one, *((DCTERMS.title, text) for text in both(_TITLES[file.form], _TITLES[file.form])))
        self._graph.state(one, *((DCTERMS.description, text) for text in both(*TEXTS[f"{file.form}.description"])))
        self._graph.state(one, (DCTERMS.format, Literal(_MEDIA_TYPES[file.form])), *self._dates(), *self._rights()[1:])
        self._graph.state(one, (DCAT.byteSize, Literal(file.bytes, datatype=XSD.nonNegativeInteger)))
        self._graph.state(one, (_DCATAP.availability, URIRef(AVAILABLE)))
        self._graph.state(one, (DCTERMS.conformsTo, URIRef(self._site.absolute(downloads_address(DESCRIPTOR)))))
        checksum = self._site.named(f"{name}-{file.form}-sha256")
        self._graph.state(one, (_SPDX.checksum, checksum))
        self._graph.state(checksum, (RDF.type, _SPDX.Checksum), (_SPDX.algorithm, _SPDX.checksumAlgorithm_sha256))
        self._graph.state(checksum, (_SPDX.checksumValue, Literal(file.sha256, datatype=XSD.hexBinary)))
        return one

    def _service(self, datasets: list[URIRef]) -> URIRef:
        service = self._site.named("api")
        self._graph.describe(service, DCAT.DataService, "service", [], self._rights())
        self._graph.state(service, (DCAT.endpointURL, URIRef(f"{self._site.address}esf.json")))
        self._graph.state(service, (DCTERMS.format, Literal("application/json")))
        self._graph.state(service, *((DCAT.servesDataset, one) for one in datasets))
        self._contact(service)
        return service

    def _publisher(self) -> None:
        publisher, name = self._site.publisher_iri, self._site.publisher.name or f"Den som driver {self._site.address}"
        self._graph.state(publisher, (RDF.type, FOAF.Agent), (FOAF.name, Literal(name, lang="sv")))
        if self._site.publisher.contact:
            self._graph.state(publisher, (FOAF.mbox, URIRef(f"mailto:{self._site.publisher.contact}")))

    def _contact(self, subject: URIRef) -> None:
        if not self._site.publisher.contact:
            return
        contact = self._site.named("kontakt")
        self._graph.state(subject, (DCAT.contactPoint, contact))
        self._graph.state(
            contact, (RDF.type, _VCARD.Organization), (_VCARD.fn, Literal(self._site.publisher.name or "ESF-arkivet"))
        )
        self._graph.state(contact, (_VCARD.hasEmail, URIRef(f"mailto:{self._site.publisher.contact}")))

    def _period(self, dataset: URIRef) -> None:
        """The days from which and to which projects ran."""
        days = (DCAT.startDate, self._downloads.first_day), (DCAT.endDate, self._downloads.last_day)
        known = [(property_, Literal(day, datatype=XSD.date)) for property_, day in days if day]
        if known:
            period = self._site.named("tid")
            self._graph.state(dataset, (DCTERMS.temporal, period))
            self._graph.state(period, (RDF.type, DCTERMS.PeriodOfTime), *known)

    def _rights(self) -> list[tuple[URIRef, Any]]:
        return [(DCTERMS.publisher, self._site.publisher_iri), (DCTERMS.license, URIRef(self._site.publisher.licence))]

    def _dates(self) -> list[tuple[URIRef, Any]]:
        day = self._downloads.data.newest
        return [(DCTERMS.modified, Literal(day, datatype=XSD.date))] if day else []


_OF_DATASETS = (
    (DCAT.theme, "theme"),
    (DCTERMS.spatial, "country"),
    (DCTERMS.accessRights, "access"),
    (DCTERMS.conformsTo, "tables"),
)
