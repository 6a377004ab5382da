"""A site of one database file, from its opening until its last request is answered."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from datasette.app import Datasette
from datasette.database import Database

from archive.site.protection.sql.guarding import stop_statements
from archive.site.reconciling.index_cache import read_ahead
from archive.site.swap.pinned_file import PinnedFile

OpenSite = Callable[[Path], Datasette]
"""Makes the site of a database file."""


class Edition:
    """A site and its file; whatever it keeps in memory is of this file alone."""

    def __init__(self, file: PinnedFile, open_site: OpenSite) -> None:
        """Raises DatabaseError if the file is no archive of this version."""
        self.file = file
        self.site = open_site(file.path)
        for database in self.site.databases.values():
            _let_writing_end(database)
        self._app = self.site.app()
        self._reading: asyncio.Task[None] | None = None
        self._requests = 0
        self._replaced = False
        self.closed = False

    async def start(self) -> None:
        """Does what would make the first visitor wait: plugins, counts, digests; names are read in the background."""
        messages = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])

        async def receive() -> dict[str, Any]:
            return next(messages)

        async def send(_message: dict[str, Any]) -> None:
            return None

        await self._app({"type": "lifespan"}, receive, send)
        self._reading = asyncio.create_task(read_ahead(self.site))

    async def answer(self, scope: Any, receive: Any, send: Any) -> None:
        """Answers a request, wholly from this file."""
        self._requests += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._requests -= 1
            if self._replaced and not self._requests:
                await self._close()

    async def replace(self) -> None:
        """Closes the site when the requests that began with it are answered; it gets no others."""
        self._replaced = True
        if not self._requests:
            await self._close()

    def stop_statements(self) -> None:
        """Ends all statements of visitors."""
        stop_statements(self.site)

    async def _close(self) -> None:
        """Ends its threads and processes, closes its connections, and gives up the file."""
        self.closed = True
        self.stop_statements()
        await asyncio.get_running_loop().run_in_executor(None, self.site.executor.shutdown)
        for database in self.site.databases.values():
            if database.path:
                database.close()
            elif database._write_thread:
                await database.execute_write_fn(_end_thread, block=False)
        self.file.release()


def _let_writing_end(database: Database) -> None:
    """Makes the thread in which Datasette writes to a database end without a word at `_end_thread`."""
    write = database._execute_writes

    def write_until_ended() -> None:
        with suppress(SystemExit):
            write()

    database._execute_writes = write_until_ended


def _end_thread(_connection: sqlite3.Connection) -> NoReturn:
    """Ends the thread in which Datasette writes to a database, which has no end of its own."""
    raise SystemExit
