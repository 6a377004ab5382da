"""Fits the judges of numbers: quantities, money, dates, and what became of amounts.

    python -m benchmarks.fitting.numbers                      print what is said of texts left out
    python -m benchmarks.fitting.numbers money --errors       one judge, and what it says wrong of real-shaped texts
    python -m benchmarks.fitting.numbers --write              also fit to all texts, and write the weights
    python -m benchmarks.fitting.numbers --write --without    the same where the real-shaped texts are absent

Fitted on the gold corpus (without the authors held back), on the real-shaped texts where they are at hand, on the plain
sentences of sentences.toml, and on what readers said of the demonstration's lines (fixtures/verdicts.csv). Measured by
leaving out each author, and the real-shaped texts in twelve parts.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import get_args

from benchmarks.fitting.examples import Example, Settings, fitted, left_out, threshold, write
from benchmarks.fitting.number_examples import Found, examples_of, find_all
from benchmarks.fitting.read_lines import always_examples
from benchmarks.fitting.texts import annotated, is_to_be_written
from parser.understanding.classes import SAYS_NOTHING, Classes, kind_of, left, likeliest, promise_of, scope_of
from parser.understanding.judges import Name, asked, ruled_out

WEIGHTS = Path(__file__).resolve().parents[2] / "parser" / "understanding" / "weights"
SETTINGS = Settings(strength=0.03, fewest=6)
"""Weights less held down, or fewer features, read texts of authors that are left out less well."""
_FOLDS = 12
_LEASTS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


def judged_left_out(name: Name, rows: Sequence[tuple[Found, Example]]) -> list[Classes]:
    """What the judge says of each example when its text is left out, without what is ruled out."""
    told = left_out([row[1] for row in rows], SETTINGS, always_examples(name), _FOLDS)
    weighed = (asked().bias + asked().weigh(example.features) for _, example in rows)
    return [left(found, ruled_out(name, one)) for found, one in zip(told, weighed, strict=True)]


_READ: dict[Name, dict[str, Callable[[str], str]]] = {
    "quantities": {"targets": promise_of, "counts": kind_of}, "money": {"money": kind_of, "scopes": scope_of},
    "dates": {"dates": kind_of}, "statuses": {"statuses": kind_of},
}  # fmt: skip
"""What is read from the classes of each judge."""


def report(what: str, read: Callable[[str], str], rows: Sequence[tuple[Found, Example]], told: list[Classes]) -> None:
    """Prints precision and recall at several thresholds, for real-shaped texts and the corpus apart."""
    for where, real in (("real-shaped", True), ("corpus", False)):
        kept = [
            (likeliest(c, read), set(map(read, e.labels)))
            for (f, e), c in zip(rows, told, strict=True)
            if f.text.is_real == real
        ]
        said = [(one.confidence, one.label in wanted) for one, wanted in kept if one.label not in SAYS_NOTHING]
        total = sum(not wanted.intersection(SAYS_NOTHING) for _, wanted in kept)
        line = []
        for least in _LEASTS:
            over = [right for confidence, right in said if confidence >= least]
            line.append(f"{least}: P {sum(over) / max(1, len(over)):.3f} R {sum(over) / max(1, total):.3f}")
        print(f"{what:9}{where:12}{total:5}  {'  '.join(line)}  0.95 from {threshold(said, 0.95):.2f}")


def print_errors(rows: Sequence[tuple[Found, Example]], told: Sequence[Classes]) -> None:
    """Prints what is said of real-shaped texts with some confidence and is wrong."""
    for (one, example), classes in zip(rows, told, strict=True):
        label = max(classes, key=classes.__getitem__)
        if one.text.is_real and label not in example.labels and classes[label] > _LEASTS[1]:
            said = f"{label} {classes[label]:.2f}, not {' or '.join(example.labels)}"
            print(f"  {one.text.name} {said}: {one.raw}")


def main() -> int:
    """Print what every judge, or those named, says of texts left out; write the weights of all texts on request."""
    is_writing = is_to_be_written(sys.argv)
    texts = annotated()
    found = list(find_all(texts))
    real = sum(text.is_real for text in texts)
    on = f"{len(texts) - real} texts of the gold corpus" + (f", {real} texts shaped like real ones" if real else "")
    names: tuple[Name, ...] = get_args(Name)
    for name in [one for one in names if one in sys.argv] or names:
        rows = examples_of(name, found)
        if is_writing:
            write(fitted([*(row[1] for row in rows), *always_examples(name)], on, SETTINGS), WEIGHTS / f"{name}.json")
        told = judged_left_out(name, rows)
        for what, read in _READ[name].items():
            report(what, read, rows, told)
        if "--errors" in sys.argv:
            print_errors(rows, told)
    return 0


if __name__ == "__main__":
    sys.exit(main())
