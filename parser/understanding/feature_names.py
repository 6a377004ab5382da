"""The names of features, made once: of what stands around a candidate, of what it says of itself, of what it counts.

Only the names that some judge asks about are made where a page is read; all of them where judges are fitted.
"""

import functools
from collections.abc import Collection, Iterable, Iterator

from parser.judging.cues import Lexicon, read_cues
from parser.judging.kept import Kept
from parser.understanding.judges import asked
from parser.understanding.plans import HAS_THEM, NOT_A_PLAN, PLANS

_MOST = 100_000
Names = tuple[str, ...]


@functools.cache
def lexicon() -> Lexicon:
    """The cues of number_cues.toml."""
    return Lexicon(read_cues("parser.understanding", "number_cues.toml"))


class FeatureNames:
    """Names of features that are `known`; of any where that is None."""

    def __init__(self, known: Collection[str] | None) -> None:
        self._known = known
        self.around: Kept[str, Kept[Names, Names]] = Kept(self._around, _MOST)
        """By what it stands around, and the words of its name: `["share"]["shall", ">>"]` is `shall >` and `shall >>`,
        and the same after `share`."""
        self.own: Kept[tuple[str, Names], Names] = Kept(lambda key: self.of(_own(*key)), _MOST)
        """By sort, and what a quantity says of itself: `share`, `share floor`."""
        self.units: Kept[str, Names] = Kept(lambda unit: self.of(_unit(unit)), _MOST)
        """By the words that name what is counted: `unit participants`."""

    def of(self, names: Iterable[str]) -> Names:
        """Those of the names that are known."""
        return tuple(name for name in names if self._known is None or name in self._known)

    def _around(self, joined: str) -> Kept[Names, Names]:
        before = ("", f"{joined} ") if joined else ("",)
        return Kept(lambda words: self.of(f"{one}{name}" for name in _levels(words) for one in before), _MOST)


@functools.cache
def all_names() -> FeatureNames:
    """Every feature, for fitting and explaining."""
    return FeatureNames(None)


@functools.cache
def asked_names() -> FeatureNames:
    """The features that a judge, a veto or a plan asks about."""
    return FeatureNames(asked() | PLANS | NOT_A_PLAN | HAS_THEM)


def _levels(words: Names) -> Iterator[str]:
    """A name, and for `shall >>` also what is said by standing further away: `shall >`."""
    *before, last = words
    near = set(last) <= {"<", ">"} and len(words) > 1
    for level in range(1, len(last) + 1) if near else [len(last)]:
        yield " ".join([*before, last[:level]])


def _own(sort: str, names: Names) -> Iterator[str]:
    yield sort
    for name in names:
        yield name
        if sort not in {"money", "date"}:
            yield f"{sort} {name}"


def _unit(unit: str) -> Iterator[str]:
    return (f"unit {cue}" for cue, *_ in lexicon().find(unit.split()))
