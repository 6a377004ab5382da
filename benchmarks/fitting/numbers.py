"""Fits the judges of numbers: targets, counts, money, dates, their scope and status.

    python -m benchmarks.fitting.numbers                      print what is said of texts left out
    python -m benchmarks.fitting.numbers money --errors       one judge, and what it says wrong of real-shaped texts
    python -m benchmarks.fitting.numbers --write              also fit to all texts, and write the weights
    python -m benchmarks.fitting.numbers --write --without    the same where the real-shaped texts are absent

Fitted on the gold corpus (without the authors held back), on the real-shaped texts where they are at hand, on the plain
sentences of sentences.toml, and on what readers said of the demonstration's lines (fixtures/verdicts.csv). Measured by
leaving out each author, and the real-shaped texts in twelve parts.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from msgspec.structs import replace

from benchmarks.fitting.examples import Example, Settings, fitted, left_out, threshold, write
from benchmarks.fitting.number_examples import Found, examples_of, find_all
from benchmarks.fitting.read_lines import always_examples
from benchmarks.fitting.texts import annotated, is_to_be_written
from parser.judging.linear import Judgement
from parser.understanding.judges import Name, asked, likeliest, ruled_out
from parser.understanding.numbers import PROMISED

WEIGHTS = Path(__file__).resolve().parents[2] / "parser" / "understanding" / "weights"
SETTINGS = Settings(strength=0.05, fewest=8)
"""With fewer features, or seldom ones too, texts left out are read less well."""
_FOLDS = 12
_LEASTS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


def judged_left_out(name: Name, rows: Sequence[tuple[Found, Example]]) -> list[Judgement]:
    """What the judge says of each example when its text is left out, with what is ruled out."""
    told = left_out([row[1] for row in rows], SETTINGS, always_examples(name), _FOLDS)
    weighed = (asked().bias + asked().weigh(example.features) for _, example in rows)
    return [likeliest(found, ruled_out(name, one)) for found, one in zip(told, weighed, strict=True)]


def report(name: Name, rows: Sequence[tuple[Found, Example]], judged: Sequence[Judgement]) -> None:
    """Prints precision and recall at several thresholds, for real-shaped texts and the corpus apart."""
    for where, real in (("real-shaped", True), ("corpus", False)):
        kept = [(e, j) for (f, e), j in zip(rows, judged, strict=True) if f.text.is_real == real]
        told = [(j.confidence, j.label in e.labels) for e, j in kept if j.label not in {"none", "whole"}]
        total = sum(not {"none", "whole"} & set(e.labels) for e, _ in kept)
        line = []
        for least in _LEASTS:
            over = [right for confidence, right in told if confidence >= least]
            line.append(f"{least}: P {sum(over) / max(1, len(over)):.3f} R {sum(over) / max(1, total):.3f}")
        print(f"{name:9}{where:12}{total:5}  {'  '.join(line)}  0.95 from {threshold(told, 0.95):.2f}")


def print_errors(rows: Sequence[tuple[Found, Example]], judged: Sequence[Judgement]) -> None:
    """Prints what is said of real-shaped texts with some confidence and is wrong."""
    for (one, example), judgement in zip(rows, judged, strict=True):
        if one.text.is_real and judgement.label not in example.labels and judgement.confidence > _LEASTS[1]:
            said = f"{judgement.label} {judgement.confidence:.2f}, not {' or '.join(example.labels)}"
            print(f"  {one.text.name} {said}: {one.raw}")


def with_promises(found: list[Found]) -> list[Found]:
    """The quantities with what the judge of targets says of them when their text is left out."""
    rows = examples_of("targets", found)
    judged = zip(rows, judged_left_out("targets", rows), strict=True)
    promised = {id(one) for (one, _), judgement in judged if judgement.label == "target"}
    return [replace(one, more=frozenset({PROMISED})) if id(one) in promised else one for one in found]


def main() -> int:
    """Print what every judge, or those named, says of texts left out; write the weights of all texts on request."""
    is_writing = is_to_be_written(sys.argv)
    texts = annotated()
    found = with_promises(list(find_all(texts)))
    real = sum(text.is_real for text in texts)
    on = f"{len(texts) - real} texts of the gold corpus" + (f", {real} texts shaped like real ones" if real else "")
    names: tuple[Name, ...] = get_args(Name)
    for name in [one for one in names if one in sys.argv] or names:
        rows = examples_of(name, found)
        if is_writing:
            write(fitted([*(row[1] for row in rows), *always_examples(name)], on, SETTINGS), WEIGHTS / f"{name}.json")
        judged = judged_left_out(name, rows)
        report(name, rows, judged)
        if "--errors" in sys.argv:
            print_errors(rows, judged)
    return 0


if __name__ == "__main__":
    sys.exit(main())
