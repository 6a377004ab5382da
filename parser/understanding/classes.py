"""Classes of candidates, which say all that one is at once, in parts.

`target`, `count.participants+del`, `target+count.participants+whole`, `amount.esf_support+whole`, or `none`.
"""

import functools
from collections import defaultdict
from collections.abc import Callable, Collection

from parser.judging.linear import Judgement

TARGET, NONE = "target", "none"
WHOLE, SCOPES = "whole", ("whole", "del", "per deltagare")
SAYS_NOTHING = (NONE, WHOLE)
"""What gives a field no value."""
Classes = dict[str, float]
"""Classes, each with its probability."""


@functools.cache
def parts_of(label: str) -> frozenset[str]:
    """The parts of a class."""
    return frozenset(label.split("+"))


@functools.cache
def kind_of(label: str) -> str:
    """The kind of claim that a class makes, or `none`."""
    return next((part for part in label.split("+") if part not in {TARGET, *SCOPES}), NONE)


@functools.cache
def scope_of(label: str) -> str:
    """What part of the project a class says a claim is of: the whole where it says nothing."""
    return next((part for part in label.split("+") if part in SCOPES), WHOLE)


def likeliest(found: Classes, what: Callable[[str], str]) -> Judgement:
    """What the classes most likely say of kind or scope, and how likely that is."""
    sums = _sums(found, what)
    best = max(sums, key=sums.__getitem__)
    return Judgement(best, sums[best])


def left(found: Classes, out: Collection[str]) -> Classes:
    """The classes that are not ruled out; a scope that is leaves its probability to the others of its kind."""
    if not out:
        return found
    rest = {label: one for label, one in found.items() if label not in out}
    all_of, left_of = _sums(found, kind_of), _sums(rest, kind_of)
    total = sum(all_of[kind] for kind in left_of) or 1.0
    grown = {kind: all_of[kind] / (one or 1.0) / total for kind, one in left_of.items()}
    return {label: one * grown[kind_of(label)] for label, one in rest.items()}


def promise_of(label: str) -> str:
    """Whether a class is that of a target: `target` or `none`."""
    return TARGET if TARGET in parts_of(label) else NONE


def _sums(found: Classes, what: Callable[[str], str]) -> dict[str, float]:
    sums = defaultdict[str, float](float)
    for label, probability in found.items():
        sums[what(label)] += probability
    return sums
