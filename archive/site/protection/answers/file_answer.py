"""An answer that is sent piece by piece, and cut off where it fails."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

from archive.site.protection.answers.sending import Unfinished
from archive.site.protection.sql.visit import CURRENT


class FileAnswer:
    """A response of Datasette's kind: bytes in pieces, with headers."""

    def __init__(self, pieces: AsyncGenerator[bytes], headers: dict[str, str]) -> None:
        self._pieces, self._headers = pieces, headers

    async def asgi_send(self, send: Any) -> None:
        """Sends the file; one that fails before anything has left is answered as an error, one that fails later is cut.

        Raises Unfinished, for which the protection does either.
        """
        headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in self._headers.items()]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        try:
            async with aclosing(self._pieces) as pieces:
                async for piece in pieces:
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
        except Exception as error:
            visit = CURRENT.get()
            if visit is None:
                raise
            visit.failure = error
            raise Unfinished from error
        await send({"type": "http.response.body", "body": b""})
