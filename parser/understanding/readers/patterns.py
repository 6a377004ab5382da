"""The patterns of the readers of numbers, from `patterns.toml`."""

import functools
import re
import tomllib
from importlib.resources import files

from parser.understanding.readers.numerals import DIGITS, WORD

_PARTS = {"<digits>": DIGITS, "<word>": WORD, "<gap>": "[ \u00a0\u2009\u202f\n]"}


def patterns(module: str) -> dict[str, re.Pattern[str]]:
    """The patterns of a module, by name."""
    return {name: re.compile(functools.reduce(_filled, _PARTS, pattern)) for name, pattern in _table()[module].items()}


def _filled(pattern: str, part: str) -> str:
    return pattern.replace(part, _PARTS[part])


@functools.cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("parser.understanding.readers") / "patterns.toml").read_text("utf-8"))
