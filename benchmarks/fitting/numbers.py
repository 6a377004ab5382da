"""Fits the judges of numbers: targets, counts, money, dates, their scope and status.

    python -m benchmarks.fitting.numbers            fit, write the weights, set the thresholds, print what was left out
    python -m benchmarks.fitting.numbers --errors   also what is said of real-shaped texts and wrong

Fitted on the gold corpus (without the authors held back) and on the real-shaped texts where they are at hand. Measured
by leaving out each author, and each real-shaped text, in turn.
"""

import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from benchmarks.fitting.examples import Example, fitted, left_out, threshold, write
from benchmarks.fitting.texts import Annotated, Wanted, annotated, plain
from parser import read_page
from parser.judging.linear import Judgement
from parser.understanding.frame import Frame
from parser.understanding.judges import Name, ruled_out
from parser.understanding.merge import frame_of
from parser.understanding.numbers import Described, describe, with_target
from parser.understanding.pipeline import documents
from parser.understanding.readers.dates import Date
from parser.understanding.readers.money import Money
from parser.understanding.readers.quantities import Quantity
from parser.understanding.words import words_of
from schema.record import Section

SENTENCES = Path(__file__).with_name("sentences.toml")
_KIND = {"money": "amount.", "dates": "date.", "counts": "count."}
WEIGHTS = Path(__file__).resolve().parents[2] / "parser" / "understanding" / "weights"
_REAL_WEIGHS = 4.0
"""How many examples of the corpus one of a real-shaped text counts for."""
_TAUGHT_WEIGHS = 0.5
_PREFIX = {Quantity: "count.", Date: "date.", Money: "amount."}


class Found(msgspec.Struct, frozen=True):
    """A candidate in an annotated text, with what is annotated there; offsets are in the page."""

    text: Annotated
    described: Described
    start: int
    end: int
    raw: str
    claims: list[Wanted]
    targets: list[Wanted]


def find_all(texts: Sequence[Annotated]) -> Iterator[Found]:
    """Every candidate of the texts that are read as a project's."""
    for text in texts:
        page = read_page(text.content)
        for project in page.projects:
            frame = frame_of(project)
            words = words_of(next(documents([frame.text])))
            moves = [
                (here.start, there.start - here.start)
                for there, here in zip(project.sections, frame.sections, strict=True)
            ]
            for described in describe(words, frame):
                move = max((start, by) for start, by in moves if start <= described.one.start)[1]
                yield _found(text, described, move, page.text)


def _found(text: Annotated, described: Described, move: int, page: str) -> Found:
    one = described.one.found
    start, end, prefix = one.start + move, one.end + move, _PREFIX[type(one)]
    value = plain(one.low if isinstance(one, Quantity) else one.value)
    claims = [
        w
        for w in text.wanted
        if w.kinds[0].startswith(prefix) and _overlap(w, start, end) and (w.value == value or w.optional)
    ]
    targets: list[Wanted] = []
    if isinstance(one, Quantity):
        first, last = one.bounded_start + move, max(one.end, one.of_end) + move
        targets = [w for w in text.wanted if w.kinds == ("target",) and _overlap(w, first, last)]
    return Found(text, described, start, end, page[max(0, start - 60) : end + 40].replace("\n", " "), claims, targets)


def _overlap(wanted: Wanted, start: int, end: int) -> bool:
    shared = min(wanted.end, end) - max(wanted.start, start)
    return shared > 0 and shared >= 0.5 * min(wanted.end - wanted.start, end - start)


def examples_of(name: Name, found: Sequence[Found]) -> list[tuple[Found, Example]]:
    """What a judge is fitted to."""
    rows = ((one, _labels(name, one)) for one in found)
    return [
        (
            one,
            Example(one.text.group, frozenset({*one.described.features, *_kind(name, one)}), labels, _weight(one.text)),
        )
        for one, labels in rows
        if labels
    ]


def taught(name: Name) -> list[tuple[str, tuple[str, ...]]]:
    """The short texts of sentences.toml that say what each of their numbers is, for one judge."""
    rows = tomllib.loads(SENTENCES.read_text("utf-8"))[name]
    return [(row[0], tuple(f"{_KIND.get(name, '')}{kind}" if kind != "none" else kind for kind in row[1:])) for row in rows]


def described_in(text: str) -> list[Described]:
    """The candidates of a short text without sections."""
    frame = Frame(text, [Section(None, None, text, "heading", 0, len(text))])
    return list(describe(words_of(next(documents([text]))), frame))


def _taught_examples(name: Name) -> Iterator[Example]:
    sort = {"money": Money, "dates": Date, "targets": Quantity, "counts": Quantity, "statuses": Money}.get(name)
    for text, labels in taught(name):
        asked = [one for one in described_in(text) if sort is None or isinstance(one.one.found, sort)]
        if name in {"scopes", "counts"}:
            asked = [one for one in asked if isinstance(one.one.found, Money) or _is_count(one)]
        if len(asked) != len(labels):
            raise SystemExit(f"{SENTENCES}: {text!r} has {len(asked)} numbers, {len(labels)} are told")
        yield from (Example("sentences", one.features, (label,), _TAUGHT_WEIGHS) for one, label in zip(asked, labels, strict=True))


def _is_count(one: Described) -> bool:
    return isinstance(one.one.found, Quantity) and one.one.found.sort in {"person", "organisation"}


def _weight(text: Annotated) -> float:
    return _REAL_WEIGHS if text.group == text.name else 1.0


def _kind(name: Name, one: Found) -> list[str]:
    return [f"kind {one.claims[0].kinds[0]}"] if name in {"scopes", "statuses"} else []


def _labels(name: Name, one: Found) -> tuple[str, ...]:
    """What a candidate may be called by a judge; nothing where it is not asked, or the annotation leaves it open."""
    sort = type(one.described.one.found)
    wanted = one.targets if name == "targets" else one.claims
    if name == "statuses" and one.text.group == one.text.name:
        return ()
    if any(each.optional for each in wanted) or sort is not {"money": Money, "dates": Date}.get(name, sort):
        return ()
    if name in {"targets", "counts"} and sort is not Quantity:
        return ()
    if name == "targets":
        return ("target",) if one.targets else ("none",)
    kinds = tuple(dict.fromkeys(kind for claim in one.claims for kind in claim.kinds))
    if name in {"money", "dates"}:
        return kinds
    if name == "counts":
        return kinds or ("none",)
    return _labels_of_claim(name, one.claims[0]) if one.claims else ()


def _labels_of_claim(name: Name, claim: Wanted) -> tuple[str, ...]:
    if name == "scopes":
        asked = not claim.kinds[0].endswith(".other") and not claim.kinds[0].startswith("date.")
        return (claim.scope or "whole",) if asked else ()
    known = claim.kinds[0].startswith("amount.") and claim.status != "unknown"
    return (claim.status or "none",) if known else ()


def judged_left_out(name: Name, rows: Sequence[tuple[Found, Example]], folds: int) -> list[Judgement]:
    """What the judge says of each example when its text is left out, with what is ruled out."""
    judgements = []
    told = left_out([row[1] for row in rows], list(_taught_examples(name)), folds)
    for (_, example), found in zip(rows, told, strict=True):
        out = ruled_out(name, example.features)
        left = {label: one for label, one in found.items() if label not in out}
        best = max(left, key=left.__getitem__)
        judgements.append(Judgement(best, left[best] / (sum(left.values()) or 1.0)))
    return judgements


def report(name: Name, rows: Sequence[tuple[Found, Example]], judged: Sequence[Judgement], errors: bool) -> None:
    """Prints precision and recall at several thresholds, for real-shaped texts and the corpus apart."""
    for where, real in (("real-shaped", True), ("corpus", False)):
        kept = [(e, j) for (f, e), j in zip(rows, judged, strict=True) if (f.text.group == f.text.name) == real]
        some = [(j.confidence, j.label in e.labels) for e, j in kept if j.label not in {"none", "whole"}]
        total = sum(not {"none", "whole"} & set(e.labels) for e, _ in kept)
        line = []
        for least in (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
            over = [right for confidence, right in some if confidence >= least]
            line.append(f"{least}: P {sum(over) / max(1, len(over)):.3f} R {sum(over) / max(1, total):.3f}")
        best = threshold(some, 0.95)
        print(f"{name:9}{where:12}{total:5}  {'  '.join(line)}  0.95 at {best:.2f}")
    for (one, example), judgement in zip(rows, judged, strict=True):
        if (
            errors
            and one.text.group == one.text.name
            and judgement.label not in example.labels
            and judgement.confidence > 0.5
        ):
            print(f"  {one.text.name} {judgement.label} {judgement.confidence:.2f}, not {example.labels}: {one.raw}")


def _with_targets(found: list[Found]) -> list[Found]:
    """The quantities with what the judge of targets says of them when their text is left out."""
    rows = examples_of("targets", found)
    promised = {
        id(one)
        for (one, _), judgement in zip(rows, judged_left_out("targets", rows, 12), strict=True)
        if judgement.label == "target"
    }
    return [
        replace(
            one, described=replace(one.described, features=with_target(one.described.features, id(one) in promised))
        )
        for one in found
    ]


def main() -> int:
    """Fit every judge, and print what each says of texts left out."""
    texts = annotated()
    found = [one for one in find_all(texts)]
    found = _with_targets(found)
    real = sum(text.group == text.name for text in texts)
    on = f"{len(texts) - real} texts of the gold corpus" + (f" and {real} real-shaped texts" if real else "")
    for name in [
        one
        for one in ("targets", "counts", "money", "dates", "scopes", "statuses")
        if one in sys.argv or not sys.argv[1:] or sys.argv[1].startswith("-")
    ]:
        rows = examples_of(name, found)
        write(fitted([*(example for _, example in rows), *_taught_examples(name)], on), WEIGHTS / f"{name}.toml")
        report(name, rows, judged_left_out(name, rows, 12), "--errors" in sys.argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())
