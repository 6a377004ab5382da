"""The real server in a process of its own, and the site asked without a network, for tests of what they bound."""

import asyncio
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import msgspec
from datasette.app import Datasette
from datasette.plugins import pm

from archive import entry_point

_HANG = 60
"""Seconds after which a server that does not stop fails its test."""


class Served(msgspec.Struct, frozen=True):
    """A running server: its address, without a slash at the end, and its process."""

    address: str
    process: subprocess.Popen[str]

    def memory_mb(self, row: str = "VmHWM") -> int:
        """The most memory the process has had; `VmRSS` for what it has now."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        found = re.search(rf"{row}:\s+(\d+) kB", status)
        assert found is not None
        return int(found[1]) // 1024

    def processor_seconds(self) -> float:
        """Processor time the process has had, that of its children apart."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / 100

    def children(self) -> list[Path]:
        """The processes of visitors' SQL, as their folders under /proc."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [Path("/proc") / child for task in tasks for child in task.read_text("ascii").split()]


@contextmanager
def served(archive: Path, *switches: str) -> Iterator[Served]:
    """`esfarkiv serve` of an archive with these switches, on a free port."""
    command = [sys.executable, "-m", "archive.commands.main", "serve", "--db", str(archive), "--port", "0", *switches]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            match = re.search(r"(http://\S+)/", process.stdout.readline())
            assert match is not None
            yield Served(match[1], process)
        finally:
            process.terminate()
            process.wait(_HANG)


Ask = Callable[..., httpx.Response]
"""Asks a site: a method, an address as it is to be sent, and headers."""
Get = Callable[..., httpx.Response]
"""The same without the method, which is GET."""


@contextmanager
def asked(site: Datasette) -> Iterator[Ask]:
    """The site, asked without a network by one client; each question is of a visitor who was never there before."""
    with asyncio.Runner() as runner:
        transport = httpx.ASGITransport(app=site.client.app)
        client = httpx.AsyncClient(transport=transport, headers={"accept-encoding": "identity"})

        def ask(method: str, address: str, **headers: str) -> httpx.Response:
            client.cookies.clear()
            return runner.run(client.request(method, f"http://localhost{address}", headers=headers))

        yield ask
        runner.run(client.aclose())


def opened(*files: Path, **given: Any) -> Datasette:
    """The Datasette that `datasette FILES` makes where esfarkiv is installed; `given` is what its operator chose."""
    if not pm.has_plugin("esfarkiv"):
        pm.register(entry_point, name="esfarkiv")
    return Datasette([str(path) for path in files], **given)
