"""A partition: some inputs of a build in their order, read by one worker and written as a Parquet file.

It holds pages as they were read, with contact persons: who writes it, and who keeps it, lets nobody else read it.
"""

import os
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from archive.building.parsing.inputs import Reading
from scraper.input import Input

_SCHEMA = pa.schema(
    [
        ("source", pa.string()),
        ("is_register", pa.bool_()),
        ("digest", pa.string()),
        ("page", pa.large_binary()),
        ("said", pa.list_(pa.large_binary())),
        ("refused", pa.string()),
    ]
)


class PartitionRequest(msgspec.Struct):
    """What a worker is asked for: inputs, what the archive has of each, and the file that the partition becomes.

    Names of files are as in `folder`, the working folder of who asks, whose `versions` a worker must have too.
    """

    inputs: list[Input]
    known: list[frozenset[str]]
    """For each input the SHA-256 of contents that need not be read again."""
    text: bool
    file: Path
    folder: Path
    versions: dict[str, str]


def write_partition(file: Path, readings: list[Reading]) -> None:
    """Writes a partition, whole or not at all, for its owner's eyes; raises OSError."""
    columns = {name: [getattr(reading, name) for reading in readings] for name in _SCHEMA.names if name != "source"}
    columns["source"] = [reading.source.source for reading in readings]
    working = file.with_name(f"{file.name}.{os.getpid()}.working")
    handle = os.open(working, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as opened:
        pq.write_table(pa.table(columns, _SCHEMA), opened, compression="zstd")
    os.replace(working, file)


def read_partition(file: Path, inputs: list[Input]) -> list[Reading]:
    """The readings of a partition of these inputs; raises OSError, and ValueError if it is of other inputs."""
    rows = pq.read_table(file, schema=_SCHEMA, partitioning=None).to_pylist()
    if [row.pop("source") for row in rows] != [source.source for source in inputs]:
        raise ValueError("a partition of other inputs")
    return [Reading(source, **row) for source, row in zip(inputs, rows, strict=True)]
