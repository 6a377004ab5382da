"""Datasette with what never changes under a server worked out once: who may see a table, an archive's digest."""

import asyncio
from collections.abc import Callable
from typing import Any

from datasette.app import Datasette
from datasette.plugins import pm

_MOST_TABLES = 1000
"""Answers that are kept: an address can name any table, so their number must have an end."""


class ArchiveSite(Datasette):  # type: ignore[misc]
    """A Datasette of immutable archives and of metadata that nobody changes while it runs."""

    _allows: dict[tuple[str, str], list[Any]]
    at_stop: Callable[[], None] | None = None
    """What is to be done when the server stops, if anything."""

    def _table_permission_allows(self, database: str, table: str) -> list[Any]:
        """Datasette's own, which copies all metadata; kept, unless a plugin's metadata may change meanwhile."""
        if pm.hook.get_metadata.get_hookimpls():
            return list(super()._table_permission_allows(database, table))
        kept = self.__dict__.setdefault("_allows", {})
        if (database, table) not in kept:
            if len(kept) >= _MOST_TABLES:
                kept.clear()
            kept[database, table] = super()._table_permission_allows(database, table)
        return list(kept[database, table])

    async def invoke_startup(self) -> None:
        """Datasette's own, and the digest of each archive, for which the first visitor would wait."""
        await super().invoke_startup()
        loop = asyncio.get_running_loop()
        for database in self.databases.values():
            await loop.run_in_executor(None, getattr, database, "hash")
