"""Infer the sections of paragraphs without headings."""

from functools import partial

from parser.text.pattern_tables import read_pattern

pattern = partial(read_pattern, __name__)
"""The expressions of `patterns.toml`, by name."""
