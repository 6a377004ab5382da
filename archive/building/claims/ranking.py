"""Whose claim counts: the claims about one thing ranked by their sources, and which of them are compared."""

from sqlite_utils import Database

from archive.building.changed_projects import changed_projects

_UNRANKED = """
update claims set standing = null where standing is not null and (project_id is null or project_id in ({0}))
"""
_RANKED = """
with ranked as (
    select c.rowid as row, row_number() over (
        partition by c.project_id, c.kind
        order by s.rank, c.review is null, k.captured_at desc, k.revision desc, k.digest desc, k.capture_id, c.position
    ) as standing
    from claims c join captures k using (capture_id) join claim_sources s using (source)
    where c.project_id in ({0}) and c.in_force and c.shown
      and c.scope is null and c.value_max is null and c.value <> ''
      and coalesce(c.status, 'beviljad') = 'beviljad' and c.kind not like '%.other'
)
update claims set standing = ranked.standing from ranked
where claims.rowid = ranked.row
"""
_COMPARED = """
with told as (
    select rowid as row, method,
           max(method <> 'inferred') over (partition by project_id, kind, capture_id) as labelled,
           row_number() over (partition by project_id, kind, capture_id, comparable order by standing) as place
    from claims where project_id in ({0}) and standing is not null and scope is null
)
update claims set compared = rowid in
    (select row from told where place = 1 and (method <> 'inferred' or not labelled))
where project_id in ({0}) or (project_id is null and compared is not 0)
"""
"""Rows are picked by `rowid`: for two columns `in` a list that may hold nulls, SQLite reads that list for each row."""


def rank_claims(database: Database) -> None:
    """Ranks the claims about the same thing of each changed project, and marks the compared.

    A part of an amount (`scope`), a range, and what was applied for have no rank: none of them says what labels say of
    the whole. Nor has what is not sure enough to be shown; of one source, what a person has reviewed goes first. Of
    what a page says, its labels are compared with other documents, each value once; its own prose is no second source
    for them.
    """
    for statement in (_UNRANKED, _RANKED, _COMPARED):
        database.execute(statement.format(changed_projects(database)))
