"""Reading pages against what lxml takes to build the tree of the same page; 1 when a bar is not met.

    python -m benchmarks.speed.parse_speed

Every layout, shape and encoding of the fixtures is read, labels and sections alone and with its prose understood, and
so are real pages where they are at hand: at most 15 times the tree with prose, on every page, and at most two and a
half times without, on every page with labels and on the page of real size, where BeautifulSoup and trafilatura stand
beside for comparison. Small pages do not reach that bar: a tree of 0.03 ms is built in the time of some hundred calls
of Python functions. Then `long_pages` is run: whether a page four times as long takes four times as long. What is
counted is the processor's time; rounds alternate, and the best round of each counts, so that other work on the machine
weighs on all alike.
"""

import sys
import time
import timeit
from collections.abc import Callable
from functools import partial
from statistics import median

import msgspec
import trafilatura
from bs4 import BeautifulSoup
from lxml import etree
from rich.console import Console
from rich.table import Table

from benchmarks.speed import long_pages
from benchmarks.speed.bench_pages import BenchPage, every_page, page_of_real_size, real_pages
from parser import parse_page

BAR, BAR_WITH_PROSE = 2.5, 15.0
"""Times lxml's tree: labels and sections, and every page with its prose."""
TREE, LABELS, WITH_PROSE = "lxml, tree only", "esfarkiv, labels and sections", "esfarkiv, prose understood too"
Run = Callable[[], object]
_ADDRESS = "https://www.esf.se/sv/Resultat/Projektbanken/Behallare-for-projekt/Sydsverige/Projekt/"
_ROUNDS, _REPEATED = 10, 0.2
"""Rounds of the page of real size, and for how many seconds each reading of it is repeated in each."""
_FEWEST, _REPEATED_ALL, _SECONDS = 2, 0.002, 40.0
"""The same of all pages: as many rounds at least, and further ones until so many seconds are over."""


class Measured(msgspec.Struct):
    """A page with the best seconds of each reading of it."""

    page: BenchPage
    best: dict[str, float]

    def times(self, name: str) -> float:
        """How many times as long as the tree a reading takes."""
        return self.best[name] / self.best[TREE]


def readings(page: BenchPage) -> dict[str, Run]:
    """The tree, and the page read without and with its prose."""
    parser = etree.HTMLParser(encoding="utf-8" if page.as_html else page.encoding)
    return {
        TREE: partial(etree.fromstring, page.as_html or page.content, parser),
        LABELS: partial(parse_page, page.content, page.url, text=False),
        WITH_PROSE: partial(parse_page, page.content, page.url),
    }


def measure(
    pages: dict[str, dict[str, Run]], rounds: int, repeated: float, seconds: float = 0.0
) -> dict[str, dict[str, float]]:
    """The best seconds of every reading of every page: in so many rounds, and in more until some seconds are over.

    A reading is repeated for as many seconds in each round, so that the clock weighs little.
    """
    best = {name: dict.fromkeys(runs, float("inf")) for name, runs in pages.items()}
    until, done = time.monotonic() + seconds, 0
    while done < rounds or time.monotonic() < until:
        for name, runs in pages.items():
            for reading, run in runs.items():
                best[name][reading] = min(best[name][reading], _seconds(run, best[name][reading], repeated))
        done += 1
    return best


def _seconds(run: Run, known: float, repeated: float) -> float:
    """What a call takes: the mean of as many as fill a time, going by what is known of it."""
    calls = 1 if known == float("inf") else max(1, round(repeated / known))
    return timeit.timeit(run, timer=time.process_time, number=calls) / calls


def _of_real_size() -> dict[str, float]:
    content = page_of_real_size()
    runs = readings(BenchPage("", "", content, _ADDRESS))
    runs |= {
        "BeautifulSoup, tree only": partial(BeautifulSoup, content, "lxml"),
        "trafilatura, text": partial(trafilatura.extract, content.decode()),
    }
    best = measure({"": runs}, _ROUNDS, _REPEATED)[""]
    table = Table("", "ms a page", "times the tree", title=f"One page of {len(content):,} bytes")
    for name, seconds in best.items():
        table.add_row(name, f"{1000 * seconds:.3f}", f"{seconds / best[TREE]:.2f}")
    Console().print(table)
    return best


def _of_every_page() -> list[Measured]:
    pages = {f"{page.group}: {page.name}": page for page in (*every_page(), *real_pages())}
    best = measure({name: readings(page) for name, page in pages.items()}, _FEWEST, _REPEATED_ALL, _SECONDS)
    return [Measured(page, best[name]) for name, page in pages.items()]


def _print(measured: list[Measured]) -> None:
    """A row for each group of pages, and one for all."""
    titles = [f"{kind}:\n{column}" for kind in ("labels", "prose") for column in ("median", "worst", "which page")]
    table = Table("pages", "number", *titles, title="Times lxml's tree of the same page")
    groups = dict.fromkeys(one.page.group for one in measured)
    for group in (*groups, "all"):
        own = [one for one in measured if group in (one.page.group, "all")]
        row = [cell for reading in (LABELS, WITH_PROSE) for cell in _cells(own, reading)]
        table.add_row(group, str(len(own)), *row)
    Console(width=150).print(table)


def _cells(measured: list[Measured], reading: str) -> list[str]:
    worst = max(measured, key=lambda one: one.times(reading))
    middle = median(one.times(reading) for one in measured)
    return [f"{middle:.1f}", f"{worst.times(reading):.1f}", worst.page.name]


def _is_missed(what: str, times: float, bar: float) -> bool:
    """Prints how a figure stands against its bar."""
    print(f"{what}: at most {bar} times the tree; measured {times:.2f}{', bar not met' if times > bar else ''}")
    return times > bar


def main() -> int:
    """Print the tables; 1 when a bar is not met."""
    best, measured = _of_real_size(), _of_every_page()
    _print(measured)
    labelled = [one.times(LABELS) for one in measured if not one.page.group.startswith("prose")]
    missed = [
        _is_missed("labels and sections, worst page with labels", max(labelled), BAR),
        _is_missed("labels and sections, page of real size", best[LABELS] / best[TREE], BAR),
        _is_missed("with prose, worst page", max(one.times(WITH_PROSE) for one in measured), BAR_WITH_PROSE),
    ]
    return max(int(any(missed)), long_pages.main())


if __name__ == "__main__":
    sys.exit(main())
