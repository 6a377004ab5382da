"""The noun phrases around a number: what is counted, and what a share is of."""

import re

import msgspec

from parser.understanding.readers import nouns
from parser.understanding.readers.numerals import WORDS

PHRASE_WORD = re.compile(
    r"(?:\s+|(?<=\d)(?=[a-zåäö]{3}))(?:(?P<number>\d+(?:\s?%)?)|(?P<word>[^\W\d_][\w-]*(?::s)?))", re.U
)
DETERMINERS = nouns.word_set(
    "de den det dem oss dessa denna detta våra vår vårt sina sitt sin deras dess alla samtliga båda projektets"
)
PLURAL_IN_A = nouns.word_set("data schema tema dilemma drama villa firma byrå karta skola klinika")
COUNTING = frozenset(WORDS) - {"en", "ett"}
FORMS_OF = re.compile(r"\s+av\s+(?=[a-zåäö]|\d+\s?%)", re.I)


class Phrase(msgspec.Struct, frozen=True):
    """A noun phrase that ends at `end`; `head` is its noun as written."""

    end: int
    head: str


def counted(text: str, place: int, limit: int) -> Phrase | None:
    """The noun phrase that a number ending at `place` counts: adjectives skipped, None where no noun follows."""
    tokens = _tokens(text, place, limit, 5)
    if tokens and tokens[0][1].lower() in {"st", "stycken", "styck", "antal"}:
        tokens = tokens[1:]
    if not tokens or not _may_be_counted(tokens[0][1]) or _is_passive(tokens[0][1].lower()):
        return None
    index = 0
    while index + 1 < len(tokens) and nouns.modifies(tokens[index][1].lower()) and _follows(tokens, index):
        index += 1
    end, head = tokens[index]
    alone = head.lower() in nouns.MODIFIERS and not nouns.PERSON.search(head.lower())
    bare = head[0].islower() and head.endswith("a") and head.lower() not in PLURAL_IN_A
    return None if alone or (bare and not nouns.PERSON.search(head.lower())) else Phrase(end, head)


def _follows(tokens: list[tuple[int, str]], index: int) -> bool:
    """Whether the word after an adjective is its noun; one that is also a verb is, after a participle of a thing."""
    adjective, noun = tokens[index][1].lower(), tokens[index + 1][1].lower()
    thing = adjective.endswith("ade") and not nouns.PERSON.search(adjective)
    return _is_plural(noun) or (thing and noun.endswith(("ar", "or", "er")) and noun not in nouns.VERBS)


def _is_passive(word: str) -> bool:
    """Whether the word after a number is its verb: `12 beskrivs`, `40 erbjuds`."""
    return word.endswith("s") and nouns.singular(word).endswith("a")


def _is_plural(word: str) -> bool:
    """Whether a noun can follow a number of two or more: not `aktivitetsersättning`, `frihet`."""
    lowered = word.lower()
    known = lowered not in nouns.VERBS and any(
        kind.search(lowered) for kind in (nouns.EVENT, nouns.PERSON, nouns.ORGANISATION)
    )
    return (known or nouns.is_noun_like(word)) and not word.endswith(("ning", "het", "tion", "itet", "else", "dom"))


def _may_be_counted(word: str) -> bool:
    lowered = word.lower()
    if lowered.endswith(("era", "eras", "eras")) and lowered not in {"flera"}:
        return False
    return len(word) > 1 and word[0].isalpha() and lowered not in nouns.FUNCTION_WORDS and lowered not in nouns.VERBS


def of_phrase(text: str, place: int, limit: int) -> Phrase | None:
    """The noun phrase after `av` right at `place`: `de deltagande företagen`, `dessa 45 %`, `kvinnorna och männen`."""
    av = FORMS_OF.match(text, place, limit)
    return noun_phrase(text, av.end() - 1, limit) if av else None


def noun_phrase(text: str, place: int, limit: int) -> Phrase | None:
    """The noun phrase that starts after the space at `place`."""
    tokens = _tokens(text, place, limit, 8)
    last = _last(tokens)
    if last is None:
        return None
    paired = _pair(tokens, last)
    return Phrase(tokens[paired][0], " ".join(word for _, word in tokens[last : paired + 1]))


def _last(tokens: list[tuple[int, str]]) -> int | None:
    """The index of the token that ends the phrase."""
    for index, (_, word) in enumerate(tokens):
        following = tokens[index + 1][1] if index + 1 < len(tokens) else None
        named = index > 0 and tokens[index - 1][1].lower() in DETERMINERS and _may_be_counted(word)
        if not (named or word.lower() in DETERMINERS or _continues(word) or nouns.is_noun_like(word)):
            return index - 1 if index else None
        if not _goes_on(word, following):
            return index
    return len(tokens) - 1 if tokens else None


def _continues(word: str) -> bool:
    return word[0].isdigit() or word.lower() in COUNTING


def _goes_on(word: str, following: str | None) -> bool:
    """Whether a phrase goes on past `word`: after a determiner, number, adjective or genitive before a noun."""
    if following is None:
        return False
    lowered, noun = word.lower(), nouns.is_noun_like(following)
    if lowered in {"dem", "detta", "oss"}:
        return False
    if lowered in DETERMINERS:
        return _is_of_determiner(following) or following[0].isdigit() or following.lower() in DETERMINERS
    if _continues(word):
        return noun and not word.endswith("%")
    if following[0].isdigit() and (
        nouns.modifies(lowered) or (word.endswith("s") and lowered not in nouns.FUNCTION_WORDS)
    ):
        return True
    genitive = word.endswith("s") and not nouns.is_verb(following.lower())
    return noun and (nouns.modifies(lowered) or genitive)


def _is_of_determiner(word: str) -> bool:
    """Whether a word can be the noun of `de`, `dessa`: not the verb in `en tredjedel av dessa anställer`."""
    return _may_be_counted(word) and not (word.endswith(("er", "ar")) and nouns.is_verb(word.lower()))


def _pair(tokens: list[tuple[int, str]], last: int) -> int:
    """Past `och` and a second noun of the same form: `kvinnorna och männen`, `de kvinnor och män`."""
    if last + 2 >= len(tokens) or tokens[last + 1][1].lower() not in {"och", "eller"}:
        return last
    first, second = tokens[last][1].lower(), tokens[last + 2][1].lower()
    alike = second in {"män", "männen", "kvinnor", "kvinnorna"} or (first[-2:] == second[-2:] and first[-1] in "naretm")
    return last + 2 if alike and nouns.is_noun_like(second) else last


def _tokens(text: str, place: int, limit: int, most: int) -> list[tuple[int, str]]:
    """Up to `most` words and numbers after `place` with nothing but space between, each with its end."""
    found: list[tuple[int, str]] = []
    while len(found) < most and (match := PHRASE_WORD.match(text, place, limit)):
        if "\n\n" in match[0] or (found and re.match(r"\s*\n\s*(?:[A-ZÅÄÖ•*–-]|\d)", match[0])):
            break
        place = match.end()
        found.append((place, match["number"] or match["word"]))
    return found
