"""Recognises a page that is served at the address of one project and is that of another."""

from collections.abc import Iterator
from itertools import chain

from parser import Page
from schema.register_numbers import HYPHENS, REGISTER_NUMBER
from scraper.engine.recognising.bank_pages import number_in_address


def other_project(url: str | None, page: Page) -> str | None:
    """What is wrong with a page that does not state the register number of its address, but another one.

    What it states at a label is its own; the number of the address may then stand in its text, as that of another
    project. Where none is at a label, the number of the address may stand anywhere.
    """
    number = number_in_address(url or "")
    stated = {project.dnr.upper() for project in page.projects if project.dnr}
    if number is None or not stated or number in _numbers_in(*stated):
        return None
    if not _numbers_in(*_labelled(page)) and number in page.text.translate(HYPHENS).upper():
        return None
    return f"states the register number {', '.join(sorted(stated))} at the address of {number}; taken for neither"


def _labelled(page: Page) -> Iterator[str]:
    """The register numbers at the labels of a page, as written."""
    values = chain.from_iterable(project.values for project in page.projects)
    return (value.raw for value in values if value.field == "dnr" and value.method == "label")


def _numbers_in(*texts: str) -> set[str]:
    return {match[0] for text in texts for match in REGISTER_NUMBER.finditer(text.translate(HYPHENS).upper())}
