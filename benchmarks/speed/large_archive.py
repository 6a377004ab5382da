"""Makes a large archive out of the demonstration's: its projects many times over, each copy with ids of its own.

    python -m benchmarks.speed.large_archive 5000 /tmp/large.db
    python -m benchmarks.speed.large_archive 100000 /tmp/large.db --short     (texts cut: about half the size)

What is copied is every row of every table, text and search index too, so that an archive of as many projects as Sweden
has is as large as a real one. Organisations are shared by `_SHARED` copies; the derived tables are worked out anew.
"""

import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from archive.building.build import build
from archive.building.row_digests import digested_tables, write_row_digests
from archive.building.settling.derived_tables import fill_derived_tables
from archive.building.vocabulary.word_tables import fill_word_tables
from benchmarks.fixtures import fixture_inputs
from schema.dictionary import Table

_OF_COPY = {"project_id", "related_id", "alias", "capture_id", "previous_capture_id"}
_OF_SEVERAL_COPIES = {"organisation_id", "other_id"}
_OF_WORDS = {"words", "word_forms", "word_inflections"}
"""Tables of the index's words, which copies do not add to; their counts are made anew."""
_SHARED = 20
"""Copies that share their organisations."""
_LONG_TEXTS = {"text", "sentence", "raw"}
_WHOLE, SHORT = 1_000_000_000, 120
"""Characters that a copy keeps of a long text."""


def make_large_archive(path: Path, projects: int, kept: int = _WHOLE) -> int:
    """Writes an archive of at least so many projects to `path`; returns how many it has."""
    build(path, fixture_inputs())
    return enlarge(path, projects, kept)


def enlarge(path: Path, projects: int, kept: int = _WHOLE) -> int:
    """Copies the projects of the archive at `path` until it has at least so many; returns how many it has.

    A copy keeps the first `kept` characters of each long text; the first projects have theirs whole.
    """
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -3000000")
        _without_indexes(connection, lambda: _copy(connection, projects, kept))
        started = time.process_time()
        fill_word_tables(Database(connection), anew=False)
        fill_derived_tables(Database(connection))
        write_row_digests(Database(connection))
        connection.commit()
        sys.stdout.write(f"derived tables: {time.process_time() - started:.1f} s of processor time\n")
        connection.execute("analyze")
        return _number(connection)


def _without_indexes(connection: sqlite3.Connection, write: Callable[[], None]) -> None:
    """Writes rows while the indexes are away: made once, afterwards, they take a fraction of the time."""
    made = "select name, sql from sqlite_master where type = 'index' and sql is not null"
    indexes = connection.execute(made).fetchall()
    for name, _ in indexes:
        connection.execute(f'drop index "{name}"')
    write()
    for _, sql in indexes:
        connection.execute(sql)


def _copy(connection: sqlite3.Connection, projects: int, kept: int) -> None:
    first = _number(connection)
    originals = {name: _last_row(connection, name) for name in _copied_tables()}
    for copy in range(1, -(-projects // first)):
        of_copy = {"copy": f"~{copy}", "group": f"~{copy // _SHARED}", "first": first, "kept": kept}
        for statement in _copying(copy, originals):
            connection.execute(statement, of_copy)
    connection.commit()


def _last_row(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f'select coalesce(max(rowid), 0) from "{name}"').fetchone()[0])


def _copied_tables() -> dict[str, Table]:
    """The tables whose rows are of projects: what is derived from them is worked out anew."""
    return {name: table for name, table in digested_tables().items() if name not in _OF_WORDS}


def _number(connection: sqlite3.Connection) -> int:
    return int(connection.execute("select count(*) from projects").fetchone()[0])


def _copying(copy: int, originals: dict[str, int]) -> Iterator[str]:
    """A statement for each table, which copies its first rows, and two for the search index."""
    for name, table in _copied_tables().items():
        yield _copying_rows(name, table, originals[name], replace="organisation" in name and copy % _SHARED != 0)
    copied = "projects old join projects new on new.project_id = old.project_id || :copy"
    yield (
        f"insert into search_numbers select new.rowid, numbers from {copied} "
        "join search_numbers on project_row = old.rowid where old.rowid <= :first"
    )
    yield (
        "insert into search(rowid, title, owner, organisations, municipalities, text, numbers) "
        f"select t.* from {copied} join search_texts t on t.rowid = new.rowid where old.rowid <= :first"
    )


def _copying_rows(name: str, table: Table, last: int, replace: bool) -> str:
    """Rows of the demonstration, up to its last, once more; organisations that are there are kept."""
    columns = ", ".join(f'"{column}"' for column in table.columns)
    values = ", ".join(map(_value, table.columns))
    conflict = "or ignore " if replace else ""
    return f'insert {conflict}into "{name}" ({columns}) select {values} from "{name}" where rowid <= {last}'


def _value(column: str) -> str:
    if column in _OF_COPY:
        return f'"{column}" || :copy'
    if column in _LONG_TEXTS:
        return f'substr("{column}", 1, :kept)'
    return f"\"{column}\" || iif(:group = '~0', '', :group)" if column in _OF_SEVERAL_COPIES else f'"{column}"'


def main() -> None:
    """Makes the archive that the command line names."""
    number, path, *options = sys.argv[1:]
    made = make_large_archive(Path(path), int(number), SHORT if "--short" in options else _WHOLE)
    sys.stdout.write(f"{path}: {made} projects\n")


if __name__ == "__main__":
    main()
