"""Which capture of a project is its current one, whatever order captures were added in."""

from sqlite_utils import Database

_GUESSED = (
    "(layout = 'prose' and url is null "
    "or layout = 'projektbank-2007' and coalesce(document, '') not glob '2007-2013/*')"
)
"""A page of the old bank is known by its address only where that is one of the bank's, whose document is an id."""
_NEWEST_FIRST = f"order by layout = 'prose', {_GUESSED}, captured_at desc, revision desc, digest desc, capture_id"
"""A page of the project bank outranks prose about the same project, and a page whose address gives the project one
whose content does, whatever their dates."""


def make_current(database: Database, project_id: str) -> str:
    """Marks the current capture of a project and returns its id.

    Bank pages precede prose; then the latest time wins, then (of undated pages from one file) the latest revision, then
    the greatest digest.
    """
    sql = f"select capture_id from captures where project_id = ? {_NEWEST_FIRST}"
    newest = str(database.execute(sql, (project_id,)).fetchone()[0])
    sql = "update captures set is_current = not is_current where project_id = ? and is_current <> (capture_id = ?)"
    database.execute(sql, (project_id, newest))
    return newest
