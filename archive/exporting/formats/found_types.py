"""The types of columns that are known only when all rows are, those of queries, for formats that need them."""

import base64
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, BinaryIO

import msgspec

from archive.exporting.dataset import Dataset, ExportColumn, Value
from schema.dictionary import Type

_WHOLE_IN_A_FLOAT = 2**53
_LENGTH_BYTES = 8


class _FoundValues:
    """What the values of a column are, looked at one by one."""

    def __init__(self) -> None:
        self._kinds: set[type] = set()
        self._largest = self._smallest = 0
        self._are_dates = True

    def look_at(self, value: Value) -> None:
        """Notes one value."""
        if isinstance(value, int):
            self._largest, self._smallest = max(self._largest, value), min(self._smallest, value)
        if value is not None:
            self._kinds.add(type(value))
            self._are_dates = self._are_dates and _is_whole_date(value)

    def type(self, declared: Type) -> Type:
        """The type that holds all values: the declared one where it does, text where no other does."""
        if not self._kinds:
            return declared
        if self._kinds == {int}:
            is_boolean = declared == "boolean" and self._smallest >= 0 and self._largest <= 1
            return "boolean" if is_boolean else "float" if declared == "float" and self._fits_a_float() else "integer"
        if self._kinds <= {int, float} and self._fits_a_float():
            return "float"
        return "date" if declared == "date" and self._are_dates else "text"

    def _fits_a_float(self) -> bool:
        return self._smallest >= -_WHOLE_IN_A_FLOAT and self._largest <= _WHOLE_IN_A_FLOAT


def with_found_types(dataset: Dataset, spool: BinaryIO) -> Dataset:
    """The same rows with columns of types that hold all their values; bytes are text in Base64, as in JSON.

    The rows are written to `spool`, an empty file, and read from it. Raises OSError if it cannot be written.
    """
    found = [_FoundValues() for _ in dataset.columns]
    encoder = msgspec.msgpack.Encoder()
    for batch in dataset.batches():
        for row in batch:
            for values, value in zip(found, row, strict=True):
                values.look_at(value)
        encoded = encoder.encode(batch)
        spool.write(len(encoded).to_bytes(_LENGTH_BYTES) + encoded)
    columns = [
        msgspec.structs.replace(column, type=values.type(column.type))
        for column, values in zip(dataset.columns, found, strict=True)
    ]
    return msgspec.structs.replace(dataset, columns=columns, rows=_read(spool, columns))


def temporary_spool() -> BinaryIO:
    """An empty file that is gone when it is closed."""
    return tempfile.TemporaryFile()


def _read(spool: BinaryIO, columns: Sequence[ExportColumn]) -> Iterator[Sequence[Value]]:
    spool.seek(0)
    decoder = msgspec.msgpack.Decoder(list[list[Any]])
    while length := spool.read(_LENGTH_BYTES):
        for row in decoder.decode(spool.read(int.from_bytes(length))):
            yield [_as(column.type, value) for column, value in zip(columns, row, strict=True)]


def _as(kind: Type, value: Value) -> Value:
    if value is None or kind not in {"text", "float"}:
        return value
    if kind == "float":
        return float(value)
    return base64.b64encode(value).decode() if isinstance(value, bytes) else str(value)


def _is_whole_date(value: Value) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
