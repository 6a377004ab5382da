"""What SQL of visitors may do: read the archive's tables, and call functions that tell nothing of the machine."""

import sqlite3
import tomllib
from collections.abc import Callable
from importlib.resources import files

import msgspec


class _Permissions(msgspec.Struct, frozen=True):
    refused_functions: frozenset[str]
    refused_tables: frozenset[str]
    allowed_pragmas: frozenset[str]


_PERMISSIONS = msgspec.convert(
    tomllib.loads(files("archive.site.protection.sql.in_process").joinpath("permissions.toml").read_text("utf-8")),
    _Permissions,
)
_CHECKS: dict[int, Callable[[str, str], bool]] = {
    sqlite3.SQLITE_SELECT: lambda _first, _second: True,
    sqlite3.SQLITE_RECURSIVE: lambda _first, _second: True,
    sqlite3.SQLITE_READ: lambda table, _column: table not in _PERMISSIONS.refused_tables,
    sqlite3.SQLITE_FUNCTION: lambda _none, name: name not in _PERMISSIONS.refused_functions,
    sqlite3.SQLITE_PRAGMA: lambda name, _value: name in _PERMISSIONS.allowed_pragmas,
    sqlite3.SQLITE_UPDATE: lambda table, _column: table == "sqlite_master",
}
"""The last is what SQLite asks for itself when it opens a search index or json_each; nobody can write that table."""


def confine(connection: sqlite3.Connection) -> None:
    """Refuses from now on what `permissions.toml` names, with "not authorized", whatever the statement."""
    connection.set_authorizer(_judge)


def _judge(action: int, first: str | None, second: str | None, _database: str | None, _within: str | None) -> int:
    check = _CHECKS.get(action)
    allowed = check is not None and check((first or "").lower(), (second or "").lower())
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY
