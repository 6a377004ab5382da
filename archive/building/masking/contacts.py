"""The private file beside the archive: the contact persons of every capture, none of which is published."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from archive.building.packed_pages import create_table
from archive.database import DatabaseError
from schema.record import Contact

if TYPE_CHECKING:
    from sqlite_utils import Database

_COLUMNS = {"capture_id": str, "position": int, "project_id": str, "name": str, "email": str, "phone": str}


def private_path(path: Path) -> Path:
    """The file beside the database that holds the contact persons."""
    return path.with_name(f"{path.stem}.private{path.suffix}")


def check_private(path: Path) -> None:
    """Raises DatabaseError where an archive stands without its private file: its texts could not be masked."""
    private = private_path(path)
    if path.is_file() and path.stat().st_size and not private.is_file():
        raise DatabaseError(
            f"{private}: is missing, and holds the contacts that must be masked in {path.name}; put it back, or build "
            "to a new file from the same pages"
        )


def open_private(path: Path) -> "Database":
    """Opens the private file; contacts that an earlier version kept, one a project, are taken along."""
    from sqlite_utils import Database  # noqa: PLC0415  it loads numpy, which processes that only read pages need not

    database = Database(path)
    database.execute("pragma synchronous = off")  # a working copy, as the public file is
    known = database.table("contacts")
    if known.exists() and "capture_id" not in known.columns_dict:
        rows = list(known.rows)
        known.drop()
        database.table("contacts").create(_COLUMNS, pk=("capture_id", "position"))
        database.table("contacts").insert_all(
            {"capture_id": f"project {row['project_id']}", "position": 0} | row for row in rows
        )
    database.table("contacts").create(_COLUMNS, pk=("capture_id", "position"), if_not_exists=True)
    database.table("contacts").create_index(["project_id"], if_not_exists=True)
    create_table(database)
    return database


def keep_contacts(private: "Database", capture: str, project_id: str | None, contacts: Iterable[Contact]) -> None:
    """Replaces the contacts of a capture."""
    private.execute("delete from contacts where capture_id = ?", (capture,))
    named = (contact for contact in contacts if contact.name or contact.email or contact.phone)
    rows = ((capture, position, project_id, one.name, one.email, one.phone) for position, one in enumerate(named))
    private.conn.executemany("insert into contacts values (?, ?, ?, ?, ?, ?)", rows)


def contacts_of(private: "Database", project_id: str) -> list[Contact]:
    """The contacts that all captures of a project name."""
    sql = "select distinct name, email, phone from contacts where project_id = ? order by 1, 2, 3"
    return [Contact(*row) for row in private.execute(sql, (project_id,))]


def remove_contacts(private: "Database", project_id: str) -> None:
    """Removes the contacts of a project that no page describes any more."""
    private.execute("delete from contacts where project_id = ?", (project_id,))
