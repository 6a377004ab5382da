"""A linear judge: the class that the sum of fitted weights speaks for, with its probability and the evidence.

Weights of judges are packed as whole numbers, one for each feature, so that adding numbers adds every class of every
judge. In such a number each class has bits of its own, with its weight in hundredths; above them, each feature of which
it is asked whether it is there has one bit. Weights are whole hundredths, so that the order of adding decides nothing.
"""

import functools
import math
import struct
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from itertools import repeat

import msgspec

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


class Judgement(msgspec.Struct, frozen=True):
    """A class, and its probability between 0 and 1 as the fit has it."""

    label: str
    confidence: float


class Linear(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Classes, the weight of each feature for each class, and the texts that they were fitted on.

    The feature `bias` is always there. A feature that the table does not have weighs nothing. Weights have two
    decimals.
    """

    fitted_on: str
    classes: list[str]
    weights: dict[str, tuple[float, ...]]

    def judge(self, features: Iterable[str]) -> Judgement:
        """The likeliest class of what has these features."""
        found = self.probabilities(features)
        best = max(found, key=found.__getitem__)
        return Judgement(best, found[best])

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of every class."""
        return self.probabilities_of(self._packed.sums(self._packed.bias + self._packed.weigh(features), ""))

    def probabilities_of(self, sums: Sequence[float]) -> dict[str, float]:
        """The probability of every class by the sum of its weights."""
        most = max(sums)
        powers = [math.exp(one - most) for one in sums]
        total = sum(powers)
        return {name: one / total for name, one in zip(self.classes, powers, strict=True)}

    def evidence(self, features: Iterable[str], label: str) -> list[tuple[str, float]]:
        """What each feature adds for a class against the mean of all, weightiest first, then by name."""
        at = self.classes.index(label)
        rows = ((one, self.weights[one]) for one in dict.fromkeys(features) if one in self.weights)
        added = ((one, row[at] - sum(row) / len(row)) for one, row in rows)
        return sorted(added, key=lambda pair: (-abs(pair[1]), pair[0]))

    @functools.cached_property
    def _packed(self) -> Packed:
        return Packed({"": self.weights})


def read_judge(package: str, name: str) -> Linear:
    """The judge whose weights are a JSON file of a package, made by `make fit`."""
    return msgspec.json.decode((files(package) / name).read_bytes(), type=Linear)
