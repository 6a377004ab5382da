"""Times a build beside the plainest honest script that makes a searchable database of the same pages.

    python -m benchmarks.speed.build_speed 2000 [--menu 250] [--text] [--processes 2]

The script reads the WARC file with warcio, takes title, labels, sections and lists with BeautifulSoup, and writes rows
and a search index with sqlite-utils: no provenance, no claims, no mask. What is counted is the processor's time of each
with that of its processes, and the time on the clock, in processes of their own. Then the build runs again with nothing
changed, and with a second WARC file in which every hundredth page has another title, owner, contact and sum.
"""

import argparse
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import takewhile
from pathlib import Path

import msgspec
from bs4 import BeautifulSoup
from sqlite_utils import Database
from warcio.archiveiterator import ArchiveIterator

from archive.building.build import build
from archive.building.parsing.parsing_options import ParsingOptions
from benchmarks.shapes import FIELDS
from benchmarks.speed.build_pages import write_changed_pages, write_pages
from scraper.files import find_inputs

Row = dict[str, object]


class Spent(msgspec.Struct):
    """What one run took: seconds of all processors and of the clock, and the most memory of one process, in MB."""

    processor: float
    clock: float
    memory: float


def plain_script(warc: Path, path: Path) -> None:
    """Makes a database of pages, sections and listed names, with a search index."""
    database = Database(path)
    pages: list[Row] = []
    sections: list[Row] = []
    names: list[Row] = []
    with warc.open("rb") as file:
        for number, record in enumerate(ArchiveIterator(file)):
            if record.rec_type == "response":
                _read(number, record.content_stream().read(), pages, sections, names)
    database.table("pages").insert_all(pages, pk="id")
    database.table("sections").insert_all(sections, foreign_keys=[("page", "pages", "id")])
    database.table("names").insert_all(names, foreign_keys=[("page", "pages", "id")])
    database.table("pages").enable_fts(["title", "text"])
    database.table("sections").enable_fts(["heading", "text"])


def _read(number: int, content: bytes, pages: list[Row], sections: list[Row], names: list[Row]) -> None:
    soup = BeautifulSoup(content, "lxml")
    title = soup.find("h1")
    lines = soup.get_text("\n", strip=True).split("\n")
    labelled = {lines[at].rstrip(":"): lines[at + 1] for at in range(len(lines) - 1) if lines[at].rstrip(":") in FIELDS}
    heading = title.get_text() if title else ""
    values = {field: labelled.get(label, "") for label, field in FIELDS.items()}
    pages.append({"id": number, "title": heading, "text": "\n".join(lines)} | values)
    for part in soup.find_all("h2"):
        below = takewhile(lambda tag: tag.name == "p", part.find_next_siblings())
        texts = [text.get_text() for text in below]
        sections.append({"page": number, "heading": part.get_text(), "text": "\n".join(texts)})
    for part in soup.find_all("h3"):
        items = part.find_next_sibling("ul")
        found = items.find_all("li") if items else []
        names.extend({"page": number, "role": part.get_text(), "name": item.get_text()} for item in found)


def _build(warcs: list[str], path: Path, options: ParsingOptions) -> None:
    build(path, find_inputs(warcs), options=options)


def _run(run: Callable[..., None], *arguments: object) -> Spent:
    """Runs in a process of its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_measured, run, *arguments).result()


def _measured(run: Callable[..., None], *arguments: object) -> Spent:
    clock, begun = time.monotonic(), _processor()
    run(*arguments)
    memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return Spent(_processor() - begun, time.monotonic() - clock, memory / 1000)


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


class BuildSpeed(msgspec.Struct):
    """What the script and the builds took for so many pages, and kilobytes of both files for each page."""

    pages: int
    menu: int
    text: bool
    processes: int
    script: Spent
    build: Spent
    unchanged: Spent
    script_kilobytes: float
    kilobytes: float
    changed: Spent | None = None
    """With one page in a hundred changed; not measured at first."""


def measure(folder: Path, pages: int, menu: int, options: ParsingOptions) -> BuildSpeed:
    """Measures a folder of so many pages, each with so many entries in its menu."""
    warc, later, plain, ours = (folder / name for name in ("pages.warc.gz", "later.warc.gz", "plain.db", "ours.db"))
    write_pages(warc, pages, menu)
    script = _run(plain_script, warc, plain)
    first, again = (_run(_build, [str(warc)], ours, options) for _ in range(2))
    plain_size, size = (path.stat().st_size / pages / 1000 for path in (plain, ours))
    write_changed_pages(later, pages, menu)
    changed = _run(_build, [str(warc), str(later)], ours, options)
    return BuildSpeed(pages, menu, options.text, options.processes, script, first, again, plain_size, size, changed)


def _print(found: BuildSpeed) -> None:
    runs = {"plain script": found.script, "build": found.build, "build, nothing changed": found.unchanged}
    runs |= {"build, 1 % changed": found.changed} if found.changed else {}
    for name, spent in runs.items():
        of_processors, of_clock = spent.processor / found.script.processor, spent.clock / found.script.clock
        shares = f"{of_processors:.2f} and {of_clock:.2f} of the script's"
        print(f"{name}: {spent.processor:.1f} s of processors, {spent.clock:.1f} s; {shares}; {spent.memory:.0f} MB")
    times = found.kilobytes / found.script_kilobytes
    print(f"kB a page: {found.script_kilobytes:.1f} and {found.kilobytes:.1f}, {times:.1f} times")


def main() -> None:
    """Makes the pages that the command line asks for, and prints the figures."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("pages", type=int)
    options.add_argument("--menu", type=int, default=0, help="entries of the menu of each page")
    options.add_argument("--text", action="store_true", help="with prose")
    options.add_argument("--processes", type=int, default=2)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _print(measure(Path(folder), given.pages, given.menu, ParsingOptions(given.text, given.processes)))


if __name__ == "__main__":
    main()
