"""Basic forms by rule, where the dictionary would name another word: doers, doing, kinds, plurals, genitives."""

import re

from archive.building.vocabulary.hunspell_dictionary import irregular_forms, is_name, is_word, listed_forms, place_names
from archive.building.vocabulary.word_classes import has_plural, is_beside_strong_verb

_AGENT = re.compile(r"(\w{2,})ar(?:e|es|en|ens|na|nas)")
_DOING = re.compile(r"(\w{2,}[ae]nde)(?:t|ts|s|n|na|nas)?")
_PERSON = re.compile(r"(\w{3,}iker)(?:n|ns|s|na|nas)?")
_PASSIVE = re.compile(r"((\w{2,})a)s")
_GENITIVE = re.compile(r"(\w{2,})s")
_PLURAL = re.compile(r"(\w{2,})(er|ar)(?:s|na|nas)?")
_ISH = re.compile(r"((\w{3,})isk)(?:t|a|e|as|es)?")
_SAM = re.compile(r"(\w{2,}sam)t")
_COMPARED, _VERBS = ("are", "ast", "aste"), ("ar", "ade", "ades", "ats")
"""Endings of compared adjectives and of verbs in -ar that no other word of the same letters has."""
_SHORTEST_PLACE = 4
"""Letters from which a word with an `s` at its end is a place's genitive: `moras`, but not `paus`, is one."""
_SURELY_A_GENITIVE = 6
"""Letters from which a listed word with an `s` at its end is no word of its own, as `kurs` is none of kur."""


def form_by_rule(word: str) -> tuple[str, ...]:
    """The basic forms of a word that a rule knows; empty where none does."""
    return next((forms for rule in _RULES if (forms := rule(word))), ())


def is_doing(basic: str) -> bool:
    """Whether a basic form is one in -ande or -ende."""
    return bool(_DOING.fullmatch(basic))


def _of_unjoined(word: str) -> tuple[str, ...]:
    """Of a regular form that the dictionary lists as a word of its own: `ljusare` is of ljus, `rakade` of raka."""
    if listed_forms(word) != (word,):
        return ()
    adjectives = (stem for stem in _stems(word, _COMPARED) if _is_listed_with(stem, "", ("t", "a", *_COMPARED)))
    verbs = (f"{stem}a" for stem in _stems(word, _VERBS) if _is_listed_with(stem, "a", ("ar", "ade")))
    return next(((basic,) for basic in (*adjectives, *verbs)), ())


def _stems(word: str, endings: tuple[str, ...]) -> list[str]:
    return [word.removesuffix(ending) for ending in endings if word.endswith(ending)]


def _is_listed_with(stem: str, basic: str, endings: tuple[str, ...]) -> bool:
    return stem + basic in listed_forms(stem + basic) and all(is_word(stem + ending) for ending in endings)


def _of_agent(word: str) -> tuple[str, ...]:
    """Of an agent noun: `läkare` of läkarna, but väg, too, of vägarna; none of a comparative, as `starkare` is."""
    agent = _AGENT.fullmatch(word)
    if not agent or not is_word(agent[1] + "are"):
        return ()
    if other := _of_like_agent(agent[1], listed_forms(word)):
        return other
    if agent[1] not in listed_forms(word):
        return (agent[1] + "are",)
    if word.endswith(("arna", "arnas")):
        return agent[1], agent[1] + "are"
    return () if is_word(agent[1] + "ast") else (agent[1] + "are",)


def _of_like_agent(stem: str, listed: tuple[str, ...]) -> tuple[str, ...]:
    """Of what only looks like an agent noun: `granne` of grannarna, `enkel` of enklare."""
    likely = (f"{stem}e", f"{stem[:-1]}e{stem[-1]}") if is_word(f"{stem}ast") else ()
    return tuple(basic for basic in likely if basic in listed)


def _of_doing(word: str) -> tuple[str, ...]:
    doing = _DOING.fullmatch(word)
    return (doing[1],) if doing and is_word(doing[1]) else ()


def _of_kind(word: str) -> tuple[str, ...]:
    """Of words in -iker and -isk, which keep to themselves: `krigisk` is none of krig."""
    if (person := _PERSON.fullmatch(word)) and person[1] in listed_forms(person[1]):
        return (person[1],)
    ish = _ISH.fullmatch(word)
    return (ish[1],) if ish and not {ish[1], ish[2]}.isdisjoint(listed_forms(ish[1])) else ()


def _of_sam(word: str) -> tuple[str, ...]:
    """Of an adjective in -sam, which all have a neuter in -samt: `ensamt` is of ensam."""
    neuter = _SAM.fullmatch(word)
    return (neuter[1],) if neuter and neuter[1] in listed_forms(neuter[1]) else ()


def _of_passive(word: str) -> tuple[str, ...]:
    """Of a verb's infinitive in -as: `köpas` is of köpa, not of köp."""
    passive = _PASSIVE.fullmatch(word)
    is_verb = passive and any(is_word(passive[2] + past) for past in ("te", "de", "ade"))
    return (passive[1],) if passive and is_verb and passive[1] in listed_forms(passive[1]) else ()


def _of_past_passive(word: str) -> tuple[str, ...]:
    """Of an irregular form with the `s` of the passive: `burits` of burit."""
    active = word.removesuffix("s")
    basic = irregular_forms().get(active)
    return (basic,) if basic and active != word and {word, active}.issuperset(listed_forms(word)) else ()


def _of_noun_like_verb(word: str) -> tuple[str, ...]:
    """Of a plural that the dictionary takes for a verb's form alone: `kontakter` is of kontakt, too."""
    plural = _PLURAL.fullmatch(word)
    verb = tuple(form for form in listed_forms(word) if form != word)
    if not plural or verb != (plural[1] + "a",):
        return ()
    if plural[2] == "ar" and is_beside_strong_verb(plural[1]):
        return (plural[1],)
    return (plural[1], plural[1] + "a") if has_plural(plural[1], plural[2]) else ()


def _of_genitive(word: str) -> tuple[str, ...]:
    """Of a place's or another name's genitive: `göteborgs`."""
    genitive = _GENITIVE.fullmatch(word)
    if not genitive or is_name(word):
        return ()
    if _is_place(genitive[1]) and listed_forms(word) in ((), (word,)):
        return (genitive[1],)
    is_listed_name = listed_forms(word) == (word,) and len(word) >= _SURELY_A_GENITIVE and is_name(genitive[1])
    return (genitive[1],) if is_listed_name else ()


def without_genitive(word: str) -> str:
    """A word without the `s` at its end, where the dictionary takes it for no more than that; else empty.

    It lists some such words as words of their own, and others as forms of the inflected word: `frivilligas`.
    """
    is_one = len(word) >= _SURELY_A_GENITIVE and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if is_one and listed_forms(word) in ((word,), (word[:-1],)) else ""


def _is_place(word: str) -> bool:
    return len(word) >= _SHORTEST_PLACE and word in place_names()


_RULES = (
    _of_unjoined,
    _of_agent,
    _of_doing,
    _of_kind,
    _of_sam,
    _of_passive,
    _of_past_passive,
    _of_noun_like_verb,
    _of_genitive,
)
