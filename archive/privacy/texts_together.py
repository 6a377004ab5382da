"""Many texts searched at once for whatever a mask may hide: most have nothing of it, and so need no mask."""

import functools
from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate

from archive.privacy.contact_details import KnownNumber, find_details, letters_and_digits
from archive.privacy.names import NameForms
from archive.privacy.searched_text import CONTACT_LABELS, OWNER_LABEL, SearchedText, labelled

_APART = "\x9c"
"""What stands between two texts: a control character of no word, number or white space, which folding leaves alone."""


class TextsTogether:
    """Texts, none of which holds a certain control character, searched as one; each is named by its position."""

    def __init__(self, texts: list[str]) -> None:
        self._number, self._all = len(texts), SearchedText(_APART.join(texts))

    @property
    def is_whole(self) -> bool:
        """Whether the texts can be told apart."""
        return self._all.text.count(_APART) == self._number - 1

    @functools.cached_property
    def _folded(self) -> list[str]:
        return self._all.folded.split(_APART)

    @functools.cached_property
    def _lowered(self) -> list[str]:
        return self._all.lowered.split(_APART)

    @functools.cached_property
    def _plain(self) -> list[str]:
        return self._all.plain.split(_APART)

    def with_any(self, signs: Iterable[str]) -> set[int]:
        """The texts that have one of some signs."""
        return self._with(signs, self._all.folded, lambda: self._folded)

    def with_value(self, plain: Iterable[str]) -> set[int]:
        """The texts that have one of some values, both without case."""
        return self._with(plain, self._all.plain, lambda: self._plain)

    def with_details(self) -> set[int]:
        """The texts with what reaches a person, or stands behind the label of a contact, whoever that is."""
        folded, plain = self._all.folded, self._all.folded_plain
        starts = [0, *accumulate(len(text) + 1 for text in self._folded)]
        details = {bisect_right(starts, start) - 1 for start, _ in find_details(folded, plain)}
        parts = plain.split(_APART)
        may_be = self.with_any(CONTACT_LABELS) | self._with([OWNER_LABEL], plain, lambda: parts)
        return details.union(at for at in may_be if any(labelled(self._folded[at], parts[at])))

    def with_name(self, name: NameForms) -> set[int]:
        """The texts that a name may stand in."""
        if not name.may_stand_in(self._all.folded, self._all.lowered):
            return set()
        pairs = zip(self._folded, self._lowered, strict=True)
        return {at for at, pair in enumerate(pairs) if name.may_stand_in(*pair)}

    def with_number(self, number: KnownNumber) -> set[int]:
        """The texts that a telephone number may stand in."""
        if not number.may_stand_in(self._all.joined):
            return set()
        return {at for at, text in enumerate(self._folded) if number.may_stand_in(letters_and_digits(text))}

    def _with(self, signs: Iterable[str], whole: str, parts: Callable[[], list[str]]) -> set[int]:
        found = [sign for sign in signs if sign in whole]
        return {at for at, text in enumerate(parts()) if any(sign in text for sign in found)} if found else set()
