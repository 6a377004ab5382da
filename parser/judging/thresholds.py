"""What is sure enough to be shown: the least confidence of each kind, in `thresholds.toml`."""

import functools

import msgspec

from parser.text.pattern_tables import read_table


class Threshold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The least confidence (0 to 1) of what is shown, and the precision that it was set for."""

    shown: float
    precision: float
    measured_on: str


def is_shown(kind: str, confidence: float) -> bool:
    """Whether what has this confidence is shown; `amount.other` counts as `amount` where it has no row of its own.

    Raises KeyError for a kind that the table does not have.
    """
    table = thresholds()
    return confidence >= (table.get(kind) or table[kind.split(".", maxsplit=1)[0]]).shown


@functools.cache
def thresholds() -> dict[str, Threshold]:
    """The table, by kind."""
    return msgspec.convert(read_table("parser.judging", "thresholds.toml"), dict[str, Threshold])
