"""The site of whatever file is at a path now: a file put in its place is shown to every request that comes after it."""

import asyncio
import os
from pathlib import Path
from typing import Any

from archive.database import DatabaseError, check_archive
from archive.site.protection.answers.error_pages import LOG
from archive.site.swap.edition import Edition, OpenSite
from archive.site.swap.pinned_file import Identity, PinnedFile, identity_of, pin


class CurrentSite:
    """An ASGI application. A request is answered by the site of the file that was there when it came.

    A request that finds another file waits until that is open; a file that is no archive is told of in the log, once,
    and the old one goes on.
    """

    def __init__(self, path: Path, open_site: OpenSite) -> None:
        """Opens the file at the path; raises DatabaseError if it is no archive of this version, OSError if unread."""
        self._path, self._open_site = path, open_site
        self._editions = [_open(path, open_site)]
        """The newest last; before it those whose requests are not all answered."""
        self._refused: Identity | None = None
        self._opening: asyncio.Task[None] | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answers a request; the start and the end of the server need nothing beside `start` and `stop`."""
        if scope["type"] == "lifespan":
            await _acknowledge(receive, send)
            return
        edition = await self._newest()
        await edition.answer(scope, receive, send)

    async def start(self) -> None:
        """Readies the site before the first visitor."""
        await self._editions[-1].start()

    def stop_statements(self) -> None:
        """Ends all statements of visitors; editions that are closed have none, and no connections."""
        for edition in self._editions:
            if not edition.closed:
                edition.stop_statements()

    def release(self) -> None:
        """Gives up the files, after the last request."""
        for edition in self._editions:
            edition.file.release()

    async def _newest(self) -> Edition:
        found = identity_of(self._path)
        if found not in (None, self._editions[-1].file.identity, self._refused):
            self._opening = self._opening or asyncio.create_task(self._open_newest())
            await asyncio.shield(self._opening)
        return self._editions[-1]

    async def _open_newest(self) -> None:
        try:
            edition = await self._opened()
            if edition:
                old = self._editions[-1]
                self._editions = [*(one for one in self._editions if not one.closed), edition]
                await old.replace()
        finally:
            self._opening = None

    async def _opened(self) -> Edition | None:
        """The site of the file that is there now, ready; None if it is no archive, or has gone again."""
        loop = asyncio.get_running_loop()
        try:
            file = await loop.run_in_executor(None, pin, self._path)
        except OSError:
            return None
        edition = None
        try:
            edition = await loop.run_in_executor(None, Edition, file, self._open_site)
            await edition.start()
        except Exception as error:  # whatever is wrong with the new file, the old one goes on
            await self._refuse(file, edition, error)
            return None
        return edition

    async def _refuse(self, file: PinnedFile, edition: Edition | None, error: Exception) -> None:
        LOG.error("the new file is not shown, the old one stays: %s", ascii(str(error))[1:-1])
        self._refused = file.identity
        if edition:
            await edition.replace()
        file.release()


def _open(path: Path, open_site: OpenSite) -> Edition:
    check_archive(path)
    try:
        os.path.realpath(path).encode()
    except UnicodeEncodeError as error:
        raise DatabaseError(f"{path}: its path is no UTF-8, which Datasette cannot serve; move the file") from error
    file = pin(path)
    try:
        return Edition(file, open_site)
    except BaseException:
        file.release()
        raise


async def _acknowledge(receive: Any, send: Any) -> None:
    while True:
        event = (await receive())["type"]
        await send({"type": f"{event}.complete"})
        if event == "lifespan.shutdown":
            return
