"""Where a Swedish compound is put together: `grundskola` of `grund` and `skola`, as the dictionary would make it."""

import functools
from collections.abc import Iterator

from archive.building.vocabulary.hunspell_dictionary import irregular_forms, is_name, is_word, listed_forms, word_rules
from schema.prose_vocabulary import places

_SHORTEST, _LONGEST = 3, 60
"""Letters of a part, and of a compound."""
_ANY_LAST, _ANY_FIRST = ("bord", "vatten"), ("vatten", "skogs", "barn")
"""Words that nearly every first part goes with, and first parts that go with nearly every word: whether the
dictionary makes a word of a part and one of these tells whether the part may stand there."""
_LINKS = (("", ""), ("s", ""), ("o", "a"), ("u", "a"), ("e", ""), ("e", "a"), ("", "a"), ("s", "e"), ("", "e"))
"""What a first part ends with, and what its basic form has there: `kvinno-` is of kvinna, `arbets-` of arbete."""
_SURELY_LINKED = 6
"""Letters from which an `s` at the end is such a link: `företags-` is of företag, but `kurs-` is of kurs."""


@functools.lru_cache(maxsize=200_000)
def divided(word: str) -> tuple[str, str] | None:
    """The first part of a compound and the rest, which may be inflected; None if it is no compound.

    Of several ways the one whose parts the dictionary lists, with the longest rest.
    """
    if not 2 * _SHORTEST <= len(word) <= _LONGEST or not is_word(word):
        return None
    found = list(_ways(word))
    if not found or is_name(word) or word.removesuffix("s") in places():
        return None
    return next((way for way in found if listed_forms(way[1]) and first_forms(way[0])), found[0])


def _ways(word: str) -> Iterator[tuple[str, str]]:
    for place in range(max(_SHORTEST, _whole_letters(word)), len(word) - _SHORTEST + 1):
        first, last = word[:place], word[place:]
        if _may_be_last(last) and _may_be_first(first):
            yield first, last


def _whole_letters(word: str) -> int:
    """The letters at the start of a compound that are a word of its own, not to be cut: `handledar|utbildning`."""
    return max((len(whole) - 1 for whole in word_rules().whole if word.startswith(whole[:-1])), default=0)


@functools.lru_cache(maxsize=200_000)
def _may_be_last(last: str) -> bool:
    return (
        is_word(last)
        and not word_rules().endings.intersection((last, *listed_forms(last)))
        and any(is_word(first + last) for first in _ANY_FIRST)
    )


@functools.lru_cache(maxsize=200_000)
def _may_be_first(first: str) -> bool:
    return first not in word_rules().prefixes and any(is_word(first + last) for last in _ANY_LAST)


@functools.lru_cache(maxsize=200_000)
def first_forms(first: str) -> tuple[str, ...]:
    """The basic form of a first part, `skola` of `skol`; empty if the dictionary lists none."""
    if first in irregular_forms():
        return (irregular_forms()[first],)
    links = _LINKS if len(first) < _SURELY_LINKED else (("s", ""), *_LINKS)
    endings = (first[: len(first) - len(link)] + basic for link, basic in links if first.endswith(link))
    known = (form for form in endings if len(form) >= _SHORTEST and is_word(form) and form in listed_forms(form))
    return next(((form,) for form in known), ())
