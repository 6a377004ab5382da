"""The inputs of a build in batches: to be read here, or read by the workers of a Dask cluster."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from archive.building.parsing.inputs import Reading
from archive.building.parsing.parsing_options import ParsingOptions
from scraper.input import Input

_BATCH = 200
"""Pages written in one transaction: enough that commits cost little, few enough that they fit in memory."""


@contextmanager
def read_batches(
    path: Path, inputs: Iterable[Input], options: ParsingOptions, digests_at: Callable[[Input], frozenset[str]]
) -> Iterator[Iterator[list[Reading]]]:
    """The inputs of a build of `path` in their order; `digests_at` says what the archive has of the page of an input.

    Raises ClusterError if the cluster of the options cannot be used.
    """
    if options.dask is None:
        yield _batches(inputs)
        return
    from archive.building.cluster.dask_cluster import reading_on_cluster  # noqa: PLC0415  Dask is an extra

    with reading_on_cluster(path, inputs, options, digests_at) as batches:
        yield batches


def _batches(inputs: Iterable[Input]) -> Iterator[list[Reading]]:
    remaining = iter(inputs)
    while batch := list(islice(remaining, _BATCH)):
        yield list(map(Reading, batch))
