"""Each project's current record: written from its newest capture, moved when its id becomes known, removed."""

from collections.abc import Iterable

from sqlite_utils import Database

from archive.building.claims.claim_rows import page_claims
from archive.building.masking.contacts import remove_contacts
from archive.building.masking.masked_columns import masked_rows
from archive.building.rows.record_rows import MaskedRecord
from archive.building.rows.upserting import upsert
from archive.database import Row
from schema.dictionary import tables

_CHILDREN = (
    "sections",
    "project_organisations",
    "project_municipalities",
    "provenance",
    "targets",
    "tags",
)


def record_tables(record: MaskedRecord) -> dict[str, Iterable[Row]]:
    """The rows of a record by table, but for claims; keys of project and page are not in them, nor are they masked."""
    return {
        "projects": [record.row],
        "sections": record.sections(),
        "project_organisations": record.project_organisations(),
        "project_municipalities": record.municipalities(),
        "provenance": record.provenance,
        "targets": record.targets(),
        "tags": record.tags(),
    }


def write_record(database: Database, project_id: str, capture: str, record: MaskedRecord) -> None:
    """Makes the content of a capture the project's record."""
    _remove_facts(database, project_id)
    for table, rows in record_tables(record).items():
        keys = {"project_id": project_id, "capture_id": capture}
        place = {name: key for name, key in keys.items() if name in tables()[table].columns}
        upsert(database, table, masked_rows(record.masker, table, [place | row for row in rows]))
    write_claims(database, project_id, capture, record)


def write_claims(database: Database, project_id: str, capture: str, record: MaskedRecord) -> None:
    """Replaces the claims of a capture; they are kept even when another capture is current, which may be elsewhere."""
    database.execute("delete from claims where capture_id = ?", (capture,))
    place = {"project_id": project_id, "capture_id": capture, "dnr": record.project.dnr, "joined_by": "sida"}
    claims = (place | {"position": position} | row for position, row in enumerate(page_claims(record), 1))
    upsert(database, "claims", masked_rows(record.masker, "claims", claims))


def _remove_record(database: Database, project_id: str) -> None:
    """Removes a project's record, but not its id, captures and contacts.

    Claims about it are kept, and joined to projects again when all pages have been added.
    """
    _remove_facts(database, project_id)
    database.execute("update claims set project_id = null where project_id = ?", (project_id,))


def _remove_facts(database: Database, project_id: str) -> None:
    for table in _CHILDREN:
        database.execute(f"delete from {table} where project_id = ?", (project_id,))


def remove_project(database: Database, private: Database, project_id: str) -> None:
    """Removes a project that no page describes any more, with its earlier ids."""
    _remove_record(database, project_id)
    remove_contacts(private, project_id)
    _unlink(database, project_id)
    for table in ("project_aliases", "projects"):
        database.execute(f"delete from {table} where project_id = ?", (project_id,))


def _unlink(database: Database, project_id: str) -> None:
    database.execute("delete from changes where project_id = ?", (project_id,))
    database.execute("delete from related_projects where ? in (project_id, related_id)", (project_id,))
