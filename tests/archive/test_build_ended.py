"""A build, a publication and an export that are ended from outside leave no process and no working copy behind."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.fixtures import FIXTURES, ROOT

pytestmark = pytest.mark.crawl

_SLOW = """
import sys, time
from archive.building.parsing import parsing_pool
from archive.commands.main import main
parsing_pool._CHUNK = 1
if __name__ == "__main__":
    sys.argv[1:] = ["build", "--quiet", "--processes", "3", "--db", "a.db", "pages"]
    begun = parsing_pool.ParsingPool.finish
    def waiting(pool, pending):
        ready = [other.submit(len, "ready") for other in pool._pools]
        assert [one.result() for one in ready] == [5, 5]
        print("working", flush=True)
        time.sleep(60)
        return begun(pool, pending)
    parsing_pool.ParsingPool.finish = waiting
    main()
"""


@pytest.fixture
def running(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A build in mid-work, with processes that read prose."""
    shutil.copytree(FIXTURES / "projektbank-dnr", tmp_path / "pages")
    (tmp_path / "slow.py").write_text(_SLOW)
    command, paths = [sys.executable, "slow.py"], os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=tmp_path, env=paths, stdout=subprocess.PIPE, text=True) as build:
        assert build.stdout and build.stdout.readline() == "working\n"
        yield build
        build.kill()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_a_build(running: subprocess.Popen[str], how: signal.Signals) -> None:
    running.send_signal(how)
    running.communicate(timeout=60)  # ends once no process holds the other end of the pipe, which all inherit


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP])
def test_a_build_that_is_told_to_end_leaves_no_working_copy(
    running: subprocess.Popen[str], tmp_path: Path, how: signal.Signals
) -> None:
    assert list(tmp_path.glob(".a.db.*.building"))
    running.send_signal(how)
    running.communicate(timeout=60)
    assert running.returncode == 128 + how
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pages", "slow.py"]


_PUBLISHING = """
import sys, time
from archive.commands.main import main
from archive.publishing import trial_run
def asking(*_):
    print("asking", flush=True)
    time.sleep(60)
trial_run._problem = asking
sys.argv[1:] = ["publish", "--db", sys.argv[1], "--to", "site"]
main()
"""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_no_site_outlives_a_publication(few_archive: Path, tmp_path: Path, how: signal.Signals) -> None:
    command, paths = [sys.executable, "-c", _PUBLISHING, str(few_archive)], os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=tmp_path, env=paths, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as publishing:
        assert publishing.stdout and publishing.stdout.readline() == b"asking\n"
        publishing.send_signal(how)
        publishing.communicate(timeout=60)  # ends once the site has let go of standard error, which it inherits
    assert bool(list(tmp_path.glob("site/*"))) == (how == signal.SIGKILL)


def test_an_export_that_is_told_to_end_leaves_nothing(few_archive: Path, tmp_path: Path) -> None:
    slow = (
        "import sys, time; from archive.commands.main import main; from archive.exporting import export_folder;"
        "export_folder.move_files = lambda *_: [print('moving', flush=True), time.sleep(60)]; main()"
    )
    command = [sys.executable, "-c", slow, "export", "--db", str(few_archive), "--to", str(tmp_path)]
    with subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE) as exporting:
        assert exporting.stdout and exporting.stdout.readline() == b"moving\n"
        exporting.terminate()
        assert exporting.wait(60) == 128 + signal.SIGTERM
    assert list(tmp_path.iterdir()) == []
