"""The mask: contacts and whatever reaches a person, replaced sign by sign, so that every offset stays true."""

import functools
import re
from collections.abc import Iterable, Iterator

from archive.privacy.contact_details import known_number
from archive.privacy.contact_phrases import persons_named
from archive.privacy.folding import FoldedText, Range, without_case
from archive.privacy.name_signs import lowered
from archive.privacy.names import name_forms
from archive.privacy.persons import persons_in
from archive.privacy.searched_text import SearchedText, searched_text
from archive.privacy.surroundings import all_places
from archive.privacy.texts_together import TextsTogether
from schema.record import Contact

MASK = "█"
_REMEMBERED = 5_000
"""Texts that are masked once."""
_FEWEST = 3
"""Texts that are worth being searched together."""
_BETWEEN_MASKS = re.compile(r"█(,?[\s-]{1,3})(?=█)")
"""What parts two masks: within a name it is masked with it, so between the masks of its words too."""


class Masker:
    """Masks addresses and numbers that reach a person, and the given contacts wherever they are named."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        """Prepare for the texts of one project; `contacts` are those of all its pages."""
        self.contacts = known = list(contacts)
        people = dict.fromkeys(person for contact in known for person in persons_in(contact.name or ""))
        self._names = [name_forms(person) for person in people]
        self._signs = frozenset().union(*(name.signs for name in self._names))
        names = {contact.name for contact in known if contact.name and not contact.name.strip().isalpha()}
        written = names | {value for contact in known for value in (contact.email, contact.phone) if value}
        self._literal = [_Literal(value) for value in sorted(written) if value.strip()]
        found = (known_number(contact.phone) for contact in known if contact.phone)
        self._numbers = [number for number in found if number]
        self.masked: dict[str, str] = {}
        """Texts masked so far, as they were and as they are published."""

    def mask(self, text: str) -> str:
        """`text` with every personal detail replaced, character by character; line ends stay."""
        if (masked := self.masked.get(text)) is None:
            self._forget_if_many()
            masked = self.masked[text] = self._mask(text)
        return masked

    def _forget_if_many(self) -> None:
        if len(self.masked) >= _REMEMBERED:
            self.masked.clear()

    def look_through(self, texts: Iterable[str]) -> None:
        """Remembers those of many texts that hold nothing to be masked: at once, that takes less than one by one."""
        self._forget_if_many()
        unknown = [text for text in dict.fromkeys(texts) if text not in self.masked]
        if len(unknown) >= _FEWEST and (together := TextsTogether(unknown)).is_whole:
            found = together.with_details() | together.with_value(value.plain for value in self._literal)
            found |= {at for at in together.with_any([MASK]) if self._may_mask_beside(unknown[at])}
            found = found.union(*map(together.with_name, self._names), *map(together.with_number, self._numbers))
            self.masked |= {text: text for at, text in enumerate(unknown) if at not in found}

    def _mask(self, text: str) -> str:
        searched = searched_text(text)
        found, literal = [*searched.of_anybody, *self._find(searched)], [*self._find_literal(searched)]
        masked = mask_ranges(text, [*searched.original(found), *literal]) if found or literal else text
        return self._mask_beside(masked)

    def _mask_beside(self, masked: str) -> str:
        """A masked text without what stands of a name beside its masks, so that contacts may come one by one."""
        while MASK in masked:
            low = lowered(masked)
            found = [place for name in self._names for place in name.find_beside_mask(masked, low)]
            if not found:
                break
            masked = mask_ranges(masked, found)
        return mask_ranges(masked, (match.span(1) for match in _BETWEEN_MASKS.finditer(masked)))

    def _may_mask_beside(self, masked: str) -> bool:
        """Whether there may be more to mask beside the masks of a text."""
        low = lowered(masked)
        return bool(_BETWEEN_MASKS.search(masked)) or any(name.may_stand_beside(masked, low) for name in self._names)

    def _find(self, searched: SearchedText) -> Iterator[Range]:
        for name in self._names if any(sign in searched.lowered for sign in self._signs) else ():
            yield from name.find(searched.folded, searched.lowered)
        for number in self._numbers:
            yield from number.find(searched.folded, searched.joined)

    def _find_literal(self, searched: SearchedText) -> Iterator[Range]:
        """Values of contact labels as written, but for names of one word, which may be words of the language."""
        for value in self._literal:
            yield from value.find(searched.text, searched.plain)


class _Literal:
    """Finds a value as it is written, in capitals or not; its pattern is compiled once a text may have it."""

    def __init__(self, value: str) -> None:
        self._value, self.plain = value, without_case(value)

    @functools.cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(re.escape(self._value), re.IGNORECASE)

    def find(self, text: str, plain: str) -> Iterator[Range]:
        """Its places in a text; `plain` is the text without case. A pattern is needed where the case differs alone."""
        if self.plain not in plain:
            return
        length = len(self._value)
        if len(plain) == len(text) and len(self.plain) == length:
            found = [(start, start + length) for start in all_places(plain, self.plain, length)]
            if all(text[start:end] == self._value for start, end in found):
                yield from found
                return
        yield from (match.span() for match in self._pattern.finditer(text))


NAMELESS = Masker([])
"""Masks what reaches a person, in texts without known contacts; one for all, which share what it remembers."""


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
