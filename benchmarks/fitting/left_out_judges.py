"""The parser's judges fitted anew without some texts, and the parser judging with them."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import get_args
from unittest.mock import patch

from benchmarks.fitting import numbers, sections, tags
from benchmarks.fitting.examples import Example, Settings, fitted
from benchmarks.fitting.number_examples import examples_of, find_all
from benchmarks.fitting.read_lines import always_examples
from benchmarks.fitting.texts import REAL_SHAPED, annotated
from parser.judging.linear import Linear
from parser.understanding.judges import Name, forget_weights

Judges = dict[str, Linear]
Examples = dict[str, tuple[list[Example], list[Example], Settings]]
"""What each judge is fitted to: the examples in texts, those that are always there, and the settings of the fit."""


def every_example() -> Examples:
    """What the judges are fitted to by `make fit`."""
    found = list(find_all(annotated()))
    names: tuple[Name, ...] = get_args(Name)
    rows = {name: [example for _, example in examples_of(name, found)] for name in names}
    judges: Examples = {name: (rows[name], always_examples(name), numbers.SETTINGS) for name in names}
    of_groups = tags.examples([*tags.gold_texts(), *tags.texts_of(REAL_SHAPED)])
    of_sections = [example for _, example in sections.examples(sections.cases())]
    return {**judges, "groups": (of_groups, [], tags.SETTINGS), "sections": (of_sections, [], sections._SETTINGS)}


def judges_without(names: set[str], examples: Examples) -> Judges:
    """The judges fitted to all texts but those of some names."""
    return {
        judge: fitted([*(one for one in rows if one.group.split()[-1] not in names), *always], "", settings)
        for judge, (rows, always, settings) in examples.items()
    }


@contextmanager
def judging_with(judges: Judges) -> Iterator[None]:
    """Lets the parser judge with these, and look for the features that they weigh."""
    places = {
        "parser.understanding.judges.judge": judges.__getitem__,
        "parser.understanding.tagging.tags._judge": lambda: judges["groups"],
        "parser.sectioning.inferring._judge": lambda: judges["sections"],
    }
    with ExitStack() as stack:
        for place, judge in places.items():
            stack.enter_context(patch(place, judge))
        forget_weights()
        yield
    forget_weights()
