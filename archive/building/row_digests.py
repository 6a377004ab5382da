"""Sums of checks over each project's rows in each table, by which `esfarkiv verify` finds rows changed afterwards.

A row's check is made of the CRC of its values, times a weight that is made of its key. The checks of a project's rows
in a table are added up: their order does not matter, and where one row has changed, the difference is a multiple of its
weight. Reference and derived tables have no sums: they are compared with the program, and with their definition.
"""

import functools
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterator

import msgspec
from sqlite_utils import Database

from schema.dictionary import Column, Table, tables

DIGESTS = "row_digests"
LARGEST_CHECK = (1 << 16) - 1
"""The bits of a CRC that count: with the weights, sums of twenty million rows stay within SQLite's integers."""
_WEIGHT = 1 << 22
"""The least weight, far above a check; a key adds less than this to it. So few weights divide the same difference."""
_ONE = "%s\x1f"
"""How a value is written; an empty cell is nothing, as an empty text is."""
_NOTED = "changed_parts"


@functools.cache
def digested_tables() -> dict[str, Table]:
    """The tables whose rows are summed up."""
    every = tables().items()
    return {name: table for name, table in every if not (table.derived or table.reference or name == DIGESTS)}


def part_of(name: str, row: str = "") -> str:
    """The part that a row is of, for a question: its project, or its table where it has none."""
    has_project = "project_id" in tables()[name].columns
    return f"coalesce({row}project_id, '{name}')" if has_project else f"'{name}'"


def weight_of(table: Table) -> str:
    """The weight of a row, for a question to a connection that `add_check` was called with."""
    numbers = [name for name in table.primary_key if table.columns[name].type == "integer"]
    if numbers and "project_id" in table.primary_key:
        return f"({_WEIGHT} + {numbers[0]} % {_WEIGHT})"
    key = {name: table.columns[name] for name in table.primary_key}
    return f"({_WEIGHT} + {_check_of(key)} % {_WEIGHT})" if key.keys() != table.columns.keys() else str(_WEIGHT)


def add_check(connection: sqlite3.Connection) -> None:
    """Gives a connection the function that checks of rows are made with."""
    connection.create_function("row_crc", 1, zlib.crc32, deterministic=True)


def sums_of(connection: sqlite3.Connection, name: str, where: str = "true") -> Iterator[tuple[str, int]]:
    """Each part of a table with the sum of its rows' checks."""
    table = digested_tables()[name]
    check = f"sum(({_check_of(table.columns)} & {LARGEST_CHECK}) * {weight_of(table)})"
    part, grouped = ("project_id", "group by 1") if "project_id" in table.columns else ("null", "having count(*)")
    for project_id, total in connection.execute(f'select {part}, {check} from "{name}" where {where} {grouped}'):
        yield name if project_id is None else project_id, total


def _check_of(columns: dict[str, Column]) -> str:
    """The CRC of a row's values, for a question; of a float nine figures count, as in all SQLites."""
    values = ", ".join(_value(name, column) for name, column in columns.items())
    return f"row_crc(cast(printf('{_ONE * len(columns)}', {values}) as blob))"


def _value(name: str, column: Column) -> str:
    return f'iif("{name}" is null, null, printf(\'%.9g\', "{name}"))' if column.type == "float" else f'"{name}"'


def note_parts(database: Database) -> None:
    """Notes from now on which parts have rows that are written, changed or deleted, until the database is closed."""
    database.execute(f"create temp table {_NOTED} (part text primary key)")
    for name in digested_tables():
        for event, rows in (("insert", ["new"]), ("delete", ["old"]), ("update", ["old", "new"])):
            noting = " ".join(_noting(part_of(name, f"{row}.")) for row in rows)
            trigger = f"create temp trigger part_{event}_{name} after {event} on main.{name}"
            database.execute(f"{trigger} begin {noting} end")


def _noting(part: str) -> str:
    return f"insert into {_NOTED} select {part} where {part} not in (select part from {_NOTED});"


def write_row_digests(database: Database) -> None:
    """Writes the sums of the parts that were noted, of all parts where none are noted."""
    add_check(database.conn)
    noted = database.execute("select 1 from temp.sqlite_master where name = ?", [_NOTED]).fetchone()
    parts: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for name in digested_tables():
        where = _is_noted(name) if noted else "true"
        for part, total in sums_of(database.conn, name, where):
            parts[part][name] = total
    gone = f"where part in (select part from temp.{_NOTED})" if noted else ""
    database.execute(f"delete from {DIGESTS} {gone}")
    rows = [(part, _as_json(parts[part])) for part in sorted(parts)]
    database.conn.executemany(f"insert into {DIGESTS} (part, digests) values (?, ?)", rows)


def _as_json(sums: dict[str, int]) -> str:
    """The sum of each table, in their order, without their names: an archive has such a row for each project."""
    return msgspec.json.encode([sums.get(name, 0) for name in digested_tables()]).decode()


def _is_noted(name: str) -> str:
    """Whether a row is of a part that was noted, for a question in which SQLite can use the index of projects."""
    noted = f"in (select part from temp.{_NOTED})"
    if "project_id" not in tables()[name].columns:
        return f"'{name}' {noted}"
    return f"(project_id {noted} or project_id is null and '{name}' {noted})"
