"""Where a Swedish compound is put together: `grundskola` of `grund` and `skola`, as the dictionary would make it."""

import functools
import itertools
from collections.abc import Callable, Iterable, Iterator

from archive.building.vocabulary.compound_parts import (
    SHORTEST_PART,
    SURELY_A_WORD,
    begins_several,
    ends_several,
    first_forms,
    is_no_prefix,
    is_short_last,
    is_surely_a_word,
    is_whole_word,
    makes_compounds,
    may_be_last,
    may_be_listed_last,
)
from archive.building.vocabulary.hunspell_dictionary import is_name, is_word, listed_forms, place_names, word_rules
from archive.building.vocabulary.word_classes import is_adjective_and_noun, is_noun

_LONGEST = 60
"""Letters of a compound."""
_Way = tuple[str, str]
"""A first part and the rest."""
_Ways = Callable[[Iterable[_Way]], Iterator[_Way]]
"""A rule that lets those cuts through that divide a compound, each by itself."""


@functools.lru_cache(maxsize=200_000)
def divided(word: str) -> _Way | None:
    """The first part of a compound and the rest, which may be inflected; None if it is no compound.

    Of several ways the one whose parts the dictionary lists, with the longest rest.
    """
    if not 2 * SHORTEST_PART - 1 <= len(word) <= _LONGEST or _is_a_participle(word):
        return None
    if is_name(word) or word.removesuffix("s") in place_names():
        return None
    cuts = list(_cuts(word))
    if not is_word(word):
        named = (way for way in _ways(cuts, _is_named) if len(way[1]) > SHORTEST_PART)
        return next(itertools.chain(named, _unlisted_ways(cuts)), None)
    ways_to_divide: list[_Ways] = [*_WAYS, functools.partial(_noun_ways, word)]
    return next((way for ways in ways_to_divide if (way := _first_way(ways, cuts))), None)


def _first_way(ways: _Ways, cuts: list[_Way]) -> _Way | None:
    """The first of the cuts that a rule lets through, sooner one whose parts the dictionary lists.

    Those are tried first: of a long last part that is a compound itself, the dictionary takes long to tell.
    """
    listed = (cut for cut in cuts if _has_listed_parts(cut))
    others = (cut for cut in cuts if not _has_listed_parts(cut))
    return next(itertools.chain(ways(listed), ways(others)), None)


@functools.lru_cache(maxsize=1_000)
def _has_listed_parts(cut: _Way) -> bool:
    return bool(listed_forms(cut[1]) and first_forms(cut[0]))


def _noun_ways(word: str, cuts: Iterable[_Way]) -> Iterator[_Way]:
    """The ways to divide a noun that ends as adjectives do: `kundvärd`, as it has kundvärdar, but not prisvärd."""
    if any(is_noun(basic) for basic in listed_forms(word)):
        yield from _ways(cuts, makes_compounds, is_adjective_and_noun)


def _is_named(first: str) -> bool:
    """Whether a first part is a place, as in a word that no dictionary has: `gnosjöregionen`."""
    name = first.removesuffix("s")
    return name in place_names() or (len(name) >= SURELY_A_WORD and is_name(name))


def _is_a_participle(word: str) -> bool:
    """Whether the dictionary has a word as such and as a verb's form: `filmat` is of filma, no kind of mat."""
    return word.endswith(("t", "d")) and word[:-1] in listed_forms(word)


def _cuts(word: str) -> Iterator[_Way]:
    """A word cut in two before each rest that is a word, the shortest first part first."""
    for place in range(max(2, _whole_letters(word)), len(word) - 1):
        first, last = word[:place], word[place:]
        if is_whole_word(last) and is_no_prefix(first):
            yield first, last


def _ways(
    cuts: Iterable[_Way], may_be_first: Callable[[str], bool], may_be_last: Callable[[str], bool] = may_be_last
) -> Iterator[_Way]:
    """The cuts that divide a compound."""
    for first, last in cuts:
        if may_be_first(first) and may_be_last(last) and not _takes_the_link(first, last):
            yield first, last


def _takes_the_link(first: str, last: str) -> bool:
    """Whether the rest begins with the `s` that links the parts: `svärd` in `pensionatsvärd`."""
    return last[0] == "s" and is_word(last[1:]) and not makes_compounds(first)


def _whole_letters(word: str) -> int:
    """The letters at the start of a compound that are a word of its own, not to be cut: `handledar|utbildning`."""
    started = next((length for length, starts in _wholes().items() if word[:length] in starts), 0)
    return started + (word[: started + 1] in word_rules().whole)


@functools.cache
def _wholes() -> dict[int, set[str]]:
    """The words that are not to be cut, without their last letter, by their length, the longest first."""
    found: dict[int, set[str]] = {}
    for whole in sorted(word_rules().whole, key=len, reverse=True):
        found.setdefault(len(whole) - 1, set()).add(whole[:-1])
    return found


def _listed_ways(cuts: Iterable[_Way]) -> Iterator[_Way]:
    """The ways to divide a word whose two parts both stand in several compounds of the dictionary's list.

    What is told in no time is asked first: whether a part begins several takes many questions to the dictionary.
    """
    likely = (cut for cut in cuts if _ends_listed_words(cut[1]) and may_be_last(cut[1]))
    for first, last in _ways(likely, begins_several):
        if last in word_rules().short_lasts or any(map(ends_several, _long_forms(last))):
            yield first, last


def _ends_listed_words(last: str) -> bool:
    return last in word_rules().short_lasts or bool(_long_forms(last))


def _long_forms(last: str) -> list[str]:
    return [basic for basic in listed_forms(last) if len(basic) > SHORTEST_PART]


def _unlisted_ways(cuts: Iterable[_Way]) -> Iterator[_Way]:
    """The ways to divide a word that the dictionary neither has nor makes, `skolkö`: both parts must be sure ones."""
    for first, last in _ways(cuts, _may_be_first):
        if first_forms(first) and _is_sure_last(first, last):
            yield first, last


def _may_be_first(first: str) -> bool:
    return makes_compounds(first) or begins_several(first) or is_surely_a_word(first)


def _is_sure_last(first: str, last: str) -> bool:
    """Whether a last part is a sure one after this first part; the shorter that is, the longer the last must be."""
    if len(first) > SHORTEST_PART and is_short_last(last):
        return True
    if len(first) <= SHORTEST_PART and first not in word_rules().short_firsts:
        return False
    letters = SHORTEST_PART + 1 if len(first) >= SURELY_A_WORD else SURELY_A_WORD
    return any(len(basic) >= letters and ends_several(basic) for basic in listed_forms(last))


_WAYS: tuple[_Ways, ...] = (
    lambda cuts: _ways(cuts, makes_compounds),
    lambda cuts: _ways(cuts, is_surely_a_word),
    lambda cuts: _ways(cuts, makes_compounds, may_be_listed_last),
    _listed_ways,
)
"""The ways to divide a word that the dictionary has, the surest first."""
