"""Masks again what is in the archive: for contacts that another page of a project named later, or for a mended mask.

A mask never moves a character, so it can be laid over a masked text, and the result does not depend on the order in
which pages came.
"""

from collections.abc import Iterable, Iterator

from sqlite_utils import Database

from archive.building.claims import comparable
from archive.building.contacts import contacts_of
from archive.database import Row
from archive.privacy import Masker
from schema.dictionary import Table, tables

_KEPT = {
    "url", "source", "document", "digest", "parser_version", "layout", "dnr", "operation_id", "kind", "method",
    "comparable", "least", "most", "review",
}  # fmt: skip
"""Columns that identify a row, hold words of a vocabulary, or are made from others; `comparable` is made again."""


def remask(database: Database, private: Database, project_ids: Iterable[str]) -> None:
    """Masks all that is published of some projects with the contacts of all their captures."""
    for project_id in project_ids:
        masker = Masker(contacts_of(private, project_id))
        for name, columns in _texts():
            _mask_rows(database, masker, name, columns, project_id)


def remask_claims(database: Database, private: Database) -> None:
    """Masks what registers and other texts state of projects, by the contacts of the pages that they were joined to."""
    columns = next(columns for name, columns in _texts() if name == "claims")
    joined = "joined_by in ('diarienummer', 'titel') and project_id is not null"
    sql = f"select distinct project_id from claims where {joined} order by 1"
    for (project_id,) in database.execute(sql).fetchall():
        if contacts := contacts_of(private, project_id):
            _mask_rows(database, Masker(contacts), "claims", columns, project_id)


def remask_others(database: Database) -> None:
    """Masks the texts of pages and registers that belong to no project."""
    for name, columns in _texts():
        _mask_rows(database, Masker([]), name, columns, None)


def _texts() -> Iterator[tuple[str, list[str]]]:
    """The tables that have rows of a project, each with its columns of free text."""
    for name, table in tables().items():
        columns = [column for column in table.columns if _is_text(table, column)]
        if "project_id" in table.columns and not table.derived and columns:
            yield name, columns


def _is_text(table: Table, name: str) -> bool:
    column = table.columns[name]
    identifies = name in table.primary_key or column.references or name in _KEPT
    return column.type == "text" and not identifies


def _mask_rows(database: Database, masker: Masker, table: str, columns: list[str], project_id: str | None) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    rows = database.execute(f'select rowid, {names} from "{table}" where project_id is ?', (project_id,)).fetchall()
    for rowid, *values in rows:
        changed = _changed(masker, dict(zip(columns, values, strict=True)))
        if changed and table == "claims":
            changed |= _comparable(database, rowid, changed)
        if changed:
            setting = ", ".join(f'"{name}" = ?' for name in changed)
            database.execute(f'update "{table}" set {setting} where rowid = ?', (*changed.values(), rowid))


def _changed(masker: Masker, row: Row) -> Row:
    masked = {name: masker.mask(value) for name, value in row.items() if isinstance(value, str)}
    return {name: value for name, value in masked.items() if value != row[name]}


def _comparable(database: Database, rowid: int, changed: Row) -> Row:
    kind = database.execute("select kind from claims where rowid = ?", (rowid,)).fetchone()[0]
    return {"comparable": comparable(kind, changed["value"])} if "value" in changed else {}
