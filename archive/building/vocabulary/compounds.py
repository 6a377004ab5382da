"""Where a Swedish compound is put together: `grundskola` of `grund` and `skola`, as the dictionary would make it."""

import functools
import itertools
from collections.abc import Callable, Iterator

from archive.building.vocabulary.hunspell_dictionary import (
    irregular_forms,
    is_name,
    is_word,
    listed_forms,
    place_names,
    word_rules,
)
from archive.building.vocabulary.listed_words import listed_beginnings, listed_endings

_SHORTEST, _LONGEST = 3, 60
"""Letters of a part, and of a compound; those of the word rules may be shorter."""
_SURELY_A_WORD = 5
"""Letters from which a part is no chance piece of a longer word, though the dictionary makes no such compound."""
_ANY_LAST, _ANY_FIRST = ("bord", "vatten"), ("barn", "skogs", "vatten")
"""Words that nearly every first part goes with, and first parts that go with nearly every word: whether the
dictionary makes a word of a part and one of these tells whether the part may stand there."""
_LINKS = (
    ("", ""),
    ("s", ""),
    ("o", "a"),
    ("u", "a"),
    ("e", ""),
    ("e", "a"),
    ("", "a"),
    ("s", "e"),
    ("", "e"),
    ("ie", "ium"),
    ("ei", "eum"),
)
"""What a first part ends with, and what its basic form has there: `kvinno-` is of kvinna, `arbets-` of arbete."""
_SEVERAL = 4
"""Compounds in the dictionary's list that make a short piece a first part."""
_SURELY_LINKED = 6
"""Letters from which an `s` at the end is such a link: `företags-` is of företag, but `kurs-` is of kurs."""


@functools.lru_cache(maxsize=200_000)
def divided(word: str) -> tuple[str, str] | None:
    """The first part of a compound and the rest, which may be inflected; None if it is no compound.

    Of several ways the one whose parts the dictionary lists, with the longest rest.
    """
    if not 2 * _SHORTEST - 1 <= len(word) <= _LONGEST or _is_a_participle(word):
        return None
    if is_name(word) or word.removesuffix("s") in place_names():
        return None
    if not is_word(word):
        named = (way for way in _ways(word, _is_named) if len(way[1]) > _SHORTEST)
        return next(itertools.chain(named, _unlisted_ways(word)), None)
    found = list(_ways(word, _makes_compounds)) or list(_ways(word, _is_surely_a_word)) or list(_listed_ways(word))
    return next((way for way in found if listed_forms(way[1]) and first_forms(way[0])), found[0] if found else None)


def _is_named(first: str) -> bool:
    """Whether a first part is a place, as in a word that no dictionary has: `gnosjöregionen`."""
    name = first.removesuffix("s")
    return name in place_names() or (len(name) >= _SURELY_A_WORD and is_name(name))


def _is_a_participle(word: str) -> bool:
    """Whether the dictionary has a word as such and as a verb's form: `filmat` is of filma, no kind of mat."""
    return word.endswith(("t", "d")) and word[:-1] in listed_forms(word)


def _ways(word: str, may_be_first: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    for place in range(max(2, _whole_letters(word)), len(word) - 1):
        first, last = word[:place], word[place:]
        may_be = _is_no_prefix(first) and _is_whole_word(last) and may_be_first(first)
        if may_be and _may_be_last(last) and not _takes_the_link(first, last):
            yield first, last


def _takes_the_link(first: str, last: str) -> bool:
    """Whether the rest begins with the `s` that links the parts: `svärd` in `pensionatsvärd`."""
    return last[0] == "s" and is_word(last[1:]) and not _makes_compounds(first)


def _whole_letters(word: str) -> int:
    """The letters at the start of a compound that are a word of its own, not to be cut: `handledar|utbildning`."""
    wholes = _wholes()
    return next((length for length, starts in wholes.items() if word[:length] in starts), 0)


@functools.cache
def _wholes() -> dict[int, set[str]]:
    """The words that are not to be cut, without their last letter, by their length, the longest first."""
    found: dict[int, set[str]] = {}
    for whole in sorted(word_rules().whole, key=len, reverse=True):
        found.setdefault(len(whole) - 1, set()).add(whole[:-1])
    return found


@functools.lru_cache(maxsize=200_000)
def _is_short_last(last: str) -> bool:
    return last in word_rules().short_lasts or not word_rules().short_lasts.isdisjoint(listed_forms(last))


def _is_whole_word(last: str) -> bool:
    """Whether a rest is a word that is long enough, or a short one of the rules: what can be told in no time."""
    return (len(last) >= _SHORTEST and is_word(last)) or _is_short_last(last)


@functools.lru_cache(maxsize=200_000)
def _may_be_last(last: str) -> bool:
    """Whether a whole word may end a compound; the dictionary takes long to say so, so it is asked of few."""
    return _is_short_last(last) or (
        word_rules().endings.isdisjoint((last, *listed_forms(last)))
        and any(is_word(first + last) for first in _ANY_FIRST)
    )


def _is_no_prefix(first: str) -> bool:
    return not word_rules().prefixes.intersection((first, first.removesuffix("s")))


@functools.lru_cache(maxsize=200_000)
def _makes_compounds(first: str) -> bool:
    if first in word_rules().short_firsts:
        return True
    return len(first) >= _SHORTEST and any(is_word(first + last) for last in _ANY_LAST)


@functools.lru_cache(maxsize=200_000)
def _is_surely_a_word(first: str) -> bool:
    """Whether a first part is a word though the dictionary joins nothing to it: `förskol`, `norrlands`, `läx`."""
    return len(first) >= _SURELY_A_WORD and bool(first_forms(first) or is_name(first.removesuffix("s")))


def _listed_ways(word: str) -> Iterator[tuple[str, str]]:
    """The ways to divide a word whose two parts both stand in several compounds of the dictionary's list."""
    for first, last in _ways(word, _begins_several):
        listed = (basic for basic in listed_forms(last) if len(basic) > _SHORTEST)
        if last in word_rules().short_lasts or any(map(_ends_several, listed)):
            yield first, last


def _unlisted_ways(word: str) -> Iterator[tuple[str, str]]:
    """The ways to divide a word that the dictionary neither has nor makes, `skolkö`: both parts must be sure ones."""
    for first, last in _ways(word, lambda first: _makes_compounds(first) or _begins_several(first)):
        if first_forms(first) and _is_sure_last(first, last):
            yield first, last


def _is_sure_last(first: str, last: str) -> bool:
    """Whether a last part is a sure one after this first part; the shorter that is, the longer the last must be."""
    if len(first) > _SHORTEST and last in word_rules().short_lasts:
        return True
    if len(first) <= _SHORTEST and first not in word_rules().short_firsts:
        return False
    letters = _SHORTEST + 1 if len(first) >= _SURELY_A_WORD else _SURELY_A_WORD
    return any(len(basic) >= letters and _ends_several(basic) for basic in listed_forms(last))


@functools.lru_cache(maxsize=200_000)
def _begins_several(first: str) -> bool:
    """Whether a short first part begins several compounds that the dictionary lists: läxbok, läxförhör, läxläsning."""
    if len(first) < _SHORTEST or not first_forms(first):
        return False
    lasts = (rest for rest in listed_beginnings(first) if len(rest) > _SHORTEST and listed_forms(rest) == (rest,))
    return _has_several(rest for rest in lasts if _may_be_last(rest))


@functools.lru_cache(maxsize=200_000)
def _ends_several(last: str) -> bool:
    """Whether a last part ends several compounds that the dictionary lists: datorhjälp, barnhjälp, grannhjälp."""
    return _has_several(first for first in listed_endings(last) if len(first) > _SHORTEST and _makes_compounds(first))


def _has_several(found: Iterator[str]) -> bool:
    return len(list(itertools.islice(found, _SEVERAL))) == _SEVERAL


@functools.lru_cache(maxsize=200_000)
def first_forms(first: str) -> tuple[str, ...]:
    """The basic form of a first part, `skola` of `skol`; empty if the dictionary lists none."""
    if first in irregular_forms():
        return (irregular_forms()[first],)
    if first in word_rules().short_firsts:
        return (first,)
    links = _LINKS if len(first) < _SURELY_LINKED else (("s", ""), *_LINKS)
    endings = (first[: len(first) - len(link)] + basic for link, basic in links if first.endswith(link))
    known = (form for form in endings if len(form) >= _SHORTEST and is_word(form) and form in listed_forms(form))
    name = first.removesuffix("s")
    return next(((form,) for form in known), (name,) if name in place_names() else ())
