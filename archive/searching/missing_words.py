"""Why a query found nothing: the words that the archive does not have, and what each word left out would give."""

import sqlite3

import msgspec

from archive.searching.match_expression import of_clauses
from archive.searching.resolved_query import Clause, resolved

_COUNT = "select count(*) from search where search match ?"
_LIKELY = "select word from words where projects > 0 and length(word) between ? and ?"
_MOST_SUGGESTED, _LEAST_LIKENESS = 3, 75


class LeftOut(msgspec.Struct):
    """A word of the query: whether the archive lacks it, words like it, and what the query finds without it."""

    typed: str
    is_missing: bool
    suggested: list[str]
    rest: str
    projects: int


def left_out(connection: sqlite3.Connection, query: str) -> list[LeftOut]:
    """Each part of a query that found nothing: of those that the archive lacks, or else of all."""
    clauses = resolved(connection, query)
    missing = [at for at, clause in enumerate(clauses) if not clause.negative and not _count(connection, [clause])]
    return [_without(connection, clauses, at, at in missing) for at in missing or range(len(clauses))]


def _without(connection: sqlite3.Connection, clauses: list[Clause], at: int, is_missing: bool) -> LeftOut:
    rest = [clause for number, clause in enumerate(clauses) if number != at]
    suggested = _like(connection, clauses[at].typed.lower()) if is_missing else []
    said = " ".join(clause.typed for clause in rest)
    return LeftOut(clauses[at].typed, is_missing, suggested, said, _count(connection, rest))


def _count(connection: sqlite3.Connection, clauses: list[Clause]) -> int:
    return int(connection.execute(_COUNT, (of_clauses(clauses),)).fetchone()[0])


def _like(connection: sqlite3.Connection, word: str) -> list[str]:
    """Words of the archive that are spelt nearly like a missing one."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  only where a word is missing

    if not word.isalpha():
        return []
    known = [row[0] for row in connection.execute(_LIKELY, (len(word) - 2, len(word) + 2))]
    found = process.extract(word, known, scorer=fuzz.ratio, limit=_MOST_SUGGESTED, score_cutoff=_LEAST_LIKENESS)
    return [name for name, _, _ in found]
