"""Which projects' rows a build changes, noted by triggers: what depends on a project alone is settled for those only.

A first build, and one by other code than settled the archive last, note nothing: then every project counts as changed.
"""

from sqlite_utils import Database

_NOTED = "temp.changed_projects"
_WATCHED = {
    "projects": "",
    "sections": "",
    "project_organisations": "",
    "project_municipalities": "",
    "claims": "",
    "captures": " of capture_id, project_id, is_current, captured_at, revision, digest, document, layout",
}
"""Tables whose rows are of projects, and the columns of an update that count where not all do: when a page was seen
says nothing that is settled by project."""


def note_changes(database: Database) -> None:
    """Notes from now on which projects have rows that are written, updated or deleted, until the database is closed."""
    database.execute(f"create temp table {_NOTED.removeprefix('temp.')} (project_id text primary key)")
    for table, columns in _WATCHED.items():
        for event, rows in (("insert", ["new"]), ("delete", ["old"]), (f"update{columns}", ["old", "new"])):
            noting = "".join(f" {_noting(row)};" for row in rows)
            name = f"noted_{event.partition(' ')[0]}_of_{table}"
            database.execute(f"create temp trigger {name} after {event} on main.{table} begin{noting} end")


def _noting(row: str) -> str:
    """A statement of a trigger; it meets no conflict, which the statement that fires the trigger would decide on."""
    is_new = f"{row}.project_id not in (select project_id from changed_projects)"
    return f"insert into changed_projects select {row}.project_id where {row}.project_id is not null and {is_new}"


def changed_projects(database: Database) -> str:
    """A query for the ids of the projects that changed so far: noted ones, which may be gone; all if none are noted."""
    noted = database.execute("select 1 from temp.sqlite_master where name = 'changed_projects'").fetchone()
    return f"select project_id from {_NOTED if noted else 'projects'}"
