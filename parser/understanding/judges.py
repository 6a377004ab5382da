"""What each candidate is: fitted judges, and what is ruled out for certain.

What is said of a candidate adds up to one number for all judges, as `parser.judging.linear` has it.
"""

import functools
from typing import Literal, get_args

import msgspec

from parser.judging.linear import Judgement, Linear, Packed, read_judge
from parser.judging.memo import Kept
from parser.text.pattern_tables import read_table
from parser.understanding.page_evidence import Key, names_of
from parser.understanding.readers.numerals import Sort
from parser.understanding.readers.reader_tables import word_lists

Name = Literal["targets", "counts", "money", "dates", "scopes", "statuses"]
"""The judges: is it a target, what is a count, an amount or a date, of which part, and what became of it."""
HAS_THEM = frozenset(("has <<<", "participants ="))
"""`Projektet har 120 deltagare`."""


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
    return read_judge("parser.understanding.weights", f"{name}.json")


@functools.cache
def vetoes() -> dict[str, list[Veto]]:
    """What is ruled out, by judge."""
    return msgspec.convert(read_table("parser.understanding", "vetoes.toml"), dict[str, list[Veto]])


@functools.cache
def plan_features() -> tuple[frozenset[str], frozenset[str]]:
    """The features of a number that is planned for a whole project, and those of one that is not."""
    plans, others = (
        frozenset(f"{cue} {side}" for cue in word_lists("plans")[name] for side in "<>")
        for name in ("planning", "not_a_plan")
    )
    return plans, (others - {"of which >"}) | {"range", "done to >", "has >>>"}


@functools.cache
def no_targets() -> frozenset[str]:
    """The sorts of quantities that are ruled out as targets whatever is said of them: times, parts of a project."""
    alone = {veto.feature for veto in vetoes()["targets"] if "target" in veto.rules_out}
    return frozenset(alone.intersection(get_args(Sort)).difference(("person", "organisation")))


@functools.cache
def asked() -> Packed:
    """What each feature weighs that some judge, veto or plan asks about."""
    names: tuple[Name, ...] = get_args(Name)
    plans, others = plan_features()
    vetoed = (feature for rows in vetoes().values() for veto in rows for feature in sorted(veto.features))
    flags = dict.fromkeys([*vetoed, *sorted(plans | others | HAS_THEM)])
    return Packed({name: judge(name).weights for name in names}, flags)


@functools.cache
def weights_of(sort: str) -> Kept[Key, int]:
    """What each key weighs for all judges, of numbers of some sort; of any where it is empty."""
    return Kept(lambda key: asked().weigh(names_of(key, sort)), 100_000)


def judged(name: Name, weighed: int) -> Judgement:
    """The likeliest class, and its probability among those that nothing rules out."""
    return likeliest(judge(name).probabilities_of(asked().sums(weighed, name)), ruled_out(name, weighed))


def likeliest(found: dict[str, float], out: set[str]) -> Judgement:
    """The likeliest of some classes, and its probability among those that are not ruled out."""
    left = {label: one for label, one in found.items() if label not in out} if out else found
    best = max(left, key=left.__getitem__)
    return Judgement(best, left[best] / (sum(left.values()) or 1.0))


def ruled_out(name: Name, weighed: int) -> set[str]:
    """The classes that features rule out; of vetoes that leave no class together, the first ones hold."""
    out, (some, rows) = set[str](), _flags()[name]
    for flags, labels in rows if weighed & some else ():
        if weighed & flags == flags and not set(judge(name).classes) <= out.union(labels):
            out.update(labels)
    return out


@functools.cache
def _flags() -> dict[str, tuple[int, list[tuple[int, list[str]]]]]:
    """The flags of all vetoes of each judge, and those of each with what it rules out."""
    flags = asked().flags
    rows = {name: [(flags(one.features), one.rules_out) for one in vetoes().get(name, ())] for name in get_args(Name)}
    return {name: (functools.reduce(int.__or__, (one for one, _ in found), 0), found) for name, found in rows.items()}


def is_planned(weighed: int) -> bool:
    """Whether a sentence plans a number for the whole project, and says nothing of results, parts or other people."""
    plans, not_a_plan, has_them = (asked().flags(features) for features in (*plan_features(), HAS_THEM))
    return (weighed & has_them == has_them or weighed & plans > 0) and weighed & not_a_plan == 0


def forget_weights() -> None:
    """Forgets what features weigh, which is worked out once, where judges have changed."""
    for made in (asked, weights_of, _flags):
        made.cache_clear()
