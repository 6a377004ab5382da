"""Each project's current record: written from its newest capture, moved when its id becomes known, removed."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from archive.building.claims.claim_rows import page_claims
from archive.building.masking.contacts import remove_contacts
from archive.building.rows.record_rows import MaskedRecord
from archive.building.rows.upserting import upsert
from archive.database import Row
from schema.dictionary import tables

if TYPE_CHECKING:
    from sqlite_utils import Database

_CHILDREN = (
    "sections",
    "project_organisations",
    "project_municipalities",
    "provenance",
    "targets",
    "tags",
)


Rows = dict[str, list[Row]]
"""The rows of a record and the claims of its page, by table."""


def record_rows(record: MaskedRecord, project_id: str, capture: str) -> Rows:
    """The rows of a record, which are yet to be masked."""
    keys = {"project_id": project_id, "capture_id": capture}
    rows = {}
    for table, found in _parts(record).items():
        place = {name: key for name, key in keys.items() if name in tables()[table].columns}
        rows[table] = [place | row for row in found]
    joined = {**keys, "dnr": record.project.dnr, "joined_by": "sida"}
    claims = [joined | {"position": position} | row for position, row in enumerate(page_claims(record), 1)]
    return rows | {"claims": claims}


def _parts(record: MaskedRecord) -> dict[str, Iterable[Row]]:
    return {
        "projects": [record.row],
        "sections": record.sections(),
        "project_organisations": record.project_organisations(),
        "project_municipalities": record.municipalities(),
        "provenance": record.provenance,
        "targets": record.targets(),
        "tags": record.tags(),
    }


def write_record(database: "Database", project_id: str, rows: Rows) -> None:
    """Makes the content of a capture the project's record; claims are written of every capture."""
    _remove_facts(database, project_id)
    add_record(database, rows)


def add_record(database: "Database", rows: Rows) -> None:
    """Writes the record of a project that has none."""
    for table in ("projects", *_CHILDREN):
        upsert(database, table, rows[table])


def _remove_record(database: "Database", project_id: str) -> None:
    """Removes a project's record, but not its id, captures and contacts.

    Claims about it are kept, and joined to projects again when all pages have been added.
    """
    _remove_facts(database, project_id)
    database.execute("update claims set project_id = null where project_id = ?", (project_id,))


def _remove_facts(database: "Database", project_id: str) -> None:
    for table in _CHILDREN:
        database.execute(f"delete from {table} where project_id = ?", (project_id,))


def remove_project(database: "Database", private: "Database", project_id: str) -> None:
    """Removes a project that no page describes any more, with its earlier ids."""
    _remove_record(database, project_id)
    remove_contacts(private, project_id)
    _unlink(database, project_id)
    for table in ("project_aliases", "projects"):
        database.execute(f"delete from {table} where project_id = ?", (project_id,))


def _unlink(database: "Database", project_id: str) -> None:
    database.execute("delete from changes where project_id = ?", (project_id,))
    database.execute("delete from related_projects where ? in (project_id, related_id)", (project_id,))
