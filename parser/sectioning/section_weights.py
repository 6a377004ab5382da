"""The weights of cues, signs and places for sections, read from `section_weights.toml`.

A weight is the mean of the one set by hand and the one fitted to the gold corpus. Fitted weights alone do as well on
unseen authors, but worse on the real documents (benchmarks/section_weights.py).
"""

import functools
import tomllib
from importlib.resources import files

from schema.record import SectionName
from schema.vocabularies import SECTIONS

Weights = dict[SectionName | None, float]
"""A weight for each section; `None` is prose that belongs to none of the seven (docs/annotation.md)."""


def weights_of(name: str) -> Weights:
    """The weights of a cue, a sign or a place; raises KeyError for a name the table does not have."""
    return _table()[name]


@functools.cache
def _table() -> dict[str, Weights]:
    text = (files("parser.sectioning") / "section_weights.toml").read_text("utf-8")
    groups = tomllib.loads(text)
    hand, fitted = groups["by_hand"], groups["fitted"]
    mixed = {name: _mean(_weights(hand[name]), _weights(fitted.get(name, {}))) for name in hand}
    return mixed | {name: _weights(row) for name, row in groups["headings_and_places"].items()}


def _mean(first: Weights, second: Weights) -> Weights:
    return {name: (first.get(name, 0.0) + second.get(name, 0.0)) / 2 for name in {**first, **second}}


def _weights(row: dict[str, float]) -> Weights:
    named: Weights = {section: row[section] for section in SECTIONS if section in row}
    return named | ({None: row["none"]} if "none" in row else {})
