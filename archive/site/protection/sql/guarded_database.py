"""Datasette's database, with the statements of visitors run in processes of their own and bounded."""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any
from urllib.parse import quote

import msgspec
from datasette.database import QueryInterrupted, Results

from archive.site.protection.errors import sqlite_kind
from archive.site.protection.limits import SiteLimits
from archive.site.protection.refusal import Refusal
from archive.site.protection.sql.bound_values import bound_values
from archive.site.protection.sql.file_pool import FilePool
from archive.site.protection.sql.full_order import in_full_order, without_limit
from archive.site.protection.sql.pool import Busy
from archive.site.protection.sql.questions import FileQuestion, Outcome, Question
from archive.site.protection.sql.schema_cache import SCHEMA_STATEMENTS, SchemaCache
from archive.site.protection.sql.visit import CURRENT, Visit

_COUNTS = "table_counts"
_COUNTED = f"select table_name, row_count from {_COUNTS}"
_REFUSED = {"size", "cells", "memory", "busy"}


class GuardedDatabase(SchemaCache):
    """Statements of a Visit run in an SqlPool; all others as Datasette runs them."""

    def __init__(self, ds: Any, limits: SiteLimits, path: str, is_mutable: bool = False) -> None:
        super().__init__(ds, path=path, is_mutable=is_mutable)
        self._limits = limits
        self._uri = f"file:{quote(path)}?{'mode=ro' if is_mutable else 'immutable=1'}"
        self.pool = FilePool(self._uri, limits)

    def connect(self, write: bool = False) -> sqlite3.Connection:
        """Datasette's own, which takes `#`, `?` and `%` in a path for signs of an address, and another file for it."""
        if write:
            connection: sqlite3.Connection = super().connect(write)
            return connection
        connection = sqlite3.connect(self._uri, uri=True, check_same_thread=False)
        self._all_file_connections.append(connection)
        return connection

    async def execute(  # noqa: PLR0913, PLR0917 (Datasette's own signature)
        self,
        sql: str,
        params: Any = None,
        truncate: bool = False,
        custom_time_limit: int | None = None,
        page_size: int | None = None,
        log_sql_errors: bool = True,
    ) -> Results:
        """Datasette's `execute`; raises QueryInterrupted, Refusal or the sqlite3 error for a visitor's statement."""
        visit = CURRENT.get()
        if sql in SCHEMA_STATEMENTS:
            return await self.schema_statement(sql, params)
        if visit is None:
            return await super().execute(sql, params, truncate, custom_time_limit, page_size, log_sql_errors=False)
        if truncate and visit.keys:
            sql = in_full_order(sql, visit.keys)
            sql = f"{without_limit(sql)} limit 0" if visit.only_columns else sql
        milliseconds = min(custom_time_limit or self.ds.sql_time_limit_ms, self.ds.sql_time_limit_ms)
        rows = self._most_rows(visit, page_size or self.ds.page_size) if truncate else 0
        cells = visit.cells if truncate else 0
        values = bound_values(sql, params)
        question = Question(sql=sql, values=values, seconds=milliseconds / 1000, rows=rows, cells=cells)
        answer = await self._answered(visit, question)
        cut = Refusal("rows", rows) if answer.truncated and visit.whole else None
        visit.failure = _error(answer, sql, params, own_page=truncate) or cut
        if visit.failure:
            raise visit.failure
        return Results(_as_rows(answer), answer.truncated, [(name, *[None] * 6) for name in answer.columns])

    async def table_counts(self, limit: int = 10) -> dict[str, int | None]:
        """Datasette's; of an archive the rows that were counted when it was built, where it would count them anew."""
        if self.cached_table_counts is None and not self.is_mutable and await self.table_exists(_COUNTS):
            known = await self.execute_fn(lambda connection: connection.execute(_COUNTED).fetchall())
            self._cached_table_counts = {name: count for name, count in known}
        counts: dict[str, int | None] = await super().table_counts(limit)
        return counts

    async def whole_file(self, question: FileQuestion) -> AsyncGenerator[bytes]:
        """The pieces of a file; `question.seconds` above the limit is lowered.

        Raises Refusal or the sqlite3 error when the file cannot be had, or not to its end.
        """
        visit = CURRENT.get() or Visit(question.form)
        seconds = min(question.seconds, float(self._limits.file_seconds))
        values = bound_values(question.sql, question.values)
        bounded = msgspec.structs.replace(question, seconds=seconds, values=values)
        try:
            async with aclosing(self.pool.pieces(visit, bounded)) as pieces:
                async for piece in pieces:
                    if isinstance(piece, Outcome):
                        late = Refusal("file_time", self._limits.file_seconds) if piece.error == "time" else None
                        visit.failure = late or _error(piece, question.sql, values, own_page=True)
                    else:
                        yield piece
        except Busy as error:
            raise Refusal("busy") from error
        if visit.failure:
            raise visit.failure

    def stop(self) -> None:
        """Ends all statements, for a server that stops."""
        self.pool.close()
        for connection in self._all_file_connections:
            connection.interrupt()

    def _most_rows(self, visit: Visit, page_size: int) -> int:
        most = visit.rows or self.ds.max_returned_rows
        return int(most) + (most == page_size)

    async def _answered(self, visit: Visit, question: Question) -> Outcome:
        try:
            return await asyncio.wrap_future(self.pool.submit(visit, question))
        except Busy as error:
            raise Refusal("busy") from error


def _error(answer: Outcome, sql: str, params: Any, own_page: bool) -> Exception | None:
    """The exception for an answer that is an error; `own_page`: ours, sooner than Datasette's page for SQL."""
    if answer.error == "time":
        interrupted: Exception = QueryInterrupted(sqlite3.OperationalError("interrupted"), sql, params)
        return interrupted
    if answer.error in _REFUSED:
        return Refusal(answer.error)
    if answer.error and own_page:
        return Refusal(sqlite_kind(answer.message), answer.message)
    kind: type[Exception] | None = getattr(sqlite3, answer.error, None)
    return kind(answer.message) if kind else None


def _as_rows(answer: Outcome) -> list[sqlite3.Row]:
    """The rows as `sqlite3.Row`, which Datasette and its plugins expect."""
    if not answer.rows:
        return []
    names = ", ".join('null as "{}"'.format(name.replace('"', '""')) for name in answer.columns)
    with_names = sqlite3.connect(":memory:")
    try:
        cursor = with_names.execute(f"select {names}")
        return [sqlite3.Row(cursor, row) for row in answer.rows]
    finally:
        with_names.close()
