"""A plugin of pytest: which functions of the project each test executes, also in the fixtures that it uses.

`python -m pytest -p tests.executed_functions` writes a JSON line a test to the file named in EXECUTED.
Only what runs in the process of the tests is seen. A test that takes what an earlier one kept in memory does not
execute it again: who asks for the tests of a function takes all tests of a file of which one executes it.
"""

import ast
import os
import sys
import time
from collections.abc import Generator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

import msgspec
import pytest

from benchmarks.robustness.tests_of_functions import ExecutedFunctions

PACKAGES = ("schema", "parser", "archive")
_NOTE = "_note_executed"
_ROOT = Path(__file__).parents[1]
_executed: set[str] = set()
_of_fixtures: dict[str, set[str]] = {}
_seconds: dict[str, float] = {}


def noting(source: str, file: str) -> ast.Module:
    """A module each of whose functions notes its name in `_executed`, and goes on as it would."""
    tree = ast.parse(source)
    _note_in(tree, file, "")
    return ast.fix_missing_locations(tree)


def _note_in(node: ast.AST, file: str, within: str) -> None:
    for child in ast.iter_child_nodes(node):
        name = within
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = f"{within}.{child.name}".lstrip(".")
        _note_in(child, file, name)
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            note = ast.parse(f"{_NOTE}({f'{file}:{name}'!r})").body[0]
            has_docstring = ast.get_docstring(child, clean=False) is not None
            child.body.insert(int(has_docstring), note)


class _Loader(SourceFileLoader):
    def get_code(self, fullname: str) -> CodeType:
        path = Path(self.get_filename(fullname))
        code = compile(noting(path.read_text("utf-8"), str(path.relative_to(_ROOT))), path, "exec")
        assert isinstance(code, CodeType)
        return code

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__[_NOTE] = _executed.add
        super().exec_module(module)


class _Finder(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] not in PACKAGES:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec and isinstance(spec.loader, SourceFileLoader) and spec.origin:
            spec.loader = _Loader(fullname, spec.origin)
        return spec


sys.meta_path.insert(0, _Finder())


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: "pytest.FixtureDef[object]") -> Generator[None, object, object]:
    """Notes what a fixture executes, for every test that uses it."""
    before, begun = _executed.copy(), time.process_time()
    _executed.clear()
    try:
        return (yield)
    finally:
        _of_fixtures.setdefault(fixturedef.argname, set()).update(_executed)
        _seconds[fixturedef.argname] = max(_seconds.get(fixturedef.argname, 0), time.process_time() - begun)
        _executed.update(before)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Writes what a test executed, with its fixtures."""
    _executed.clear()
    begun = time.process_time()
    try:
        return (yield)
    finally:
        seconds, fixtures = time.process_time() - begun, getattr(item, "fixturenames", ())
        functions = _executed.union(*(_of_fixtures.get(name, ()) for name in fixtures))
        found = ExecutedFunctions(
            item.nodeid, frozenset(functions), seconds, sum(_seconds.get(name, 0) for name in fixtures)
        )
        with Path(os.environ["EXECUTED"]).open("ab") as file:
            file.write(msgspec.json.encode(found) + b"\n")
