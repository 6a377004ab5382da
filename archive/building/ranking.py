"""Whose claim counts: claims joined to projects, the newest capture of each document in force, sources ranked."""

from collections import defaultdict

from sqlite_utils import Database

from archive.building.claims import comparable

_PAGES = """
with pages as (
    select capture_id, layout, is_current, document, row_number() over (
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
_PAGES_IN_FORCE = f"""
{_PAGES} update claims set joined_by = 'sida',
    project_id = (select project_id from captures where captures.capture_id = claims.capture_id),
    in_force = capture_id in (
        select capture_id from pages
        where is_current or (place = 1 and document is not null and (layout = 'prose' or told_apart))
    )
where line is null
"""
_REGISTERS_IN_FORCE = """
with spoken as (
    select c.rowid as row, dense_rank() over (
        partition by c.source, c.operation_id
        order by k.captured_at desc, k.revision desc, k.digest desc, k.capture_id
    ) as place
    from claims c join captures k using (capture_id) where c.line is not null and k.is_current
)
update claims set in_force = rowid in (select row from spoken where place = 1) where line is not null
"""
_RANKED = """
with ranked as (
    select c.capture_id, c.position, row_number() over (
        partition by c.project_id, c.kind
        order by s.rank, c.review is null, k.captured_at desc, k.revision desc, k.digest desc, k.capture_id, c.position
    ) as standing
    from claims c join captures k using (capture_id) join claim_sources s using (source)
    where c.project_id is not null and c.in_force and c.shown
      and c.scope is null and c.value_max is null and c.value <> ''
      and coalesce(c.status, 'beviljad') = 'beviljad' and c.kind not like '%.other'
)
update claims set standing = ranked.standing from ranked
where claims.capture_id = ranked.capture_id and claims.position = ranked.position
"""
_COMPARED = """
with told as (
    select rowid as row, method,
           max(method <> 'inferred') over (partition by project_id, kind, capture_id) as labelled,
           row_number() over (partition by project_id, kind, capture_id, comparable order by standing) as place
    from claims where standing is not null and scope is null
)
update claims set compared = rowid in
    (select row from told where place = 1 and (method <> 'inferred' or not labelled))
"""
"""Rows are picked by `rowid`: for two columns `in` a list that may hold nulls, SQLite reads that list for each row."""

_MIN_TITLE_LENGTH = 6
"""Minimum number of characters for a title to identify a project."""


def settle_claims(database: Database) -> None:
    """Joins the claims of registers and texts to projects, ranks claims about the same thing, and marks the compared.

    A part of an amount (`scope`), a range, and what was applied for have no rank: none of them says what labels say of
    the whole. Nor has what is not sure enough to be shown; of one source, what a person has reviewed goes first. Of
    what a page says, its labels are compared with other documents, each value once; its own prose is no second source
    for them.
    """
    database.execute("update claims set standing = null where standing is not null")
    database.execute(_REMOVE_SUPERSEDED)
    database.execute(_PAGES_IN_FORCE)
    database.execute(_REGISTERS_IN_FORCE)
    _join_by_number(database)
    _join_by_title(database)
    database.execute(_RANKED)
    database.execute(_COMPARED)


def _join_by_number(database: Database) -> None:
    known = {row[0].upper(): row[0] for row in database.execute("select project_id from projects")}
    claimed = {row[0] for row in database.execute("select distinct dnr from claims where line is not null")}
    pairs = [(known[dnr], dnr) for dnr in sorted(claimed & set(known))]
    sql = (
        "update claims set project_id = ?, joined_by = 'diarienummer' "
        "where dnr = ? and line is not null and project_id is null"
    )
    database.conn.executemany(sql, pairs)


def _join_by_title(database: Database) -> None:
    """Joins a text whose project is known only by title to the one project of the bank with that title."""
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
    sql = "update claims set project_id = ?, joined_by = 'titel' where project_id = ? and line is null"
    database.conn.executemany(sql, pairs)
