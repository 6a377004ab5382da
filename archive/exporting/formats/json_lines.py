"""JSON Lines: an object a row, with the column names as keys; booleans are true and false, missing values null."""

import math
from collections.abc import Iterator
from typing import Any

import msgspec

from archive.exporting.dataset import Dataset, Value


def json_lines_pieces(dataset: Dataset) -> Iterator[bytes]:
    """The file, piece by piece."""
    names = [column.name for column in dataset.columns]
    booleans = [column.type == "boolean" for column in dataset.columns]
    encoder = msgspec.json.Encoder()
    for batch in dataset.batches():
        objects = ({n: _json(v, b) for n, v, b in zip(names, row, booleans, strict=True)} for row in batch)
        yield encoder.encode_lines(objects)


def _json(value: Value, boolean: bool) -> Any:
    """The value in JSON's terms: infinity, which JSON has no number for, is the text that SQLite writes."""
    if boolean and value in (0, 1):
        return bool(value)
    if isinstance(value, float) and math.isinf(value):
        return "Inf" if value > 0 else "-Inf"
    return value
