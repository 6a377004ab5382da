"""Nouns, adjectives and verbs that share their letters: what the forms in the dictionary tell of which a word is."""

import functools

from archive.building.vocabulary.hunspell_dictionary import is_word, listed_forms, word_rules
from archive.building.vocabulary.inflections import inflections

_OF_NOUNS = ("en", "et", "ar", "arna", "er", "erna")
"""Endings that no adjective has."""


def is_noun(form: str) -> bool:
    """Whether a basic form has a noun's plural or article, and no adjective's neuter."""
    return _has_noun_forms(inflections(form), form) and not _has_adjective_forms(inflections(form), form)


@functools.lru_cache(maxsize=1_000)
def is_adjective_and_noun(last: str) -> bool:
    """Whether a whole word that ends adjectives is a noun, too: `värd`."""
    known = ((basic, inflections(basic)) for basic in listed_forms(last) if basic in word_rules().endings)
    return any(_has_noun_forms(forms, basic) and _has_adjective_forms(forms, basic) for basic, forms in known)


def is_adjective(form: str) -> bool:
    """Whether a word is an adjective and no noun: `rik`, of which `riks-` is no first part."""
    return _has_adjective_forms(inflections(form), form) and not _has_noun_forms(inflections(form), form)


def _has_noun_forms(forms: frozenset[str], basic: str) -> bool:
    return not forms.isdisjoint(basic + ending for ending in _OF_NOUNS)


def _has_adjective_forms(forms: frozenset[str], basic: str) -> bool:
    return basic + "a" in forms and not forms.isdisjoint((basic + "t", f"{basic[:-1]}t"))


def is_beside_strong_verb(noun: str) -> bool:
    """Whether a noun stands beside a verb with a supine in -it, which has no form in -ar: stig, stiga, stigit."""
    has_article = noun in listed_forms(noun) and noun in listed_forms(noun + "en")
    return has_article and is_word(f"{noun}it") and is_word(f"{noun}arna")


def has_plural(noun: str, ending: str) -> bool:
    """Whether a word may be a noun with this plural: in -ar only one with -en, as del, and not -et, as mål, has.

    And one whose plural has a definite form, as kost has none.
    """
    has_en = noun in listed_forms(noun + "en") and not is_word(noun + "et")
    return noun in listed_forms(noun) and is_word(f"{noun}{ending}na") and (ending == "er" or has_en)
