"""Which project each claim is about, and whether it is in force: the newest capture of each document is.

Only what differs is written, so that a project whose claims stay as they are does not count as changed.
"""

from collections import defaultdict

from sqlite_utils import Database

from archive.building.claims.claim_rows import comparable

_PAGES = """
with pages as (
    select capture_id, project_id, layout, is_current, document, row_number() over (
        partition by project_id, layout = 'prose', document
        order by captured_at desc, revision desc, digest desc, capture_id
    ) as place, max(is_current and (layout = 'prose' or document is not null)) over (
        partition by project_id, layout = 'prose'
    ) as told_apart
    from captures where project_id is not null
)
"""
"""Each project's captures, the newest of every document first. Pages of the bank are told apart by their addresses, so
only where that of the current page is known; prose is told apart by file."""
_REMOVE_SUPERSEDED = f"""
{_PAGES} delete from claims where line is null and capture_id in
    (select capture_id from pages where place > 1 and layout <> 'prose')
"""
_PLACED_PAGES = """
create temp table placed_pages (capture_id text primary key, project_id text, joined_by text, in_force integer)
"""
_PLACED = f"""
insert into placed_pages {_PAGES} select capture_id, project_id, 'sida',
    is_current or (place = 1 and document is not null and (layout = 'prose' or told_apart))
from pages
"""
_PAGES_IN_FORCE = """
update claims set project_id = p.project_id, joined_by = p.joined_by, in_force = p.in_force from placed_pages p
where p.capture_id = claims.capture_id and claims.line is null
  and (claims.project_id, claims.joined_by, claims.in_force) is not (p.project_id, p.joined_by, p.in_force)
"""
_REGISTERS_IN_FORCE = """
with spoken as (
    select c.rowid as row, dense_rank() over (
        partition by c.source, c.operation_id
        order by k.captured_at desc, k.revision desc, k.digest desc, k.capture_id
    ) as place
    from claims c join captures k using (capture_id) where c.line is not null and k.is_current
)
update claims set in_force = not in_force
where line is not null and in_force <> (rowid in (select row from spoken where place = 1))
"""

_MIN_TITLE_LENGTH = 6
"""Minimum number of characters for a title to identify a project."""


def join_claims(database: Database) -> None:
    """Joins the claims of pages, registers and texts to projects, and removes those of superseded pages of the bank."""
    database.execute(_REMOVE_SUPERSEDED)
    database.execute(_PLACED_PAGES)
    database.execute(_PLACED)
    _place_by_title(database)
    database.execute(_PAGES_IN_FORCE)
    database.execute("drop table placed_pages")
    database.execute(_REGISTERS_IN_FORCE)
    _join_by_number(database)


def _join_by_number(database: Database) -> None:
    known = {row[0].upper(): row[0] for row in database.execute("select project_id from projects")}
    claimed = {row[0] for row in database.execute("select distinct dnr from claims where line is not null")}
    pairs = [(known[dnr], dnr) for dnr in sorted(claimed & set(known))]
    sql = (
        "update claims set project_id = ?, joined_by = 'diarienummer' "
        "where dnr = ? and line is not null and project_id is null"
    )
    database.conn.executemany(sql, pairs)


def _place_by_title(database: Database) -> None:
    """Gives the claims of a text whose project is known only by title to the one project of the bank that has it."""
    bank: defaultdict[str, list[str]] = defaultdict(list)
    texts = []
    sql = "select project_id, layout, dnr, title from projects where title is not null order by project_id"
    for project_id, layout, dnr, title in database.execute(sql).fetchall():
        name = comparable("text.title", title)
        if layout != "prose":
            bank[name].append(project_id)
        elif dnr is None and len(name) >= _MIN_TITLE_LENGTH:
            texts.append((name, project_id))
    pairs = [(bank[name][0], project_id) for name, project_id in texts if len(bank[name]) == 1]
    pages = "select capture_id from captures where project_id = ?"
    sql = f"update placed_pages set project_id = ?, joined_by = 'titel' where capture_id in ({pages})"
    database.conn.executemany(sql, pairs)
