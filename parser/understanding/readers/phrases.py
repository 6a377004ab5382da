"""The noun phrases around a number: what is counted, and what a share is of."""

import re

import msgspec

from parser.understanding.readers.nouns import KnownNouns, known
from parser.understanding.readers.numerals import WORDS

_WORD = re.compile(r"(?:\s+|(?<=\d)(?=[a-zåäö]{3}))(\d+(?:\s?%)?|[^\W\d_][\w-]*(?::s)?)")
_NEW_LINE = re.compile(r"\s*\n\s*(?:\n|[A-ZÅÄÖ•*–-]|\d)")
"""A line break before what begins anew."""
_AV = re.compile(r"\s+av\s+(?=[a-zåäö]|\d+\s?%)", re.I)
DETERMINERS = frozenset(
    ("de", "den", "det", "dem", "oss", "dessa", "denna", "detta", "våra", "vår", "vårt", "sina", "sitt", "sin",
     "deras", "dess", "alla", "samtliga", "båda", "projektets")
)  # fmt: skip
_ENDS_ALONE = frozenset(("dem", "detta", "oss"))
_PLURAL_IN_A = frozenset(
    ("data", "schema", "tema", "dilemma", "drama", "villa", "firma", "byrå", "karta", "skola", "klinika")
)  # fmt: skip
_PIECES = frozenset(("st", "stycken", "styck", "antal"))
_COUNTING = frozenset(WORDS) - {"en", "ett"}
_PARTICIPLES = ("ade", "ande", "ende")
"""Endings of those who are named by what they do or what was done to them: `de 118 varslade`."""
_SEXES = frozenset(("män", "männen", "kvinnor", "kvinnorna"))
_MOST_COUNTED, _MOST_OF = 5, 8
"""Words in which the noun that is counted is looked for, and of what a share is of."""


class Phrase(msgspec.Struct, frozen=True):
    """A noun phrase that ends at `end`; `head` is its noun as written."""

    end: int
    head: str


class _Ahead:
    """The words and numbers after a place with nothing but space between, read as far as they are asked for."""

    def __init__(self, text: str, place: int, limit: int, most: int) -> None:
        self._text, self._limit, self._most = text, limit, most
        self.ends, self._words = [place], list[str]()

    def has(self, at: int) -> bool:
        """Whether there is a word number `at`."""
        while len(self._words) <= at:
            match = _WORD.match(self._text, self.ends[-1], self._limit)
            if match is None or len(self._words) >= self._most or self._is_parted(match):
                self._most = 0
                return False
            self.ends.append(match.end())
            self._words.append(match[1])
        return True

    def _is_parted(self, match: re.Match[str]) -> bool:
        first = self._text.find("\n", match.start(), match.start(1)) >= 0
        parted = _NEW_LINE.match(self._text, match.start(), match.end()) if first else None
        return parted is not None and (bool(self._words) or "\n\n" in match[0])

    def word(self, at: int) -> str:
        """Word number `at` as written."""
        return self._words[at]

    def known(self, at: int) -> KnownNouns:
        """What is known of word number `at`."""
        return known[self._words[at]]

    def phrase(self, first: int, last: int) -> Phrase:
        """The words from `first` to `last`."""
        return Phrase(self.ends[last + 1], " ".join(self._words[first : last + 1]))


def counted(text: str, place: int, limit: int) -> Phrase | None:
    """The noun phrase that a number ending at `place` counts: adjectives skipped, None where no noun follows."""
    ahead, at = _Ahead(text, place, limit, _MOST_COUNTED), 0
    if ahead.has(0) and ahead.known(0).lower in _PIECES:
        at = 1
    if not ahead.has(at) or not ahead.known(at).may_be_counted or _counts_nothing(ahead.known(at)):
        return None
    while ahead.known(at).modifies and ahead.has(at + 1) and _is_noun_of(ahead.known(at), ahead.known(at + 1)):
        at += 1
    head, word = ahead.known(at), ahead.word(at)
    if word.endswith("-") or (at and head.lower.endswith(("et", "en")) and "person" not in head.kinds):
        return None
    bare = head.is_modifier or (word[0].islower() and word.endswith("a") and head.lower not in _PLURAL_IN_A)
    return None if bare and "person" not in head.kinds else ahead.phrase(at, at)


def _is_noun_of(adjective: KnownNouns, noun: KnownNouns) -> bool:
    """Whether the word after an adjective is its noun; one that is also a verb is, after a participle of a thing."""
    thing = adjective.lower.endswith("ade") and "person" not in adjective.kinds
    return noun.is_plural or (thing and noun.lower.endswith(("ar", "or", "er")) and not noun.is_listed_verb)


def _counts_nothing(word: KnownNouns) -> bool:
    """Whether the word after a number is its verb: `12 beskrivs`, `40 erbjuds`; or a genitive: `tre veckors kurs`."""
    return word.lower.endswith("ors") or (word.is_verb and word.lower.endswith("s"))


def of_phrase(text: str, place: int, limit: int) -> tuple[str, int] | None:
    """What stands after `av` right at `place`, and its end: `de deltagande företagen`, `kvinnorna och männen`."""
    av = _AV.match(text, place, limit)
    phrase = noun_phrase(text, av.end() - 1, limit) if av else None
    return (text[av.end() : phrase.end], phrase.end) if av and phrase else None


def noun_phrase(text: str, place: int, limit: int) -> Phrase | None:
    """The noun phrase that starts after the space at `place`."""
    ahead, last = _Ahead(text, place, limit, _MOST_OF), 0
    while ahead.has(last):
        if not _can_continue(ahead, last):
            last -= 1
            break
        if not ahead.has(last + 1) or not _goes_on(ahead.word(last), ahead.word(last + 1)):
            break
        last += 1
    if last < 0 or not ahead.has(0):
        return None
    return ahead.phrase(last, last + 2 if _is_paired(ahead, last) else last)


def _can_continue(ahead: _Ahead, at: int) -> bool:
    """Whether word number `at` can stand in the phrase."""
    word, facts = ahead.word(at), ahead.known(at)
    named = at > 0 and ahead.known(at - 1).lower in DETERMINERS and facts.may_be_counted
    counted = at > 0 and _is_number(ahead.word(at - 1)) and facts.lower.endswith(_PARTICIPLES)
    return named or counted or facts.lower in DETERMINERS or _is_number(word) or facts.is_noun_like


def _is_number(word: str) -> bool:
    return word[0].isdigit() or word.lower() in _COUNTING


def _goes_on(word: str, following: str) -> bool:
    """Whether a phrase goes on past `word`: after a determiner, number, adjective or genitive before a noun."""
    this, following_facts = known[word], known[following]
    if this.lower in _ENDS_ALONE:
        return False
    if this.lower in DETERMINERS:
        of_it = following_facts.may_be_counted and not (
            following_facts.is_verb and following_facts.lower.endswith(("er", "ar"))
        )
        return of_it or following[0].isdigit() or following_facts.lower in DETERMINERS
    if _is_number(word):
        participle = following_facts.lower.endswith(_PARTICIPLES)
        return (following_facts.is_noun_like or participle) and not word.endswith("%")
    genitive = word.endswith("s") and (not this.is_function or not following[0].isdigit())
    return (this.modifies or genitive) and (following[0].isdigit() or following_facts.is_noun_like)


def _is_paired(ahead: _Ahead, last: int) -> bool:
    """Whether `och` and a second noun of the same form follow: `kvinnorna och männen`, `de kvinnor och män`."""
    if not ahead.has(last + 2) or ahead.known(last + 1).lower not in {"och", "eller"}:
        return False
    first, second = ahead.known(last).lower, ahead.known(last + 2).lower
    alike = second in _SEXES or (first[-2:] == second[-2:] and first[-1] in "naretm")
    return alike and known[second].is_noun_like
