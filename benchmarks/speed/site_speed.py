"""Pages of the site beside plain Datasette's pages of the same file, alone and with eight clients; 1 over a bar.

    python -m benchmarks.speed.site_speed /tmp/large.db                   (an archive of benchmarks.speed.large_archive)
    python -m benchmarks.speed.site_speed /tmp/large.db list compare      (only what has one of the words in its name)

Two servers run on loopback: `esfarkiv serve`, and Datasette without our plugin. Each address is asked for a second in
turn with what stands beside it: alone, and by eight clients at a time. What counts is the processor's time of the
server for an answer, alone and with eight; how long they wait is shown, but other work on the machine is in it. A page
of ours may take at most four times Datasette's page of one row, a table at most twice Datasette's page of the same
table. `first` is what the first answer took. The page of downloads comes last, when its files are made.
"""

import sys
import time
import tomllib
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, unquote

import httpx
import msgspec
from datasette.utils import tilde_encode
from rich.console import Console
from rich.table import Table

from archive.database import open_archive
from archive.site.metadata import DATABASE
from benchmarks.speed.site_speed_servers import Answers, Server, ask, measure, serving, warm

BAR, TABLE_BAR = 4.0, 2.0
_ROUNDS, _SECONDS = 3, 0.2
"""How often the two servers are asked in turn, and for how long each time, alone and with eight clients."""
_WRONG, _WRONG_BAR = 20, 1.0
"""Wrong addresses at once, and the seconds in which they must be answered."""
_MISSING, _FILES = "unknown address", "downloads"
_FILES_SECONDS = 600
"""How long the files of the archive may take before the page of downloads is left out, which is told."""


class _Tables(msgspec.Struct):
    names: list[str]
    facets: list[str]


class _Addresses(msgspec.Struct):
    examples: dict[str, str]
    pages: dict[str, str]
    tables: _Tables


class Pair(msgspec.Struct):
    """An address of ours, the one of plain Datasette beside it, and how many times as long ours may take."""

    name: str
    own: str
    beside: str
    bar: float

    @property
    def status(self) -> int:
        """The status of our answer."""
        return 404 if self.name == _MISSING else 200


class Measured(msgspec.Struct):
    """What the two addresses of a pair took; `first` is the processor's milliseconds of our first answer."""

    pair: Pair
    first: float
    own: Answers
    beside: Answers

    @property
    def times(self) -> tuple[float, float]:
        """How many times as long ours takes of the processor, alone and with eight clients."""
        alone, crowded = (self.own.middle(name) / self.beside.middle(name) for name in ("cost", "costs_crowded"))
        return alone, crowded

    @property
    def waiting(self) -> float:
        """How many times as long each of eight clients waits for ours."""
        return self.own.middle("waits_crowded") / self.beside.middle("waits_crowded")

    @property
    def is_over(self) -> bool:
        """Whether it is over its bar."""
        return max(self.times) > self.pair.bar


def pairs_of(path: Path) -> Iterator[Pair]:
    """Every address that is measured of the archive at a path, with its busiest rows filled in."""
    declared = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    addresses = msgspec.convert(declared, _Addresses)
    with open_archive(path) as connection:
        known = {name: str(connection.execute(sql).fetchone()[0]) for name, sql in addresses.examples.items()}
    quoted = {name: quote(value) for name, value in known.items()}
    row = f"/{path.stem}/projects/{tilde_encode(unquote(known['project']))}"
    yield Pair("a row as Datasette shows it", row.replace(path.stem, DATABASE, 1), row, BAR)
    for name, address in addresses.pages.items():
        yield Pair(name, address.format(**quoted), row, BAR)
    for name in addresses.tables.names + addresses.tables.facets:
        yield Pair(f"table {name}", f"/{DATABASE}/{name}", f"/{path.stem}/{name}", TABLE_BAR)
    yield Pair(_FILES, "/hamta", row, BAR)


def _measured(pair: Pair, ours: Server, plain: Server) -> Measured:
    first = ask(ours, pair.own, pair.status)
    ask(plain, pair.beside, 200)
    found = Measured(pair, first, Answers(), Answers())
    for _ in range(_ROUNDS):
        measure(ours, pair.own, _SECONDS, found.own)
        measure(plain, pair.beside, _SECONDS, found.beside)
    return found


def _has_files(ours: Server) -> bool:
    """Whether the files of the archive are made in time."""
    end = time.monotonic() + _FILES_SECONDS
    while time.monotonic() < end:
        if httpx.get(f"{ours.address}/hamta.json", timeout=_FILES_SECONDS).status_code == HTTPStatus.OK:
            return True
        time.sleep(1)
    return False


def _wrong_seconds(ours: Server) -> float:
    """Seconds of the processor for wrong addresses, each another one."""
    before = ours.processor()
    with httpx.Client(base_url=ours.address) as client:
        for number in range(_WRONG):
            client.get(f"/finns/inte/{number}")
    return ours.processor() - before


def main(path: Path, words: list[str]) -> int:
    """Prints a table, the worst first; 1 when a page is over its bar."""
    ours = ["archive.commands.main", "serve", "--db", str(path)]
    plain = ["benchmarks.speed.plain_datasette", "serve", "--immutable", str(path), "--nolock"]
    pairs = [pair for pair in pairs_of(path) if not words or any(word in pair.name for word in words)]
    results = []
    with serving(ours) as esfarkiv, serving(plain) as datasette:
        warm(esfarkiv, f"/{DATABASE}/claim_kinds")
        for number, pair in enumerate(pairs, 1):
            if pair.name == _FILES and not _has_files(esfarkiv):
                sys.stdout.write(f"{pair.name}: no files after {_FILES_SECONDS} s, not measured\n")
                continue
            results.append(_measured(pair, esfarkiv, datasette))
            times = " ".join(f"{value:.1f}" for value in results[-1].times)
            sys.stderr.write(f"{number} of {len(pairs)}: {pair.name}: {times}\n")
        wrong = _wrong_seconds(esfarkiv)
    _print(results)
    sys.stdout.write(f"{_WRONG} wrong addresses: {wrong:.2f} s of the processor, bar {_WRONG_BAR:.0f} s\n")
    return int(any(result.is_over for result in results) or wrong > _WRONG_BAR)


def _print(results: list[Measured]) -> None:
    columns = ("page", "first ms", "ms", "times", "ms of 8", "times of 8", "waits", "95 of 100", "bar", "")
    table = Table(*columns)
    for one in sorted(results, key=lambda result: -max(result.times) / result.pair.bar):
        own = one.own
        cells = [one.first, own.middle("cost"), one.times[0], own.middle("costs_crowded"), one.times[1]]
        cells += [one.waiting, own.late(), one.pair.bar]
        over = "over" if one.is_over else ""
        table.add_row(one.pair.name, *(f"{cell:.1f}" for cell in cells), over)
    Console(width=130).print(table)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
