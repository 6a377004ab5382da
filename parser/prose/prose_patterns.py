"""The regular expressions of this package, each by its name in `patterns.toml`."""

import functools
import re
import tomllib
from importlib.resources import files


@functools.cache
def pattern(name: str) -> "re.Pattern[str]":
    """The expression of this name; raises KeyError where there is none."""
    tables = _tables()
    flags = re.IGNORECASE if name in tables["any_case"] else re.NOFLAG
    return re.compile(_written(tables["any_case" if flags else "as_written"], name), flags)


def _written(table: dict[str, str | list[str]], name: str) -> str:
    """The expression with those that it names."""
    rows = table[name]
    whole = rows if isinstance(rows, str) else f"(?:{'|'.join(rows)})"
    return re.sub(r"(?<!\(\?P)<(\w+)>", lambda part: _written(table, part[1]).removeprefix("(?m)"), whole)


@functools.cache
def _tables() -> dict[str, dict[str, str | list[str]]]:
    return tomllib.loads((files("parser.prose") / "patterns.toml").read_text("utf-8"))
