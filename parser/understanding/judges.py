"""What each candidate is: fitted judges, and what is ruled out for certain."""

import functools
import tomllib
from collections.abc import Collection
from importlib.resources import files
from typing import Literal, get_args

import msgspec

from parser.judging.linear import Judgement, Linear, read_judge

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
def asked() -> frozenset[str]:
    """Every feature that some judge weighs or some veto names."""
    weighed = (name for judges in get_args(Name) for name in judge(judges).weights)
    return frozenset(weighed).union(*(features for rows in _ruled().values() for features, _ in rows))


def judged(name: Name, features: Collection[str]) -> Judgement:
    """The likeliest class of a candidate with these features that nothing rules out."""
    found = judge(name).probabilities(features)
    for label in ruled_out(name, features):
        found.pop(label, None)
    best = max(found, key=found.__getitem__)
    return Judgement(best, found[best] / (sum(found.values()) or 1.0))


def ruled_out(name: Name, features: Collection[str]) -> set[str]:
    """The classes that features rule out; of vetoes that leave no class together, the first ones hold."""
    held, out, classes = set(features), set[str](), set(judge(name).classes)
    for needed, labels in _ruled().get(name, ()):
        if needed <= held and not classes <= out.union(labels):
            out.update(labels)
    return out


@functools.cache
def _ruled() -> dict[str, list[tuple[frozenset[str], list[str]]]]:
    return {name: [(veto.features, veto.rules_out) for veto in rows] for name, rows in vetoes().items()}
