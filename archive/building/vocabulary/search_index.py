"""The search index, made from the published tables: what these do not hold, as masked data, cannot be found.

It keeps words and no texts, which SQLite reads from the tables (the view `search_texts`). So what was indexed of a
project must be known when that changes, and is kept beside its id (`changed_projects.py`).
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from sqlite_utils import Database

from archive.building.changed_projects import changed_projects, indexed_before
from archive.searching.query_words import joined_number, joined_numbers

_NAMES = "title, owner, organisations, municipalities, text, numbers"
_INSERT = f"insert into search(rowid, {_NAMES}) values (?, ?, ?, ?, ?, ?, ?)"
_DELETE = f"insert into search(search, rowid, {_NAMES}) values ('delete', ?, ?, ?, ?, ?, ?, ?)"
_TEXTS = """
select p.rowid, p.project_id, t.title, t.owner, t.organisations, t.municipalities, t.text,
       p.dnr, p.owner_org_number, p.period_start, p.period_end,
       p.esf_support_sek, p.total_budget_sek, p.cofinancing_sek
from projects p join search_texts t on t.rowid = p.rowid where p.project_id in ({})
"""
_REGISTERED = """
select project_id, dnr, operation_id,
       iif(kind = 'code.owner_org_number' or kind like 'date.%' or kind like 'amount.%', value, null)
from claims where project_id in ({}) and shown and joined_by <> 'sida'
"""
"""What registers say of a project with a page: its numbers there."""
_TOGETHER = 500
"""Projects whose texts are in memory at once."""
_Indexed = tuple[int | str, ...]
"""The row of a project, its texts and its numbers."""


def is_indexed(database: Database) -> bool:
    """Whether the index has a row of each project and no other."""
    return _ids(database, "select id from search_docsize") == _ids(database, "select rowid from projects")


def _ids(database: Database, sql: str) -> set[int]:
    return {row[0] for row in database.execute(sql)}


def index_projects(database: Database) -> None:
    """Brings the rows of changed projects up to date with the tables; a row that is as it should be is left alone."""
    before = indexed_before(database)
    if before is None:
        database.execute("insert into search(search) values ('delete-all')")
        database.execute("delete from search_numbers")
    _replace(database, before or {})


def _replace(database: Database, before: dict[int, _Indexed]) -> None:
    """Indexes changed projects, of which the index has what `before` says by their rows."""
    rows = _rows(database)
    found = set[int]()
    while several := list(islice(rows, _TOGETHER)):
        found.update(row[0] for row in several if isinstance(row[0], int))
        new = [row for row in several if before.get(int(row[0])) != row]
        _forget(database, [before[int(row[0])] for row in new if row[0] in before])
        _keep(database, new)
    _forget(database, [row for rowid, row in before.items() if rowid not in found])


def _forget(database: Database, rows: list[_Indexed]) -> None:
    database.conn.executemany(_DELETE, rows)
    database.conn.executemany("delete from search_numbers where project_row = ?", ((row[0],) for row in rows))


def _keep(database: Database, rows: list[_Indexed]) -> None:
    database.conn.executemany("insert into search_numbers values (?, ?)", ((row[0], row[-1]) for row in rows))
    database.conn.executemany(_INSERT, rows)


def merge_index(database: Database) -> None:
    """Merges the index: no word stays in it that a mask took, and later rows fill the pages that it leaves."""
    database.execute("insert into search(search) values ('optimize')")


def _rows(database: Database) -> Iterator[_Indexed]:
    changed = changed_projects(database)
    registered = _registered(database, changed)
    for rowid, project_id, *row in database.execute(_TEXTS.format(changed)):
        texts = row[:5]
        stated = [project_id, *row[5:], *registered.get(project_id, ())]
        yield rowid, *texts, _numbers(texts, stated)


def _registered(database: Database, changed: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for project_id, *stated in database.execute(_REGISTERED.format(changed)):
        found.setdefault(project_id, []).extend(stated)
    return found


def _numbers(texts: Iterable[str], stated: list[object]) -> str:
    """The numbers of the texts that are written in several parts, and those stated of the project, each as one word."""
    known = [joined_number(str(one).removeprefix("SEK ").removeprefix("EUR ")) for one in stated if one is not None]
    return " ".join(sorted({*known, *(number for text in texts for number in joined_numbers(text))}))
