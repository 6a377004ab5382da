"""Which projects' rows a build changes, noted by triggers: what depends on a project alone is settled for those only.

A first build, and one by other code than settled the archive last, note nothing: then every project counts as changed.
With the id is noted what the search index has of the project: it keeps no texts, but must be told them to forget one.
"""

from sqlite_utils import Database

_NOTED, _INDEXED = "temp.changed_projects", "temp.indexed_before"
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
    database.execute(f"create table {_NOTED} (project_id text primary key)")
    database.execute(f"create table {_INDEXED} as select * from search_texts where false")
    for table, columns in _WATCHED.items():
        for event, rows in (("insert", ["new"]), ("delete", ["old"]), (f"update{columns}", ["old", "new"])):
            noting = "".join(f" {_noting(row)};" for row in rows)
            name = f"noted_{event.partition(' ')[0]}_of_{table}"
            database.execute(f"create temp trigger {name} before {event} on main.{table} begin{noting} end")


def _noting(row: str) -> str:
    """Statements of a trigger; they meet no conflict, which the statement that fires the trigger would decide on."""
    is_new = f"{row}.project_id is not null and {row}.project_id not in (select project_id from changed_projects)"
    texts = "select t.* from projects p join search_texts t on t.rowid = p.rowid"
    return (
        f"insert into indexed_before {texts} where p.project_id = {row}.project_id and {is_new}; "
        f"insert into changed_projects select {row}.project_id where {is_new}"
    )


def indexed_before(database: Database) -> dict[int, tuple[int | str, ...]] | None:
    """What the search index has of the projects that changed, by their rows there; None if nothing is noted."""
    rows = database.execute(f"select * from {_INDEXED}").fetchall() if _is_noting(database) else None
    return None if rows is None else {row[0]: row for row in rows}


def changed_projects(database: Database) -> str:
    """A query for the ids of the projects that changed so far: noted ones, which may be gone; all if none are noted."""
    return f"select project_id from {_NOTED if _is_noting(database) else 'projects'}"


def _is_noting(database: Database) -> bool:
    return bool(database.execute("select 1 from temp.sqlite_master where name = 'changed_projects'").fetchone())
