"""Parquet, with the types of the column dictionary: text, whole numbers, floats, booleans, dates."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from archive.exporting.dataset import Dataset, ExportColumn, Value

_READ: dict[str, Callable[[Any], Any]] = {"boolean": bool, "date": date.fromisoformat}
"""How a stored value becomes one of Python's for its type, where it is not that already."""
_PIECE = 1_000_000


def parquet_pieces(dataset: Dataset) -> Iterator[bytes]:
    """The file, piece by piece; it is made in a temporary file first.

    Raises OSError if that cannot be written, and ValueError for a value of another type than its column declares.
    """
    with tempfile.TemporaryFile() as file:
        _write(dataset, file)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _write(dataset: Dataset, file: Any) -> None:
    # imported here: pyarrow takes half a second and 200 MB of address space, which the other formats do without
    import pyarrow  # noqa: PLC0415
    import pyarrow.parquet  # noqa: PLC0415

    described = {"title": dataset.name, "description": "\n".join(dataset.notes)}
    schema = pyarrow.schema([_field(column) for column in dataset.columns], metadata=described)
    with pyarrow.parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for batch in dataset.batches():
            arrays = [
                pyarrow.array(_values(column, cells), field.type)
                for column, cells, field in zip(dataset.columns, zip(*batch, strict=True), schema, strict=True)
            ]
            writer.write_batch(pyarrow.RecordBatch.from_arrays(arrays, schema=schema))


def _field(column: ExportColumn) -> Any:
    import pyarrow  # noqa: PLC0415

    types = {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "float": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
    }
    described = {"title": column.heading, "description": column.meaning, "unit": column.unit}
    return pyarrow.field(column.name, types[column.type], metadata={k: v for k, v in described.items() if v})


def _values(column: ExportColumn, cells: Sequence[Value]) -> list[Any]:
    read = _READ.get(column.type)
    return [None if cell is None else read(cell) for cell in cells] if read else list(cells)
