"""What each candidate is: fitted judges, and what is ruled out for certain.

What is said of a candidate adds up to one number for all judges, as `parser.judging.linear` has it.
"""

import functools
from collections.abc import Iterable
from typing import Literal, get_args

import msgspec

from parser.judging.linear import Linear, Packed, read_judge
from parser.judging.memo import Kept
from parser.text.pattern_tables import read_table
from parser.understanding.classes import SCOPES, TARGET, Classes, kind_of, left, parts_of
from parser.understanding.page_evidence import Key, names_of
from parser.understanding.readers.numerals import Sort
from parser.understanding.readers.reader_tables import word_lists

Name = Literal["quantities", "money", "dates", "statuses"]
"""The judges: what is a quantity, an amount or a date, and what became of an amount."""
COUNTED_SORTS = frozenset(("person", "organisation"))
"""The sorts of quantities that claims are made of."""
HAS_THEM = frozenset(("has <<<", "participants ="))
"""`Projektet har 120 deltagare`."""


class Veto(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A feature that rules out the classes with some parts, or several that do so together (`a + b`), in a text."""

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
    return plans, others | word_lists("plans")["not_a_plan_features"]


@functools.cache
def no_targets() -> frozenset[str]:
    """The sorts of quantities that are ruled out as targets whatever is said of them: times, parts of a project."""
    alone = {veto.feature for veto in vetoes()["quantities"] if TARGET in veto.rules_out}
    return frozenset(alone.intersection(get_args(Sort)).difference(COUNTED_SORTS))


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


def judged(name: Name, weighed: int) -> Classes:
    """The classes that nothing rules out, each with its probability."""
    return left(judge(name).probabilities_of(asked().sums(weighed, name)), ruled_out(name, weighed))


def ruled_out(name: Name, weighed: int) -> frozenset[str]:
    """The classes that features rule out; of vetoes that leave none together, or no scope of a kind, the first hold."""
    some, out = _flags()[name]
    return out[weighed & some]


_Row = tuple[int, list[str], bool]
"""The flags of a veto, the classes that it rules out, and whether it only tells of which part a claim is."""


def _ruled_out(name: Name, rows: list[_Row], given: int) -> frozenset[str]:
    """The classes that the vetoes of a judge rule out with some of their flags given."""
    out = set[str]()
    for flags, labels, is_of_scope in rows:
        if given & flags == flags:
            kinds = {kind_of(label) for label in judge(name).classes if label not in out and label not in labels}
            out.update(label for label in labels if kinds and (not is_of_scope or kind_of(label) in kinds))
    return frozenset(out)


@functools.cache
def _flags() -> dict[str, tuple[int, Kept[int, frozenset[str]]]]:
    """The flags of all vetoes of each judge, and what its vetoes rule out by those that are given."""
    flags, found = asked().flags, dict[str, tuple[int, Kept[int, frozenset[str]]]]()
    for name in get_args(Name):
        vetoed = vetoes().get(name, ())
        rows = [
            (flags(one.features), classes_with(name, one.rules_out), {*SCOPES}.issuperset(one.rules_out))
            for one in vetoed
        ]
        some = functools.reduce(int.__or__, (row[0] for row in rows), 0)
        found[name] = some, Kept(functools.partial(_ruled_out, name, rows), 50_000)
    return found


def classes_with(name: Name, parts: Iterable[str]) -> list[str]:
    """The classes of a judge that have one of some parts."""
    return [label for label in judge(name).classes if not parts_of(label).isdisjoint(parts)]


def is_planned(weighed: int) -> bool:
    """Whether a sentence plans a number for the whole project, and says nothing of results, parts or other people."""
    plans, not_a_plan, has_them = (asked().flags(features) for features in (*plan_features(), HAS_THEM))
    return (weighed & has_them == has_them or weighed & plans > 0) and weighed & not_a_plan == 0


def forget_weights() -> None:
    """Forgets what features weigh, which is worked out once, where judges have changed."""
    for made in (asked, weights_of, _flags):
        made.cache_clear()
