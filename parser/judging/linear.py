"""A linear judge: the class that the sum of fitted weights speaks for, with its probability and the evidence."""

import functools
import math
import struct
import tomllib
from collections.abc import Iterable, Sequence
from importlib.resources import files
from itertools import repeat

import msgspec

_PARTS = 100
"""Weights are whole hundredths, so that the order in which they are summed decides nothing."""
_BITS, _HALF = 32, 1 << 31
"""Of the sum of one class, which is as far from zero as half of what these bits hold."""


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
    weights: dict[str, list[float]]

    def judge(self, features: Iterable[str]) -> Judgement:
        """The likeliest class of what has these features."""
        sums = self._sums(features)
        best = max(range(len(sums)), key=sums.__getitem__)
        return Judgement(self.classes[best], 1.0 / sum(math.exp(one - sums[best]) for one in sums))

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of every class."""
        sums = self._sums(features)
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

    def _sums(self, features: Iterable[str]) -> Sequence[float]:
        """The sum of every class, all added at once."""
        packed, sums = self._packed
        total = sum(map(packed.get, features, repeat(0)), packed["bias"])
        return [(one - _HALF) / _PARTS for one in sums.unpack(total.to_bytes(sums.size, "little"))]

    @functools.cached_property
    def _packed(self) -> tuple[dict[str, int], struct.Struct]:
        """The weights of each feature as one number, in which every class has bits of its own; and what parts them."""
        rows = {
            name: sum(round(weight * _PARTS) << _BITS * at for at, weight in enumerate(row))
            for name, row in self.weights.items()
        }
        rows["bias"] += sum(_HALF << _BITS * at for at in range(len(self.classes)))
        return rows, struct.Struct(f"<{len(self.classes)}I")


def read_judge(package: str, name: str) -> Linear:
    """The judge whose weights are a TOML file of a package, made by `make fit`."""
    return msgspec.convert(tomllib.loads((files(package) / name).read_text("utf-8")), Linear)
