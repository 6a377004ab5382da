"""A copy of the project in which one place is changed, and the tests that are run there."""

import os
import re
import resource
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path

from benchmarks.fixtures import ROOT
from benchmarks.robustness.mutants import mutated

_NOT_COPIED = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "*.egg-info", "pictures")
_LONGEST = 900
"""Seconds of processor time, and a fourth of the seconds of the clock, after which a run is taken to hang."""
_NOTICED = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)


class ChangedTree:
    """A copy of the project in a folder, for one process at a time."""

    def __init__(self, folder: Path) -> None:
        self._root, self._folder = folder / "project", folder
        shutil.copytree(ROOT, self._root, ignore=_NOT_COPIED)
        self._times = count(1_000_000_000)

    def found_by(self, file: str, number: int, tests: list[str]) -> str:
        """What noticed the mutant of a number in a file: a test, or how the run ended; "" if nothing did."""
        source = (ROOT / file).read_text("utf-8")
        self._write(file, mutated(source, number))
        try:
            return self._run(tests) if tests else ""
        finally:
            self._write(file, source)

    def _write(self, file: str, text: str) -> None:
        """Writes a module with a time of its own, by which Python knows what it has compiled."""
        (self._root / file).write_text(text, "utf-8")
        stamp = next(self._times)
        os.utime(self._root / file, (stamp, stamp))

    def _run(self, tests: list[str]) -> str:
        (self._folder / "tests").write_text("\n".join(tests), "utf-8")
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-x",
            "-q",
            "--no-header",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
        ]
        command += ["--basetemp", str(self._folder / "temporary"), f"@{self._folder / 'tests'}"]
        environment = os.environ | {"PYTHONPATH": str(self._root), "HYPOTHESIS_PROFILE": "ci"}
        with (self._folder / "said").open("w+", encoding="utf-8", errors="replace") as said:
            try:
                done = subprocess.run(
                    command, cwd=self._root, env=environment, stdout=said, stderr=subprocess.STDOUT,
                    timeout=4 * _LONGEST, check=False, preexec_fn=_limited,
                )  # fmt: skip
            except subprocess.TimeoutExpired:
                return "a run that did not end"
            said.seek(0)
            return self._noticed(done.returncode, said.read())

    def _noticed(self, code: int, said: str) -> str:
        """The test that failed, or how else the run ended."""
        if code == 0:
            return ""
        failed = _NOTICED.search(said)
        return failed[1] if failed else f"exit code {code}, {said.strip().rpartition(chr(10))[2]}"


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_LONGEST, _LONGEST))
