"""The index of each archive, read once: by a server in the background when it opens the archive, else when asked."""

import sqlite3
import threading
from contextlib import suppress
from weakref import WeakKeyDictionary

from datasette.app import Datasette

from archive.site.protection.refusal import Refusal
from archive.site.reconciling.name_index import NameIndex
from archive.site.responses import read

_INDEXES: WeakKeyDictionary[Datasette, NameIndex] = WeakKeyDictionary()
_READING = threading.Lock()


async def read_ahead(datasette: Datasette) -> None:
    """Reads the index in one of the database's threads, so that the first question need not wait for it."""
    with suppress(sqlite3.Error, Refusal):  # whoever asks is told; a site that is closed interrupts it
        await read(datasette, lambda connection: name_index(connection, datasette), whole_file=True)


def name_index(connection: sqlite3.Connection, datasette: Datasette) -> NameIndex:
    """The index of a site's archive, which never changes under a site."""
    with _READING:
        if datasette not in _INDEXES:
            _INDEXES[datasette] = NameIndex(connection)
        return _INDEXES[datasette]
