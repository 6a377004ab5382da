"""A linear judge: the class that the sum of fitted weights speaks for, with its probability and the evidence."""

import functools
import math
from collections.abc import Iterable, Sequence
from importlib.resources import files

import msgspec

from parser.judging.packed import Packed


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
