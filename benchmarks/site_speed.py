"""Pages of the site beside plain Datasette's pages of the same file, alone and with eight clients; 1 over a bar.

    python -m benchmarks.site_speed /tmp/large.db        (an archive of benchmarks.large_archive)

Two servers run on loopback: `esfarkiv serve`, and Datasette without our plugin. What is counted is the processor's
time of the server for one answer, and what a client waits, all pages in one run. A page of ours may cost at most four
times Datasette's page of one row, a table at most twice Datasette's page of the same table.
"""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote

import httpx
import msgspec
from datasette.utils import tilde_encode
from rich.console import Console
from rich.table import Table

from archive.database import open_archive

BAR, TABLE_BAR = 4.0, 2.0
_CLIENTS, _REQUESTS = 8, 40
"""Clients at a time, and requests of each page in a measurement."""
_TICK = os.sysconf("SC_CLK_TCK")
_ROW = "Datasette: one row"
_PAGES = {
    "front page": "/",
    "list": "/projekt",
    "list, a late page": "/projekt?sida={late}",
    "list, sorted by title": "/projekt?sortera=title",
    "list of a region and period": "/projekt?region=Stockholm&period=2007-2013",
    "project": "/projekt/{project}",
    "organisation": "/organisation/{organisation}",
    "municipality": "/kommun/{municipality}",
    "region": "/region/Stockholm",
    "compare regions": "/jamfor",
    "compare municipalities": "/jamfor?per=kommun",
    "constant prices, by year": "/jamfor?per=ar&priser=fasta",
    "disagreements": "/esf/oenigheter",
    "budget per region": "/esf/budget_per_region_och_period",
    "data": "/esf",
    "search, rare word": "/sok?q=bageri",
    "search, common word": "/sok?q=projekt",
}
_TABLES = ("projects", "claims", "sections", "project_amounts", "disagreements", "municipalities")


class Timed(msgspec.Struct):
    """Milliseconds: the server's processor for an answer, what a client waits alone, and 95 of 100 of eight clients."""

    cost: float
    alone: float
    crowded: float
    cost_crowded: float


class Server(msgspec.Struct):
    """A running server."""

    address: str
    process: "subprocess.Popen[bytes]"

    def processor(self) -> float:
        """Seconds of the processor that the server has used, its threads and children included."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / _TICK


@contextmanager
def _serving(command: list[str], port: int) -> Iterator[Server]:
    whole = [sys.executable, "-m", *command, "--port", str(port)]
    with subprocess.Popen(whole, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        try:
            while not _answers(address):
                time.sleep(0.1)
            yield Server(address, process)
        finally:
            process.terminate()


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/-/versions.json", timeout=30).status_code > 0
    except httpx.TransportError:
        return False


def _time(server: Server, path: str) -> Timed:
    """Measures one page; raises ValueError unless it answers 200."""
    with httpx.Client(base_url=server.address, timeout=120) as client:
        if (status := client.get(path).status_code) != 200:
            raise ValueError(f"{path}: answers {status}, expected 200")
        before, started = server.processor(), time.perf_counter()
        for _ in range(_REQUESTS):
            client.get(path)
        cost, alone = server.processor() - before, time.perf_counter() - started
    before = server.processor()
    waits = sorted(asyncio.run(_crowd(server.address + path)))
    crowded = server.processor() - before
    late = waits[int(0.95 * len(waits))]
    return Timed(*(1000 * value for value in (cost / _REQUESTS, alone / _REQUESTS, late, crowded / len(waits))))


async def _crowd(url: str) -> list[float]:
    """What each of several clients waits for each of its requests, in seconds."""
    async with httpx.AsyncClient(timeout=120) as client:

        async def visit() -> list[float]:
            waits = []
            for _ in range(_REQUESTS // 4):
                started = time.perf_counter()
                await client.get(url)
                waits.append(time.perf_counter() - started)
            return waits

        return [wait for waits in await asyncio.gather(*(visit() for _ in range(_CLIENTS))) for wait in waits]


def _examples(path: Path) -> dict[str, str]:
    """The busiest rows of an archive, for the addresses."""
    sql = {
        "project": "select project_id from projects limit 1 offset 7",
        "organisation": "select organisation_id from project_organisations group by 1 order by count(*) desc limit 1",
        "municipality": "select municipality_code from project_municipalities where municipality_code is not null "
        "group by 1 order by count(*) desc limit 1",
        "late": "select max(1, count(*) / 50 - 1) from projects",
    }
    with open_archive(path) as connection:
        return {name: quote(str(connection.execute(query).fetchone()[0])) for name, query in sql.items()}


def main(path: Path) -> int:
    """Prints a table; 1 when a page is over its bar."""
    known = _examples(path)
    ours = ["archive.commands.main", "serve", "--db", str(path)]
    plain = ["datasette", "serve", "--immutable", str(path), "--nolock"]
    with _serving(ours, 8093) as esfarkiv, _serving(plain, 8094) as datasette:
        base = f"/{path.stem}"
        row = _time(datasette, f"{base}/projects/{tilde_encode(unquote(known['project']))}")
        results = [(_ROW, row, row, BAR)]
        for name, address in _PAGES.items():
            results.append((name, _time(esfarkiv, address.format(**known)), row, BAR))
        for name in _TABLES:
            results.append(
                (f"table {name}", _time(esfarkiv, f"/esf/{name}"), _time(datasette, f"{base}/{name}"), TABLE_BAR)
            )
    return _print(results)


def _print(results: list[tuple[str, Timed, Timed, float]]) -> int:
    table = Table("page", "ms processor", "times", "bar", "ms alone", "ms, 95 of 100 with 8 clients", "times with 8")
    over = 0
    for name, own, beside, bar in results:
        times, crowded = own.cost / beside.cost, own.crowded / beside.crowded
        over += max(times, crowded) > bar
        cells = (own.cost, times, bar, own.alone, own.crowded, crowded)
        table.add_row(name, *(f"{cell:.1f}" for cell in cells))
    Console(width=120).print(table)
    return int(over > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
