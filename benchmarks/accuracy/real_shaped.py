"""How texts written after real pages are read by weights that were not fitted to them.

    python -m benchmarks.accuracy.real_shaped             measure, print, and write benchmarks/accuracy/real_shaped.json
    python -m benchmarks.accuracy.real_shaped --errors    also every difference from the annotation

The texts are left out of the fit in twelve parts: each part is read from the page on, as a user has it read, by judges
fitted to the gold corpus and to the texts of all other parts. The thresholds are those of the parser. Some of the texts
are no part of the project, so that nothing is measured where they are not at hand; the figures that docs/accuracy.md
publishes are kept in the JSON file.
"""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, get_args
from unittest.mock import patch

import msgspec

from benchmarks.accuracy import scoring
from benchmarks.accuracy.annotations import (
    TAGS,
    Annotation,
    Names,
    Paragraph,
    Wanted,
    claim_answers,
    of_gold,
    target_answers,
)
from benchmarks.fitting import numbers, sections, tags
from benchmarks.fitting.examples import Example, Settings, fitted
from benchmarks.fitting.number_examples import examples_of, find_all, taught_examples
from benchmarks.fitting.texts import REAL_SHAPED, annotated
from benchmarks.gold.authors import AFTER_REAL_FORMS
from benchmarks.gold.documents import gold_documents
from parser import parse_page, read_page
from parser.judging.linear import Linear
from parser.understanding.judges import Name, forget_weights
from schema.places import reference_rows
from schema.record import SectionName, TagKind
from schema.vocabularies import SECTIONS

REAL, AFTER_REAL = "texts shaped like real ones", "texts after real pages"
"""The texts beside the project, each annotated by two readers; and two authors of the gold corpus."""
MEASURED = Path(__file__).with_suffix(".json")
_PARTS = 12
_CURRENCIES = {"amount": ("SEK", "EUR")}
_CODES: dict[str, SectionName | None] = {name[:2]: name for name in SECTIONS} | {"-": None}
"""The sections by the codes of the annotation; `h`, a heading, is none of them."""
Judges = dict[str, Linear]
Examples = dict[str, tuple[list[Example], list[Example], Settings]]
"""What each judge is fitted to: the examples in texts, those that are always there, and the settings of the fit."""


class Measured(msgspec.Struct):
    """How many texts were read, how many of them were not taken for a project's, and the scores by kind."""

    texts: int
    refused: int
    scores: dict[str, scoring.Score]


def measured() -> dict[str, Measured]:
    """The figures that were measured last, by corpus."""
    return msgspec.json.decode(MEASURED.read_bytes(), type=dict[str, Measured])


def annotations() -> list[tuple[str, Annotation]]:
    """The texts with their annotations, each with its corpus."""
    beside = [_annotation(path) for path in sorted(REAL_SHAPED.glob("[a-z]*.json"))]
    own = [of_gold(document) for folder in AFTER_REAL_FORMS for document in gold_documents(folder)]
    return [*((REAL, text) for text in beside), *((AFTER_REAL, text) for text in own)]


def measure() -> tuple[dict[str, Measured], list[str]]:
    """The scores by corpus, each text read by judges that were not fitted to it; and a line for every difference."""
    texts, examples = annotations(), every_example()
    found = {corpus: Measured(0, 0, {}) for corpus, _ in texts}
    results = {corpus: scoring.Result() for corpus in found}
    for part in (texts[at::_PARTS] for at in range(_PARTS)):
        with judging_with(judges_without({text.name for _, text in part}, examples)):
            for corpus, text in part:
                projects = parse_page(text.content)
                found[corpus].texts += 1
                found[corpus].refused += not projects
                if projects:
                    scoring.add(results[corpus], text, projects)
    for corpus, result in results.items():
        found[corpus].scores = dict(sorted(result.scores.items()))
    return found, [error for result in results.values() for error in result.errors]


def every_example() -> Examples:
    """What the judges are fitted to by `make fit`."""
    found = numbers.with_promises(list(find_all(annotated())))
    names: tuple[Name, ...] = get_args(Name)
    rows = {name: [example for _, example in examples_of(name, found)] for name in names}
    judges: Examples = {name: (rows[name], list(taught_examples(name)), numbers.SETTINGS) for name in names}
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


def _annotation(path: Path) -> Annotation:
    page, content = json.loads(path.read_text("utf-8")), path.with_suffix(".txt").read_bytes()
    targets, claims = [*map(_target, page["targets"])], [*map(_claim, page["claims"])]
    paragraphs = [*_paragraphs(read_page(content).text, page["sections"])]
    return Annotation(path.stem, content, targets, claims, _tags(page), paragraphs)


def _target(row: dict[str, Any]) -> Wanted:
    answers = target_answers(row["quantity"], row["unit"], row["of"])
    return Wanted("targets", row["start"], row["end"], answers, optional=row.get("optional", False))


def _claim(row: dict[str, Any]) -> Wanted:
    """A claim; the currency of an amount is not annotated."""
    kind = row["kind"][0]
    answers = claim_answers(row["kind"], row["value"], _CURRENCIES.get(kind.split(".")[0], (None,)))
    return Wanted(kind, row["start"], row["end"], answers, {"scope": row["scope"]}, row["optional"])


def _tags(page: dict[str, Any]) -> dict[TagKind, Names]:
    """The names of each kind that is annotated; behind a question mark those that may be given."""
    keys = {kind: "groups" if kind == "target_group" else key for kind, key in TAGS.items()}
    rows = {kind: page[key] for kind, key in keys.items() if key in page}
    return {
        kind: Names(
            {_full(kind, name) for name in names if name[0] != "?"},
            {_full(kind, name[1:]) for name in names if name[0] == "?"},
        )
        for kind, names in rows.items()
    }


def _full(kind: TagKind, name: str) -> str:
    """A county's name in full, which the annotation has without `län`."""
    counties = (row["name"] for row in reference_rows("counties"))
    full = (county for county in counties if re.sub(r"s? län$", "", county) == name)
    return next(full, name) if kind == "county" else name


def _paragraphs(text: str, codes: list[str]) -> Iterator[Paragraph]:
    """The blocks between blank lines, with the sections of their codes; without headings."""
    blocks = re.finditer(r"\S(?:.*?)(?=\n\s*\n|\Z)", text, re.DOTALL)
    for block, readings in zip(blocks, codes, strict=False):
        names = frozenset(_CODES[code] for code in readings.split("/") if code in _CODES)
        if names:
            yield Paragraph(block.start(), block.end(), names)


def main() -> int:
    """Measure, write the figures and print them, and the differences on request."""
    if not REAL_SHAPED.is_dir():
        print(f"{REAL_SHAPED} is not there; {MEASURED.name} is left as it is")
        return 1
    found, errors = measure()
    MEASURED.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")
    for corpus, figures in found.items():
        print(f"{figures.texts} {corpus}, {figures.refused} of them not taken for a project's")
        for kind, score in figures.scores.items():
            shown = f"{score.shown_right} of {score.shown} shown are right, of {score.annotated} annotated"
            print(f"{kind:28} {shown}; kept, F1 {score.f1:.3f}")
    print("\n".join(errors) if "--errors" in sys.argv else f"{len(errors)} differences: --errors")
    return 0


if __name__ == "__main__":
    sys.exit(main())
