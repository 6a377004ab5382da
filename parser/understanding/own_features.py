"""What a candidate says of itself, as features: its sort, its size, its noun, the precision of a date."""

import functools
from collections.abc import Iterator

from parser.judging.cues import Lexicon, read_cues
from parser.understanding.candidates import Candidate
from parser.understanding.readers.dates import Date
from parser.understanding.readers.money import Money
from parser.understanding.readers.quantities import Quantity


@functools.cache
def lexicon() -> Lexicon:
    """The cues of number_cues.toml."""
    return Lexicon(read_cues("parser.understanding", "number_cues.toml"))


def own_features(one: Candidate) -> list[str]:
    """The features of a candidate, its sort first."""
    found = one.found
    if isinstance(found, Quantity):
        return [found.sort, *_of_quantity(found)]
    return ["money", *_of_money(found)] if isinstance(found, Money) else ["date", *_of_date(found)]


def _of_quantity(found: Quantity) -> Iterator[str]:
    flags = {
        "definite": found.definite, "spelled": found.word, "partitive": found.partitive, "labelled": found.labelled,
        "range": found.high is not None, "of": found.of is not None, "bounded": found.bound != "",
        "floor": found.lower, f"size {_size(found.low)}": True,
    }  # fmt: skip
    for name in (name for name, on in flags.items() if on):
        yield name
        yield f"{found.sort} {name}"
    yield from (f"unit {cue}" for cue, _, _ in lexicon().find(found.unit.split()))


def _of_money(found: Money) -> Iterator[str]:
    yield f"size {_size(found.value)}"
    yield found.currency
    if found.value_max is not None:
        yield "range"
    if found.other is not None:
        yield "two currencies"


def _of_date(found: Date) -> Iterator[str]:
    yield ("slip", "year", "month", "day")[found.value.count("-") + 1 if found.value else 0]
    if found.earliest:
        yield "approximate"


def _size(value: int | float) -> str:
    return str(min(12, len(str(int(value))) if 10 <= value < 1e15 else int(min(value, 12))))
