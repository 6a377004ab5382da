"""What each candidate is: fitted judges, and what is ruled out for certain."""

import functools
import tomllib
from collections.abc import Collection
from importlib.resources import files
from typing import Literal

import msgspec

from parser.judging.linear import Judgement, Linear, read_judge

Name = Literal["targets", "counts", "money", "dates", "scopes", "statuses"]
"""The judges: is it a target, what is a count, an amount or a date, of which part, and what became of it."""


class Veto(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A feature that rules out classes, and a text in which it stands."""

    feature: str
    rules_out: list[str]
    example: str


@functools.cache
def judge(name: Name) -> Linear:
    """The judge of that name, from its table of weights."""
    return read_judge("parser.understanding.weights", f"{name}.toml")


@functools.cache
def vetoes() -> dict[str, list[Veto]]:
    """What is ruled out, by judge."""
    text = (files("parser.understanding") / "vetoes.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, list[Veto]])


def judged(name: Name, features: Collection[str]) -> Judgement:
    """The likeliest class of a candidate with these features that nothing rules out."""
    found = judge(name).probabilities(features)
    out = ruled_out(name, features)
    left = {label: one for label, one in found.items() if label not in out}
    best = max(left, key=left.__getitem__)
    return Judgement(best, left[best] / (sum(left.values()) or 1.0))


def ruled_out(name: Name, features: Collection[str]) -> set[str]:
    """The classes that a feature rules out."""
    return {label for veto in vetoes().get(name, ()) if veto.feature in features for label in veto.rules_out}
