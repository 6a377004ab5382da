"""The floors of accuracy as a reference table of the archive, so that the site can tell them.

python -m benchmarks.accuracy.published_floors        write schema/reference/accuracy_floors.csv
"""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.accuracy import page_facts as accuracy
from benchmarks.accuracy import prose_accuracy

TABLE = Path(__file__).parents[2] / "schema" / "reference" / "accuracy_floors.csv"


def floors_table() -> str:
    """The CSV text: a row for each corpus, fact and measure, in the order of the names."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(("corpus", "fact", "measure", "floor"))
    lines.writerows(sorted([*_of_pages(), *_of_prose()]))
    return written.getvalue()


def _of_pages() -> Iterator[tuple[str, str, str, float]]:
    for corpus, facts in json.loads(accuracy.FLOORS.read_text("utf-8")).items():
        yield from ((corpus, fact, "exact", share) for fact, share in facts.items())


def _of_prose() -> Iterator[tuple[str, str, str, float]]:
    for corpus, facts in json.loads(prose_accuracy.FLOORS.read_text("utf-8")).items():
        for fact, measures in facts.items():
            yield from ((corpus, fact, measure, share) for measure, share in measures.items())


if __name__ == "__main__":
    TABLE.write_text(floors_table(), "utf-8")
