"""Tables of a package: regular expressions that name each other in `patterns.toml`, and other TOML files."""

import functools
import re
import tomllib
from importlib.resources import files
from typing import Any

_PART = re.compile(r"(?<!\(\?P)<(\w+)>")
_Table = dict[str, str | list[str] | dict[str, str]]


@functools.cache
def read_pattern(package: str, name: str) -> "re.Pattern[str]":
    """The expression of this name, one that ignores case if it is in the table `any_case`.

    A list or a table, of expressions by example, is one of its rows; `<name>` is the expression of that name in the
    same table. Raises KeyError for a name that neither table has.
    """
    tables = read_table(package, "patterns.toml")
    kind = "any_case" if name in tables.get("any_case", ()) else "as_written"
    return re.compile(in_full(tables[kind], name), re.IGNORECASE if kind == "any_case" else re.NOFLAG)


def in_full(table: _Table, name: str) -> str:
    """An expression with those that it names; only a whole one begins with flags."""
    rows = table[name]
    rows = [*rows.values()] if isinstance(rows, dict) else rows
    written = rows if isinstance(rows, str) else f"(?:{'|'.join(rows)})"
    return _PART.sub(lambda part: in_full(table, part[1]).removeprefix("(?m)"), written)


def filled(pattern: str, parts: _Table) -> str:
    """A pattern with the parts that it names."""
    return in_full(parts | {"": pattern}, "")


@functools.cache
def read_table(package: str, name: str) -> dict[str, Any]:
    """What stands in a TOML file of a package."""
    return tomllib.loads((files(package) / name).read_text("utf-8"))
