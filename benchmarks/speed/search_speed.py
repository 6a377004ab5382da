"""Searches of the site for rare, middling and common words, by one client and by eight at a time.

    python -m benchmarks.speed.search_speed /tmp/large.db             (an archive of benchmarks.speed.large_archive)

Each word is asked for once, so no answer is one that was kept. What counts is the server's processor time for an
answer; what clients wait has other work on the machine in it, and with eight clients that they share its processors.
"""

import asyncio
import itertools
import sys
import time
from pathlib import Path
from statistics import median
from urllib.parse import quote

import httpx
from rich.console import Console
from rich.table import Table

from archive.database import open_archive
from archive.site.metadata import DATABASE
from benchmarks.speed.site_speed_servers import CLIENTS, Server, serving, warm

_WORDS = 48
"""Words of each kind, half of them for one client and half for eight."""
_TIMEOUT = 120
_BY_PROJECTS = "select word from words where projects > 0 and length(word) > 2 order by projects, word"


def words_by_kind(path: Path) -> dict[str, list[str]]:
    """Words of an archive: those of fewest projects, those in the middle, and those of most."""
    with open_archive(path) as connection:
        words = [word for (word,) in connection.execute(_BY_PROJECTS)]
    middle = len(words) * 9 // 10
    return {"rare": words[:_WORDS], "middling": words[middle : middle + _WORDS], "common": words[-_WORDS:]}


async def _waits(server: Server, words: list[str], clients: int) -> list[float]:
    """What the clients wait for each answer, in milliseconds; each takes the next word that nobody has asked for."""
    left = iter(words)

    async def visit(client: httpx.AsyncClient) -> list[float]:
        waits = []
        for word in left:
            started = time.perf_counter()
            (await client.get(f"{server.address}/sok?q={quote(word)}")).raise_for_status()
            waits.append(1000 * (time.perf_counter() - started))
        return waits

    async with httpx.AsyncClient(timeout=_TIMEOUT) as client:
        return list(itertools.chain(*await asyncio.gather(*(visit(client) for _ in range(clients)))))


def _row(server: Server, kind: str, words: list[str], clients: int) -> list[str]:
    before = server.processor()
    waits = sorted(asyncio.run(_waits(server, words, clients)))
    cost = 1000 * (server.processor() - before) / len(waits)
    late = waits[int(0.95 * len(waits))]
    return [kind, str(clients), *(f"{cell:.0f}" for cell in (cost, median(waits), late))]


def main(path: Path) -> None:
    """Prints a table of what the answers took, in milliseconds."""
    table = Table("words", "clients", "processor ms", "wait ms, middle", "wait ms, 95 of 100")
    with serving(["archive.commands.main", "serve", "--db", str(path)]) as server:
        warm(server, f"/{DATABASE}/claim_kinds")
        for kind, words in words_by_kind(path).items():
            table.add_row(*_row(server, kind, words[::2], 1))
            table.add_row(*_row(server, kind, words[1::2], CLIENTS))
    Console(width=100).print(table)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
