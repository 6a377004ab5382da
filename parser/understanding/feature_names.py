"""What speaks for and against what a candidate may be: by keys, which weigh something and make names of features.

A page is read without any feature's name: what a key weighs is looked up. Names are made where judges are fitted, and
where a page is explained.
"""

import functools
from collections.abc import Collection, Iterator

from parser.judging.cues import Lexicon, read_cues
from parser.judging.kept import Kept
from parser.understanding.judges import asked

_MOST = 100_000
Key = tuple[str, ...]
"""The words of a feature's name: `shall`, `>>`."""


@functools.cache
def lexicon() -> Lexicon:
    """The cues of number_cues.toml."""
    return Lexicon(read_cues("parser.understanding", "number_cues.toml"))


class KeyWeights(Kept[Key, int]):
    """What each key weighs for all judges, in what is said around a thing of some sort; `""` stands for any sort."""

    def __init__(self, around: str, joint: str) -> None:
        super().__init__(lambda key: asked().weigh(self.names(key)), _MOST)
        self._around, self._joint = around, f" {joint} " if joint else " "

    def names(self, key: Key) -> Iterator[str]:
        """The features of a key: `shall >` and `shall >>` of `shall`, `>>`, and the same after `share` around one."""
        side = key[-1] if len(key) > 1 and key[-1] in {"<<", "<<<", ">>", ">>>"} else ""
        whole = self._joint.join(key)
        for name in [whole[: -len(side) + level] for level in range(1, len(side))] + [whole]:
            yield name
            if self._around:
                yield f"{self._around} {name}"


Said = tuple[KeyWeights, Collection[Key]]
"""Distinct keys, and what they weigh where they stand."""


@functools.cache
def asked_names() -> Kept[tuple[str, str], KeyWeights]:
    """What keys weigh, by the sort of thing that they are said around and the sign between their words."""
    return Kept(lambda place: KeyWeights(*place), _MOST)


def features_of(said: Collection[Said]) -> frozenset[str]:
    """The names of the features of all that is said."""
    return frozenset(name for weights, keys in said for key in keys for name in weights.names(key))


def weight_of(said: Collection[Said]) -> int:
    """What all that is said adds up to for all judges."""
    return sum([sum(map(weights.__getitem__, keys)) for weights, keys in said])
