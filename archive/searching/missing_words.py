"""Why a query found nothing: the words that the archive does not have, and what each word left out would give."""

import re
import sqlite3

import msgspec

from archive.searching.match_expression import of_clauses
from archive.searching.query_words import words
from archive.searching.resolved_query import Clause, resolved

_COUNT = "select count(*) from search where search match ?"
_LIKELY = "select word from words where projects > 0 and length(word) between ? and ?"
_MOST_SUGGESTED, _LEAST_LIKENESS = 3, 75
_MOST_PARTS = 10
"""Parts of a query that are told of: each takes a search of all others."""
_ONE_THING = re.compile(r"\d| OR ")
"""In what is typed as one part: a number, or words one of which is enough."""


class LeftOut(msgspec.Struct):
    """A word of the query: whether the archive lacks it, words like it, and what the query finds without it.

    `apart` are the words of a phrase, where the archive has all of them but not side by side.
    """

    typed: str
    is_missing: bool
    is_negative: bool
    suggested: list[str]
    apart: str
    rest: str
    projects: int


def left_out(connection: sqlite3.Connection, query: str) -> list[LeftOut]:
    """The first parts of a query that found nothing, of those that the archive lacks or else of all.

    None if no word must occur.
    """
    clauses = resolved(connection, query)
    wanted = [at for at, clause in enumerate(clauses) if not clause.negative]
    missing = [at for at in wanted if not _count(connection, [clauses[at]])]
    told = (missing or range(len(clauses)))[:_MOST_PARTS] if wanted else ()
    return [_without(connection, clauses, at, at in missing) for at in told]


def _without(connection: sqlite3.Connection, clauses: list[Clause], at: int, is_missing: bool) -> LeftOut:
    clause, rest = clauses[at], [other for number, other in enumerate(clauses) if number != at]
    suggested = _like(connection, clause.typed.lower()) if is_missing else []
    apart = _apart(connection, clause.typed) if is_missing else ""
    said = " ".join(other.typed for other in rest)
    return LeftOut(clause.typed, is_missing, clause.negative, suggested, apart, said, _count(connection, rest))


def _count(connection: sqlite3.Connection, clauses: list[Clause]) -> int:
    return int(connection.execute(_COUNT, (of_clauses(clauses),)).fetchone()[0])


def _apart(connection: sqlite3.Connection, typed: str) -> str:
    """The words of a phrase that is missing, if a project has all of them."""
    said = [] if _ONE_THING.search(typed) else words(typed)
    apart = " ".join(said)
    return apart if len(said) > 1 and _count(connection, resolved(connection, apart)) else ""


def _like(connection: sqlite3.Connection, word: str) -> list[str]:
    """Words of the archive that are spelt nearly like a missing one."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  only where a word is missing

    if not word.isalpha():
        return []
    known = [row[0] for row in connection.execute(_LIKELY, (len(word) - 2, len(word) + 2))]
    found = process.extract(word, known, scorer=fuzz.ratio, limit=_MOST_SUGGESTED, score_cutoff=_LEAST_LIKENESS)
    return [name for name, _, _ in found]
