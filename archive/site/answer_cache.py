"""Answers of a database that are kept in memory: its file never changes under a server, so they stay true."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from datasette.app import Datasette
from datasette.database import Database

from archive.site.metadata import DATABASE

_Answer = TypeVar("_Answer")

_MOST_BYTES = 16_000_000
"""Roughly how much is kept of one database; what was asked for longest ago goes first."""
_USUAL_BYTES = 4_000
"""Counted for an answer whose size nobody tells."""
_KEPT: WeakKeyDictionary[Database, "AnswerCache"] = WeakKeyDictionary()


class AnswerCache:
    """What was read of a database, by what was asked; used by several threads, and read once more at worst."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        """`most_bytes` 0 keeps nothing."""
        self._most, self._bytes, self._lock = most_bytes, 0, Lock()
        self._answers: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()

    def answer(
        self, asked: Hashable, read: Callable[[], _Answer], size: Callable[[_Answer], int] = lambda _: _USUAL_BYTES
    ) -> _Answer:
        """The answer to `asked`, from memory or read now; nobody may change it. `size` tells its bytes, roughly."""
        known: _Answer | None = self.known(asked)
        if known is not None:
            return known
        found = read()
        self.keep(asked, found, size(found))
        return found

    def known(self, asked: Hashable) -> Any:
        """The answer to `asked` if it is kept, else None."""
        with self._lock:
            if asked not in self._answers:
                return None
            self._answers.move_to_end(asked)
            return self._answers[asked][0]

    def keep(self, asked: Hashable, found: object, size: int) -> None:
        """Keeps an answer of so many bytes, for which others may have to go."""
        whole = size + len(repr(asked))
        with self._lock:
            if asked not in self._answers and whole <= self._most:
                self._answers[asked] = found, whole
                self._bytes += whole
            while self._bytes > self._most:
                self._bytes -= self._answers.popitem(last=False)[1][1]


def answer_cache(datasette: Datasette) -> AnswerCache:
    """What is kept of the archive; nothing of a file that may change under the server."""
    database = datasette.get_database(DATABASE)
    return _KEPT.setdefault(database, AnswerCache(0 if database.is_mutable else _MOST_BYTES))
