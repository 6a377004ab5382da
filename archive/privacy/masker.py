"""The mask: contacts and whatever reaches a person, replaced sign by sign, so that every offset stays true."""

import re
from collections.abc import Iterable, Iterator

from archive.privacy.contact_details import digits_pattern, find_details
from archive.privacy.contact_phrases import persons_named
from archive.privacy.folding import FoldedText, Range
from archive.privacy.names import NameForms, lowered
from archive.privacy.persons import persons_in
from schema.record import Contact

MASK = "█"
_OWNER_NUMBER = re.compile(r"(?<=organisationsnummer)(?P<number>[\s:]*(?:16)?\d[\d +-]{5,14}\d)", re.IGNORECASE)
"""What follows the label of the owner's number; a sole trader's is the person's own."""
_LABEL = re.compile(
    r"(?<![^\W_])(?:Kontaktperson|Behörig företrädare)(?: *:\s*| *\n\s*|\t|(?=[A-ZÅÄÖ]))"
    r"(?P<value>(?!E-post|Telefon|saknas)[^\n:]{2,80})"
)
"""The label of a contact on any page, project or not, whatever stands behind it."""
_SENTENCE = re.compile(r"[.!?]\s|\b(?:är|ska|skall|utses|har|blir|kommer)\b")


class Masker:
    """Masks addresses and numbers that reach a person, and the given contacts wherever they are named."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        """Prepare for the texts of one project; `contacts` are those of all its pages."""
        known = list(contacts)
        people = dict.fromkeys(person for contact in known for person in persons_in(contact.name or ""))
        self._names = [NameForms(person) for person in people]
        names = {contact.name for contact in known if contact.name and not contact.name.strip().isalpha()}
        written = names | {value for contact in known for value in (contact.email, contact.phone) if value}
        self._literal = [re.compile(re.escape(value), re.IGNORECASE) for value in sorted(written) if value.strip()]
        found = (digits_pattern(contact.phone) for contact in known if contact.phone)
        self._numbers = [pattern for pattern in found if pattern]

    def mask(self, text: str) -> str:
        """`text` with every personal detail replaced, character by character; line ends stay."""
        folded = FoldedText(text)
        ranges = folded.original(self._find(folded.folded))
        return mask_ranges(text, [*ranges, *self._find_literal(text)])

    def _find(self, folded: str) -> Iterator[Range]:
        yield from find_details(folded)
        yield from _labelled(folded)
        low = lowered(folded)
        for name in self._names:
            yield from name.find(folded, low)
        for number in self._numbers:
            yield from (match.span() for match in number.finditer(folded))

    def _find_literal(self, text: str) -> Iterator[Range]:
        """Values of contact labels as written, but for names of one word, which may be words of the language."""
        for value in self._literal:
            yield from (match.span() for match in value.finditer(text))


def contacts_in(text: str) -> list[Contact]:
    """The persons that a text names as contacts, beside those behind the labels of its layout."""
    people = dict.fromkeys(persons_named(FoldedText(text).folded))
    return [Contact(" ".join(person)) for person in people]


def mask_range(text: str, start: int, end: int) -> str:
    """`text` with the characters from `start` to `end` masked."""
    return mask_ranges(text, [(start, end)])


def mask_ranges(text: str, ranges: Iterable[Range]) -> str:
    """`text` with some ranges masked, which may overlap."""
    pieces, position = [], 0
    for start, end in sorted(ranges):
        first = max(start, position)
        if end > first:
            pieces += [text[position:first], "".join("\n" if sign == "\n" else MASK for sign in text[first:end])]
            position = end
    return "".join([*pieces, text[position:]]) if pieces else text


def _labelled(folded: str) -> Iterator[Range]:
    """What stands behind the label of a contact or of an owner's number, where that is a person's."""
    for match in _LABEL.finditer(folded):
        people = list(persons_in(match["value"]))
        if len(people) == 1 and len(people[0]) == 1 and not _SENTENCE.search(match["value"]):
            yield match.span("value")
        for person in people:
            found = NameForms(person).find(match["value"], lowered(match["value"]))
            yield from ((match.start("value") + start, match.start("value") + end) for start, end in found)
    for match in _OWNER_NUMBER.finditer(folded):
        digits = re.sub(r"\D", "", match["number"]).removeprefix("16")
        if len(digits) != 10 or digits[2] < "2":
            yield match.span("number")
