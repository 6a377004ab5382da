"""Weights of judges as whole numbers, one for each feature, so that adding numbers adds every class of every judge.

In such a number each class has bits of its own, with its weight in hundredths; above them, each feature of which it is
asked whether it is there has one bit. Weights are whole hundredths, so that the order of adding decides nothing.
"""

import struct
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat

_PARTS = 100
_BITS, _HALF = 32, 1 << 31
"""Bits of a class, and what stands for a sum of zero in them."""


class Packed:
    """The weights of judges by name, each with the feature `bias`; `flags` are features that are asked for alone."""

    def __init__(self, judges: Mapping[str, Mapping[str, Sequence[float]]], flags: Iterable[str] = ()) -> None:
        self._rows: dict[str, int] = {}
        self._places: dict[str, tuple[int, struct.Struct]] = {}
        place = 0
        for name, weights in judges.items():
            self._places[name] = place, struct.Struct(f"<{len(weights['bias'])}I")
            for feature, row in weights.items():
                for at, weight in enumerate(row):
                    self._add(feature, round(weight * _PARTS) << place + at * _BITS)
            for at in range(len(weights["bias"])):
                self._add("bias", _HALF << place + at * _BITS)
            place += len(weights["bias"]) * _BITS
        self._flags = {feature: 1 << at for at, feature in enumerate(flags, place)}
        for feature, flag in self._flags.items():
            self._add(feature, flag)
        self.bias = self._rows.pop("bias")

    def _add(self, feature: str, number: int) -> None:
        self._rows[feature] = self._rows.get(feature, 0) + number

    def weigh(self, features: Iterable[str]) -> int:
        """What distinct features add, without the bias; one that no judge weighs adds nothing."""
        return sum(map(self._rows.get, features, repeat(0)))

    def sums(self, weighed: int, name: str) -> list[float]:
        """The sum of each class of a judge, in what features and bias add up to."""
        place, classes = self._places[name]
        numbers = (weighed >> place) & ((1 << classes.size * 8) - 1)
        return [(one - _HALF) / _PARTS for one in classes.unpack(numbers.to_bytes(classes.size, "little"))]

    def flags(self, features: Iterable[str]) -> int:
        """The bits that features set, each of which is one of those asked about; raises KeyError for others."""
        return sum(self._flags[feature] for feature in features)
