"""A graph of things with titles and descriptions in Swedish and English."""

import uuid
from typing import Any

from rdflib import DCTERMS, RDF, Graph, Literal, URIRef

from archive.site.downloads.dcat_texts import TEXTS, VOCABULARIES
from schema.dictionary import tables


class DescribedGraph(Graph):
    """An RDF graph; a subject is stated with pairs of properties and values."""

    def describe(self, subject: URIRef, class_: URIRef, texts: str, *more: list[tuple[URIRef, Any]]) -> None:
        """A thing of a main class with its identifier, title and description in Swedish and English."""
        title, description = _texts(texts)
        identifier = Literal(str(uuid.uuid5(uuid.NAMESPACE_URL, str(subject))))
        self.state(subject, (RDF.type, class_), (DCTERMS.identifier, identifier))
        self.state(subject, *((DCTERMS.title, text) for text in both(*title)))
        self.state(subject, *((DCTERMS.description, text) for text in both(*description)))
        self.state(subject, (DCTERMS.language, URIRef(VOCABULARIES["language"])))
        self.state(subject, *(pair for pairs in more for pair in pairs))

    def state(self, subject: URIRef, *pairs: tuple[URIRef, Any]) -> None:
        """Adds what is stated of a subject."""
        for property_, value in pairs:
            self.add((subject, property_, value))


def _texts(name: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """Title and description, each in Swedish and English."""
    if name in tables():
        table = tables()[name]
        return (table.label, name.replace("_", " ").capitalize()), (table.sv, table.en)
    return TEXTS[f"{name}.title"], TEXTS[f"{name}.description"]


def both(swedish: str, english: str) -> list[Literal]:
    """A text in both languages."""
    return [Literal(swedish, lang="sv"), Literal(english, lang="en")]
