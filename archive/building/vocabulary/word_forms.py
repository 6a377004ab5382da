"""The forms by which a word is found: its basic forms, and the words that are in it."""

import functools
import re
from collections.abc import Iterator

from archive.building.vocabulary.compounds import divided, first_forms
from archive.building.vocabulary.hunspell_dictionary import (
    irregular_forms,
    is_name,
    is_word,
    listed_forms,
    place_names,
    word_rules,
)

_AGENT = re.compile(r"(\w{2,})ar(?:e|es|en|ens|na|nas)")
_DOING = re.compile(r"(\w{2,}[ae]nde)(?:t|ts|s|n|na|nas)?")
_STATE = re.compile(r"(\w{6,})het")
_MEN = re.compile(r"(\w{3,})(?:män|mäns|männen|männens)")
_PERSON = re.compile(r"(\w{3,}iker)(?:n|ns|s|na|nas)?")
_PASSIVE = re.compile(r"((\w{2,})a)s")
_GENITIVE = re.compile(r"(\w{2,})s")
_PLURAL = re.compile(r"(\w{3,})(er|ar)(?:s|na|nas)?")
_ISH = re.compile(r"(\w{3,}isk)(?:t|a|e|as|es)?")
_DEFINITE = re.compile(r"(\w{5,}?)(?:erna|arna|orna|ets|ens|et|en|na)")
_LONGEST_IRREGULAR, _SHORTEST_LAST, _SHORTEST_BASIC = 14, 5, 2
"""Letters of the irregular forms that may end a compound, as in `bostäder`, and that their basic forms have more of."""
_SHORTEST_PLACE = 4
"""Letters from which a word with an `s` at its end is a place's genitive: `moras`, but not `paus`, is one."""
_SURELY_A_GENITIVE = 6
"""Letters from which a listed word with an `s` at its end is no word of its own, as `kurs` is none of kur."""


@functools.lru_cache(maxsize=200_000)
def basic_forms(word: str) -> tuple[str, ...]:
    """The basic forms of a word in small letters, such as `skola` of `skolorna`; the word itself if it has no other.

    Agent nouns (`lärarna`) and words in -ande are forms of nouns, not of their verbs.
    """
    if word in word_rules().function_words:
        return (word,)
    return _of_known_form(word) or _of_rules(word) or listed_forms(word) or _of_compound(word) or _of_other(word)


def _of_known_form(word: str) -> tuple[str, ...]:
    """Of a form that the dictionary leaves unjoined, alone or at the end of a compound."""
    if word in irregular_forms():
        return (irregular_forms()[word],)
    if (men := _MEN.fullmatch(word)) and is_word(men[1] + "man"):
        return (men[1] + "man",)
    for start in range(max(1, len(word) - _LONGEST_IRREGULAR), len(word) - _SHORTEST_LAST + 1):
        basic = irregular_forms().get(word[start:], "")
        if len(basic) > _SHORTEST_BASIC and is_word(word[:start] + basic):
            return (word[:start] + basic,)
    return ()


def _of_rules(word: str) -> tuple[str, ...]:
    """Of agent nouns, words in -ande, -isk and -iker, plurals like a verb's form and genitives."""
    if agent := _of_agent(word):
        return agent
    if (doing := _DOING.fullmatch(word)) and is_word(doing[1]):
        return (doing[1],)
    if (person := _PERSON.fullmatch(word)) and person[1] in listed_forms(person[1]):
        return (person[1],)
    if (ish := _ISH.fullmatch(word)) and ish[1] in listed_forms(ish[1]):
        return (ish[1],)
    return _of_passive(word) or _of_noun_like_verb(word) or _of_genitive(word)


def _of_agent(word: str) -> tuple[str, ...]:
    """Of an agent noun: `läkare` of läkarna, but väg, too, of vägarna; none of a comparative, as `starkare` is."""
    agent = _AGENT.fullmatch(word)
    if not agent or not is_word(agent[1] + "are"):
        return ()
    if agent[1] not in listed_forms(word):
        return (agent[1] + "are",)
    if word.endswith(("arna", "arnas")):
        return agent[1], agent[1] + "are"
    return () if is_word(agent[1] + "ast") else (agent[1] + "are",)


def _of_passive(word: str) -> tuple[str, ...]:
    """Of a verb's infinitive in -as: `köpas` is of köpa, not of köp."""
    passive = _PASSIVE.fullmatch(word)
    is_verb = passive and any(is_word(passive[2] + past) for past in ("te", "de", "ade"))
    return (passive[1],) if passive and is_verb and passive[1] in listed_forms(passive[1]) else ()


def _of_noun_like_verb(word: str) -> tuple[str, ...]:
    """Of a plural that the dictionary takes for a verb's form alone: `kontakter` is of kontakt, too."""
    plural = _PLURAL.fullmatch(word)
    verb = tuple(form for form in listed_forms(word) if form != word)
    if plural and verb == (plural[1] + "a",) and _has_plural(plural[1], plural[2]):
        return plural[1], plural[1] + "a"
    return ()


def _has_plural(noun: str, ending: str) -> bool:
    """Whether a word may be a noun with this plural: in -ar only one with -en, as del, and not -et, as mål, has.

    And one whose plural has a definite form, as kost has none.
    """
    has_en = noun in listed_forms(noun + "en") and not is_word(noun + "et")
    return noun in listed_forms(noun) and is_word(f"{noun}{ending}na") and (ending == "er" or has_en)


def _of_genitive(word: str) -> tuple[str, ...]:
    """Of a name's genitive, or a form with an `s`, that the dictionary lists as a word of its own: `göteborgs`."""
    genitive = _GENITIVE.fullmatch(word)
    if genitive and _is_place(genitive[1]) and listed_forms(word) in ((), (word,)) and not is_name(word):
        return (genitive[1],)
    if not genitive or listed_forms(word) != (word,) or len(word) < _SURELY_A_GENITIVE:
        return ()
    if is_name(genitive[1]) and not is_name(word):
        return (genitive[1],)
    is_inflected = listed_forms(genitive[1]) and basic_forms(genitive[1]) != (genitive[1],)
    return basic_forms(genitive[1]) if is_inflected and not word.endswith("ss") else ()


def _is_place(word: str) -> bool:
    return len(word) >= _SHORTEST_PLACE and word in place_names()


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


def _before_ending(basic: str) -> tuple[str, ...]:
    if (state := _STATE.fullmatch(basic)) and is_word(state[1]) and not _is_definite(state[1]):
        return (state[1],)
    return listed_forms(basic) if _DOING.fullmatch(basic) else ()


def _is_definite(word: str) -> bool:
    """Whether a word is a noun with its article, as `jobben` in `jobbenhet` is: no adjective that takes -het."""
    return word.endswith("en") and word not in listed_forms(word)
