"""Datasette's database that reads the schema of an immutable file once: it is asked for hundreds of times a page."""

import copy
from collections.abc import Callable, Coroutine
from typing import Any

from datasette.database import Database, Results

SCHEMA_STATEMENTS = {
    "PRAGMA schema_version",
    "PRAGMA database_list;",
    "select 1 from sqlite_master where type='table' and name=?",
    "select name from sqlite_master where type='table'",
    "select name from sqlite_master where type='view'",
    "select name from sqlite_master where type in ('table', 'view') and name = ? collate nocase",
    "select sql from sqlite_master where name = :n and type=:t",
    "select sql from sqlite_master where tbl_name = :n and type='index' and sql is not null",
}
"""Statements that Datasette asks for every page, without a visitor's words: a process for them is a detour."""
_MOST_ANSWERS = 2000
"""Answers that are kept: an address can name any table, so their number must have an end."""


def _kept(name: str) -> Callable[..., Coroutine[Any, Any, Any]]:
    """Datasette's method of this name, whose answers are kept."""
    theirs = getattr(Database, name)

    async def ask(self: "SchemaCache", *asked: str) -> Any:
        return await self.kept((name, *asked), lambda: theirs(self, *asked))

    return ask


class SchemaCache(Database):  # type: ignore[misc]
    """What tables, columns and keys there are; asked anew of a file that may change."""

    hidden_table_names = _kept("hidden_table_names")
    table_columns = _kept("table_columns")
    table_column_details = _kept("table_column_details")
    primary_keys = _kept("primary_keys")
    fts_table = _kept("fts_table")
    foreign_keys_for_table = _kept("foreign_keys_for_table")
    get_all_foreign_keys = _kept("get_all_foreign_keys")

    async def schema_statement(self, sql: str, params: Any) -> Results:
        """The rows of one of `SCHEMA_STATEMENTS`."""
        return await self.kept((sql, repr(params)), lambda: Database.execute(self, sql, params, log_sql_errors=False))

    async def kept(self, key: tuple[str, ...], ask: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
        """A copy of the answer that was kept under a key, or of what is asked now."""
        if self.is_mutable:
            return await ask()
        answers: dict[tuple[str, ...], Any] = self.__dict__.setdefault("_answers", {})
        if key not in answers:
            answer = await ask()
            if len(answers) >= _MOST_ANSWERS:
                answers.clear()
            answers[key] = answer
            return answer
        return copy.copy(answers[key])
