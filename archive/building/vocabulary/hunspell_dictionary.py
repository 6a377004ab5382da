"""The Swedish dictionary of the package `hunspell-sv`, and our rules for what it cannot tell.

It takes half a second to load, so only a build that meets new words loads it.
"""

import functools
import re
import tomllib
from importlib.resources import files

import msgspec

from archive.building.vocabulary.listed_words import may_be_a_name, may_be_listed
from archive.building.vocabulary.possible_words import may_be_word
from schema.prose_vocabulary import places
from schema.swedish_dictionary import dictionary

_STEM = re.compile(r"st:(\S+)")
_COMPOUND = "pa:"
"""What the dictionary says of a word that it has not as such, but makes from parts."""
_KEPT = 200_000


class WordRules(msgspec.Struct, frozen=True):
    """The content of `swedish_words.toml`."""

    function_words: frozenset[str]
    prefixes: frozenset[str]
    short_firsts: frozenset[str]
    short_lasts: frozenset[str]
    kinds_of: frozenset[str]
    endings: frozenset[str]
    whole: frozenset[str]
    parts: dict[str, tuple[str, ...]]
    irregular: dict[str, list[str]]
    homographs: dict[str, list[str]]


@functools.cache
def word_rules() -> WordRules:
    """What the dictionary cannot tell of Swedish words."""
    text = files("archive.building.vocabulary").joinpath("swedish_words.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), WordRules)


@functools.cache
def irregular_forms() -> dict[str, str]:
    """The basic form of each form that the dictionary leaves unjoined: `böcker` is of bok."""
    return {form: basic for basic, forms in word_rules().irregular.items() for form in forms}


@functools.cache
def homographs() -> dict[str, list[str]]:
    """The basic forms that find a word which is another word, too: `kör` is found by köra, but finds no körde."""
    found: dict[str, list[str]] = {}
    for basic, forms in word_rules().homographs.items():
        for form in forms:
            found.setdefault(form, []).append(basic)
    return found


@functools.cache
def place_names() -> frozenset[str]:
    """The names of municipalities and other places, in small letters."""
    return frozenset(name.lower() for name in places())


@functools.lru_cache(_KEPT)
def is_word(word: str) -> bool:
    """Whether the dictionary has the word or can make it from parts, inflected or not; in small letters."""
    return may_be_word(word) and bool(dictionary().spell(word))


def is_in_dictionary(word: str) -> bool:
    """Whether the dictionary has the word, in small letters here, or can make it, be it a name."""
    return is_word(word) or is_name(word)


@functools.lru_cache(_KEPT)
def listed_forms(word: str) -> tuple[str, ...]:
    """The basic forms of a word that the dictionary lists as such; empty for a compound that it makes from parts.

    A word that it does not have, nor with a capital, is not looked into: on some, `endshus`, Hunspell ends the process.
    """
    if not may_be_listed(word) or not (is_word(word) or dictionary().spell(word.capitalize())):
        return ()
    listed = [analysis for analysis in dictionary().analyze(word) if _COMPOUND not in analysis]
    return tuple(dict.fromkeys(form.lower() for analysis in listed for form in _STEM.findall(analysis)))


@functools.lru_cache(_KEPT)
def is_name(word: str) -> bool:
    """Whether the dictionary has the word, in small letters here, with a capital of its own: `finland`."""
    capital = word.capitalize()
    return may_be_a_name(capital) and dictionary().spell(capital) and capital in dictionary().stem(capital)
