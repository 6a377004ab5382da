"""Measures builds and large archives on this machine; the figures are kept, and docs/performance.md is made of them.

    python -m benchmarks.speed.performance                       (builds of 1 000 pages; archives of 1 000 and 10 000)
    python -m benchmarks.speed.performance --archives 100000     (adds to what is kept, or replaces the same)
    python -m benchmarks.speed.performance --builds 1000 --text

Seconds are the processor's, of all processes together, so that other work on the machine weighs little; the ratio to a
plain script that ran just before says most.
"""

import argparse
import datetime
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from sqlite_utils import Database

from archive.building.bulk_writing import CACHE
from archive.building.claims.joining import join_claims
from archive.building.claims.ranking import rank_claims
from archive.building.organisations.likeness import write_related_projects, write_similar_organisations
from archive.building.organisations.resolving import resolve_organisations
from archive.building.parsing.parsing_options import ParsingOptions
from archive.building.settling.derived_tables import fill_derived_tables
from archive.building.vocabulary.search_index import index_projects
from archive.building.vocabulary.word_tables import fill_word_tables
from benchmarks.speed.build_speed import BuildSpeed, measure
from benchmarks.speed.large_archive import SHORT, make_large_archive

KEPT = Path(__file__).with_suffix(".json")


def _settle_claims(database: Database) -> None:
    join_claims(database)
    rank_claims(database)


_STEPS: dict[str, Callable[[Database], None]] = {
    "claims joined and ranked": _settle_claims,
    "organisations told apart": resolve_organisations,
    "similar organisations": write_similar_organisations,
    "related projects": write_related_projects,
    "search index made": index_projects,
    "words counted": lambda database: fill_word_tables(database, anew=False),
    "derived tables": fill_derived_tables,
}
"""What a build settles over the whole archive, here for all projects of it."""


class LargeArchive(msgspec.Struct):
    """An archive of short pages: its size, and the processor seconds of what is settled over the whole of it."""

    projects: int
    megabytes: float
    settling: dict[str, float]


class Performance(msgspec.Struct):
    """Figures of one machine, each measured on the day named."""

    machine: str = ""
    builds: dict[str, tuple[str, BuildSpeed]] = {}
    archives: dict[str, tuple[str, LargeArchive]] = {}


def kept() -> Performance:
    """The figures that are kept; none on a machine where nothing was measured."""
    return msgspec.json.decode(KEPT.read_bytes(), type=Performance) if KEPT.exists() else Performance()


def machine() -> str:
    """The machine by its processors and its Python, never by its name."""
    system = f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} processors, Python {platform.python_version()}, {system}"


def large_archive(path: Path, projects: int) -> LargeArchive:
    """Makes an archive of short pages and times what a build settles over the whole of it."""
    number = make_large_archive(path, projects, SHORT)
    database = Database(path)
    database.execute(f"pragma cache_size = -{CACHE}")  # as in a build
    seconds = {}
    for name, step in _STEPS.items():
        begun = time.process_time()
        with database.atomic():
            step(database)
        seconds[name] = round(time.process_time() - begun, 2)
    database.close()
    return LargeArchive(number, round(path.stat().st_size / 1e6, 1), seconds)


def _keep(found: Performance) -> None:
    KEPT.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")


def main() -> None:
    """Measures what the command line asks for and keeps each figure at once."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--builds", type=int, nargs="*", default=[])
    options.add_argument("--archives", type=int, nargs="*", default=[])
    options.add_argument("--menu", type=int, default=0)
    options.add_argument("--text", action="store_true")
    given = options.parse_args(sys.argv[1:] or ["--builds", "1000", "--archives", "1000", "10000"])
    found, today = kept(), datetime.date.today().isoformat()
    if found.machine != machine():
        found = Performance(machine())  # figures of two machines are not compared
    for number in given.builds:
        with tempfile.TemporaryDirectory() as folder:
            speed = measure(Path(folder), number, given.menu, ParsingOptions(given.text, 2))
        found.builds[f"{number} {given.menu} {given.text}"] = (today, speed)
        _keep(found)
    for number in given.archives:
        with tempfile.TemporaryDirectory() as folder:
            found.archives[str(number)] = (today, large_archive(Path(folder) / "large.db", number))
        _keep(found)


if __name__ == "__main__":
    main()
