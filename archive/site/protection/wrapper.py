"""The ASGI application around Datasette: refuses, watches, answers monitors, and sends with headers and compression."""

import asyncio
from typing import Any

from datasette.app import Datasette
from datasette.utils import tilde_decode
from datasette.utils.asgi import Request, Response

from archive.site.language.translations import language
from archive.site.protection.answers.error_pages import LOG, error_response, log_error
from archive.site.protection.answers.monitor import ANSWERS
from archive.site.protection.answers.sending import Enough, Sending, Unfinished
from archive.site.protection.answers.version import etag
from archive.site.protection.limits import SiteLimits
from archive.site.protection.requests.requested_addresses import METHODS, Scope, check, raw_path, visit_for
from archive.site.protection.requests.row_addresses import check_table, is_row
from archive.site.protection.sql.guarded_database import GuardedDatabase
from archive.site.protection.sql.visit import CURRENT, Visit

_COUNTING_MS = 60 * 60 * 1000
_OPTIONS = {
    "Allow": METHODS,
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": METHODS,
}


class Protected:
    """Datasette's ASGI application with the limits of the server."""

    def __init__(self, datasette: Datasette, app: Any, limits: SiteLimits) -> None:
        self._datasette, self._app, self._limits = datasette, app, limits
        self._etag: bytes | None = None
        self._etag_known = False
        self._prepared = False

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        """Answers one request; what is no request (the start and stop of the server) goes to Datasette."""
        if scope["type"] != "http":
            await self._prepare()
            await self._app(scope, receive, send)
            return
        sending = Sending(send, scope, self._path(scope), self._limits.cache_seconds)
        try:
            await self._answer_or_tell(scope, receive, sending)
        except Enough:
            return
        except Unfinished:
            LOG.warning("a streamed answer failed and was cut: %s", ascii(self._path(scope))[1:-1])

    async def _answer_or_tell(self, scope: Scope, receive: Any, sending: Sending) -> None:
        try:
            await self._answer(scope, receive, sending)
        except Exception as error:  # the last resort: every error is answered with a page
            await self._last_resort(scope, sending, error)

    async def _prepare(self) -> None:
        """Does once what Datasette would do within the first visitor's time: its start, counts and schemas."""
        if self._prepared:
            return
        await self._datasette.invoke_startup()
        for database in self._datasette.databases.values():
            if not database.is_mutable:
                await database.table_counts(limit=_COUNTING_MS)
        await self._datasette.refresh_schemas()
        self._prepared = True

    async def _answer(self, scope: Scope, receive: Any, sending: Sending) -> None:
        check(scope, self._path(scope), self._limits)
        path = self._path(scope)
        if scope["method"] == "OPTIONS":
            await Response("", status=204, headers=dict(_OPTIONS)).asgi_send(sending)
        elif path in ANSWERS:
            await (await ANSWERS[path](self._datasette)).asgi_send(sending)
        else:
            await self._answer_page(scope, receive, sending, path)

    async def _answer_page(self, scope: Scope, receive: Any, sending: Sending, path: str) -> None:
        await self._prepare()
        sending.etag = await self._version(scope)
        if sending.etag and sending.etag in dict(scope["headers"]).get(b"if-none-match", b""):
            await Response("", status=304).asgi_send(sending)
            return
        database = self._database(path)
        if database:
            await check_table(database, path)
        if database is None or is_row(path, scope["query_string"]):
            await self._app({**scope, "method": "GET"}, receive, sending)
        else:
            await self._ask(scope, receive, sending, database)

    async def _ask(self, scope: Scope, receive: Any, sending: Sending, database: GuardedDatabase) -> None:
        """Answers a request for tables or SQL; ends its statements when the visitor leaves."""
        visit, scope = visit_for({**scope, "method": "GET"}, self._limits, int(self._datasette.max_returned_rows))
        sending.failed = lambda: visit.form == "csv" and visit.failure is not None
        token = CURRENT.set(visit)
        watcher = asyncio.create_task(_watch(receive, visit, database))
        try:
            await self._app(scope, _no_body, sending)
        except Unfinished:
            if visit.left:
                return
            if sending.begun or visit.failure is None:
                raise
            await self._last_resort(scope, sending, visit.failure)
        finally:
            watcher.cancel()
            CURRENT.reset(token)

    async def _last_resort(self, scope: Scope, sending: Sending, error: Exception) -> None:
        request = Request({**scope, "csrftoken": lambda: ""}, _no_body)
        if sending.begun:
            log_error(request, 500, error)
            raise Unfinished from error
        sending.forget()
        await (await error_response(self._datasette, request, error)).asgi_send(sending)

    def _path(self, scope: Scope) -> str:
        """The path as sent, without the prefix that the site is published under."""
        path, base = raw_path(scope).decode("latin-1"), str(self._datasette.setting("base_url"))
        return "/" + path[len(base) :] if path.startswith(base) else path

    def _database(self, path: str) -> GuardedDatabase | None:
        route = tilde_decode(path[1:].partition("/")[0].partition(".")[0])
        found = (database for database in self._datasette.databases.values() if database.route == route)
        database = next(found, None)
        return database if isinstance(database, GuardedDatabase) else None

    async def _version(self, scope: Scope) -> bytes | None:
        """The ETag of a page in its language; none of a visitor's SQL, which may ask for the time or random numbers."""
        if b"sql=" in scope["query_string"] or b"_where=" in scope["query_string"]:
            return None
        if not self._etag_known:
            loop = asyncio.get_running_loop()
            self._etag, self._etag_known = await loop.run_in_executor(None, etag, self._datasette), True
        return self._etag and self._etag[:-1] + f'-{language.get()}"'.encode()


async def _watch(receive: Any, visit: Visit, database: GuardedDatabase) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    database.pool.stop(visit)


async def _no_body() -> dict[str, Any]:
    return {"type": "http.request", "body": b"", "more_body": False}
