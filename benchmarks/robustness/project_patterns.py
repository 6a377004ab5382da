"""Every pattern for texts that the modules of the project compile."""

import importlib
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PACKAGES = ("schema", "scraper", "parser", "archive")


@contextmanager
def recorded_patterns(found: dict[tuple[str, int], "re.Pattern[str]"]) -> Iterator[None]:
    """Notes every pattern for texts that modules of the project compile."""
    compiled: Callable[..., Any] = re._compile  # type: ignore[attr-defined]
    ours = tuple(str(Path(__file__).parents[2] / name) for name in PACKAGES)

    def note(pattern: Any, flags: Any) -> Any:
        made = compiled(pattern, flags)
        caller: Any = sys._getframe(1)
        while caller.f_globals.get("__name__") in ("re", "functools"):
            caller = caller.f_back
        if (
            isinstance(made, re.Pattern)
            and isinstance(made.pattern, str)
            and caller.f_code.co_filename.startswith(ours)
        ):
            found[made.pattern, made.flags] = made
        return made

    re._compile = note  # type: ignore[attr-defined]
    try:
        yield
    finally:
        re._compile = compiled  # type: ignore[attr-defined]


def project_patterns() -> list["re.Pattern[str]"]:
    """The patterns of all modules, and those made on the way of the fixtures."""
    found: dict[tuple[str, int], re.Pattern[str]] = {}
    with recorded_patterns(found):
        for name in PACKAGES:
            package = importlib.import_module(name)
            for module in pkgutil.walk_packages(package.__path__, f"{name}."):
                importlib.import_module(module.name)
        _parse_fixtures()
    return list(found.values())


def _parse_fixtures() -> None:
    from benchmarks.fixtures import fixture_inputs  # noqa: PLC0415 (what they import is recorded)
    from benchmarks.speed.long_pages import read_prose  # noqa: PLC0415

    for page in fixture_inputs():
        if not page.is_register:
            read_prose(page.read())
