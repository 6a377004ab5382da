"""The tables of this folder: number words, lists of words, and patterns, in which `<digits>` stands for any number."""

import functools
import re
from itertools import product
from typing import Any

from parser.text import pattern_tables


def read_table(name: str) -> dict[str, Any]:
    """A table of this folder."""
    return pattern_tables.read_table("parser.understanding.readers", f"{name}.toml")


def word_lists(module: str) -> dict[str, frozenset[str]]:
    """The lists of words of a module, by name."""
    return {name: frozenset(words) for name, words in read_table("word_lists")[module].items()}


def folded(word: str) -> str:
    """A word in lower case, with the s and i that patterns take `ſ` and `ı` for where they ignore case."""
    return word.lower().replace("ſ", "s").replace("ı", "i")


def patterns(module: str) -> dict[str, re.Pattern[str]]:
    """The patterns of a module by name, with their parts: `<word>` is a number in words, `<gap>` a space in one."""
    parts, rows = _parts(), read_table("patterns")[module].items()
    return {name: re.compile(pattern_tables.filled(pattern, parts)) for name, pattern in rows}


@functools.cache
def number_words() -> dict[str, int]:
    """Every number in words up to `niohundranittionio`, and the thousands."""
    table = read_table("numerals")
    units, teens, tens = table["units"], table["teens"], table["tens"]
    small = {**units, **teens, **tens, "tjugi": 20, "aderton": 18}
    small |= {ten + one: tens[ten] + units[one] for ten, one in product(tens, units)}
    hundreds = {f"{one}hundra": value * 100 for one, value in [("", 1), *units.items(), *teens.items()]}
    larger = {f"{name}{rest}": value + small[rest] for name, value in hundreds.items() for rest in small}
    return {**small, **hundreds, **larger, **{f"{one}tusen": n * 1000 for one, n in [("", 1), *small.items()]}}


@functools.cache
def _parts() -> dict[str, Any]:
    table, parts = read_table("numerals"), dict(read_table("patterns")["parts"])
    words = {*table["units"], *table["teens"], *table["tens"], "hundra", "tusen", "aderton", "tjugi"}
    made = {"words": "|".join(sorted(words, key=len, reverse=True)), "about": "|".join(table["about"])}
    return made | parts
