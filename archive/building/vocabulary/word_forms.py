"""The forms by which a word is found: its basic forms, and the words that are in it."""

import functools
import re
from collections.abc import Iterator

from archive.building.vocabulary.compound_parts import first_forms
from archive.building.vocabulary.compounds import divided
from archive.building.vocabulary.form_rules import form_by_rule, is_doing, without_genitive
from archive.building.vocabulary.hunspell_dictionary import (
    homographs,
    irregular_forms,
    is_name,
    is_word,
    listed_forms,
    place_names,
    word_rules,
)

_STATE = re.compile(r"(\w{6,})het")
_MEN = re.compile(r"(\w{3,})(?:män|mäns|männen|männens)")
_PARTICIPLE = re.compile(r"(\w{2,})(?:en|et|na)")
_GENITIVE = re.compile(r"(\w{2,})s")
_DEFINITE = re.compile(r"(\w{5,}?)(?:erna|arna|orna|ets|ens|et|en|na)")
_LONGEST_IRREGULAR, _SHORTEST_LAST, _SHORTEST_BASIC = 14, 5, 2
"""Letters of the irregular forms that may end a compound, as in `bostäder`, and that their basic forms have more of."""


@functools.lru_cache(maxsize=200_000)
def basic_forms(word: str) -> tuple[str, ...]:
    """The basic forms of a word in small letters, such as `skola` of `skolorna`; the word itself if it has no other.

    Agent nouns (`lärarna`) and words in -ande are forms of nouns, not of their verbs.
    """
    if word in word_rules().function_words:
        return (word,)
    if name := _name_that_is_no_form(word):
        return (name,)
    by_rule = _of_known_form(word) or form_by_rule(word) or _of_genitive(word)
    return by_rule or listed_forms(word) or _of_compound(word) or _of_other(word)


def _name_that_is_no_form(word: str) -> str | None:
    """The name that a word is sooner than a form of another: Mats of mat, Älvdalens of älvdal; Boden may be of bod."""
    place = word if word in place_names() else word.removesuffix("s")
    if place in place_names() and is_name(place) and any(map(divided, listed_forms(place))):
        return place
    return word if word.endswith("s") and is_name(word) and not is_name(word[:-1]) else None


def also_found_by(word: str) -> tuple[str, ...]:
    """The basic forms that find a word which is a word of its own, too: `kör` by köra, `skriven` by skriva."""
    return (*homographs().get(word, ()), *_verbs_of_participle(word))


def _verbs_of_participle(word: str) -> tuple[str, ...]:
    """The strong verbs that a participle is of: skriva of `skrivna`, by skrivit, which only they have.

    None of a word that means something else by now: `vuxna`.
    """
    participle = _PARTICIPLE.fullmatch(word)
    adjective = f"{participle[1]}en" if participle else ""
    if not participle or basic_forms(word) != (adjective,) or adjective in word_rules().whole:
        return ()
    supine = f"{participle[1]}it"
    return tuple(form for form in basic_forms(supine) if form not in (supine, word))


def _of_known_form(word: str) -> tuple[str, ...]:
    """Of a form that the dictionary leaves unjoined, alone or at the end of a compound."""
    if word in irregular_forms():
        return (irregular_forms()[word],)
    if (men := _MEN.fullmatch(word)) and is_word(men[1] + "man"):
        return (men[1] + "man",)
    for start in range(max(1, len(word) - _LONGEST_IRREGULAR), len(word) - 2):
        first, basic = word[:start], irregular_forms().get(word[start:], "")
        if basic and _may_follow(first, word[start:], basic) and is_word(first + basic):
            return (first + basic,)
    return ()


def _may_follow(first: str, form: str, basic: str) -> bool:
    """Whether an irregular form may stand behind a first part: a short one only behind a prefix, as in `övertog`."""
    is_long = len(form) >= _SHORTEST_LAST and len(basic) > _SHORTEST_BASIC
    return is_long or (first in word_rules().prefixes and listed_forms(first + form) in ((), (first + form,)))


def _of_genitive(word: str) -> tuple[str, ...]:
    """Of an inflected form with an `s`, which the dictionary lists as a word of its own, or as of that form alone."""
    inflected = without_genitive(word)
    is_inflected = inflected and listed_forms(inflected) and basic_forms(inflected) != (inflected,)
    return basic_forms(inflected) if is_inflected else ()


def _of_compound(word: str) -> tuple[str, ...]:
    parts = divided(word)
    return tuple(parts[0] + form for form in basic_forms(parts[1])) if parts else ()


def _of_other(word: str) -> tuple[str, ...]:
    """Of a name, or a word that the dictionary does not have: without its ending, and itself where that is unsure."""
    genitive, definite = _GENITIVE.fullmatch(word), _DEFINITE.fullmatch(word)
    if genitive and is_name(genitive[1]):
        return (genitive[1],)
    if is_word(word) or is_name(word):
        return (word,)
    if definite and not is_word(definite[1]):
        return word, definite[1]
    return (word, genitive[1]) if genitive and len(word) > 4 and not is_word(genitive[1]) else (word,)


@functools.lru_cache(maxsize=200_000)
def words_within(basic: str) -> tuple[str, ...]:
    """The basic forms of the words that a basic form is made of, and of theirs; empty if it is made of none.

    The parts of a compound, and what an ending was put to: `arbetslös` of `arbetslöshet`, `arbeta` of `arbetande`.
    """
    return tuple(dict.fromkeys(_within(basic)))


def _within(basic: str) -> Iterator[str]:
    for part in (*_compound_parts(basic), *_before_ending(basic)):
        if len(part) < len(basic):
            yield part
            yield from words_within(part)


def _compound_parts(basic: str) -> Iterator[str]:
    yield from word_rules().parts.get(basic, ())
    parts = None if basic in word_rules().whole else divided(basic)
    if parts:
        yield from () if parts[0] in word_rules().kinds_of else first_forms(parts[0])
        yield from basic_forms(parts[1])
        yield from _first_two(*parts)


def _first_two(first: str, rest: str) -> tuple[str, ...]:
    """The first two parts of a compound of three that are a compound themselves: vindkraft of `vindkraftverk`.

    Not of ungdomsarbetslöshet, whose last part is made of arbetslös by an ending, or of one whose parts the rules tell.
    """
    told = any(form in word_rules().parts or _before_ending(form) for form in basic_forms(rest))
    inner = None if told else divided(rest)
    both = first_forms(first + inner[0]) if inner else ()
    return tuple(form for form in both if divided(form))


def _before_ending(basic: str) -> tuple[str, ...]:
    state = None if basic in word_rules().whole else _STATE.fullmatch(basic)
    if state and is_word(state[1]) and not _is_definite(state[1]):
        return (state[1],)
    return listed_forms(basic) if is_doing(basic) else ()


def _is_definite(word: str) -> bool:
    """Whether a word is a noun with its article, as `jobben` in `jobbenhet` is: no adjective that takes -het."""
    return word.endswith("en") and word not in listed_forms(word)
