"""What each candidate is: fitted judges, and what is ruled out for certain.

What a candidate's features add up to for all judges is one number, as `parser.judging.packed` has it.
"""

import functools
import tomllib
from importlib.resources import files
from typing import Literal, get_args

import msgspec

from parser.judging.linear import Judgement, Linear, read_judge
from parser.judging.packed import Packed
from parser.understanding.plans import HAS_THEM, NOT_A_PLAN, PLANS
from parser.understanding.readers.quantities import Sort

Name = Literal["targets", "counts", "money", "dates", "scopes", "statuses"]
"""The judges: is it a target, what is a count, an amount or a date, of which part, and what became of it."""


class Veto(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A feature that rules out classes, or several that do so together (`a + b`), and a text in which they stand."""

    feature: str
    rules_out: list[str]
    example: str

    @property
    def features(self) -> frozenset[str]:
        """The features that must all be there."""
        return frozenset(self.feature.split(" + "))


@functools.cache
def judge(name: Name) -> Linear:
    """The judge of that name, from its table of weights."""
    return read_judge("parser.understanding.weights", f"{name}.toml")


@functools.cache
def vetoes() -> dict[str, list[Veto]]:
    """What is ruled out, by judge."""
    text = (files("parser.understanding") / "vetoes.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, list[Veto]])


@functools.cache
def no_targets() -> frozenset[str]:
    """The sorts of quantities that are ruled out as targets whatever is said of them: times, parts of a project."""
    alone = {veto.feature for veto in vetoes()["targets"] if "target" in veto.rules_out}
    return frozenset(alone.intersection(get_args(Sort)).difference(("person", "organisation")))


@functools.cache
def asked() -> Packed:
    """What each feature weighs that some judge, veto or plan asks about."""
    names: tuple[Name, ...] = get_args(Name)
    vetoed = (feature for rows in vetoes().values() for veto in rows for feature in sorted(veto.features))
    flags = dict.fromkeys([*vetoed, *sorted(PLANS | NOT_A_PLAN | HAS_THEM)])
    return Packed({name: judge(name).weights for name in names}, flags)


def label_of(name: Name, weighed: int) -> str:
    """The likeliest class of a candidate whose features weigh this and that nothing rules out."""
    classes, sums = judge(name).classes, asked().sums(weighed, name)
    best = classes[sums.index(max(sums))]
    return judged(name, weighed).label if weighed & _ruled(name, asked())[0] else best


def judged(name: Name, weighed: int) -> Judgement:
    """The likeliest class, and its probability among those that nothing rules out."""
    found = judge(name).probabilities_of(asked().sums(weighed, name))
    for label in ruled_out(name, weighed):
        found.pop(label, None)
    best = max(found, key=found.__getitem__)
    return Judgement(best, found[best] / (sum(found.values()) or 1.0))


def ruled_out(name: Name, weighed: int) -> set[str]:
    """The classes that features rule out; of vetoes that leave no class together, the first ones hold."""
    some, rows = _ruled(name, asked())
    out = set[str]()
    if weighed & some:
        for flags, labels in rows:
            if weighed & flags == flags and not set(judge(name).classes) <= out.union(labels):
                out.update(labels)
    return out


@functools.lru_cache(maxsize=64)
def _ruled(name: Name, packed: Packed) -> tuple[int, list[tuple[int, list[str]]]]:
    """The features of all vetoes of a judge, and those of each veto with what it rules out."""
    rows = [(packed.flags(veto.features), veto.rules_out) for veto in vetoes().get(name, ())]
    return functools.reduce(int.__or__, (flags for flags, _ in rows), 0), rows


def is_planned(weighed: int) -> bool:
    """Whether a sentence plans a number for the whole project, and says nothing of results, parts or other people."""
    plans, not_a_plan, has_them = _planning(asked())
    return (weighed & has_them == has_them or weighed & plans > 0) and weighed & not_a_plan == 0


@functools.lru_cache(maxsize=1)
def _planning(packed: Packed) -> tuple[int, int, int]:
    return packed.flags(PLANS), packed.flags(NOT_A_PLAN), packed.flags(HAS_THEM)
