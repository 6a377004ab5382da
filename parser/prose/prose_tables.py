"""The tables of this package: regular expressions, lists of words, and the weights of the fitted judges."""

import functools

from parser.judging.linear import Linear, read_judge
from parser.text.pattern_tables import read_pattern, read_table

pattern = functools.cache(functools.partial(read_pattern, "parser.prose"))
"""The expressions of `patterns.toml`, by name."""


@functools.cache
def word_list(name: str) -> frozenset[str]:
    """One of the lists of `word_lists.toml`."""
    return frozenset(read_table("parser.prose", "word_lists.toml")[name])


@functools.cache
def judge_of(kind: str) -> Linear:
    """The fitted judge of titles, or of owners."""
    return read_judge("parser.prose", f"{kind}_weights.json")
