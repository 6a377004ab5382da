"""The forms in which a person's name stands in a text, as one pattern a person."""

import functools
import re
from collections.abc import Iterable, Iterator

from archive.privacy.folding import Range
from archive.privacy.known_words import is_known
from archive.privacy.name_patterns import BETWEEN, GENITIVE, any_form, spelled, titles_in, together, with_title
from archive.privacy.name_signs import piece_of, signs_of
from archive.privacy.name_words import word_list
from archive.privacy.persons import Person, is_given_name
from archive.privacy.plain_names import PlainName
from archive.privacy.surroundings import all_places, beside, surroundings
from schema.prose_vocabulary import places

_SHORTEST_SURNAME = 3
_LETTERS_BEFORE_ENDING = 3
"""Letters that make a surname of an ending: `Provsson`, but not `son`."""
_REACH = 16
"""Words from one word of a name to the ends of its longest form, each sign between them counted as one."""
_SHORTEST_SIGN = 2
_MASKS = re.compile("█+")
_BETWEEN_SIGNS = 8
"""More signs than stand between a word and a mask beside it, an `s` of the genitive included."""


class NameForms:
    """Finds a person in folded texts."""

    def __init__(self, person: Person) -> None:
        """Prepare for one person; of a single word, only one that can be nothing but a surname is sought."""
        self._person, self._surnames = person, _surnames(person)
        self._surname_signs = {sign for part in self._surnames for sign in signs_of(part)}
        self.signs = self._surname_signs.union(*map(signs_of, person))
        """What a text has one of, once it is `lowered`, if it may have the name."""
        self._patterns: dict[frozenset[str], re.Pattern[str]] = {}
        self._reach = _REACH + 2 * sum(part.count("-") for part in person)

    @functools.cached_property
    def _plain(self) -> PlainName:
        return PlainName(self._person)

    @functools.cached_property
    def _untitled(self) -> list[str]:
        alone = (part for part in self._surnames if _is_only_a_surname(part))
        return [*together(self._person, self._surnames), *map(spelled, alone)]

    def _pattern(self, titles: frozenset[str]) -> re.Pattern[str]:
        """All forms, of those with a title the ones with `titles`; compiled once a text has a sign of the name."""
        if titles not in self._patterns:
            titled = (with_title(surname, titles) for surname in self._surnames) if titles else ()
            self._patterns[titles] = any_form([*self._untitled, *titled])
        return self._patterns[titles]

    @functools.cached_property
    def _beside_mask(self) -> re.Pattern[str]:
        name = f"(?:{'|'.join(map(spelled, (self._person[0], *self._surnames)))}){GENITIVE}"
        initial = rf"(?-i:{re.escape(self._person[0][0].upper())})\."
        return re.compile(
            rf"(?<=█),?{BETWEEN}(?P<after>{name})|(?P<before>{name}|{initial})(?=,?{BETWEEN}█)", re.IGNORECASE
        )

    def find_beside_mask(self, masked: str, lowered: str) -> Iterator[Range]:
        """The places of a name's words beside what is masked: the rest of the name, which fewer contacts had hidden."""
        if not self.may_stand_beside(masked, lowered):
            return
        edges = {place for masks in _MASKS.finditer(masked) for place in (masks.start(), masks.end() - 1)}
        for stretch in surroundings(masked, edges, self._reach):
            for match in self._beside_mask.finditer(masked, *stretch):
                place = match.span("after" if match["after"] else "before")
                if _stands_free(masked, *place):
                    yield place

    def may_stand_beside(self, masked: str, lowered: str) -> bool:
        """Whether a word or the initial of a name of several stands so near a mask that it may be beside it."""
        initial, signs = f"{self._person[0][0].upper()}.", self._surname_signs.union(signs_of(self._person[0]))
        is_anywhere = initial in masked or any(sign in lowered for sign in signs)
        if len(self._person) < 2 or not is_anywhere:
            return False
        reach = 2 * max(map(len, self._person)) + _BETWEEN_SIGNS
        near, masks = [masked, lowered], [found.span() for found in _MASKS.finditer(masked)]
        if len(masked) == len(lowered) and 2 * reach * len(masks) < len(masked):
            near = [beside(masks, text, reach) for text in near]
        return initial in near[0] or any(sign in near[1] for sign in signs)

    def find(self, folded: str, lowered: str) -> Iterator[Range]:
        """The places of the name in a text; `lowered` is what the function `lowered` makes of the text."""
        if not self.may_stand_in(folded, lowered):
            return
        is_plain = len(folded) == len(lowered) and self._surnames == [self._person[-1]] and self._plain.is_plain
        if is_plain and (places := self._plain.places(folded, lowered)) is not None:
            yield from (place for place in places if _stands_free(folded, *place))
            return
        for start, end in self._stretches(folded, lowered):
            pattern = self._pattern(titles_in(folded[start:end]))
            for match in pattern.finditer(folded, start, end):
                if _stands_free(folded, *match.span()):
                    yield match.span()

    def may_stand_in(self, folded: str, lowered: str) -> bool:
        """Whether a text has a surname, or what stands without one: `Karin L.`, given names; then by a piece of it."""
        if any(sign in lowered for sign in self._surname_signs):
            return True
        is_shortened = len(self._person) > 2 or f"{self._person[-1][0].upper()}." in folded
        pieces = map(piece_of, self._surnames)
        given = signs_of(self._person[0])
        return is_shortened and any(sign in lowered for sign in given) and any(piece in lowered for piece in pieces)

    def _stretches(self, folded: str, lowered: str) -> Iterable[Range]:
        """Where the name can stand: around its words; anywhere, if a word is too short or letters have moved."""
        if len(folded) != len(lowered) or min(map(len, self.signs)) < _SHORTEST_SIGN:
            return [(0, len(folded))]
        places = {place for sign in self.signs for place in all_places(lowered, sign)}
        return surroundings(folded, places, self._reach)


@functools.lru_cache(maxsize=1_000)
def name_forms(person: Person) -> NameForms:
    """What finds a person; a contact is named on many pages."""
    return NameForms(person)


def _surnames(person: Person) -> list[str]:
    """The last word and its halves; of three words or more, also each one that is no given name."""
    later = person[1:] or person
    words = [word for word in later if word.casefold() not in word_list("particles")]
    middle = [word for word in words[:-1] if not is_given_name(word)]
    halves = [half for word in words[-1:] for half in word.split("-") if "-" in word]
    return [part for part in (*words[-1:], *halves, *middle) if len(part) >= 2]


def _stands_free(folded: str, start: int, end: int) -> bool:
    """Whether a match is no part of a longer word, but for words that a page has glued: `KontaktpersonYlva`."""
    found = folded[start:end]
    before, after = folded[start - 1 : start], folded[end : end + 1]
    opens = not before.isalpha() or (before.islower() and found[:1].isupper())
    closes = not after.isalpha() or (after.isupper() and found[-1:].islower())
    return opens and closes and (found[:1].isupper() or " " in found or "-" in found)


@functools.lru_cache(maxsize=10_000)
def _is_only_a_surname(word: str) -> bool:
    """Whether a word with a capital can be nothing else: no place, no given name, no common word of Swedish."""
    folded = word.casefold()
    if len(word) < _SHORTEST_SURNAME or word in places() or word.capitalize() in places() or is_given_name(word):
        return False
    endings = word_list("surname_endings").words
    typical = any(folded.endswith(end) and len(folded) >= len(end) + _LETTERS_BEFORE_ENDING for end in endings)
    return (typical and folded.endswith(("son", "qvist", "kvist"))) or not is_known(folded)
