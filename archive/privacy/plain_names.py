"""Names of two words in usual letters: where a text has them only as their contact writes them, no pattern is needed.

Most contacts are named so and no other way; to compile the patterns of a name takes longer than to mask a page.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from archive.privacy.folding import Range, without_case
from archive.privacy.name_patterns import GENITIVE, is_long, plain_titles
from archive.privacy.name_signs import lowered, signs_of
from archive.privacy.persons import Person
from archive.privacy.surroundings import all_places

_USUAL_WORD = re.compile("[A-ZÅÄÖ][a-zåäöéü]+")
_GENITIVE = re.compile(GENITIVE, re.IGNORECASE)
_GAP, _GAP_OR_COMMA = re.compile(r"[\s-]"), re.compile(r"[\s,-]")
"""What parts the words of a name: behind the given name, and behind a surname that stands first."""
_JOINED = re.compile(r"(?:[\s-]|[A-ZÅÄÖ]\.?)\Z")
"""What a surname stands behind: another word of the name, a title or an initial."""


class PlainName:
    """A given name and a surname: two words, neither of which is in the other, nor the first like a title."""

    def __init__(self, person: Person) -> None:
        """Prepare for a person; `is_plain` says whether `places` can tell of the name."""
        self._written, self._surname_at = " ".join(person), len(person[0]) + 1
        self._given, self._surname = signs_of(person[0]), signs_of(person[-1])
        self.is_plain = len(person) == 2 and all(map(_USUAL_WORD.fullmatch, person)) and self._has_distinct_words()

    def _has_distinct_words(self) -> bool:
        given, _, surname = self._written.partition(" ")
        is_whole = lowered(given) in self._given and lowered(surname) in self._surname
        givens, surnames = (
            {start for start, _ in _find_any(signs, lowered(self._written))} for signs in (self._given, self._surname)
        )
        return is_whole and givens == {0} and surnames == {self._surname_at} and not _is_like_a_title(given)

    def places(self, folded: str, low: str) -> list[Range] | None:
        """Where a text has the name as it is written; None if it may have the name in another form, too.

        Every form has one of the two words. `low` is what `lowered` makes of the text, sign for sign.
        """
        starts = list(all_places(folded, self._written))
        whole = {place for start in starts for place in (start, start + self._surname_at)}
        givens = (place for place in _find_any(self._given, low) if place[0] not in whole)
        surnames = (place for place in _find_any(self._surname, low) if place[0] not in whole)
        if any(_GAP.match(folded, end) for _, end in givens) or any(_may_be_surname(folded, *at) for at in surnames):
            return None
        ends = (_GENITIVE.match(folded, start + len(self._written)) for start in starts)
        found = [(start, end.end()) for start, end in zip(starts, ends, strict=True) if end]
        return None if any(end > start for (_, end), (start, _) in pairwise(found)) else found


def _find_any(signs: Iterable[str], low: str) -> Iterator[Range]:
    return ((place, place + len(sign)) for sign in signs for place in all_places(low, sign))


def _may_be_surname(folded: str, start: int, end: int) -> bool:
    """Whether letters are no mere part of a longer word or of an address: no surname alone is in small letters."""
    is_joined = _JOINED.search(folded[max(0, start - 2) : start]) or _GAP_OR_COMMA.match(folded, end)
    return bool(is_joined) or not folded[start].islower()


def _is_like_a_title(word: str) -> bool:
    """Whether a word, at the end of a longer one or not, could be taken for a title before the surname."""
    plain = without_case(word)
    return any(title.endswith(plain) or (is_long(title) and plain.endswith(title)) for title in plain_titles())
