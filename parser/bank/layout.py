"""The declaration of a layout: one file in `parser/layouts/` gives the shared engine all it needs."""

import functools
import re

import msgspec

from parser.bank.label_readers import LabelReader
from schema.record import Layout as LayoutName
from schema.record import Role, SectionName


class Layout(msgspec.Struct, frozen=True, dict=True):
    """The labels, headings and lists of one generation of pages, in their order on the page."""

    name: LayoutName
    programme_period: str | None
    """None where the register number determines it (`parser/text/identity.py`)."""
    labels: dict[str, LabelReader]
    """Label to the reader of its value, in page order."""
    signature: frozenset[str]
    """Labels that no other layout has."""
    headings: dict[str, SectionName]
    lists: dict[str, Role | None]
    """Heading of a closing list to the role of its organisations; None for the municipalities."""
    fixed_order: bool = True
    """Whether labels come in the declared order, so that a value may be glued to them; else each is alone on its
    line or before a colon, in any order."""
    minimum_labels: int = 4
    """Minimum labels in order for a page to match this layout, when one of them is in the signature."""
    minimum_unsigned: int = 6
    """The same when none of them is."""

    @functools.cached_property
    def label_names(self) -> tuple[str, ...]:
        """The labels, for `str.startswith`."""
        return tuple(self.labels)

    @functools.cached_property
    def capital_names(self) -> dict[str, str]:
        """The labels by how they are written in capitals."""
        return {label.upper(): label for label in self.labels}

    @functools.cached_property
    def label_initials(self) -> frozenset[str]:
        """First letters of the labels: most lines start with none of them."""
        return frozenset(label[0] for label in self.labels)

    @functools.cached_property
    def label_pattern(self) -> re.Pattern[str]:
        """A label at the start of a folded line (group 1), a colon (2) and the rest of the line (3)."""
        longest_first = sorted(self.labels, key=len, reverse=True)
        return re.compile(rf"({'|'.join(map(re.escape, longest_first))}) ?(:?) *(.*)")

    @functools.cached_property
    def whole_block(self) -> re.Pattern[str]:
        """All labels, each at the start of a line, each with a value on its own or the next line: the usual page.

        Each line is matched once (an atomic group): a page that lacks one of the labels must not be tried in every
        division of its spaces, which takes minutes.
        """
        lines = (rf"(?>({re.escape(label)})[ \u00a0]*:?[ \u00a0]*\n{{0,2}}([^\n]*))" for label in self.labels)
        return re.compile("^" + r"\n{1,2}".join(lines), re.MULTILINE)

    @functools.cached_property
    def ranks(self) -> dict[str, int]:
        """The order of labels, and of section headings and lists, on the page."""
        return {name: rank for names in (self.labels, [*self.headings, *self.lists]) for rank, name in enumerate(names)}

    @functools.cached_property
    def heading_finals(self) -> frozenset[str]:
        """How a line may end that ends with a heading: its last letter or, behind it, white space."""
        return frozenset([*(heading[-1] for heading in self.heading_set), *map(chr, range(0x21))])

    @functools.cached_property
    def heading_initials(self) -> frozenset[str]:
        """First letters of the section headings."""
        return frozenset(heading[0] for heading in self.headings)

    @functools.cached_property
    def heading_set(self) -> frozenset[str]:
        """The headings of sections and lists."""
        return frozenset((*self.headings, *self.lists))

    @functools.cached_property
    def heading_folds(self) -> dict[str, str]:
        """The headings by their case-folded form."""
        return {heading.casefold(): heading for heading in self.heading_set}

    @functools.cached_property
    def heading_names(self) -> tuple[str, ...]:
        """The headings of sections and lists, for `str.startswith` and `str.endswith`."""
        return (*self.headings, *self.lists)
