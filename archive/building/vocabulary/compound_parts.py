"""Which words stand first and which last in Swedish compounds, and the basic form of a first part."""

import functools
import itertools
from collections.abc import Iterator

from archive.building.vocabulary.hunspell_dictionary import (
    irregular_forms,
    is_name,
    is_word,
    listed_forms,
    place_names,
    word_rules,
)
from archive.building.vocabulary.inflections import inflections
from archive.building.vocabulary.listed_words import listed_beginnings, listed_endings
from archive.building.vocabulary.word_classes import is_adjective

SHORTEST_PART, SURELY_A_WORD = 3, 5
"""Letters of a part, but for those of the word rules, and from which one is no chance piece of a longer word."""
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
_VOWEL_LINKS = ("o", "u")
"""Links that only nouns in -a take."""
_DEFINITE = ("en", "et", "n", "t")
"""The articles that tell a noun from a piece of a word."""
_SEVERAL = 4
"""Compounds in the dictionary's list that make a short piece a first part."""
_SURELY_LINKED = 6
"""Letters from which an `s` at the end is such a link: `företags-` is of företag, but `kurs-` is of kurs."""


@functools.lru_cache(maxsize=200_000)
def is_short_last(last: str) -> bool:
    """Whether a word, inflected or not, is one of the short ones that the rules let stand last."""
    return not word_rules().short_lasts.isdisjoint((last, irregular_forms().get(last, last), *listed_forms(last)))


def is_whole_word(last: str) -> bool:
    """Whether a rest is a word that is long enough, or a short one of the rules: what can be told in no time."""
    return (len(last) >= SHORTEST_PART and is_word(last)) or is_short_last(last)


@functools.lru_cache(maxsize=200_000)
def may_be_last(last: str) -> bool:
    """Whether a whole word may end a compound; the dictionary takes long to say so, so it is asked of few."""
    return is_short_last(last) or (_is_no_ending(last) and any(is_word(first + last) for first in _ANY_FIRST))


@functools.lru_cache(maxsize=200_000)
def may_be_listed_last(last: str) -> bool:
    """Whether a whole word ends compounds that the dictionary lists, though it makes none of it."""
    return _is_no_ending(last) and any(map(_is_listed_last, listed_forms(last)))


def _is_no_ending(last: str) -> bool:
    return word_rules().endings.isdisjoint((last, *listed_forms(last)))


def _is_listed_last(basic: str) -> bool:
    """Whether a noun that the dictionary joins to nothing ends compounds in its list: `gata` storgata, bakgata."""
    definite = {basic + ending for ending in _DEFINITE}
    return len(basic) > SHORTEST_PART and not definite.isdisjoint(inflections(basic)) and ends_several(basic)


def is_no_prefix(first: str) -> bool:
    """Whether a first part leaves what follows the word that it is."""
    return not word_rules().prefixes.intersection((first, first.removesuffix("s")))


@functools.lru_cache(maxsize=200_000)
def makes_compounds(first: str) -> bool:
    """Whether the dictionary puts a first part before nearly any word."""
    if first in word_rules().short_firsts:
        return True
    return len(first) >= SHORTEST_PART and any(is_word(first + last) for last in _ANY_LAST)


@functools.lru_cache(maxsize=200_000)
def is_surely_a_word(first: str) -> bool:
    """Whether a first part is a word though the dictionary joins nothing to it: `förskol`, `norrlands`, `läx`."""
    return len(first) >= SURELY_A_WORD and bool(first_forms(first) or is_name(first.removesuffix("s")))


@functools.lru_cache(maxsize=200_000)
def begins_several(first: str) -> bool:
    """Whether a short first part begins several compounds that the dictionary lists: läxbok, läxförhör, läxläsning."""
    if len(first) < SHORTEST_PART or not first_forms(first):
        return False
    lasts = (rest for rest in listed_beginnings(first) if len(rest) > SHORTEST_PART and listed_forms(rest) == (rest,))
    return _has_several(rest for rest in lasts if may_be_last(rest))


@functools.lru_cache(maxsize=200_000)
def ends_several(last: str) -> bool:
    """Whether a last part ends several compounds that the dictionary lists: datorhjälp, barnhjälp, grannhjälp."""
    firsts = (first for first in listed_endings(last) if len(first) > SHORTEST_PART)
    return _has_several(first for first in firsts if makes_compounds(first))


def _has_several(found: Iterator[str]) -> bool:
    return len(list(itertools.islice(found, _SEVERAL))) == _SEVERAL


@functools.lru_cache(maxsize=200_000)
def first_forms(first: str) -> tuple[str, ...]:
    """The basic form of a first part, `skola` of `skol`; empty if the dictionary lists none."""
    if first in irregular_forms():
        return (irregular_forms()[first],)
    if first in word_rules().short_firsts:
        return (first,)
    known = next((form for form in _possible_forms(first) if _is_first_form(form)), None)
    name = first.removesuffix("s")
    return (known,) if known else (name,) if name in place_names() else ()


def _possible_forms(first: str) -> Iterator[str]:
    for link, basic in _LINKS if len(first) < _SURELY_LINKED else (("s", ""), *_LINKS):
        form = first[: len(first) - len(link)] + basic
        if first.endswith(link) and _takes(form, link):
            yield form


def _takes(form: str, link: str) -> bool:
    """Whether a first part of this basic form is put before another word with this link."""
    if link in _VOWEL_LINKS:
        return form in listed_forms(f"{form}n")
    return link != "s" or not is_adjective(form)


def _is_first_form(form: str) -> bool:
    return len(form) >= SHORTEST_PART and is_word(form) and form in listed_forms(form)
