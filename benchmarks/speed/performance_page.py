"""Writes docs/performance.md from the figures that `benchmarks.speed.performance` keeps."""

import sys
from collections.abc import Iterator
from itertools import pairwise

from benchmarks.fixtures import ROOT
from benchmarks.speed.build_speed import BuildSpeed
from benchmarks.speed.performance import LargeArchive, Performance, kept

PAGE = ROOT / "docs" / "performance.md"
_HEAD = """# Performance

`make bench-full` measures on the machine it runs on, keeps figures in `benchmarks/speed/performance.json`, and writes
this page from them. Of one page, read without an archive, `make bench` tells.

Measured on {machine}. Other work may share the machine: a ratio says more than
seconds, which are the processor's, of all processes of a run.
"""
_BUILDS = """
## Builds

Beside the plainest script that makes a searchable database of the same pages (warcio, BeautifulSoup and sqlite-utils:
no provenance, no claims, no mask), which runs just before. Goals: 0.4 of the script's time without prose and 1.0 with,
0.08 with nothing changed, 1.8 times its file, and 6 s with 1 % of 7 000 pages changed. What reaches its
goal is in bold; the rest does not.

"""
_OF_GOAL = 7_000
"""Pages of the archive for which there is a goal of a build with 1 % of them changed."""
_COLUMNS = (
    "pages", "entries of a menu", "prose", "day", "script, s", "build, s", "times the script",
    "nothing changed, times the script", "memory, MB", "kB a page", "times the script's file",
    "1 % changed, s",
)  # fmt: skip
_ARCHIVES = """
## What is settled over the whole archive

As a first build settles all projects, on archives of short pages that are copies of a few (`large_archive.py`). In
brackets is the growth: how many times as long a step takes for each time as many projects as in the archive before; 1.0
is as fast as that. After a change, claims are ranked, related projects compared and the search index brought up to date
for the projects that changed alone.

"""


def performance_page(found: Performance) -> str:
    """The page."""
    builds = sorted((speed.text, speed.menu, speed.pages, day, speed) for day, speed in found.builds.values())
    archives = [archive for _, archive in sorted(found.archives.values(), key=lambda pair: pair[1].projects)]
    table = "".join(_build_row(day, speed) for *_, day, speed in builds)
    head = f"| {' | '.join(_COLUMNS)} |\n|{'---|' * len(_COLUMNS)}\n"
    return f"{_HEAD.format(machine=found.machine)}{_BUILDS}{head}{table}{_ARCHIVES}{''.join(_archive_rows(archives))}"


def _build_row(day: str, speed: BuildSpeed) -> str:
    script = speed.script.processor
    cells = [
        f"{speed.pages:,}".replace(",", " "), speed.menu, "yes" if speed.text else "no", day, f"{script:.1f}",
        f"{speed.build.processor:.1f}", _bold(speed.build.processor / script, 1.0 if speed.text else 0.4, 2),
        _bold(speed.unchanged.processor / script, 0.08, 2), f"{speed.build.memory:.0f}", f"{speed.kilobytes:.1f}",
        _bold(speed.kilobytes / speed.script_kilobytes, 1.8, 1),
        _bold(speed.changed.processor, 6.0 if speed.pages == _OF_GOAL else 0.0, 1) if speed.changed else "not measured",
    ]  # fmt: skip
    return f"| {' | '.join(map(str, cells))} |\n"


def _bold(measured: float, goal: float, decimals: int) -> str:
    """A figure, in bold where it reaches its goal."""
    return f"**{measured:.{decimals}f}**" if measured <= goal else f"{measured:.{decimals}f}"


def _archive_rows(archives: list[LargeArchive]) -> Iterator[str]:
    """Seconds of each step in each archive, with its growth."""
    if not archives:
        return
    yield f"| step | {' | '.join(f'{archive.projects:,}'.replace(',', ' ') for archive in archives)} |\n"
    yield f"|---|{'---|' * len(archives)}\n"
    for step in archives[0].settling:
        cells = [f"{archives[0].settling[step]:.2f} s", *(_grown(*pair, step) for pair in pairwise(archives))]
        yield f"| {step} | {' | '.join(cells)} |\n"
    yield f"| size of the file | {' | '.join(f'{archive.megabytes:.0f} MB' for archive in archives)} |\n"


def _grown(before: LargeArchive, after: LargeArchive, step: str) -> str:
    times = after.settling[step] / max(before.settling[step], 0.01) / (after.projects / before.projects)
    return f"{after.settling[step]:.2f} s ({times:.1f})"


if __name__ == "__main__":
    sys.stdout.write(performance_page(kept()))
