"""Which tests execute a function of the project, the quickest of the nearest folder first."""

import ast
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from os import environ
from pathlib import Path

import msgspec

_ROOT = Path(__file__).parents[2]
_PLUGIN = "tests.executed_functions"
_NEAREST = {
    "archive/site/": ("tests/site/",),
    "archive/searching/": ("tests/search/",),
    "archive/publishing/": ("tests/release/",),
    "archive/": ("tests/archive/",),
    "parser/": ("tests/parser/", "tests/prose/"),
    "schema/": ("tests/parser/", "tests/archive/", "tests/release/"),
}
"""Folders of the project, and those of their tests; the first that a file lies in counts."""


class ExecutedFunctions(msgspec.Struct, frozen=True):
    """What a test executes, as `file:function`, and its processor time in seconds, that of its fixtures apart."""

    test: str
    functions: frozenset[str]
    seconds: float
    fixture_seconds: float

    @property
    def file(self) -> str:
        """The file that the test stands in."""
        return self.test.partition("::")[0]


def record(path: Path) -> None:
    """Runs the whole suite once and writes what each test executes; takes some minutes."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", _PLUGIN]
    command += ["-m", "not crawl"]
    subprocess.run(command, cwd=_ROOT, env=environ | {"EXECUTED": str(path)}, check=True)


def recorded(path: Path) -> list[ExecutedFunctions]:
    """What `record` wrote."""
    return [msgspec.json.decode(line, type=ExecutedFunctions) for line in path.read_bytes().splitlines()]


def chosen_tests(file: str, function: str, executed: Iterable[ExecutedFunctions], seconds: float) -> list[str]:
    """Tests that execute a function, and after them the others of their files, for some seconds of processor time.

    What stands outside of all functions is tested by what executes any function of its module; where a module has
    none that a test executes, by what executes the modules that import it, or else by all tests of its folder.
    """
    chosen = _executing({f"{file}:{function}"}, executed) or _executing({file}, executed)
    chosen = chosen or _executing(_importers(file), executed)
    chosen = chosen or [found for found in executed if found.test.startswith(_nearest(file))]
    files = {found.file for found in chosen}
    named = {found.test for found in chosen}
    others = [found for found in executed if found.file in files and found.test not in named]
    order = [*_nearest_first(file, chosen), *_nearest_first(file, others)]
    return list(_within(order, seconds))


def _executing(names: set[str], executed: Iterable[ExecutedFunctions]) -> list[ExecutedFunctions]:
    """Tests that execute one of some functions, or any function of one of some files."""
    return [
        found for found in executed if any(name in names or name.partition(":")[0] in names for name in found.functions)
    ]


def _nearest_first(file: str, tests: list[ExecutedFunctions]) -> list[ExecutedFunctions]:
    nearest = _nearest(file)
    return sorted(tests, key=lambda t: (t.fixture_seconds > 1, not t.test.startswith(nearest), t.seconds))


def _nearest(file: str) -> tuple[str, ...]:
    return next(folders for start, folders in _NEAREST.items() if file.startswith(start))


def _within(tests: list[ExecutedFunctions], seconds: float) -> Iterable[str]:
    taken = 0.0
    for found in tests:
        taken += found.seconds
        if taken > seconds:
            return
        yield found.test


@cache
def _imported(path: Path) -> frozenset[str]:
    """The files of the modules that a module imports, if they are the project's."""
    nodes = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)]
    names = {name for node in nodes for name in (node.module, *(f"{node.module}.{a.name}" for a in node.names)) if name}
    return frozenset(f"{name.replace('.', '/')}.py" for name in names)


def _importers(file: str) -> set[str]:
    packages = ("schema", "parser", "archive")
    paths = [path for package in packages for path in (_ROOT / package).rglob("*.py")]
    return {str(path.relative_to(_ROOT)) for path in paths if file in _imported(path)}
