"""What passes between the server and a process of visitors' SQL, as MessagePack."""

from typing import Any

import msgspec

Values = dict[str, Any] | list[Any] | None
"""The values of a statement's parameters, by name or in order."""

LAST, MORE = b"0", b"1"
"""What precedes an encoded answer: the process ends after it, or takes another question."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One statement and its bounds: `rows` 0 means all; a row more than `rows` is not fetched, but told of."""

    sql: str
    values: Values
    seconds: float
    rows: int
    cells: int


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """Rows, or an error: `error` is a class of `sqlite3`, or `time`, `size`, `cells` or `memory`."""

    columns: list[str] = []
    rows: list[tuple[Any, ...]] = []
    truncated: bool = False
    error: str = ""
    message: str = ""


class _Encoded(msgspec.Struct, frozen=True, kw_only=True):
    """An Outcome whose rows are encoded already."""

    columns: list[str]
    rows: list[msgspec.Raw]
    truncated: bool


def encode_answer(columns: list[str], rows: list[msgspec.Raw], truncated: bool) -> bytes:
    """An Outcome made of rows that were encoded one by one."""
    return msgspec.msgpack.encode(_Encoded(columns=columns, rows=rows, truncated=truncated))
