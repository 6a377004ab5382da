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
_NO_TESTS = 5
"""The exit code of a run in which no test is left (`pytest.ExitCode`)."""
_NOTICED = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)


class ChangedTree:
    """A copy of the project in a folder, for one process at a time."""

    def __init__(self, folder: Path) -> None:
        self._root, self._folder = folder / "project", folder
        shutil.copytree(ROOT, self._root, ignore=_NOT_COPIED)
        for command in (["init", "--quiet"], ["add", "--all"]):  # tests ask git which files there are
            subprocess.run(["git", *command], cwd=self._root, check=True)
        self._times = count(1_000_000_000)
        self._passes: dict[str, bool] = {}
        """Whether a test passes in the copy without a change."""

    def found_by(self, file: str, number: int, tests: list[str]) -> str:
        """What noticed the mutant of a number in a file: a test, or how the run ended; "" if nothing did.

        A test that fails without the change, too, as for want of what is not copied, noticed nothing.
        """
        noticed = self._run_changed(file, number, tests)
        return noticed if self._is_of_the_change(noticed) else self.found_by(file, number, tests)

    def _is_of_the_change(self, noticed: str) -> bool:
        test = _without_case(noticed)
        if "::" in test and test not in self._passes:
            self._passes[test] = not self._run([test])
        return self._passes.get(test, True)

    def _run_changed(self, file: str, number: int, tests: list[str]) -> str:
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
        command += [f"--deselect={test}" for test, passes in self._passes.items() if not passes]
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
        if code in (0, _NO_TESTS):
            return ""
        failed = _NOTICED.search(said)
        return failed[1] if failed else f"exit code {code}, {said.strip().rpartition(chr(10))[2]}"


def _without_case(test: str) -> str:
    return test.partition("[")[0]


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_LONGEST, _LONGEST))
