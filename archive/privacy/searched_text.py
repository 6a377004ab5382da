"""A text in the forms in which the mask searches it, each worked out once, and what it holds of anybody."""

import functools
import re
from collections.abc import Iterable, Iterator

from archive.privacy.contact_details import find_details, letters_and_digits
from archive.privacy.folding import FoldedText, Range, without_case
from archive.privacy.name_signs import lowered
from archive.privacy.names import name_forms
from archive.privacy.persons import persons_in
from archive.privacy.surroundings import all_places, matches_at

_REMEMBERED, _SHORT = 5_000, 200
"""Texts that are remembered for all pages, and how many characters they have at most."""
CONTACT_LABELS = ("Kontaktperson", "Behörig företrädare")
"""The labels of a contact on any page, project or not."""
OWNER_LABEL = "organisationsnummer"
"""The label of an owner's number, without case."""
_OWNER_NUMBER = re.compile(rf"(?<={OWNER_LABEL})(?P<number>[\s:]*(?:16)?\d[\d +-]{{5,14}}\d)", re.IGNORECASE)
"""What follows the label of the owner's number; a sole trader's is the person's own."""
_LABEL = re.compile(
    rf"(?<![^\W_])(?:{'|'.join(CONTACT_LABELS)})(?: *:\s*| *\n\s*|\t|(?=[A-ZÅÄÖ]))"
    r"(?P<value>(?!E-post|Telefon|saknas)[^\n:]{2,80})"
)
"""Such a label, whatever stands behind it."""
_SENTENCE = re.compile(r"[.!?]\s|\b(?:är|ska|skall|utses|har|blir|kommer)\b")


class SearchedText:
    """A text that contacts are sought in."""

    def __init__(self, text: str) -> None:
        """Fold a text; its other forms are made when they are asked for."""
        self.text, self._read = text, FoldedText(text)

    @property
    def folded(self) -> str:
        """The text with one kind of space, hyphen and at sign."""
        return self._read.folded

    @functools.cached_property
    def lowered(self) -> str:
        """The folded text as words of names are sought in it."""
        return lowered(self.folded)

    @functools.cached_property
    def joined(self) -> str:
        """The letters and digits of the folded text."""
        return letters_and_digits(self.folded)

    @functools.cached_property
    def plain(self) -> str:
        """The text itself without case."""
        return without_case(self.text)

    @functools.cached_property
    def folded_plain(self) -> str:
        """The folded text without case."""
        return self.plain if self.folded == self.text else without_case(self.folded)

    @functools.cached_property
    def of_anybody(self) -> tuple[Range, ...]:
        """What reaches a person, and what stands behind the label of a contact, whoever it is; in the folded text."""
        return (*find_details(self.folded, self.folded_plain), *labelled(self.folded, self.folded_plain))

    def original(self, ranges: Iterable[Range]) -> list[Range]:
        """Ranges of the folded text in the text itself."""
        return self._read.original(ranges)


def searched_text(text: str) -> SearchedText:
    """A text to be searched; headings, regions and owners stand on many pages."""
    return _short_text(text) if len(text) <= _SHORT else SearchedText(text)


_short_text = functools.lru_cache(_REMEMBERED)(SearchedText)


def labelled(folded: str, plain: str) -> Iterator[Range]:
    """What stands behind the label of a contact or of an owner's number, where that is a person's.

    `plain` is the folded text without case.
    """
    places = sorted(place for label in CONTACT_LABELS for place in all_places(folded, label))
    for match in matches_at(places, _LABEL, folded):
        people = persons_in(match["value"])
        if len(people) == 1 and len(people[0]) == 1 and not _SENTENCE.search(match["value"]):
            yield match.span("value")
        for person in people:
            found = name_forms(person).find(match["value"], lowered(match["value"]))
            yield from ((match.start("value") + start, match.start("value") + end) for start, end in found)
    for match in _OWNER_NUMBER.finditer(folded) if OWNER_LABEL in plain else ():
        digits = re.sub(r"\D", "", match["number"]).removeprefix("16")
        if len(digits) != 10 or digits[2] < "2":
            yield match.span("number")
