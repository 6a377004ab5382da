"""The builder's side of a Dask cluster, with a client that does in this process what it is asked to have done."""

import io
import os
import pickle
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import msgspec
import pytest

from archive.building.build import build
from archive.building.build_report import BuildError
from archive.building.cluster import dask_client, dask_cluster, partition_reader, reading_process
from archive.building.cluster.dask_cluster import Cluster
from archive.building.cluster.partition import PartitionRequest
from archive.building.cluster.reading_versions import difference
from archive.building.cluster.worker_call import read_on_worker
from archive.building.parsing.inputs import Reading
from archive.building.parsing.parsing_options import ParsingOptions
from benchmarks.fixtures import FIXTURES
from scraper.files import find_inputs
from scraper.input import Input
from tests.archive.test_small_worlds import rows_of_both
from tests.conftest import few_pages

OPTIONS = ParsingOptions(dask="here:1")
Answer = Callable[[PartitionRequest], str]


class Client:
    """What is asked of a `distributed.Client`; partitions are read when they are waited for."""

    status = "running"

    def __init__(self, threads: int = 2, answer: Answer = partition_reader.answer) -> None:
        self.threads, self.answer, self.asked = threads, answer, list[PartitionRequest]()

    def nthreads(self) -> dict[str, int]:
        return dict.fromkeys(["one", "other"], self.threads // 2)

    def submit(self, _call: object, packed: bytes, pure: bool) -> Any:
        assert not pure, "a partition that is asked for again is to be read again"
        asked = pickle.loads(packed)
        self.asked.append(asked)
        return type("Future", (), {"result": lambda _, timeout: self.answer(asked)})()


def cluster(client: Client, folder: Path) -> Cluster:
    return Cluster(client, OPTIONS, folder, lambda _: frozenset())


def named(count: int) -> list[Input]:
    return [Input(f"{number}.txt", Path(f"{number}.txt")) for number in range(count)]


def written(asked: PartitionRequest) -> str:
    asked.file.touch()
    return ""


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Partitions hold nothing of their inputs."""
    monkeypatch.setattr(dask_cluster, "read_partition", lambda _, inputs: [Reading(source) for source in inputs])


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize(("threads", "ahead"), [(2, 6), (0, 3)])
def test_three_partitions_a_thread_are_asked_for_ahead_and_come_in_order(
    tmp_path: Path, threads: int, ahead: int
) -> None:
    client, inputs = Client(threads, written), named(750)
    batches = cluster(client, tmp_path).read(inputs)
    first = next(batches)
    assert (len(first), len(client.asked)) == (100, ahead)
    second = next(batches)
    assert len(client.asked) == min(ahead + 1, 8)
    assert [reading.source for part in (first, second, *batches) for reading in part] == inputs
    assert [len(asked.inputs) for asked in client.asked] == [100] * 7 + [50]
    assert [asked.file.name for asked in client.asked][:2] == ["00000000.parquet", "00000001.parquet"]
    assert list(tmp_path.iterdir()) == []


def test_a_build_on_a_cluster_is_that_of_one_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    (tmp_path / "other.txt").write_text("Inget projekt.", "utf-8")

    @contextmanager
    def connected(address: str) -> Iterator[Client]:
        assert address == "here:1"
        yield client

    monkeypatch.setattr(dask_cluster, "connected", connected)
    monkeypatch.setattr(dask_cluster, "_PARTITION", 3)
    inputs = [*few_pages(), *find_inputs([str(tmp_path), str(FIXTURES / "registers")])]
    for name, options in (("one", ParsingOptions()), ("other", OPTIONS)):
        (tmp_path / name).mkdir()
        report = build(tmp_path / name / "esf.db", inputs, options=options)
        assert report.failures == [f"{tmp_path}/other.txt: not recognised as a project"]
    assert len(client.asked) > 2
    assert rows_of_both(tmp_path / "one" / "esf.db") == rows_of_both(tmp_path / "other" / "esf.db")


def refused(client: Client, folder: Path, inputs: list[Input] | None = None) -> str:
    """The line with which a cluster gives up, without its address."""
    with pytest.raises(BuildError) as given:
        list(cluster(client, folder).read(inputs or named(1)))
    line = str(given.value)
    assert line.startswith("here:1: ") and "\n" not in line
    return line.removeprefix("here:1: ")


def raising(error: Exception) -> Answer:
    def answer(_: PartitionRequest) -> str:
        raise error

    return answer


def test_what_goes_wrong_is_one_line(tmp_path: Path) -> None:
    assert refused(Client(answer=lambda _: "w: a worker has no room"), tmp_path) == "w: a worker has no room"
    assert refused(Client(answer=raising(ValueError("a\nb"))), tmp_path) == "ValueError: a"
    assert refused(Client(answer=raising(KeyError())), tmp_path) == "KeyError: "
    gone = Client(answer=raising(ValueError()))
    gone.status = "closed"
    assert refused(gone, tmp_path) == "the scheduler went away; start it and its workers, and build again"
    line = refused(Client(answer=written), tmp_path)
    assert "00000000.parquet: what a worker wrote cannot be read (" in line
    assert line.endswith("; --partitions must name a folder that all machines share")


@pytest.mark.usefixtures("unread")
def test_workers_are_waited_for_half_a_minute_and_as_long_as_there_are_some(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(0, 10_000, 10))
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    line = refused(Client(0, raising(TimeoutError())), tmp_path)
    assert line == "no worker for 30 seconds; start some with: dask worker ADDRESS"
    assert next(clock) == 50, "asked at 0, and given up more than 30 seconds later"
    late = [TimeoutError()] * 20

    def answer(asked: PartitionRequest) -> str:
        if late:
            raise late.pop()
        return written(asked)

    assert [*cluster(Client(2, answer), tmp_path).read(named(1))] == [[Reading(named(1)[0])]]


def test_a_file_that_only_workers_lack_is_told_and_one_that_nobody_has_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, nowhere = Input("a.txt", tmp_path / "a.txt"), Input("b.txt", tmp_path / "b.txt")
    here.path.write_text("Inget projekt.", "utf-8")
    monkeypatch.setattr(
        dask_cluster, "read_partition", lambda _, inputs: [Reading(source, refused="w: no a") for source in inputs]
    )
    assert (
        refused(Client(answer=written), tmp_path, [here]) == "w: no a; workers need the same files under the same names"
    )
    assert len(next(cluster(Client(answer=written), tmp_path).read([nowhere]))) == 1


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ImportError("no parser"), "has no esfarkiv of this version (no parser); install it and start it again"),
        (MemoryError("full"), "could not read a partition (MemoryError: full)"),
    ],
)
def test_what_a_worker_cannot_do_is_said_and_never_raised(
    monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    monkeypatch.setattr(reading_process, "read_elsewhere", raising(error))
    assert read_on_worker(pickle.dumps(None)).partition(": a worker ")[2] == said


def test_the_first_difference_of_versions_is_told() -> None:
    assert difference({"a": "1", "b": "2"}, {"a": "1", "b": "2", "c": "3"}) is None
    assert difference({"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "5"}) == "b 5, not 2"
    assert difference({"a": "1"}, {}) == "a None, not 1"


@pytest.mark.parametrize(
    ("address", "is_one"),
    [("tcp://10.0.0.5:8786", True), ("tls://a.example:1", True), ("a:8786", True), ("a", False), ("a b:1", False)],
)
def test_addresses_of_schedulers(address: str, is_one: bool) -> None:
    assert bool(dask_client._ADDRESS.fullmatch(address)) == is_one


def test_requests_and_functions_go_to_workers_as_they_are(tmp_path: Path) -> None:
    sent = pickle.loads(pickle.dumps(dask_client.SentWhole(difference)))
    assert sent({"a": "1"}, {"a": "2"}) == "a 2, not 1"
    asked = PartitionRequest(named(2), [frozenset({"00"}), frozenset()], True, tmp_path / "0", tmp_path, {"a": "1"})
    assert msgspec.structs.asdict(pickle.loads(pickle.dumps(asked))) == msgspec.structs.asdict(asked)


def test_a_reading_process_takes_every_request_and_ends_with_its_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    ended, waiting = list[int](), SimpleQueue[Any]()
    monkeypatch.setattr(os, "_exit", ended.append)
    for torn in (b"", b"\x80\x05"):
        partition_reader._take_requests(io.BytesIO(pickle.dumps("one") + pickle.dumps("other") + torn), waiting)
        assert [waiting.get_nowait(), waiting.get_nowait(), waiting.empty()] == ["one", "other", True]
    assert ended == [0, 0]
