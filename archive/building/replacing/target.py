"""Where an archive is built: the file that is replaced, refused unless it is free or an archive."""

import sqlite3
import stat
from pathlib import Path

from archive.building.masking.contacts import private_path
from archive.database import DatabaseError
from scraper.sqlite_file import read_sqlite

_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}
WAITED = "after 5 seconds"
"""How long SQLite waits for a lock of another program, as Python sets it."""
_COLUMNS = {"archive": ("captures", "capture_id"), "private file": ("contacts", "project_id")}
"""A table and its column by which each of the two files is known."""


def build_target(path: Path) -> Path:
    """The file that a build to `path` replaces: what symbolic links lead to.

    Raises DatabaseError if that, or the private file beside it, is no plain file, a database of another program, or
    locked by one.
    """
    target = _resolved(path)
    if not target.parent.is_dir():
        raise DatabaseError(
            f"{path}: cannot be written ({target.parent} is no folder); choose a place you may write to"
        )
    if ".private" in (target.suffix, Path(target.stem).suffix):
        raise DatabaseError(f"{path}: is the name of a private file, which is never published; name another file")
    _check(target, "archive")
    _check(_resolved(private_path(target)), "private file")
    return target


def _resolved(path: Path) -> Path:
    """What symbolic links lead to; raises DatabaseError for links that lead to themselves."""
    try:
        target = path.resolve()
    except (OSError, RuntimeError) as error:
        raise DatabaseError(f"{path}: cannot be reached ({error}); name another file") from error
    if target.is_symlink():  # from Python 3.13 on nothing is raised
        raise DatabaseError(f"{path}: cannot be reached (a link that leads to itself); name another file")
    return target


def _check(file: Path, kind: str) -> None:
    if not file.exists():
        return
    mode = stat.S_IFMT(file.stat().st_mode)
    if mode != stat.S_IFREG:
        raise DatabaseError(f"{file}: is {_KINDS.get(mode, 'no plain file')}, and would be replaced; name a file")
    try:
        with read_sqlite(file) as connection:
            tables = connection.execute("select count(*) from sqlite_master where type = 'table'").fetchone()[0]
            is_ours = connection.execute("select 1 from pragma_table_info(?) where name = ?", _COLUMNS[kind]).fetchone()
    except sqlite3.OperationalError as error:
        raise DatabaseError(
            f"{file}: cannot be read ({error}, still {WAITED}); build again when no other program uses it"
        ) from error
    except sqlite3.DatabaseError as error:
        raise DatabaseError(f"{file}: not an archive ({error}); name another file") from error
    if tables and not is_ours:
        raise DatabaseError(f"{file}: is another program's database, no {kind} of esfarkiv; name another file")
