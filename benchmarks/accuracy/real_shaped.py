"""How texts written after real pages are read by weights that were not fitted to them.

    python -m benchmarks.accuracy.real_shaped             measure, print, and write benchmarks/accuracy/real_shaped.json
    python -m benchmarks.accuracy.real_shaped --errors    also every difference from the annotation

The texts are left out of the fit in twelve parts: each part is read from the page on, as a user has it read, by judges
fitted to the gold corpus and to the texts of all other parts. The thresholds are those of the parser. Some of the texts
are no part of the project, so that nothing is measured where they are not at hand; the figures that docs/accuracy.md
publishes are kept in the JSON file.
"""

import sys
from pathlib import Path

import msgspec

from benchmarks.accuracy import scoring
from benchmarks.accuracy.real_shaped_texts import annotations
from benchmarks.fitting.left_out_judges import every_example, judges_without, judging_with
from benchmarks.fitting.texts import REAL_SHAPED
from parser import parse_page

MEASURED = Path(__file__).with_suffix(".json")
_PARTS = 12


class Measured(msgspec.Struct):
    """How many texts were read, how many of them were not taken for a project's, and the scores by kind."""

    texts: int
    refused: int
    scores: dict[str, scoring.Score]


def measured() -> dict[str, Measured]:
    """The figures that were measured last, by corpus."""
    return msgspec.json.decode(MEASURED.read_bytes(), type=dict[str, Measured])


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
