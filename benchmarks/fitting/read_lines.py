"""What readers said of the demonstration's lines (fixtures/verdicts.csv), as examples that judges are fitted to."""

import functools
from collections import defaultdict
from collections.abc import Iterator

from benchmarks.accuracy.demonstration import Verdict, verdicts
from benchmarks.fitting.examples import Example
from benchmarks.fitting.number_examples import Found, find_all, is_asked, taught_examples
from benchmarks.fitting.texts import Annotated
from benchmarks.fixtures import FIXTURES
from parser.understanding.judges import Name

_WEIGHS = 4.0
"""How many examples of the corpus one line counts for, as a plain sentence does."""
_SAID: dict[Name, str] = {"targets": "target", "counts": "count.", "money": "amount.", "dates": "date."}
"""What lines each judge is asked about begin with; of scope and status readers said nothing."""


def read_examples(name: Name) -> Iterator[Example]:
    """The lines that a judge is asked about, each with what it truly is; not those that readers left open."""
    for found, verdict in _lines():
        if name in _SAID and is_asked(name, found.described) and (label := _label(name, verdict)):
            yield Example(f"demonstration/{verdict.page}", found.described.features, (label,), _WEIGHS)


def always_examples(name: Name) -> list[Example]:
    """What a judge is fitted to whichever texts are left out: sentences that teach, and the lines that were read."""
    return [*taught_examples(name), *read_examples(name)]


def _label(name: Name, verdict: Verdict) -> str | None:
    """What a judge should say; of a line that another judge made, only what this one should have made of it."""
    begins = _SAID[name]
    if verdict.truly.startswith(begins):
        return verdict.truly
    return "none" if verdict.said.startswith(begins) and name in {"targets", "counts"} else None


@functools.cache
def _lines() -> list[tuple[Found, Verdict]]:
    """Every candidate of the demonstration's pages that a line was made of, with what was said of it."""
    pages: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts():
        if verdict.verdict != "open":
            pages[verdict.page].append(verdict)
    return [
        (found, verdict)
        for page, rows in pages.items()
        for found in find_all([Annotated(page, page, (FIXTURES / page).read_bytes(), [])])
        for verdict in rows
        if found.start < verdict.end and verdict.start < found.end
    ]
