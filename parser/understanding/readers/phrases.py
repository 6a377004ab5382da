"""The noun phrases around a number: what is counted, and what a share is of."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from parser.understanding.readers.nouns import KnownWord, known
from parser.understanding.readers.reader_tables import patterns, word_lists

_LIKE, _LISTS = patterns("phrases"), word_lists("phrases")
_PARTICIPLES = ("ade", "ande", "ende")
"""Endings of those who are named by what they do or what was done to them: `de 118 varslade`."""
_PLURAL_IN_EN = tuple(_LISTS["plural_in_en"])
_MOST_COUNTED, _MOST_OF = 5, 8
"""Words in which the noun that is counted is looked for, and of what a share is of."""
_JOINED, _DEFINITE = (("person", "staff"), ("organisation",)), ("en", "et", "na", "rn", "ns", "ts")
"""The kinds of nouns that are counted together, and the endings of those that are not counted."""
_OPENING = ("", "\n", *".!?:;•*–-)")
"""What stands before the first word of a clause."""
_LONGEST_OPENING = 12
"""Characters in which such a mark or word stands."""
_Placed = tuple[KnownWord, int]
"""A word or number after a place, and where it ends."""


class Phrase(NamedTuple):
    """A noun phrase that ends at `end`; `head` is its noun as written."""

    end: int
    head: str


def word_after(text: str, place: int, limit: int) -> str:
    """The first word after a place; empty where there is none."""
    found = _LIKE["next_word"].match(text, place, limit)
    return found[1] if found else ""


def _ahead(text: str, place: int, limit: int, most: int) -> Iterator[_Placed]:
    """The words and numbers after a place with nothing but space between, at most so many."""
    matched = _LIKE["word"].match
    while most and (match := matched(text, place, limit)):
        place, most = match.end(), most - 1
        yield known[match[1]], place


def counted(text: str, place: int, limit: int) -> Phrase | None:
    """The noun phrase that a number ending at `place` counts: adjectives skipped, None where no noun follows."""
    words, none = _ahead(text, place, limit, _MOST_COUNTED), (None, place)
    noun, end = next(words, none)
    if noun and noun.lower in _LISTS["pieces"]:
        noun, end = next(words, none)
    if noun is None or not noun.may_be_counted or _counts_nothing(noun):
        return None
    is_described = False
    while noun.modifies and (following := next(words, None)) and _is_noun_of(noun, following[0]):
        (noun, end), is_described = following, True
    if "person" in noun.kinds and not noun.written.endswith("-"):
        return Phrase(end, noun.written)
    word, is_whole = noun.written, is_described and noun.lower.endswith(("et", "en"))
    is_whole = is_whole and not noun.lower.endswith(_PLURAL_IN_EN)
    bare = noun.is_modifier or (word[0].islower() and word.endswith("a") and noun.lower not in _LISTS["plural_in_a"])
    return None if word.endswith("-") or is_whole or bare else Phrase(end, word)


def joined_nouns(text: str, place: int, noun: Phrase, limit: int) -> Phrase:
    """All nouns that a number at `place` counts together: `300 kommuner, landsting och större arbetsgivare`.

    They name people or organisations, as the first does, and no clause of its own begins with them.
    """
    end, heads, link = noun.end, noun.head, ","
    while link == "," and (joins := _LIKE["joins"].match(text, end, limit)):
        then, link = counted(text, joins.end() - 1, limit), joins[0].strip()
        if then is None or _has_number(text[joins.end() : then.end]):
            return noun
        if not _is_like(known[noun.head], known[then.head], is_last=link != ","):
            return noun
        end, heads = then.end, f"{heads}{joins[0]}{then.head}"
    follows = word_after(text, end, limit)
    is_finite = bool(follows) and known[follows].is_verb and (follows == "ska" or not follows.endswith(("a", "å")))
    return (
        noun if link == "," or (is_finite and not _opens_clause(text, place)) else Phrase(end, " ".join(heads.split()))
    )


def _opens_clause(text: str, place: int) -> bool:
    """Whether a clause begins at a place: behind a mark, `att`, or the verb that its own verb goes with."""
    before = text[max(0, place - _LONGEST_OPENING) : place].rstrip(" ")
    return before[-1:] in _OPENING or before.rpartition(" ")[2] in _LISTS["open_a_clause"]


def _has_number(text: str) -> bool:
    return any(known[word].is_number for word in text.split())


def _is_like(first: KnownWord, then: KnownWord, *, is_last: bool) -> bool:
    """Whether a noun can be counted with another; the last one tells what those between them are."""
    named = any(not first.kinds.isdisjoint(kinds) and not then.kinds.isdisjoint(kinds) for kinds in _JOINED)
    is_definite = then.lower.endswith(_DEFINITE) and not then.lower.endswith(_PLURAL_IN_EN)
    return (named or (then.is_plural and not is_last)) and not is_definite


def _is_noun_of(adjective: KnownWord, noun: KnownWord) -> bool:
    """Whether the word after an adjective is its noun; one that is also a verb is, after a participle of a thing.

    After one that names people, what ends as an infinitive does is none: `150 anställda genomgå`, `60 varslade söka`.
    """
    of_people = "person" in adjective.kinds
    if of_people and noun.lower.endswith(("a", "å")) and "person" not in noun.kinds:
        return False
    thing = adjective.lower.endswith("ade") and not of_people
    return noun.is_plural or (thing and noun.lower.endswith(("ar", "or", "er")) and not noun.is_listed_verb)


def _counts_nothing(word: KnownWord) -> bool:
    """Whether the word after a number is said of it: `12 beskrivs`, `38 födda`, `15 driver företag`."""
    is_noun = "person" in word.kinds or word.lower in _LISTS["verbs_and_nouns"] or word.lower.endswith("or")
    is_verb = word.is_verb and not is_noun
    return is_verb or word.lower in _LISTS["predicates"] or word.lower.endswith(("as", "sam"))


def of_phrase(text: str, place: int, limit: int) -> tuple[str, int] | None:
    """What stands after `av` right at `place`, and its end: `de deltagande företagen`, `kvinnorna och männen`."""
    av = _LIKE["av"].match(text, place, limit)
    phrase = noun_phrase(text, av.end() - 1, limit) if av else None
    return (text[av.end() : phrase.end], phrase.end) if av and phrase else None


def noun_phrase(text: str, place: int, limit: int) -> Phrase | None:
    """The noun phrase that starts after the space at `place`."""
    words, last = [*_ahead(text, place, limit, _MOST_OF)], -1
    for at, (word, _) in enumerate(words):
        if not _can_continue(word, words[at - 1][0] if at else None):
            break
        last = at
        if at + 1 == len(words) or not _goes_on(word, words[at + 1][0]):
            break
    if last < 0:
        return None
    end = last + 2 if _is_paired(words[last : last + 3]) else last
    return Phrase(words[end][1], " ".join(word.written for word, _ in words[last : end + 1]))


def _can_continue(word: KnownWord, before: KnownWord | None) -> bool:
    named = before is not None and before.is_determiner and word.may_be_counted
    counted_ones = before is not None and before.is_number and word.lower.endswith(_PARTICIPLES)
    return named or counted_ones or word.is_determiner or word.is_number or word.is_noun_like


def _goes_on(word: KnownWord, then: KnownWord) -> bool:
    """Whether a phrase goes on past `word`: after a determiner, number, adjective or genitive before a noun."""
    digit = then.written[0].isdigit()
    if word.lower in _LISTS["end_alone"]:
        return False
    if word.is_determiner:
        verb = then.is_verb and then.lower.endswith(("er", "ar"))
        return (then.may_be_counted and not verb) or digit or then.is_determiner
    if word.is_number:
        return (then.is_noun_like or then.lower.endswith(_PARTICIPLES)) and not word.written.endswith("%")
    genitive = word.written.endswith("s") and (not word.is_function or not digit)
    return (word.modifies or genitive) and (digit or then.is_noun_like)


def _is_paired(words: Sequence[_Placed]) -> bool:
    """Whether `och` and a second noun of the same form follow a noun: `kvinnorna och männen`, `kvinnor och män`."""
    if len(words) < 3 or words[1][0].lower not in {"och", "eller"}:
        return False
    first, second = words[0][0].lower, words[2][0].lower
    alike = second in _LISTS["sexes"] or (first[-2:] == second[-2:] and first[-1] in "naretm")
    return alike and words[2][0].is_noun_like
