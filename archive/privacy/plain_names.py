"""Names of two words in usual letters: where a text has them only as their contact writes them, no pattern is needed.

Most contacts are named so and no other way; to compile the patterns of a name takes longer than to mask a page.
"""

import functools
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from archive.privacy.folding import Range, without_case
from archive.privacy.name_patterns import GENITIVE, is_long, plain_titles, spelled
from archive.privacy.name_signs import lowered, signs_of
from archive.privacy.persons import Person
from archive.privacy.surroundings import all_places

_WORD = "[A-ZÅÄÖ][a-zåäöéü]+"
_USUAL_NAME = re.compile(f"{_WORD}(?:-{_WORD})? {_WORD}")
_GENITIVE = re.compile(GENITIVE, re.IGNORECASE)
_GAP, _GAP_OR_COMMA = re.compile(r"[\s-]"), re.compile(r"[\s,-]")
"""What parts the words of a name: behind the given name, and behind a surname that stands first."""
_JOINED = re.compile(r"(?:[\s-]|[A-ZÅÄÖ]\.?)\Z")
"""What a surname stands behind: another word of the name, a title or an initial."""


class PlainName:
    """A given name, which may be double, and a surname: none is in another, nor is a given name like a title."""

    def __init__(self, person: Person) -> None:
        """Prepare for a person; `is_plain` says whether `places` can tell of the name."""
        halves = person[0].split("-")
        self._written, self._givens = " ".join(person), [*dict.fromkeys((person[0], *halves))]
        self._surname, self._surname_at = person[-1], len(person[0]) + 1
        self._places = {0, len(halves[0]) + 1, self._surname_at}
        self.is_plain = bool(_USUAL_NAME.fullmatch(self._written)) and self._has_distinct_words()

    def _has_distinct_words(self) -> bool:
        low, words = lowered(self._written), [*self._givens, self._surname]
        is_whole = all(lowered(word) in signs_of(word) for word in words)
        givens, surnames = ({start for start, _ in _find_any(names, low)} for names in (self._givens, [self._surname]))
        is_distinct = surnames == {self._surname_at} and givens == self._places - surnames
        return is_whole and is_distinct and not any(map(_is_like_a_title, self._givens))

    def places(self, folded: str, low: str) -> list[Range] | None:
        """Where a text has the name as it is written; None if it may have the name in another form, too.

        Every form has one of the two words. `low` is what `lowered` makes of the text, sign for sign.
        """
        starts = list(all_places(folded, self._written))
        whole = {start + place for start in starts for place in self._places}
        givens = (place for place in _find_any(self._givens, low) if place[0] not in whole)
        surnames = (place for place in _find_any([self._surname], low) if place[0] not in whole)
        if any(_GAP.match(folded, end) and _is_any(self._givens, folded[start:end]) for start, end in givens):
            return None
        if any(_may_be_surname(folded, *place) for place in surnames):
            return None
        ends = (_GENITIVE.match(folded, start + len(self._written)) for start in starts)
        found = [(start, end.end()) for start, end in zip(starts, ends, strict=True) if end]
        return None if any(end > start for (_, end), (start, _) in pairwise(found)) else found


def _find_any(words: Iterable[str], low: str) -> Iterator[Range]:
    """The places of words of a name in any spelling, and of what differs from them in diacritics alone."""
    signs = (sign for word in words for sign in signs_of(word))
    return ((place, place + len(sign)) for sign in signs for place in all_places(low, sign))


def _is_any(words: Iterable[str], found: str) -> bool:
    """Whether letters are one of some words in any spelling: `äsa` in `läsa` is no `Åsa`."""
    return any(_spelling(word).fullmatch(found) for word in words)


@functools.lru_cache(maxsize=2_000)
def _spelling(word: str) -> re.Pattern[str]:
    return re.compile(spelled(word), re.IGNORECASE)


def _may_be_surname(folded: str, start: int, end: int) -> bool:
    """Whether letters are no mere part of a longer word or of an address: no surname alone is in small letters."""
    is_joined = _JOINED.search(folded[max(0, start - 2) : start]) or _GAP_OR_COMMA.match(folded, end)
    return bool(is_joined) or not folded[start].islower()


def _is_like_a_title(word: str) -> bool:
    """Whether a word, at the end of a longer one or not, could be taken for a title before the surname."""
    plain = without_case(word)
    return any(title.endswith(plain) or (is_long(title) and plain.endswith(title)) for title in plain_titles())
