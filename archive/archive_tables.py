"""The tables of an archive, their indexes and the search index (FTS5), created from the column dictionary."""

import functools
import hashlib
import sqlite3
from contextlib import closing
from operator import attrgetter
from typing import TYPE_CHECKING

import msgspec

from schema.dictionary import Table, tables
from schema.places import reference_rows

if TYPE_CHECKING:
    from sqlite_utils import Database

_TYPES = {"text": str, "integer": int, "float": float, "boolean": int, "date": str}
_SEARCH_NUMBERS = "create table search_numbers (project_row integer primary key, numbers text not null)"
"""Each number of a project that is written in several parts, as one word: `6492410` for 6 492 410."""
_SEARCH_TEXTS = """
create view search_texts as select
    p.rowid as rowid, replace(coalesce(p.title, ''), char(173), '') as title,
    replace(coalesce(p.owner, ''), char(173), '') as owner,
    replace(coalesce((select group_concat(name, ' · ') from (
        select name from project_organisations o where o.project_id = p.project_id and position > 0
        group by name order by min(position))), ''), char(173), '') as organisations,
    replace(coalesce((select group_concat(name, ' · ') from (
        select name from project_municipalities m where m.project_id = p.project_id order by position)), ''),
        char(173), '') as municipalities,
    replace(coalesce((select group_concat(text, x'0a' || x'0a') from (
        select text from sections s where s.project_id = p.project_id order by position)), ''),
        char(173), '') as text,
    coalesce((select numbers from search_numbers n where n.project_row = p.rowid), '') as numbers
from projects p"""
"""What is searched of each project, by its row: texts without soft hyphens. The index keeps their words alone."""
_SEARCH = """
create virtual table search using fts5(
    title, owner, organisations, municipalities, text, numbers, content='search_texts',
    tokenize='unicode61 remove_diacritics 0'
)"""
_SEARCH_PARTS = (_SEARCH_NUMBERS, _SEARCH_TEXTS, _SEARCH)
_HASH_SIZE = "insert into search(search, rank) values ('hashsize', 33554432)"
"""The bytes of new words that the index gathers before it writes them: the fewer the parts, the less is merged."""


def dictionary_version() -> int:
    """A number that changes whenever a table changes, for SQLite's user_version."""
    declared = msgspec.json.encode({name: _shape(table) for name, table in tables().items()})
    return int.from_bytes(hashlib.sha256(declared + "".join(_SEARCH_PARTS).encode()).digest()[:4], "big") >> 1


def _shape(table: Table) -> tuple[object, ...]:
    shaped = attrgetter("type", "references", "index", "sparse")
    columns = {name: shaped(column) for name, column in table.columns.items()}
    return columns, table.primary_key, table.derived


def create_archive(database: "Database") -> None:
    """Gives an empty database the tables of an archive, and the rows of the reference tables.

    Of the indexes it has only those of `captures`, in which pages are looked up; `create_indexes` makes the rest.
    """
    with closing(sqlite3.connect(":memory:")) as empty:
        empty.deserialize(_empty_archive())
        empty.backup(database.conn)


@functools.cache
def _empty_archive() -> bytes:
    """The file of an archive with no page: its tables, and the rows of the reference tables."""
    from sqlite_utils import Database  # noqa: PLC0415  it loads numpy, which readers of an archive need not wait for

    database = Database(memory=True)
    with closing(database.conn), database.atomic():
        for name in _in_dependency_order():
            _create_table(database, name, tables()[name])
        for part in _SEARCH_PARTS:
            database.execute(part)
        database.execute(_HASH_SIZE)
        database.execute(f"pragma user_version = {dictionary_version()}")
        return database.conn.serialize()


def _in_dependency_order() -> list[str]:
    waiting = dict(tables())
    done: list[str] = []
    while waiting:
        ready = [name for name, table in waiting.items() if _referenced_tables(table) <= {name, *done}]
        done += ready
        waiting = {name: table for name, table in waiting.items() if name not in ready}
    return done


def _referenced_tables(table: Table) -> set[str]:
    return {column.references.split(".")[0] for column in table.columns.values() if column.references}


def _create_table(database: "Database", name: str, table: Table) -> None:
    references = {name: column.references.split(".") for name, column in table.columns.items() if column.references}
    keys = [(name, other, key) for name, (other, key) in references.items()]
    sql = database.create_table_sql(
        name,
        {column: _TYPES[declared.type] for column, declared in table.columns.items()},
        pk=table.primary_key[0] if len(table.primary_key) == 1 else table.primary_key or None,
        foreign_keys=keys,
        not_null=set(table.primary_key),
    )
    database.execute(f"{sql.rstrip().rstrip(';')}{' without rowid' * _is_kept_by_key(table)}")
    if name == "captures":
        _create_indexes(database, name, table)
    if table.reference:
        database.table(name).insert_all(reference_rows(name))


def _is_kept_by_key(table: Table) -> bool:
    """Whether a table is its own index: one worked out from others, with a key in text, which would be kept twice.

    Not where several other indexes point into it: each of their entries would hold the whole key.
    """
    declared = [table.columns[name] for name in table.primary_key]
    has_own_key = len(declared) > 1 or any(column.type == "text" for column in declared)
    columns = table.columns.values()
    is_short = sum(one.index for one in columns) <= 1 and not any(one.long for one in columns)
    return table.group == "derived" and has_own_key and is_short


def create_indexes(database: "Database") -> None:
    """Creates the indexes that tables declare and have not."""
    for name, table in tables().items():
        _create_indexes(database, name, table)


def _create_indexes(database: "Database", name: str, table: Table) -> None:
    for column, declared in table.columns.items():
        if declared.index:
            rows = f' where "{column}" is not null' if declared.sparse else ""
            database.execute(f'create index if not exists "idx_{name}_{column}" on "{name}" ("{column}"){rows}')
