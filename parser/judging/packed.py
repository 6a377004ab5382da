"""Weights of judges as whole numbers, one for each feature, so that adding numbers adds every class of every judge.

In such a number each class has bits of its own, with its weight in hundredths; above them, each feature of which it is
asked whether it is there has one bit. Weights are whole hundredths, so that the order of adding decides nothing.
"""

import struct
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat

_PARTS = 100
_BITS, _HALF = 32, 1 << 31
"""Bits of a class, and what stands for a sum of zero in them."""


class Packed:
    """The weights of judges by name, each with the feature `bias`; `flags` are features that are asked for alone."""

    def __init__(self, judges: Mapping[str, Mapping[str, Sequence[float]]], flags: Iterable[str] = ()) -> None:
        rows, place = defaultdict[str, int](int), 0
        self._places: dict[str, tuple[int, struct.Struct]] = {}
        for name, weights in judges.items():
            size = len(weights["bias"])
            self._places[name] = place, struct.Struct(f"<{size}I")
            for at in range(place, place + size * _BITS, _BITS):
                rows["bias"] += _HALF << at
                for feature, row in weights.items():
                    rows[feature] += round(row[(at - place) // _BITS] * _PARTS) << at
            place += size * _BITS
        self._flags = {feature: 1 << at for at, feature in enumerate(flags, place)}
        for feature, flag in self._flags.items():
            rows[feature] += flag
        self.bias, self._rows = rows.pop("bias"), dict(rows)

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
