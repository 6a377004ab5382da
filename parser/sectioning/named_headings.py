"""The section that a heading names, as one of the seven or in the applicant's own words (`named_headings.toml`)."""

import functools

from parser.sectioning import pattern
from parser.text.pattern_tables import read_table
from schema.record import SectionName
from schema.record_words import SECTIONS

CLASSES: dict[str, SectionName] = {name: name for name in SECTIONS}
"""The sections by their name."""
_STANDARD: dict[str, SectionName] = {heading.casefold(): name for name, heading in SECTIONS.items()}


def standard_section(heading: str) -> SectionName | None:
    """The section of one of the seven headings, with or without a colon."""
    return _STANDARD.get(heading.strip(" :").casefold())


def named_section(heading: str) -> SectionName | None:
    """The section that a heading says as much as one of the seven, with or without a number before it."""
    words = pattern("heading_number").sub("", heading).strip(" :?.").casefold()
    return _named().get(words) or _STANDARD.get(words)


@functools.cache
def _named() -> dict[str, SectionName]:
    table = read_table("parser.sectioning", "named_headings.toml")
    return {heading: CLASSES[section] for section, headings in table.items() for heading in headings}
