"""How well prose is read from the page on, as a user gets it: what is shown, and all that is kept in the tables.

    python -m benchmarks.accuracy.prose_accuracy             print the tables; fail below a floor
    python -m benchmarks.accuracy.prose_accuracy --errors    also every difference, but of the authors held back
    python -m benchmarks.accuracy.prose_accuracy --raise     set the floors to what was measured; docs/accuracy.md

Nothing is told beforehand: a page is read, its sections found or inferred, and its prose understood. Invented texts are
those of the gold corpus; the figures of texts written after real pages are those that `real_shaped.py`
measured last, which `--raise` measures anew where the texts are at hand. Floors lie a hundredth below what was
measured. They only move up: to set them anew, delete `prose_accuracy.json` first, and say why.
"""

import functools
import json
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.accuracy import real_shaped, scoring
from benchmarks.accuracy.accuracy_page import page_of
from benchmarks.accuracy.annotations import of_gold
from benchmarks.accuracy.scoring import Scores
from benchmarks.gold.authors import GOLD, HELD_BACK, OTHERS, SECOND
from benchmarks.gold.documents import gold_documents
from parser import parse_page

FLOORS = Path(__file__).with_suffix(".json")
PUBLISHED = Path(__file__).parents[2] / "docs" / "accuracy.md"
UNREAD = "two authors never read"
CORPORA = {
    "first author": (GOLD,),
    "second author": (SECOND,),
    "nine more authors": OTHERS,
    UNREAD: HELD_BACK,
}
_MARGIN = 0.01
Floors = dict[str, dict[str, dict[str, float]]]
"""Corpus to kind to the least F1 of what is kept, and the least precision of what is shown."""


def measure(folders: tuple[Path, ...]) -> scoring.Result:
    """The scores of gold documents, read from their text on."""
    result = scoring.Result()
    for document in (document for folder in folders for document in gold_documents(folder)):
        scoring.add(result, of_gold(document), parse_page(document.text.encode()))
    return result


@functools.cache
def measure_invented() -> dict[str, scoring.Result]:
    """Author group of the gold corpus to its result."""
    return {name: measure(folders) for name, folders in CORPORA.items()}


def measure_all() -> dict[str, Scores]:
    """Corpus to its scores by kind; of texts shaped like real ones, what was measured last."""
    found = {name: dict(sorted(result.scores.items())) for name, result in measure_invented().items()}
    return {corpus: one.scores for corpus, one in real_shaped.measured().items()} | found


def figures(score: scoring.Score) -> dict[str, float]:
    """What a floor is set for; no precision where nothing is shown."""
    shown = {} if score.precision is None else {"shown, precision": score.precision}
    return {"kept, F1": score.f1} | shown


def losses(measured: dict[str, Scores], floors: Floors) -> list[str]:
    """Lines for what is below its floor; what has a floor and is not there any more is below it."""
    return [
        f"{corpus}, {kind}: {name} {found.get(name, 0.0):.3f}, floor {floor:.3f}"
        for corpus, kinds in floors.items()
        for kind, floored in kinds.items()
        for found in [figures(measured.get(corpus, {}).get(kind, scoring.Score()))]
        for name, floor in floored.items()
        if found.get(name, 0.0) < floor
    ]


def raised(measured: dict[str, Scores], floors: Floors) -> Floors:
    """New floors: they only move up."""
    return {
        corpus: {
            kind: {
                name: max(floors.get(corpus, {}).get(kind, {}).get(name, 0.0), round(figure - _MARGIN, 4))
                for name, figure in figures(score).items()
            }
            for kind, score in scores.items()
        }
        for corpus, scores in measured.items()
    }


def published(measured: dict[str, Scores]) -> str:
    """docs/accuracy.md."""
    return page_of(measured, real_shaped.measured())


def _print(corpus: str, scores: Scores, floors: dict[str, dict[str, float]]) -> None:
    columns = ("what", "annotated", "shown", "precision", "floor", "recall", "kept: F1", "floor")
    table = Table(*columns, title=f"Prose, {corpus}")
    for kind, score in scores.items():
        found = figures(score)
        cells = [
            f"{value[name]:.3f}" if name in value else ""
            for name in ("shown, precision", "kept, F1")
            for value in (found, floors.get(kind, {}))
        ]
        recall = "" if score.recall is None else f"{score.recall:.3f}"
        table.add_row(kind, str(score.annotated), str(score.shown), *cells[:2], recall, *cells[2:])
    Console().print(table)


def main() -> int:
    """Print the tables; 1 when something is below its floor."""
    if "--raise" in sys.argv:
        real_shaped.main()
    measured = measure_all()
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {}
    for corpus, scores in measured.items():
        _print(corpus, scores, floors.get(corpus, {}))
    if "--errors" in sys.argv:
        print("\n".join(line for name in CORPORA if name != UNREAD for line in measure_invented()[name].errors))
    if "--raise" in sys.argv:
        FLOORS.write_text(json.dumps(raised(measured, floors), indent=1, ensure_ascii=False) + "\n", "utf-8")
        PUBLISHED.write_text(published(measured), "utf-8")
        return 0
    lost = losses(measured, floors)
    print("\n".join(lost) if lost else "nothing is below its floor")
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main())
