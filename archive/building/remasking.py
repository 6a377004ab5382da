"""Masks again what is in the archive: for contacts that another page of a project named later, or for a mended mask.

A mask never moves a character, so it can be laid over a masked text, and the result does not depend on the order in
which pages came.
"""

from collections.abc import Iterable

from sqlite_utils import Database

from archive.building.contacts import contacts_of
from archive.building.masked_columns import mask_changes, masked_columns
from archive.privacy import Masker


def remask(database: Database, private: Database, project_ids: Iterable[str]) -> None:
    """Masks all that is published of some projects with the contacts of all their captures."""
    for project_id in project_ids:
        masker = Masker(contacts_of(private, project_id))
        for table in masked_columns():
            _mask_rows(database, masker, table, project_id)


def remask_claims(database: Database, private: Database) -> None:
    """Masks what registers and other texts state of projects, by the contacts of the pages that they were joined to."""
    joined = "joined_by in ('diarienummer', 'titel') and project_id is not null"
    sql = f"select distinct project_id from claims where {joined} order by 1"
    for (project_id,) in database.execute(sql).fetchall():
        if contacts := contacts_of(private, project_id):
            _mask_rows(database, Masker(contacts), "claims", project_id)


def remask_others(database: Database) -> None:
    """Masks the texts of pages and registers that belong to no project."""
    for table in masked_columns():
        _mask_rows(database, Masker([]), table, None)


def _mask_rows(database: Database, masker: Masker, table: str, project_id: str | None) -> None:
    columns = [*masked_columns()[table], *(["kind"] if table == "claims" else [])]
    names = ", ".join(f'"{name}"' for name in columns)
    rows = database.execute(f'select rowid, {names} from "{table}" where project_id is ?', (project_id,)).fetchall()
    for rowid, *values in rows:
        row = dict(zip(columns, values, strict=True))
        if changed := mask_changes(masker, table, row, str(row.get("kind"))):
            setting = ", ".join(f'"{name}" = ?' for name in changed)
            database.execute(f'update "{table}" set {setting} where rowid = ?', (*changed.values(), rowid))
