"""SQL's printf() and format(), which SQLite lets fill seconds and then answers with NULL where a text is too long."""

import re
import sqlite3
from collections.abc import Callable
from typing import Any

_WIDTH = re.compile(r"[0-9]+|\*")


def bounded(longest: int) -> Callable[..., Any]:
    """SQLite's own printf; a width or a text above `longest` bytes raises OverflowError.

    SQLite tells of that as of its own long texts: "string or blob too big".
    """
    own = sqlite3.connect(":memory:", check_same_thread=False)
    own.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, longest)

    def printf(*values: Any) -> Any:
        if _widest(values) > longest:
            raise OverflowError("string or blob too big")
        text = own.execute(f"select printf({','.join('?' * len(values))})", values).fetchone()[0]
        if text is None and values and values[0] is not None:
            raise OverflowError("string or blob too big")
        return text

    return printf


def _widest(values: tuple[Any, ...]) -> int:
    """The largest width or precision that a format can ask for: its own numbers, and with `*` any value."""
    found = _WIDTH.findall(str(values[0])) if values else []
    numbers = [int(number[:12]) for number in found if number != "*"]
    given = [_size(value) for value in values[1:]] if "*" in found else []
    return max([0, *numbers, *given])


def _size(value: Any) -> int:
    return abs(int(value)) if isinstance(value, int | float) and abs(value) < 1e18 else 0
