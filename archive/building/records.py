"""Each project's current record: written from its newest capture, moved when its id becomes known, removed."""

from collections.abc import Iterable

from sqlite_utils import Database

from archive.building.claims import page_claims
from archive.building.contacts import remove_contacts
from archive.building.rows import MaskedRecord
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


def upsert(database: Database, table: str, rows: Iterable[Row]) -> None:
    """Inserts rows, or updates those with the same key."""
    database.table(table).upsert_all(rows, pk=tuple(tables()[table].primary_key))


def write_record(database: Database, project_id: str, capture: str, record: MaskedRecord) -> None:
    """Makes the content of a capture the project's record."""
    _remove_facts(database, project_id)
    place = {"project_id": project_id}
    seen = place | {"capture_id": capture}
    upsert(database, "projects", [record.row() | place])
    upsert(database, "sections", (place | row for row in record.sections()))
    upsert(database, "project_organisations", (place | row for row in record.project_organisations()))
    upsert(database, "project_municipalities", (place | row for row in record.municipalities()))
    upsert(database, "provenance", (seen | row for row in record.provenance()))
    write_claims(database, project_id, capture, record)
    upsert(database, "targets", (seen | row for row in record.targets()))
    upsert(database, "tags", (seen | row for row in record.tags()))


def write_claims(database: Database, project_id: str, capture: str, record: MaskedRecord) -> None:
    """Replaces the claims of a capture; they are kept even when another capture is current, which may be elsewhere."""
    database.execute("delete from claims where capture_id = ?", (capture,))
    place = {"project_id": project_id, "capture_id": capture, "dnr": record.project.dnr, "joined_by": "sida"}
    claims = enumerate(page_claims(record), 1)
    upsert(database, "claims", (place | {"position": position} | row for position, row in claims))


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
