"""The query language: words, "exact phrases", beginnings*, numbers, OR and -words. Nothing typed is an error."""

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from archive.searching.query_words import AMOUNT, CODE, cleaned, joined_number, words

_TERM = re.compile(rf'(?P<minus>(?<!\S)-)?(?:"(?P<quoted>[^"]*)"|(?P<amount>{AMOUNT})|(?P<bare>[^\s"]+)|")')
_QUOTES = str.maketrans(dict.fromkeys("”“„»«", '"'))
_OR = ("OR", "ELLER")
_AROUND = ".,;:!?()[]{}'’"
_DIGIT = re.compile(r"\d")

Kind = Literal["word", "joined", "phrase", "beginning", "number"]


class QueryTerm(msgspec.Struct, frozen=True):
    """One thing to look for; `joined` are words with a sign between them, such as `it-utbildning`.

    `typed` is what the visitor wrote.
    """

    kind: Kind
    words: tuple[str, ...]
    typed: str


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
    return list({(group.negative, *group.terms): group for group in groups}.values())


def _terms(found: re.Match[str]) -> Iterator[QueryTerm]:
    """The term at a place of the query; none where it has no word."""
    if found["amount"]:
        yield QueryTerm("number", (joined_number(found["amount"]),), found["amount"])
    elif found["quoted"] is not None:
        if said := tuple(words(found["quoted"])):
            yield QueryTerm("phrase", said, f'"{found["quoted"].strip()}"')
    elif found["bare"] and (said := tuple(words(found["bare"]))):
        bare = found["bare"].strip(_AROUND)
        yield _bare(bare, said)


def _bare(typed: str, said: tuple[str, ...]) -> QueryTerm:
    if CODE.fullmatch(typed):
        return QueryTerm("number", (joined_number(typed),), typed)
    if typed.endswith("*"):
        return QueryTerm("beginning", said, typed)
    if len(said) > 1:
        return QueryTerm("joined", said, typed)
    return QueryTerm("number" if _DIGIT.search(said[0]) else "word", said, typed)
