"""A real Dask cluster on loopback: a scheduler and workers, each a process of its own, and builds that use it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.fixtures import ROOT

_HOST = ("--host", "127.0.0.1", "--no-dashboard")
_WORKER = (*_HOST, "--nthreads", "1", "--no-nanny")
_BUILD = """
import sys
from archive.building.cluster import dask_client, dask_cluster
from archive.commands.main import main
dask_client.PATIENCE = dask_cluster.PATIENCE = 3.0
dask_cluster._PARTITION = 3
if __name__ == "__main__":
    sys.argv[1:] = ["build", "--quiet", *sys.argv[1:]]
    main()
"""
WAITING = """
import pickle, sys, threading
from archive.building.cluster import reading_process
def ask(process, request):
    pickle.dump(request, process.stdin)
    process.stdin.flush()
    print("working", file=sys.stderr, flush=True)
    threading.Event().wait()
reading_process._ask = ask
"""
"""What a worker loads that never says what became of a partition, though its reading process works on it."""

Running = subprocess.Popen[str]


class LoopbackCluster:
    """A scheduler, and the workers that are started for it."""

    def __init__(self, folder: Path, running: ExitStack) -> None:
        self.folder, self._running = folder, running
        self.scheduler = self._start("scheduler", "--port", "0", *_HOST)
        self.address = until(self.scheduler, "Scheduler at:").split()[-1]

    def worker(self, preload: str = "", path: Path = ROOT) -> Running:
        """A worker that has joined; it runs `preload` first, and has esfarkiv from `path`."""
        loaded = self.folder / "preload.py"
        loaded.write_text(preload)
        process = self._start("worker", self.address, *_WORKER, "--preload", str(loaded), path=path)
        until(process, "Registered to:")
        return process

    def _start(self, *command: str, path: Path = ROOT) -> Running:
        paths = os.environ | {"PYTHONPATH": str(path)}
        started = [sys.executable, "-m", "dask", *command]
        process = subprocess.Popen(started, cwd=self.folder, env=paths, stderr=subprocess.PIPE, text=True)
        self._running.enter_context(ended(process))
        return process

    def start_build(self, *told: str) -> Running:
        """A build on this cluster, in partitions of three inputs, that waits three seconds where others wait longer."""
        script = self.folder / "build.py"
        script.write_text(_BUILD)
        command, paths = [sys.executable, str(script), "--dask", self.address, *told], {"PYTHONPATH": str(ROOT)}
        pipe = subprocess.PIPE
        process = subprocess.Popen(
            command, cwd=self.folder, env=os.environ | paths, text=True, stdout=pipe, stderr=pipe
        )
        self._running.enter_context(ended(process))
        return process


@contextmanager
def loopback_cluster(folder: Path) -> Iterator[LoopbackCluster]:
    """A cluster without workers, whose processes end with the block."""
    with ExitStack() as running:
        yield LoopbackCluster(folder, running)


@contextmanager
def ended(process: Running) -> Iterator[None]:
    """Ends a process after the block."""
    with process:
        try:
            yield
        finally:
            process.kill()


def until(process: Running, word: str) -> str:
    """The first line on the standard error of a process that has a word; waits for it."""
    assert process.stderr
    lines = []
    for line in process.stderr:
        lines.append(line)
        if word in line:
            return line
    raise AssertionError(f"ended before it said {word}: {''.join(lines)}")
