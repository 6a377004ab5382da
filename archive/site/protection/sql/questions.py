"""What passes between the server and a process of visitors' SQL, as MessagePack."""

from typing import Any

import msgspec

Values = dict[str, Any] | list[Any] | None
"""The values of a statement's parameters, by name or in order."""

LAST, MORE, PIECE = b"0", b"1", b"2"
"""What precedes what is sent: an encoded answer, after which the process ends or takes another question, or a piece of
a file, after which more follows."""


class Question(msgspec.Struct, frozen=True, kw_only=True, tag="rows"):
    """One statement and its bounds: `rows` 0 means all; a row more than `rows` is not fetched, but told of."""

    sql: str
    values: Values
    seconds: float
    rows: int
    cells: int


class FileQuestion(msgspec.Struct, frozen=True, kw_only=True, tag="file"):
    """One statement whose rows are wanted as a whole file.

    `form` is one of `FILE_FORMATS`; `table` the one whose columns they are, empty for those of a query; `seconds` of
    processor time; `headed` says whether a CSV begins with the names of its columns.
    """

    sql: str
    values: Values
    seconds: float
    form: str
    name: str
    table: str
    notes: list[str]
    headed: bool


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
