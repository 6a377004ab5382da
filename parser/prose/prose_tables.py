"""The tables of this package: regular expressions, lists of words, cues, and the weights of the fitted judges."""

import functools
import re
import tomllib
from importlib.resources import files

from parser.judging.linear import Linear, read_judge

_PART = re.compile(r"(?<!\(\?P)<(\w+)>")


@functools.cache
def pattern(name: str) -> "re.Pattern[str]":
    """The regular expression of this name in `patterns.toml`; raises KeyError where there is none."""
    tables = _toml("patterns.toml")
    kind = "any_case" if name in tables["any_case"] else "as_written"
    return re.compile(_in_full(tables[kind], name), re.IGNORECASE if kind == "any_case" else re.NOFLAG)


def _in_full(table: dict[str, str | list[str]], name: str) -> str:
    """An expression with those that it names; only a whole one begins with flags."""
    rows = table[name]
    written = rows if isinstance(rows, str) else f"(?:{'|'.join(rows)})"
    return _PART.sub(lambda part: _in_full(table, part[1]).removeprefix("(?m)"), written)


@functools.cache
def word_list(name: str) -> frozenset[str]:
    """One of the lists of `word_lists.toml`."""
    return frozenset(_toml("word_lists.toml")[name])


@functools.cache
def judge_of(kind: str) -> Linear:
    """The fitted judge of titles, or of owners."""
    return read_judge("parser.prose", f"{kind}_weights.toml")


@functools.cache
def _toml(name: str) -> dict[str, dict[str, str | list[str]]]:
    return tomllib.loads((files("parser.prose") / name).read_text("utf-8"))
