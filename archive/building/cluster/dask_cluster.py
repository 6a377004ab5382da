"""The builder's side of a Dask cluster: partitions are asked for, some ahead, and taken in the order of the inputs."""

import pickle
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import count, islice
from pathlib import Path
from typing import Any

from archive.building.cluster.dask_client import PATIENCE, ClusterError, SentWhole, connected
from archive.building.cluster.partition import PartitionRequest, read_partition
from archive.building.cluster.partition_folder import partition_folder
from archive.building.cluster.reading_versions import reading_versions
from archive.building.cluster.worker_call import read_on_worker
from archive.building.parsing.inputs import Reading
from archive.building.parsing.parsing_options import ParsingOptions
from scraper.input import Input, InputError

_PARTITION = 100
"""Inputs of a partition: some seconds of work with prose, so that a lost worker loses little."""
_AHEAD = 3
"""Partitions that are read or wait to be merged, for each thread of the cluster."""
_LOOK = 1.0
"""Seconds between two looks at whether there still is a worker."""


@contextmanager
def reading_on_cluster(
    path: Path, inputs: Iterable[Input], options: ParsingOptions, digests_at: Callable[[Input], frozenset[str]]
) -> Iterator[Iterator[list[Reading]]]:
    """The inputs of a build of `path`, read by the cluster of the options, in batches and in their order."""
    with connected(options.dask or "") as client, partition_folder(path, options.partitions) as folder:
        yield Cluster(client, options, folder, digests_at).read(inputs)


class Cluster:
    """Partitions that a cluster reads."""

    def __init__(
        self, client: Any, options: ParsingOptions, folder: Path, digests_at: Callable[[Input], frozenset[str]]
    ) -> None:
        """Have the workers that `client` (a `distributed.Client`) knows write to `folder`."""
        self._client, self._options, self._folder, self._digests_at = client, options, folder, digests_at
        self._call, self._versions = SentWhole(read_on_worker), reading_versions()
        self._waiting: deque[tuple[PartitionRequest, Any]] = deque()

    def read(self, inputs: Iterable[Input]) -> Iterator[list[Reading]]:
        """Batches in the order of the inputs; raises ClusterError."""
        remaining, numbers = iter(inputs), count()
        while True:
            ahead = _AHEAD * max(1, self._threads())
            while len(self._waiting) < ahead and (part := list(islice(remaining, _PARTITION))):
                self._ask(part, self._folder / f"{next(numbers):08}.parquet")
            if not self._waiting:
                return
            yield self._take(*self._waiting.popleft())

    def _threads(self) -> int:
        return sum(self._answer(self._client.nthreads).values())

    def _ask(self, inputs: list[Input], file: Path) -> None:
        known = [self._digests_at(source) for source in inputs]
        request = PartitionRequest(inputs, known, self._options.text, file, Path.cwd(), self._versions)
        packed = pickle.dumps(request)
        self._waiting.append((request, self._answer(lambda: self._client.submit(self._call, packed, pure=False))))

    def _take(self, request: PartitionRequest, future: Any) -> list[Reading]:
        if refusal := self._result(future):
            raise self._error(refusal)
        try:
            readings = read_partition(request.file, request.inputs)
            request.file.unlink()
        except (OSError, ValueError) as error:
            shared = "--partitions must name a folder that all machines share"
            raise self._error(f"{request.file}: what a worker wrote cannot be read ({error}); {shared}") from error
        for reading in readings:
            self._check(reading)
        return readings

    def _result(self, future: Any) -> str:
        """What a worker says of a partition, waited for as long as the cluster has workers."""
        last_seen = time.monotonic()
        while True:
            with suppress(TimeoutError):
                said: str = self._answer(lambda: future.result(timeout=_LOOK))
                return said
            if self._threads():
                last_seen = time.monotonic()
            elif time.monotonic() - last_seen > PATIENCE:
                raise self._error(f"no worker for {PATIENCE:.0f} seconds; start some with: dask worker ADDRESS")

    def _check(self, reading: Reading) -> None:
        """Raises ClusterError for an input that a worker could not read and that can be read here."""
        if reading.refused:
            with suppress(InputError):
                reading.source.read()
                raise self._error(f"{reading.refused}; workers need the same files under the same names")

    def _answer(self, call: Callable[[], Any]) -> Any:
        """What the cluster answers; raises ClusterError where it cannot, and TimeoutError where it has not yet."""
        try:
            return call()
        except TimeoutError:
            raise
        except Exception as error:
            if self._client.status != "running":
                raise self._error("the scheduler went away; start it and its workers, and build again") from error
            raise self._error(f"{type(error).__name__}: {(str(error).splitlines() or [''])[0]}") from error

    def _error(self, reason: str) -> ClusterError:
        return ClusterError(f"{self._options.dask}: {reason}")
