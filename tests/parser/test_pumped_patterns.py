"""No pattern of the project makes a page slow, whatever the page is made of."""

import re
import subprocess
import sys

import pytest

from benchmarks.robustness import pumped_patterns
from benchmarks.robustness.pumped_patterns import slow_pieces


@pytest.mark.parametrize("pattern", [r"(a+)+b", r"x*x*y", r"\s+z", r"(?:a|aa)+c", r"<a [^>]*href"])
def test_a_slow_pattern_is_found(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also on a fast machine: texts are tried that are four times as long as the longest otherwise."""
    monkeypatch.setattr(pumped_patterns, "_LENGTHS", (*pumped_patterns._LENGTHS, 4 * pumped_patterns._LENGTHS[-1]))
    assert next(slow_pieces(re.compile(pattern)), None) is not None


@pytest.mark.parametrize("pattern", [r"a{1,3}b", r"[a-z]\d", r"\bminst\b", r"\d\d-\d\d"])
def test_a_pattern_that_is_not_slow_is_none(pattern: str) -> None:
    assert list(slow_pieces(re.compile(pattern))) == []


@pytest.mark.crawl
def test_no_page_is_slow_to_read() -> None:
    """In a process of its own, which sees every pattern when it is compiled."""
    command = [sys.executable, "-m", "benchmarks.robustness.pumped_patterns"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    found = re.search(r"(\d+) patterns, (\d+) texts", run.stdout)
    assert found and int(found[1]) > 300 and int(found[2]) > 50, run.stdout
