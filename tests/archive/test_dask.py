"""Builds on a Dask cluster: as those of one machine, whatever ends, and one line where the cluster cannot be used."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from archive.building.build import build
from archive.building.build_report import BuildError
from archive.building.cluster import partition_reader, reading_process
from archive.building.cluster.partition import PartitionRequest, read_partition, write_partition
from archive.building.cluster.partition_folder import partition_folder
from archive.building.cluster.reading_versions import reading_versions
from archive.building.parsing.inputs import Reading
from archive.building.parsing.parsing_options import ParsingOptions
from archive.building.replacing.atomic_replace import is_running
from archive.commands.main import main
from benchmarks.fixtures import FIXTURES, ROOT
from benchmarks.speed.build_pages import write_pages
from scraper.files import find_inputs
from tests.archive.test_small_worlds import rows_of_both
from tests.clusters import WAITING, LoopbackCluster, Running, loopback_cluster, until
from tests.conftest import few_pages

OTHERS = ["pages", "first.warc.gz", "second.warc.gz", str(FIXTURES / "registers")]
FIRST = OTHERS[:2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with pages, web archives, and no archive yet."""
    write_pages(tmp_path / "first.warc.gz", 7, seed=1)
    write_pages(tmp_path / "second.warc.gz", 8, seed=2)
    (tmp_path / "pages").mkdir()
    for number, page in enumerate(few_pages()):
        shutil.copy(page.path, tmp_path / "pages" / f"{number}{page.path.suffix}")
    (tmp_path / "pages" / "other.txt").write_text("Inget projekt.", "utf-8")
    return tmp_path


@pytest.fixture
def cluster(folder: Path) -> Iterator[LoopbackCluster]:
    with loopback_cluster(folder) as started:
        yield started


def local_rows(folder: Path, steps: list[list[str]], options: ParsingOptions) -> dict[str, list[str]]:
    """What builds of one machine make, step by step; they run beside the files, as the others do."""
    (folder / "local").mkdir()
    path = folder / "local" / "esf.db"
    before = Path.cwd()
    try:
        os.chdir(folder)
        for names in steps:
            build(path, find_inputs(names), options=options)
    finally:
        os.chdir(before)
    return rows_of_both(path)


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"preload.py", "build.py", "local", "__pycache__"}


def finished(process: Running) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


@pytest.mark.crawl
def test_a_cluster_that_loses_a_worker_in_mid_work_builds_the_same(cluster: LoopbackCluster, folder: Path) -> None:
    before = names_in(folder)
    lost = cluster.worker(WAITING)
    building = cluster.start_build("--db", "esf.db", *FIRST)
    until(lost, "working")
    cluster.worker()
    lost.send_signal(signal.SIGKILL)
    code, out, err = finished(building)
    assert (code, err) == (1, "pages/other.txt: not recognised as a project\n"), err
    assert "13 pages read" not in out and "14 pages read (13 new, 0 unchanged)" in out
    lost.communicate(timeout=60)  # ends once its reading process, which has the same standard error, is gone too
    code, out, err = finished(cluster.start_build("--db", "esf.db", *OTHERS))
    assert "(8 new, 14 unchanged)" in out, err
    assert names_in(folder) == before | {"esf.db", "esf.private.db"}
    assert rows_of_both(folder / "esf.db") == local_rows(folder, [FIRST, OTHERS], ParsingOptions())


@pytest.mark.crawl
def test_a_scheduler_that_goes_away_leaves_all_as_it_was(cluster: LoopbackCluster, folder: Path) -> None:
    build(folder / "esf.db", few_pages()[:1], options=ParsingOptions(text=False))
    before, rows = names_in(folder), rows_of_both(folder / "esf.db")
    worker = cluster.worker(WAITING)
    building = cluster.start_build("--db", "esf.db", "--no-text", *OTHERS)
    until(worker, "working")
    cluster.scheduler.kill()
    assert refusal(building) == f"{cluster.address}: the scheduler went away; start it and its workers, and build again"
    assert (names_in(folder), rows_of_both(folder / "esf.db")) == (before, rows)


def refusal(process: Running) -> str:
    """The one line with which a build gave up."""
    code, out, err = finished(process)
    (line,) = err.splitlines()
    assert (code, out, line[:7]) == (2, "", "Error: "), err
    return line.removeprefix("Error: ")


@pytest.mark.crawl
def test_workers_that_cannot_read_for_this_archive_are_named(cluster: LoopbackCluster, folder: Path) -> None:
    for package in ("archive", "parser", "schema", "scraper"):
        shutil.copytree(ROOT / package, folder / "other" / package)
    with (folder / "other" / "parser" / "page.py").open("a") as file:
        file.write("# of another version\n")
    told = ["--db", "esf.db", "--no-text", *FIRST]
    assert refusal(cluster.start_build(*told)).endswith("no worker for 3 seconds; start some with: dask worker ADDRESS")
    worker = cluster.worker("import sys\nsys.modules['archive'] = None\n")
    assert "a worker has no esfarkiv of this version (" in refusal(cluster.start_build(*told))
    worker.kill()
    worker.communicate()
    worker = cluster.worker(path=folder / "other")
    own = reading_versions()["esfarkiv"]
    assert f", not {own}; install the same versions and start it again" in refusal(cluster.start_build(*told))
    assert not {name for name in names_in(folder) if "esf" in name}


@pytest.mark.crawl
def test_files_that_a_worker_does_not_see_are_named(cluster: LoopbackCluster, folder: Path) -> None:
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    cluster.worker(
        "import pathlib\nfrom archive.building.cluster import reading_process\n"
        "read = reading_process.__dict__.setdefault('read', reading_process.read_elsewhere)\n"
        "def read_elsewhere(request):\n"
        f"    request.folder = pathlib.Path({str(elsewhere)!r})\n"
        "    return read(request)\n"
        "reading_process.read_elsewhere = read_elsewhere\n"
    )
    line = refusal(cluster.start_build("--db", "esf.db", "--no-text", "pages"))
    assert "workers need the same files under the same names" in line and "pages/0" in line


@pytest.mark.crawl
@pytest.mark.parametrize("address", ["127.0.0.1:1", "nobody.invalid:8786"])
def test_no_scheduler_answers(folder: Path, address: str) -> None:
    script = (
        "import sys; from archive.building.cluster import dask_client; dask_client.PATIENCE = 1.0\n"
        "from archive.commands.main import main; main()"
    )
    command = [sys.executable, "-c", script, "build", "--db", "esf.db", "--dask", address, "pages"]
    paths = os.environ | {"PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    line = refusal(subprocess.Popen(command, cwd=folder, env=paths, text=True, stdout=pipe, stderr=pipe))
    assert line.startswith(f"{address}: no Dask scheduler answers") and line.endswith("start one with: dask scheduler")


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (
            ["--dask", "somewhere"],
            "somewhere: is no address of a Dask scheduler; expected one like tcp://10.0.0.5:8786",
        ),
        (["--partitions", "."], "--partitions names a folder for what a Dask cluster reads; give --dask ADDRESS too"),
    ],
)
def test_options_that_cannot_be_used(folder: Path, told: list[str], reason: str) -> None:
    result = CliRunner().invoke(main, ["build", "--db", str(folder / "esf.db"), *told, str(folder / "pages")])
    assert (result.exit_code, result.stderr) == (2, f"Error: {reason}\n")


def test_without_dask_one_line_says_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    told = ["build", "--db", str(folder / "esf.db"), "--dask", "127.0.0.1:1", str(folder / "pages")]
    result = CliRunner().invoke(main, told)
    assert result.exit_code == 2 and len(result.stderr.splitlines()) == 1
    assert "pip install --require-hashes -r requirements-dask.txt" in result.stderr
    assert (ROOT / "requirements-dask.txt").is_file()
    build(folder / "esf.db", few_pages()[:1], options=ParsingOptions(text=False))


def request(folder: Path) -> PartitionRequest:
    inputs = list(find_inputs([str(folder / "pages"), str(folder / "first.warc.gz")]))
    known: list[frozenset[str]] = [frozenset()] * len(inputs)
    return PartitionRequest(inputs, known, False, folder / "0.parquet", folder, reading_versions())


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """The working folder is the test's, whatever the code below changes it to."""
    monkeypatch.chdir(folder)


@pytest.mark.usefixtures("here")
def test_a_partition_is_for_its_owner_and_of_its_inputs(folder: Path) -> None:
    asked = request(folder)
    assert partition_reader.answer(asked) == ""
    assert asked.file.stat().st_mode & 0o777 == 0o600
    readings = read_partition(asked.file, asked.inputs)
    assert [reading.source for reading in readings] == asked.inputs
    assert all(reading.page and reading.digest and not reading.said for reading in readings)
    with pytest.raises(ValueError, match="of other inputs"):
        read_partition(asked.file, asked.inputs[1:])


@pytest.mark.usefixtures("here")
def test_what_is_known_is_not_read_again(folder: Path) -> None:
    asked = request(folder)
    partition_reader.answer(asked)
    digests = [reading.digest or "" for reading in read_partition(asked.file, asked.inputs)]
    none: list[frozenset[str]] = [frozenset()] * (len(digests) - 4)
    again = replace(asked, known=[*(frozenset([digest]) for digest in digests[:4]), *none])
    partition_reader.answer(again)
    pages = [reading.page for reading in read_partition(again.file, again.inputs)]
    assert [page is None for page in pages] == [True] * 4 + [False] * (len(digests) - 4)


@pytest.mark.usefixtures("here")
def test_what_a_worker_lacks_is_said(folder: Path) -> None:
    other = reading_versions() | {"lxml": "0.1"}
    assert ", not 0.1; install the same" in partition_reader.answer(replace(request(folder), versions=other))
    missing = replace(request(folder), file=folder / "nowhere" / "0.parquet")
    assert "nowhere" in partition_reader.answer(missing) and "under the same names" in partition_reader.answer(missing)


def test_a_reading_process_that_ends_is_started_anew_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_process, "_READER", [sys.executable, "-c", "print('begun')"])
    assert "ended, as it does without memory" in reading_process.read_elsewhere(request(folder))
    assert not hasattr(reading_process._of_thread, "reader")


def test_the_folder_of_partitions_is_private_and_does_not_stay(folder: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert not is_running(ended.pid)
    with pytest.raises(KeyError), partition_folder(folder / "esf.db", None) as found:
        assert found.parent == folder and found.stat().st_mode & 0o777 == 0o700
        write_partition(found / "0.parquet", [Reading(few_pages()[0], digest="00")])
        old = found.with_name(found.name.replace(str(os.getpid()), str(ended.pid)))
        other = found.with_name(found.name.replace(str(os.getpid()), "1"))
        shutil.copytree(found, old)
        shutil.copytree(found, other)
        raise KeyError
    assert {path for path in folder.iterdir() if path.name.endswith(".partitions")} == {old, other}
    with partition_folder(folder / "esf.db", folder):
        assert not old.exists() and other.exists()
    with pytest.raises(BuildError, match="name another by --partitions"), partition_folder(folder / "a" / "b", None):
        pass


@pytest.mark.crawl
def test_a_local_build_loads_no_dask(folder: Path) -> None:
    script = (
        "import sys; from archive.commands.main import main\n"
        "try: main(['build', '--db', 'esf.db', '--no-text', 'pages/0.txt'], standalone_mode=False)\n"
        "finally: print(sorted({'dask', 'distributed'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]", done.stderr
