"""Finds the projects of a query: how many, and a page of them, best first.

A title that is the query comes first; then projects with the words themselves, in any form, or with compounds of them
in their titles, by BM25; then those that have only compounds or synonyms. Of more projects than can be ranked in time
those with the query in the title come first, by BM25 there, and the rest in the order of the archive.
"""

import json
import sqlite3

import msgspec

from archive.database import Row
from archive.searching.match_expression import NOTHING, in_title, of_clauses, word_itself
from archive.searching.query_syntax import parsed
from archive.searching.query_words import cleaned, words
from archive.searching.resolved_query import Clause, resolved
from archive.searching.text_matches import TextMatches, snippet

_WEIGHTS = "10, 4, 2, 2, 1, 2"
"""What a hit in each column counts: the title most, then the owner, partners, places and numbers, the text."""
_COUNT = "select count(*) from search where search match ?"
_BEST = f"""
select rowid, -bm25(search, {_WEIGHTS}) from search where search match ?
order by bm25(search, {_WEIGHTS}), rowid limit ?
"""
_NEXT = "select rowid, 0.0 from search where search match ? order by rowid limit ?"
_TITLED = """
select p.rowid, p.title from search s cross join projects p on p.rowid = s.rowid where s.search match ? limit 1000
"""
"""From the table of projects: the index would read all texts of a project for its title."""
_FACTS = ("project_id", "title", "region", "programme_period", "owner", "esf_support_sek")
_COLUMNS = {
    "s_title": "titel",
    "s_owner": "projektägare",
    "organisations": "organisationer",
    "municipalities": "kommuner",
    "text": "text",
    "numbers": "nummer",
}
"""The columns of the index with their Swedish names."""
_SHOWN = """
select p.rowid as number, p.project_id, p.title, p.region, p.programme_period, p.owner, a.esf_support_sek,
       s.title as s_title, s.owner as s_owner, s.organisations, s.municipalities, s.text, s.numbers
from search s join projects p on p.rowid = s.rowid left join project_amounts a using (project_id)
where s.rowid in (select value from json_each(?))
"""
_MOST_FORMS = 5
"""Words shown of those that a project was found by."""
_MOST_RANKED = 50_000
"""Projects that are ranked by all their words: BM25 reads each place of each word in each project."""
_TITLE_BONUS, _WORD_BONUS = 2000.0, 1000.0
"""What is added to the scores of the first two ranks: more than BM25 gives."""


_PRINTED = (*_FACTS, "score", "snippet", "why")


class Hit(msgspec.Struct):
    """A project found: `why` names the columns that matched, `forms` the words there; `snippet` marks them `<mark>`."""

    project_id: str
    title: str | None
    score: float
    snippet: str
    why: str
    forms: list[str] = []
    region: str | None = None
    programme_period: str | None = None
    owner: str | None = None
    esf_support_sek: int | None = None

    def printed(self) -> Row:
        """What the command and `/sok.json` print of a hit."""
        return {name: getattr(self, name) for name in _PRINTED}


class Found(msgspec.Struct):
    """What a query found: the number of projects, and the page of hits asked for."""

    projects: int
    hits: list[Hit]


_Ranked = list[tuple[int, float]]
"""Row numbers of projects with their scores, best first."""
_Rank = tuple[str, str, float]
"""An expression, the SQL that orders what it finds, and what is added to its scores."""


def search(connection: sqlite3.Connection, query: str, limit: int, offset: int = 0) -> Found:
    """The projects of a query: how many, and the best `limit` of them after the first `offset`."""
    clauses = resolved(connection, query)
    everything = of_clauses(clauses)
    projects = connection.execute(_COUNT, (everything,)).fetchone()[0] if everything != NOTHING else 0
    if offset >= projects:
        return Found(projects, [])
    ranks = _ranks(clauses) if projects <= _MOST_RANKED else _ranks_of_many(clauses)
    page = _ranked(connection, query, ranks, offset + limit)[offset : offset + limit]
    return Found(projects, _hits(connection, TextMatches(clauses), page))


def _ranks(clauses: list[Clause]) -> list[_Rank]:
    """The words themselves, then compounds and synonyms."""
    everything, itself = of_clauses(clauses), of_clauses(clauses, word_itself)
    others = [(f"({everything}) NOT ({itself})", _BEST, 0.0)] if itself != everything else []
    return [(itself, _BEST, _WORD_BONUS), *others]


def _ranks_of_many(clauses: list[Clause]) -> list[_Rank]:
    """Titles, then all others as they come."""
    everything, titles = of_clauses(clauses), of_clauses(clauses, in_title)
    return [(titles, _BEST, _WORD_BONUS), (f"({everything}) NOT ({titles})", _NEXT, 0.0)]


def _ranked(connection: sqlite3.Connection, query: str, ranks: list[_Rank], most: int) -> _Ranked:
    """The best projects, titles that are the query first; of each rank only as many as those before leave room for."""
    titled = set(_with_title(connection, query))
    best = [(row, _TITLE_BONUS) for row in sorted(titled)][:most]
    for wanted, sql, bonus in ranks:
        if len(best) < most:
            rows = connection.execute(sql, (wanted, most + len(titled)))
            best += [(row, round(score + bonus, 3)) for row, score in rows if row not in titled]
    return best[:most]


def _with_title(connection: sqlite3.Connection, query: str) -> list[int]:
    """The projects whose title is the query, word for word; for queries of plain words and phrases."""
    groups = parsed(query)
    if any(group.negative or len(group.terms) > 1 or group.terms[0].kind == "beginning" for group in groups):
        return []
    sought = words(" ".join(group.terms[0].typed for group in groups))
    wanted = f'{{title}} : ^ "{" ".join(sought)}"'
    return [row for row, title in connection.execute(_TITLED, (wanted,)) if words(cleaned(title)) == sought]


def _hits(connection: sqlite3.Connection, matches: TextMatches, page: _Ranked) -> list[Hit]:
    found = connection.execute(_SHOWN, (json.dumps([number for number, _ in page]),))
    names = [column[0] for column in found.description]
    rows = {row["number"]: row for row in (dict(zip(names, values, strict=True)) for values in found)}
    return [_hit(matches, rows[number], score) for number, score in page]


def _hit(matches: TextMatches, row: Row, score: float) -> Hit:
    texts = {name: row[name] or "" for name in _COLUMNS}
    found = {name: places for name, text in texts.items() if (places := matches.places(text))}
    said = [texts[name][start:end].lower() for name, places in found.items() for start, end in places]
    return Hit(
        score=score,
        snippet=snippet(texts["text"], found.get("text", [])),
        why=", ".join(_COLUMNS[name] for name in found),
        forms=list(dict.fromkeys(said))[:_MOST_FORMS],
        **{name: row[name] for name in _FACTS},
    )
