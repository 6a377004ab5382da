"""Masks again what is in the archive: for contacts that another page of a project named later, or for a mended mask.

A mask never moves a character, so it can be laid over a masked text, and the result does not depend on the order in
which pages came. What a row quotes is taken from the masked page again: a name over a line end is masked there.
"""

from collections.abc import Iterable

from sqlite_utils import Database

from archive.building.changed_projects import changed_projects
from archive.building.masking.contacts import contacts_of
from archive.building.masking.masked_columns import mask_changes, masked_columns
from archive.building.settling.unaddressed import possible_contacts
from archive.database import Row
from archive.privacy import NAMELESS, Masker
from schema.dictionary import tables

_PAGES = "captures"
_PAGE_OF = "(select capture_id from captures c where c.project_id = {table}.project_id and c.is_current)"
"""The page of a row that does not name its page."""


def remask(database: Database, private: Database, project_ids: Iterable[str]) -> None:
    """Masks all that is published of some projects with the contacts of all their captures.

    Those of a page without an address that may be of a project count too, even where it stands apart: it may have
    belonged to the project in an earlier build, when fewer addresses were known.
    """
    for project_id in project_ids:
        masker = Masker([*contacts_of(private, project_id), *possible_contacts(database, private, project_id)])
        _mask_rows(database, masker, _PAGES, project_id)
        texts = dict(database.execute("select capture_id, text from captures where project_id = ?", (project_id,)))
        for table in masked_columns().keys() - {_PAGES}:
            _mask_rows(database, masker, table, project_id, texts)


def remask_claims(database: Database, private: Database) -> None:
    """Masks what registers and other texts state of changed projects, by the contacts of the pages joined to."""
    joined = f"joined_by in ('diarienummer', 'titel') and project_id in ({changed_projects(database)})"
    sql = f"select distinct project_id from claims where {joined} order by 1"
    for (project_id,) in database.execute(sql).fetchall():
        if contacts := contacts_of(private, project_id):
            _mask_rows(database, Masker(contacts), "claims", project_id)


def remask_others(database: Database) -> None:
    """Masks the texts of pages and registers that belong to no project."""
    for table in masked_columns():
        _mask_rows(database, NAMELESS, table, None)


def _mask_rows(
    database: Database, masker: Masker, table: str, project_id: str | None, texts: dict[str, str] | None = None
) -> None:
    """Masks the rows of a project in a table; `texts` are its masked pages by their ids, where rows quote them."""
    columns = [*masked_columns()[table], *(["kind"] if table == "claims" else [])]
    quoted = quoting_column(table) if texts else None
    names = ", ".join(f'"{name}"' for name in columns)
    place = f'{page_of(table)}, start, "end"' if quoted else "null, null, null"
    sql = f'select rowid, {place}, {names} from "{table}" where project_id is ?'
    for rowid, page, start, end, *values in database.execute(sql, (project_id,)).fetchall():
        row = before = dict(zip(columns, values, strict=True))
        if quoted and texts and page in texts and start is not None:
            row = before | {quoted: texts[page][start:end]}
        changed = {name: value for name, value in row.items() if value != before[name]}
        changed |= mask_changes(masker, table, row, str(row.get("kind")))
        _write(database, table, rowid, changed)


def _write(database: Database, table: str, rowid: int, changed: Row) -> None:
    if changed:
        setting = ", ".join(f'"{name}" = ?' for name in changed)
        database.execute(f'update "{table}" set {setting} where rowid = ?', (*changed.values(), rowid))


def quoting_column(table: str) -> str | None:
    """The column that quotes a page between `start` and `end`; None in a table without one."""
    columns = tables()[table].columns
    return next((name for name in ("raw", "text") if name in columns and {"start", "end"} <= columns.keys()), None)


def page_of(table: str) -> str:
    """The id of the page that a row is of, for a question."""
    return "capture_id" if "capture_id" in tables()[table].columns else _PAGE_OF.format(table=table)
