"""The servers that benchmarks.speed.site_speed asks, and what an answer of theirs takes."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import httpx
import msgspec

CLIENTS = 8
_TICK = os.sysconf("SC_CLK_TCK")
_TIMEOUT = 120


class Server(msgspec.Struct, frozen=True):
    """A running server: its address without a slash at the end, and its process."""

    address: str
    process: "subprocess.Popen[bytes]"

    def processor(self) -> float:
        """Seconds of the processor that the server and its children have used."""
        children = [int(child) for child in self._tasks().split()]
        return sum(_used(pid) for pid in (self.process.pid, *children))

    def _tasks(self) -> str:
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return " ".join(task.read_text("ascii") for task in tasks)


class Answers(msgspec.Struct):
    """Answers to one address: the server's processor time of each, and what clients waited, in milliseconds."""

    cost: list[float] = []
    waits: list[float] = []
    costs_crowded: list[float] = []
    waits_crowded: list[float] = []

    def middle(self, name: str) -> float:
        """The median of one of the lists."""
        return float(median(getattr(self, name)))

    def late(self) -> float:
        """What 95 of 100 waits of eight clients stay below."""
        waits = sorted(self.waits_crowded)
        return waits[int(0.95 * len(waits))]


@contextmanager
def serving(command: list[str]) -> Iterator[Server]:
    """A module run as a server on a free port, until it is no longer needed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    whole = [sys.executable, "-m", *command, "--port", port]
    with subprocess.Popen(whole, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        server = Server(f"http://127.0.0.1:{port}", process)
        try:
            while not _answers(server):
                time.sleep(0.1)
            yield server
        finally:
            process.terminate()


def ask(server: Server, path: str, status: int) -> float:
    """Milliseconds of the processor for the first answer; raises ValueError for another status."""
    before = server.processor()
    answer = httpx.get(server.address + path, timeout=_TIMEOUT)
    if answer.status_code != status:
        raise ValueError(f"{path}: answers {answer.status_code}, expected {status}")
    return 1000 * (server.processor() - before)


def warm(server: Server, path: str) -> None:
    """Has eight clients ask once, so that the processes that answer visitors' SQL are there before it counts."""
    asyncio.run(_visits(server.address + path, CLIENTS, 0))


def measure(server: Server, path: str, seconds: float, into: Answers) -> None:
    """Asks for an address again and again, for so many seconds by one client and then by eight at a time."""
    before = server.processor()
    waits = asyncio.run(_visits(server.address + path, 1, seconds))
    into.cost.append(1000 * (server.processor() - before) / len(waits))
    into.waits += waits
    before = server.processor()
    waits = asyncio.run(_visits(server.address + path, CLIENTS, seconds))
    into.costs_crowded.append(1000 * (server.processor() - before) / len(waits))
    into.waits_crowded += waits


async def _visits(url: str, clients: int, seconds: float) -> list[float]:
    """What each client waits for each of its requests, in milliseconds; each makes one at least."""
    end = time.perf_counter() + seconds
    async with httpx.AsyncClient(timeout=_TIMEOUT) as client:

        async def visit() -> list[float]:
            waits: list[float] = []
            while not waits or time.perf_counter() < end:
                started = time.perf_counter()
                await client.get(url)
                waits.append(1000 * (time.perf_counter() - started))
            return waits

        return [wait for waits in await asyncio.gather(*(visit() for _ in range(clients))) for wait in waits]


def _answers(server: Server) -> bool:
    if server.process.poll() is not None:
        raise ValueError(f"{' '.join(map(str, server.process.args))}: ended before it answered")  # type: ignore[arg-type]
    try:
        return httpx.get(f"{server.address}/-/static/app.css", timeout=_TIMEOUT).status_code > 0
    except httpx.TransportError:
        return False


def _used(pid: int) -> float:
    """Seconds of a process, its threads and those children that have ended; none if it has ended itself."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return sum(map(int, fields[11:15])) / _TICK
