"""A query as what the archive has for it: each term with the words and phrases that it finds."""

import sqlite3
from collections.abc import Iterator

import msgspec

from archive.searching.query_syntax import QueryGroup, QueryTerm, parsed
from archive.searching.query_words import INDEXED_WORD
from archive.searching.synonyms import LONGEST_SYNONYM, Phrase, synonyms_of
from archive.searching.word_lookup import beginnings, look_up, spellings

_SMALL_WORDS = frozenset(
    [
        *(
            "i",
            "på",
            "om",
            "för",
            "av",
            "till",
            "med",
            "inom",
            "från",
            "hos",
            "vid",
            "under",
            "mot",
            "mellan",
            "genom",
            "åt",
        ),
        *("och", "eller", "som", "att"),
        *("en", "ett", "den", "det", "de"),
    ]
)
"""Prepositions, conjunctions and articles: texts say the same with others, or as a compound."""


class FoundForms(msgspec.Struct, frozen=True):
    """What a term finds: forms of itself, `wider` what it is part of or means the same, and `beginnings` of words.

    Each is a word or several words in this order; `titled` are those of `wider` that stand in titles.
    """

    forms: tuple[Phrase, ...] = ()
    wider: tuple[Phrase, ...] = ()
    titled: tuple[Phrase, ...] = ()
    beginnings: tuple[Phrase, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.forms or self.wider or self.beginnings)


class Clause(msgspec.Struct, frozen=True):
    """A group of the query resolved: one of `choices` must hold, all whose parts must; or none may (`negative`)."""

    typed: str
    choices: tuple[tuple[FoundForms, ...], ...]
    negative: bool = False

    def __bool__(self) -> bool:
        return any(all(choice) for choice in self.choices)


def resolved(connection: sqlite3.Connection, query: str) -> list[Clause]:
    """The clauses of a query, in its order, without small words beside others; none if it has no word."""
    groups, said = parsed(query), []
    while groups:
        number, synonyms = _synonyms(groups)
        said.append((number == 1 and _is_small(groups[0]), _clause(connection, groups[:number], synonyms)))
        groups = groups[number:]
    telling = [clause for is_small, clause in said if not is_small]
    return telling if any(not clause.negative for clause in telling) else [clause for _, clause in said]


def _is_small(group: QueryGroup) -> bool:
    """Whether a group is a word that a text may say or not: `inom` of utbildning inom vården."""
    return all(term.kind == "word" and term.words[0] in _SMALL_WORDS for term in group.terms) and not group.negative


def _synonyms(groups: list[QueryGroup]) -> tuple[int, tuple[Phrase, ...]]:
    """How many groups at the start are a phrase that others mean the same as, and these; 1 and none if none is."""
    plain = [group.terms[0].words for group in _words_at_start(groups)]
    for number in range(len(plain), 0, -1):
        if found := synonyms_of(tuple(word for words in plain[:number] for word in words)):
            return number, found
    return 1, ()


def _words_at_start(groups: list[QueryGroup]) -> Iterator[QueryGroup]:
    for group in groups[:LONGEST_SYNONYM]:
        if group.negative or len(group.terms) > 1 or group.terms[0].kind not in ("word", "joined"):
            return
        yield group


def _clause(connection: sqlite3.Connection, groups: list[QueryGroup], synonyms: tuple[Phrase, ...]) -> Clause:
    typed, negative = " ".join(group.typed for group in groups), groups[0].negative
    if len(groups) > 1:
        choices = [tuple(_forms(connection, group.terms[0]) for group in groups)]
    else:
        choices = [(_forms(connection, term),) for term in groups[0].terms]
    known = tuple(phrase for phrase in synonyms if _is_known(connection, phrase))
    return Clause(typed, (*choices, *([(FoundForms(wider=known, titled=known),)] if known else [])), negative)


def _is_known(connection: sqlite3.Connection, phrase: Phrase) -> bool:
    return all(spellings(connection, word) for word in phrase)


def _forms(connection: sqlite3.Connection, term: QueryTerm) -> FoundForms:
    """What a term finds in the archive; phrases and numbers find themselves alone."""
    if term.kind == "word":
        found = look_up(connection, term.words[0])
        return FoundForms(_single(found.forms), _single(found.compounds), _single(found.titled))
    *before, last = term.words
    if term.kind == "beginning":
        return FoundForms(beginnings=tuple((*before, begun) for begun in beginnings(connection, last)))
    if term.kind == "joined":
        found = look_up(connection, last)
        longer = (word for word in found.compounds if word.startswith(last))
        inflected = ((*before, form) for form in (last, *found.forms, *longer))
        joined = (term.together, *look_up(connection, term.together).forms) if term.together else ()
        return FoundForms(tuple(dict.fromkeys([*inflected, *_single(joined), *term.also])))
    return FoundForms((term.words, *term.also))


def _single(found: tuple[str, ...]) -> tuple[Phrase, ...]:
    """Words as phrases of one, those that the index divides as phrases of several."""
    return tuple(tuple(INDEXED_WORD.findall(word)) for word in found)
