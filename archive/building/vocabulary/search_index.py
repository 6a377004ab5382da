"""The search index, made from the published tables: what these do not hold, as masked data, cannot be found."""

from collections.abc import Iterator

from sqlite_utils import Database

from archive.building.changed_projects import changed_projects
from archive.searching.query_words import cleaned, joined_number, joined_numbers

_NAMES = "title, owner, organisations, municipalities, text, numbers"
_KEPT = f"select {_NAMES} from search where rowid = ?"
_TEXTS = """
select p.rowid, p.project_id, p.title, p.owner,
       (select group_concat(name, ' · ') from (
            select name from project_organisations o where o.project_id = p.project_id and position > 0
            group by name order by min(position))),
       (select group_concat(name, ' · ') from (
            select name from project_municipalities m where m.project_id = p.project_id order by position)),
       (select group_concat(text, x'0a' || x'0a') from (
            select text from sections s where s.project_id = p.project_id order by position)),
       p.dnr, p.owner_org_number, p.period_start, p.period_end,
       p.esf_support_sek, p.total_budget_sek, p.cofinancing_sek
from projects p where p.project_id in ({})
"""
_REGISTERED = """
select project_id, dnr, operation_id,
       iif(kind = 'code.owner_org_number' or kind like 'date.%' or kind like 'amount.%', value, null)
from claims where project_id in ({}) and shown and joined_by <> 'sida'
"""
"""What registers say of a project with a page: its numbers there."""


def is_indexed(database: Database) -> bool:
    """Whether the index has a row of each project and no other."""
    return _rowids(database, "search") == _rowids(database, "projects")


def index_projects(database: Database) -> None:
    """Brings the rows of changed projects up to date with the tables; a row that is as it should be is left alone."""
    database.execute("delete from search where rowid not in (select rowid from projects)")
    sql = f"insert into search(rowid, {_NAMES}) values (?, ?, ?, ?, ?, ?, ?)"
    database.conn.executemany(sql, _changed_rows(database))


def _changed_rows(database: Database) -> Iterator[tuple[int | str, ...]]:
    """The rows of the index that are new or not as they should be; what it had of these is deleted."""
    indexed = _rowids(database, "search")
    for rowid, texts in _rows(database):
        known = database.execute(_KEPT, (rowid,)).fetchone() if rowid in indexed else None
        if known != texts:
            if known:
                database.execute("delete from search where rowid = ?", (rowid,))
            yield rowid, *texts


def _rowids(database: Database, table: str) -> set[int]:
    return {row[0] for row in database.execute(f"select rowid from {table}")}


def merge_index(database: Database) -> None:
    """Merges the index: no word stays in it that a mask took, and later rows fill the pages that it leaves."""
    database.execute("insert into search(search) values ('optimize')")


def _rows(database: Database) -> Iterator[tuple[int, tuple[str, ...]]]:
    changed = changed_projects(database)
    registered = _registered(database, changed)
    for rowid, project_id, *row in database.execute(_TEXTS.format(changed)):
        texts = [cleaned(text or "") for text in row[:5]]
        stated = [project_id, *row[5:], *registered.get(project_id, ())]
        yield rowid, (*texts, _numbers(texts, stated))


def _registered(database: Database, changed: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for project_id, *stated in database.execute(_REGISTERED.format(changed)):
        found.setdefault(project_id, []).extend(stated)
    return found


def _numbers(texts: list[str], stated: list[object]) -> str:
    """The numbers of the texts that are written in several parts, and those stated of the project, each as one word."""
    known = [joined_number(str(one).removeprefix("SEK ").removeprefix("EUR ")) for one in stated if one is not None]
    return " ".join(sorted({*known, *(number for text in texts for number in joined_numbers(text))}))
