"""Looks for inputs that break an entry, led by what of the code they reach (needs `requirements-fuzz.txt`).

    python -m benchmarks.robustness.fuzz page --seconds 300
    python -m benchmarks.robustness.fuzz page --input faults/page-1f0c…      one input again, without the fuzzer

An entry may answer with its own errors alone, keeps every character of a page, and whatever else its target states.
Each fault is told once, by its kind and place, and its input is kept in the folder `faults`; 1 when there are any. The
slowest input is told and kept too: how long it may take, other measures say.
"""

import argparse
import hashlib
import importlib
import os
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any

_READ = ("archive", "parser", "schema", "scraper")
"""Packages of which it is watched what an input reaches."""
_MODULES = {"fuzz_targets": "TARGETS", "fuzz_site": "SITE_TARGETS"}
NAMES = ("page", "prose", "web-archive", "register", "addresses", "query", "site")
_KEPT = Path("faults")
"""The folder for inputs that are told of."""
_HUNG = 120
"""Seconds after which an input counts as endless."""


class Fuzzing:
    """One run: what has been tried, the faults by kind and place, the slowest input."""

    def __init__(self, name: str, target: Any, scratch: Path, seconds: float) -> None:
        """`target` is a fuzz_targets.Target; `scratch` the folder where it writes, removed at the end."""
        self._name, self._target, self._scratch = name, target, scratch
        self._end = time.monotonic() + seconds
        self.tried, self.faults = 0, set[str]()
        self._slowest, self._slow_input = 0.0, b""

    def examine(self, content: bytes) -> None:
        """Tries an input, and ends the process when the time is up."""
        begun = time.process_time()
        if fault := fault_of(self._target, content):
            self._tell(fault, content)
        self.tried += 1
        if (taken := time.process_time() - begun) > self._slowest:
            self._slowest, self._slow_input = taken, content
        if time.monotonic() > self._end:
            self._finish()

    def _tell(self, fault: str, content: bytes) -> None:
        kind = fault.splitlines()[0]
        if kind not in self.faults:
            self.faults.add(kind)
            print(f"{self._keep(content)}: {fault}", flush=True)

    def _keep(self, content: bytes) -> Path:
        _KEPT.mkdir(exist_ok=True)
        path = _KEPT / f"{self._name}-{hashlib.sha256(content).hexdigest()[:12]}"
        path.write_bytes(content)
        return path

    def _finish(self) -> None:
        slowest = f"the slowest {self._slowest:.2f} s ({self._keep(self._slow_input)})"
        print(f"{self._name}: {self.tried} inputs, {len(self.faults)} faults, {slowest}", flush=True)
        shutil.rmtree(self._scratch, ignore_errors=True)
        os._exit(int(bool(self.faults)))  # libFuzzer ends the process without a word to Python, too


def fault_of(target: Any, content: bytes) -> str:
    """What does not hold for an input, its kind and place on the first line; empty if all holds."""
    try:
        target.examine(content)
    except target.allowed:
        return ""
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        kind = f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}"
        return f"{kind}\n{error}\n{''.join(traceback.format_tb(error.__traceback__))}"
    return ""


def targets() -> dict[str, Any]:
    """All targets by name."""
    found: dict[str, Any] = {}
    for module, table in _MODULES.items():
        found |= getattr(importlib.import_module(f"benchmarks.robustness.{module}"), table)
    return found


def _fuzz(name: str, seconds: float, scratch: Path, corpus: Path) -> None:
    atheris = importlib.import_module("atheris")  # an optional requirement, for one input again not needed
    with atheris.instrument_imports(include=list(_READ)):
        target = targets()[name]
    for seed in target.seeds():
        (corpus / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
        fault_of(target, seed)  # what is loaded once is charged to no input
    longest = max(path.stat().st_size for path in corpus.iterdir())
    fuzzing = Fuzzing(name, target, scratch, seconds)
    switches = [f"-max_len={longest}", f"-timeout={_HUNG}", "-rss_limit_mb=4096", "-verbosity=0"]
    atheris.Setup([sys.argv[0], *switches, str(corpus)], fuzzing.examine)
    atheris.Fuzz()


def main() -> int:
    """Fuzzes a target, or tries one input; 1 where a fault is found."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("target", choices=NAMES)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--corpus", type=Path, help="a folder that keeps what reaches new code, for the next run")
    options.add_argument("--input", type=Path, help="one input, to be tried without the fuzzer")
    given = options.parse_args()
    if given.input:
        fault = fault_of(targets()[given.target], given.input.read_bytes())
        print(fault or "no fault")
        return int(bool(fault))
    with tempfile.TemporaryDirectory(prefix="fuzz-") as scratch:
        tempfile.tempdir = scratch
        corpus = given.corpus or Path(scratch, "corpus")
        corpus.mkdir(exist_ok=True, parents=True)
        _fuzz(given.target, given.seconds, Path(scratch), corpus)
    return 0


if __name__ == "__main__":
    sys.exit(main())
