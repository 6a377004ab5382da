"""What speaks for and against what a candidate may be: the words that name it, the features they make, what it weighs.

A page is read without any feature's name: what the words weigh is looked up. Names are made where judges are fitted,
and where a page is explained.
"""

import functools
from collections.abc import Iterator, Set

from parser.judging.cues import Lexicon, read_cues
from parser.judging.kept import Kept
from parser.understanding.judges import asked

_MOST = 100_000
Key = tuple[str, ...]
"""The words that name features: `shall`, `>>`."""


@functools.cache
def lexicon() -> Lexicon:
    """The cues of number_cues.toml."""
    return Lexicon(read_cues("parser.understanding", "number_cues.toml"))


class Said:
    """What is said somewhere, by its keys; `around` is what it is said of, where it also counts as said of that."""

    def __init__(self, keys: Set[Key], around: str = "") -> None:
        self._keys, self._around = keys, around

    @property
    def features(self) -> set[str]:
        """The names of its features."""
        return {name for key in self._keys for name in _names(key, self._around)}

    @functools.cached_property
    def weight(self) -> int:
        """What its features weigh for all judges."""
        return sum(map(asked_names()[self._around].__getitem__, self._keys))


@functools.cache
def asked_names() -> Kept[str, Kept[Key, int]]:
    """What each key weighs, by what it is said of."""
    packed = asked()
    return Kept(lambda around: Kept(lambda key: packed.weigh(_names(key, around)), _MOST), _MOST)


def _names(key: Key, around: str) -> Iterator[str]:
    """The features of a key: `shall >` and `shall >>` of `shall`, `>>`, and the same after `share` around a share."""
    *before, last = key
    near = len(key) > 1 and set(last) <= {"<", ">"}
    for level in range(1, len(last) + 1) if near else [len(last)]:
        name = " ".join([*before, last[:level]])
        yield name
        if around:
            yield f"{around} {name}"
