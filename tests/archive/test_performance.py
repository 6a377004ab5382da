"""The page on performance is made of the figures that are kept, and says which machine they are of."""

import os
import platform
import re
import socket
from pathlib import Path

import pytest

from benchmarks.speed import performance, performance_page
from benchmarks.speed.build_speed import BuildSpeed, Spent
from benchmarks.speed.performance import LargeArchive, Performance


def test_the_page_is_made_of_the_figures_that_are_kept() -> None:
    kept = performance.kept()
    assert performance_page.PAGE.read_text("utf-8") == performance_page.performance_page(kept), "run make bench-full"
    assert kept.builds and kept.archives
    assert re.fullmatch(r"\d+ processors, Python 3\.\d+\.\d+, \w+ \w+", kept.machine)


def test_a_machine_is_named_by_its_processors_and_its_python_alone() -> None:
    named = performance.machine()
    assert f"{os.cpu_count()} processors, Python {platform.python_version()}" in named
    assert socket.gethostname() not in named


def test_ratios_and_growth_are_of_the_figures() -> None:
    speed = BuildSpeed(1000, 0, False, 2, Spent(4, 5, 90), Spent(10, 6, 200), Spent(0.5, 1, 100), 10, 25)
    archives = {str(size): ("2026-01-01", LargeArchive(size, size / 10, {"step": seconds})) for size, seconds in
                ((100, 2.0), (1000, 30.0))}  # fmt: skip
    page = performance_page.performance_page(Performance("a machine", {"x": ("2026-01-02", speed)}, archives))
    assert "Measured on a machine." in page
    assert "| 1 000 | 0 | no | 2026-01-02 | 4.0 | 10.0 | 2.50 | 0.12 | 200 | 25.0 | 2.5 |" in page
    assert "| step | 2.00 s | 30.00 s (1.5) |" in page and "| size of the file | 10 MB | 100 MB |" in page


@pytest.mark.crawl
def test_an_archive_is_measured_in_every_step(tmp_path: Path) -> None:
    found = performance.large_archive(tmp_path / "large.db", 1)
    assert found.projects > 60 and found.megabytes > 1
    assert "derived tables" in found.settling and all(seconds >= 0 for seconds in found.settling.values())
