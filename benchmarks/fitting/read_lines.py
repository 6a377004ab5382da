"""What readers said of the demonstration's lines (fixtures/verdicts.csv), as examples that judges are fitted to."""

import functools
from collections import defaultdict
from collections.abc import Iterator

from benchmarks.accuracy.demonstration import Verdict, verdicts
from benchmarks.fitting.examples import Example
from benchmarks.fitting.number_examples import QUANTITIES, Found, class_of, find_all, is_asked, taught_examples
from benchmarks.fitting.texts import Annotated
from benchmarks.fixtures import FIXTURES
from parser.understanding.classes import NONE, WHOLE, kind_of, parts_of
from parser.understanding.judges import Name

_WEIGHS = 4.0
"""How many examples of the corpus one line counts for, as a plain sentence does."""
_ASKED: dict[Name, tuple[str, ...]] = {
    "quantities": ("target", "count."), "money": ("amount.",), "dates": ("date.",), "statuses": (),
}  # fmt: skip
"""What lines each judge is asked about begin with; of what became of amounts readers said nothing."""


def read_examples(name: Name) -> Iterator[Example]:
    """The numbers that a judge is asked about, each with what it truly is; not those that readers left open."""
    for found, said in _lines():
        if is_asked(name, found.described) and (labels := _labels(name, said)):
            yield Example(f"demonstration/{said[0].page}", found.described.features, labels, _WEIGHS)


def always_examples(name: Name) -> list[Example]:
    """What a judge is fitted to whichever texts are left out: sentences that teach, and the lines that were read."""
    return [*taught_examples(name), *read_examples(name)]


def _labels(name: Name, said: list[Verdict]) -> tuple[str, ...]:
    """The classes that agree with all that was said of a number; none where nothing was said that the judge knows."""
    told = [verdict for verdict in said if verdict.said.startswith(_ASKED[name])]
    if name == "quantities":
        return tuple(label for label in QUANTITIES if told and all(_agrees(label, verdict) for verdict in told))
    kinds = {verdict.truly for verdict in told if verdict.truly.startswith(_ASKED[name])}
    return tuple(dict.fromkeys(class_of(kind, scope) for kind in sorted(kinds) for scope in (WHOLE, "del")))


def _agrees(label: str, verdict: Verdict) -> bool:
    """Whether a class has what a line truly is, and not what it was falsely said to be."""
    says = {kind_of(label), *parts_of(label)}
    return verdict.truly in says if verdict.truly != NONE else verdict.said not in says


@functools.cache
def _lines() -> list[tuple[Found, list[Verdict]]]:
    """Every candidate of the demonstration's pages that a line was made of, with what was said of it."""
    pages: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts():
        if verdict.verdict != "open":
            pages[verdict.page].append(verdict)
    lines = (
        (found, [verdict for verdict in rows if found.start < verdict.end and verdict.start < found.end])
        for page, rows in pages.items()
        for found in find_all([Annotated(page, page, (FIXTURES / page).read_bytes(), [])])
    )
    return [(found, said) for found, said in lines if said]
