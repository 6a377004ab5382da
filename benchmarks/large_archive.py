"""Makes a large archive out of the demonstration's: its projects many times over, each copy with ids of its own.

    python -m benchmarks.large_archive 5000 /tmp/large.db

What is copied is every row of every table, text and search index too, so that an archive of as many projects as Sweden
has is as large as a real one. Organisations are shared by `_SHARED` copies; the derived tables are worked out anew.
"""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from archive.building.build import build
from archive.building.derived_tables import fill_derived_tables
from benchmarks.fixtures import fixture_inputs
from schema.dictionary import Table, tables

_OF_COPY = {"project_id", "related_id", "alias", "capture_id", "previous_capture_id"}
_OF_SEVERAL_COPIES = {"organisation_id", "other_id"}
_SHARED = 20
"""Copies that share their organisations."""


def make_large_archive(path: Path, projects: int) -> int:
    """Writes an archive of at least so many projects to `path`; returns how many it has."""
    build(path, fixture_inputs())
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -400000")
        first = _number(connection)
        for copy in range(1, -(-projects // first)):
            for statement in _copying(copy):
                connection.execute(statement, {"copy": f"~{copy}", "group": f"~{copy // _SHARED}", "first": first})
            connection.commit()
        fill_derived_tables(Database(connection))
        connection.commit()
        connection.execute("analyze")
        return _number(connection)


def _number(connection: sqlite3.Connection) -> int:
    return int(connection.execute("select count(*) from projects").fetchone()[0])


def _copying(copy: int) -> Iterator[str]:
    """A statement for each table, and one for the search index."""
    for name, table in tables().items():
        if not table.derived and not table.reference:
            yield _copying_rows(name, table, replace="organisation" in name and copy % _SHARED != 0)
    yield (
        "insert into search(rowid, title, owner, organisations, municipalities, text, folded) "
        "select new.rowid, s.title, s.owner, s.organisations, s.municipalities, s.text, s.folded "
        "from projects old join search s on s.rowid = old.rowid join projects new on new.project_id = old.project_id "
        "|| :copy where old.rowid <= :first"
    )


def _copying_rows(name: str, table: Table, replace: bool) -> str:
    """Rows of the demonstration, known by an id without `~`, once more; organisations that are there are kept."""
    columns = ", ".join(f'"{column}"' for column in table.columns)
    values = ", ".join(map(_value, table.columns))
    own = next(column for column in table.columns if column in _OF_COPY | _OF_SEVERAL_COPIES)
    conflict = "or ignore " if replace else ""
    return f'insert {conflict}into "{name}" ({columns}) select {values} from "{name}" where instr("{own}", \'~\') = 0'


def _value(column: str) -> str:
    if column in _OF_COPY:
        return f'"{column}" || :copy'
    return f"\"{column}\" || iif(:group = '~0', '', :group)" if column in _OF_SEVERAL_COPIES else f'"{column}"'


def main() -> None:
    """Makes the archive that the command line names."""
    number, path = int(sys.argv[1]), Path(sys.argv[2])
    sys.stdout.write(f"{path}: {make_large_archive(path, number)} projects\n")


if __name__ == "__main__":
    main()
