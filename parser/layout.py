"""What a layout is: one declarative file in `parser/layouts/` tells the shared engine all it needs to know."""

import functools
import re

import msgspec

from parser.values import Reader
from schema.record import Layout as LayoutName
from schema.record import Role, SectionName


class Layout(msgspec.Struct, frozen=True, dict=True):
    """The labels, headings and lists of one generation of pages, in their order on the page."""

    name: LayoutName
    programme_period: str
    labels: dict[str, Reader]
    """Label to what reads its value, in page order."""
    signature: frozenset[str]
    """Labels that no other layout has: without one of them the page is of another layout."""
    headings: dict[str, SectionName]
    lists: dict[str, Role | None]
    """Heading of a closing list to the role of its organisations; None for the municipalities."""
    furniture: re.Pattern[str]
    """Whole lines between the parts that say nothing about the project, such as a link's text."""
    minimum_labels: int = 4

    @functools.cached_property
    def label_names(self) -> tuple[str, ...]:
        """The labels, for `str.startswith`."""
        return tuple(self.labels)

    @functools.cached_property
    def label_initials(self) -> frozenset[str]:
        """First letters of the labels: most lines start with none of them."""
        return frozenset(label[0] for label in self.labels)

    @functools.cached_property
    def label_pattern(self) -> re.Pattern[str]:
        """A label at the start of a folded line and, in group 2, what follows it."""
        longest_first = sorted(self.labels, key=len, reverse=True)
        return re.compile(rf"({'|'.join(map(re.escape, longest_first))}) ?(:?) *(.*)")

    @functools.cached_property
    def ranks(self) -> dict[str, int]:
        """The order of labels, and of section headings and lists, on the page."""
        return {name: rank for names in (self.labels, [*self.headings, *self.lists]) for rank, name in enumerate(names)}

    @functools.cached_property
    def heading_names(self) -> tuple[str, ...]:
        """The section headings, for `str.startswith` and `str.endswith`."""
        return tuple(self.headings)
