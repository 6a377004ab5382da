"""The query language: words, "exact phrases", beginnings*, numbers, OR and -words. Nothing typed is an error."""

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from archive.searching.number_spellings import (
    AMOUNT_UNITS,
    LARGE_NUMBER,
    NUMBER_LABELS,
    WRITTEN_DATE,
    date_joined,
    other_spellings,
)
from archive.searching.query_words import AMOUNT, CODE, cleaned, joined_number, words
from archive.searching.synonyms import Phrase

LONGEST_QUERY = 1000
"""Characters of the longest query that a site takes."""
_TERM = re.compile(
    rf'(?P<minus>(?<!\S)-)?(?:"(?P<quoted>[^"]*)"(?P<begun>\*?)|(?P<date>{WRITTEN_DATE})|(?P<amount>{AMOUNT})|(?P<bare>[^\s"]+)|")'
)
_QUOTES = str.maketrans(dict.fromkeys("”“„»«", '"'))
_OR = ("OR", "ELLER")
_AROUND = ".,;:!?()[]{}'’"
_DIGIT = re.compile(r"\d")
_LISTED = re.compile(r"[;+|]|(?<!\d),|,(?!\d)")
"""Signs that only divide words: `skola,kommun`; a comma between figures is part of a number."""
_TOGETHER = re.compile(r"[\w‐‑–./-]+")
"""Words that may be written together without the signs: `it-utbildning`, a project's id, but not `AT&T`."""
_DECIMAL = re.compile(r"\d+[.,]\d+")
"""A number whose parts joined would be another: `8,6` is not 86."""

Kind = Literal["word", "joined", "phrase", "beginning", "number"]


class QueryTerm(msgspec.Struct, frozen=True):
    """One thing to look for; `joined` are words with a sign between them, such as `it-utbildning`.

    `typed` is what the visitor wrote, `also` what else the archive may write for it, `together` all as one word.
    """

    kind: Kind
    words: tuple[str, ...]
    typed: str
    also: tuple[Phrase, ...] = ()
    together: str = ""


class QueryGroup(msgspec.Struct):
    """Terms one of which must occur or, where it is negative, none may."""

    terms: list[QueryTerm]
    negative: bool = False

    @property
    def typed(self) -> str:
        """The group as a visitor would write it."""
        return ("-" if self.negative else "") + " OR ".join(term.typed for term in self.terms)


def parsed(query: str) -> list[QueryGroup]:
    """The groups of a query, each once, all of which must hold; none if it has no word."""
    groups: list[QueryGroup] = []
    either = False
    for found in _TERM.finditer(cleaned(query).translate(_QUOTES)):
        if found["bare"] in _OR:
            either = True
            continue
        negative = bool(found["minus"])
        for term in _terms(found):
            if either and groups and not negative and not groups[-1].negative:
                groups[-1].terms += [term] if term not in groups[-1].terms else []
            else:
                groups.append(QueryGroup([term], negative))
        either = False
    return list({(group.negative, *group.terms): group for group in _without_labels(groups)}.values())


def _without_labels(groups: list[QueryGroup]) -> list[QueryGroup]:
    """Groups without the words that only say what kind of number stands beside them: `dnr`, `kronor`."""
    return [
        group
        for before, group, after in zip([None, *groups], groups, [*groups[1:], None], strict=False)
        if not (_is_one_of(NUMBER_LABELS, group) and _has_number(after, 1))
        and not (_is_one_of(AMOUNT_UNITS, group) and _has_number(before, LARGE_NUMBER))
    ]


def _is_one_of(words_beside: frozenset[str], group: QueryGroup) -> bool:
    term = group.terms[0]
    plain = len(group.terms) == 1 and not group.negative and term.kind in ("word", "joined")
    return plain and "".join(term.words) in words_beside


def _has_number(group: QueryGroup | None, digits: int) -> bool:
    """Whether a group beside is a number, or written with a sign between, of so many digits."""
    return group is not None and group.terms[0].kind != "phrase" and len(_DIGIT.findall(group.terms[0].typed)) >= digits


def _terms(found: re.Match[str]) -> Iterator[QueryTerm]:
    """The term at a place of the query; none where it has no word."""
    if found["date"]:
        written = (tuple(words(found["date"])),)
        yield QueryTerm("number", (date_joined(found["date"]),), found["date"], written)
    elif found["amount"]:
        yield QueryTerm("number", (joined_number(found["amount"]),), found["amount"])
    elif found["quoted"] is not None:
        if said := tuple(words(found["quoted"])):
            typed = f'"{found["quoted"].strip()}"{found["begun"]}'
            yield QueryTerm("beginning" if found["begun"] else "phrase", said, typed)
    elif found["bare"]:
        for bare in _LISTED.split(found["bare"]):
            if said := tuple(words(bare)):
                yield _bare(bare.strip(_AROUND), said)


def _bare(typed: str, said: tuple[str, ...]) -> QueryTerm:
    also = other_spellings(typed)
    if CODE.fullmatch(typed):
        return QueryTerm("number", (joined_number(typed),), typed, also)
    if typed.endswith("*"):
        return QueryTerm("beginning", said, typed)
    if _DECIMAL.fullmatch(typed):
        return QueryTerm("number", said, typed)
    if len(said) > 1:
        return QueryTerm("joined", said, typed, also, _together(typed, said))
    return QueryTerm("number" if _DIGIT.search(said[0]) else "word", said, typed, also)


def _together(typed: str, said: tuple[str, ...]) -> str:
    """Words with hyphens and the like between as one word; figures are another number then: `1-2` is not 12."""
    return "".join(said) if _TOGETHER.fullmatch(typed) and not all(map(str.isdigit, said)) else ""
