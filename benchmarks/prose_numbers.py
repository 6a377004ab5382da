"""How well claims and targets are read out of prose, measured on the gold corpus.

    python -m benchmarks.prose_numbers                    precision, recall and F1 per kind, for each half and for all
    python -m benchmarks.prose_numbers --errors tuned     also the misses and the false ones of a half (or `all`)

The rules were tuned on the documents at even places of the alphabetical order. The text of the others was not read,
but their misses were looked at by kind, section and refusing rule, and guided some rules: they are not untouched.

A target is right when it overlaps the annotated one by half and has its quantity, unit and `of`; a claim when
it overlaps and has the kind, value and currency. Status and scope are counted apart, among the right claims.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

from benchmarks.gold import GoldClaim, GoldDocument, GoldTarget, gold_documents
from parser.understanding.frame import Frame
from parser.understanding.numbers import find_numbers
from parser.understanding.pipeline import documents
from parser.understanding.words import words_of
from schema.record import Claim, Section, Target

_G = TypeVar("_G")
_F = TypeVar("_F")
TARGET_FIELDS = ("quantity", "quantity_max", "unit", "of", "lower_bound", "by", "women", "men", "raw")


class NumberScore(msgspec.Struct):
    """Hits, annotations and findings of one kind."""

    hits: int = 0
    gold: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is annotated; 1 when nothing was found."""
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what is annotated that was found; 1 when nothing is annotated."""
        return self.hits / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


class Result(msgspec.Struct):
    """Scores by kind over some documents, what else was right of the hits, and the errors line by line."""

    scores: defaultdict[str, NumberScore] = msgspec.field(default_factory=lambda: defaultdict(NumberScore))
    agreed: Counter[str] = msgspec.field(default_factory=Counter)
    errors: list[str] = []


def frame_of(document: GoldDocument) -> Frame:
    """The page as the parser would frame it, with the sections as annotated."""
    parts = [part for part in document.sections if not part.heading]
    sections = [
        Section(part.section, None, document.text[part.start : part.end], "heading", part.start, part.end)
        for part in parts
    ]
    return Frame(document.text, sections, document.projects[0].title)


def measure(gold: Sequence[GoldDocument]) -> Result:
    """Scores of the documents: `targets`, `claims`, every kind of claim, and what is stated of claims."""
    result = Result()
    for document, doc in zip(gold, documents(one.text for one in gold), strict=True):
        score(result, document, *find_numbers(words_of(doc), frame_of(document)))
    return result


def score(result: Result, document: GoldDocument, claims: list[Claim], targets: list[Target]) -> None:
    """Adds what was found in a document to the result."""
    _score_targets(result, document, targets)
    _score_claims(result, document, claims)


def _score_targets(result: Result, document: GoldDocument, found: list[Target]) -> None:
    pairs = _pairs(document.targets, found, _same_target)
    _count(result.scores["targets"], len(pairs), len(document.targets), len(found))
    for wanted, target in pairs:
        differing = [name for name in TARGET_FIELDS if getattr(wanted, name) != getattr(target, name)]
        result.agreed["targets in every field"] += not differing
        if differing:
            values = [(name, getattr(wanted, name), getattr(target, name)) for name in differing]
            result.errors.append(f"{document.slug}: target {wanted.raw!r} differs: {values}")
    _report(result, document, pairs, document.targets, found)


def _score_claims(result: Result, document: GoldDocument, found: list[Claim]) -> None:
    pairs = _pairs(document.claims, found, _same_claim)
    for kind in {claim.kind for claim in document.claims} | {claim.kind for claim in found}:
        wanted = [claim for claim in document.claims if claim.kind == kind]
        named = [claim for claim in found if claim.kind == kind]
        _count(result.scores[kind], sum(pair[0].kind == kind for pair in pairs), len(wanted), len(named))
    _count(result.scores["claims"], len(pairs), len(document.claims), len(found))
    for gold, claim in pairs:
        _agree(result, document, gold, claim)
    for name in ("status", "scope"):
        stated = [(getattr(gold, name), getattr(claim, name)) for gold, claim in pairs]
        _count_stated(result.scores[f"{name} of claims"], stated)
    _report(result, document, pairs, document.claims, found)


def _agree(result: Result, document: GoldDocument, gold: GoldClaim, claim: Claim) -> None:
    other = (gold.other.value, gold.other.currency) if gold.other else (None, None)
    checks = {
        "status": gold.status == claim.status,
        "scope": gold.scope == claim.scope,
        "claims in every field": (gold.status, gold.scope, gold.raw, gold.value_max, gold.earliest, gold.latest, other)
        == (claim.status, claim.scope, claim.raw, claim.value_max, claim.earliest, claim.latest,
            (claim.other_value, claim.other_currency)),
    }  # fmt: skip
    result.agreed.update([name for name, right in checks.items() if right])
    wrong = [name for name, right in checks.items() if not right]
    if wrong:
        was = f"{gold.status}, {gold.scope}, {gold.raw!r}; found {claim.status}, {claim.scope}, {claim.raw!r}"
        result.errors.append(f"{document.slug}: {gold.kind} differs in {', '.join(wrong)}: {was}")


def _same_target(gold: GoldTarget, found: Target) -> bool:
    shared = min(gold.end, found.end) - max(gold.start, found.start)
    close = shared >= 0.5 * max(gold.end - gold.start, found.end - found.start)
    return close and (gold.quantity, gold.unit, gold.of) == (found.quantity, found.unit, found.of)


def _same_claim(gold: GoldClaim, found: Claim) -> bool:
    overlap = min(gold.end, found.end) > max(gold.start, found.start)
    return overlap and (gold.kind, gold.value, gold.currency) == (found.kind, found.value, found.currency)


def _pairs(gold: Sequence[_G], found: Sequence[_F], same: Callable[[_G, _F], bool]) -> list[tuple[_G, _F]]:
    """Each annotation with the first finding of its own that is the same."""
    free = list(found)
    pairs: list[tuple[_G, _F]] = []
    for wanted in gold:
        match = next((one for one in free if same(wanted, one)), None)
        if match is not None:
            free = [one for one in free if one is not match]
            pairs.append((wanted, match))
    return pairs


def _count(score: NumberScore, hits: int, gold: int, found: int) -> None:
    score.hits, score.gold, score.found = score.hits + hits, score.gold + gold, score.found + found


def _count_stated(score: NumberScore, pairs: Sequence[tuple[str | None, str | None]]) -> None:
    """Counts what is stated of some right claims: as annotated, as found. Most have none, and none is not counted."""
    gold, found = sum(pair[0] is not None for pair in pairs), sum(pair[1] is not None for pair in pairs)
    _count(score, sum(one == other is not None for one, other in pairs), gold, found)


def _report(
    result: Result,
    document: GoldDocument,
    pairs: Sequence[tuple[GoldTarget | GoldClaim, Target | Claim]],
    gold: Sequence[GoldTarget | GoldClaim],
    found: Sequence[Target | Claim],
) -> None:
    right = {id(one) for pair in pairs for one in pair}
    result.errors += [f"{document.slug}: missed: {_shown(one, document)}" for one in gold if id(one) not in right]
    result.errors += [f"{document.slug}: false:  {_shown(one, document)}" for one in found if id(one) not in right]


def _shown(one: GoldTarget | GoldClaim | Target | Claim, document: GoldDocument) -> str:
    around = document.text[max(0, one.start - 50) : one.end + 40].replace("\n", " ")
    if isinstance(one, GoldTarget | Target):
        return f"{one.raw!r} {one.quantity} {one.unit} of {one.of} | {around}"
    return f"{one.raw!r} {one.kind} {one.value} {one.status} {one.scope} | {around}"


def main() -> int:
    """Print the table for both halves and for all, and the errors of the half asked for."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--errors", choices=["tuned", "unseen", "all"])
    asked = arguments.parse_args().errors
    gold = gold_documents()
    for name, part in {"tuned": gold[::2], "unseen": gold[1::2], "all": gold}.items():
        result = measure(part)
        print(f"{name}: {len(part)} documents; of the right ones {dict(result.agreed)}")
        for kind, score in sorted(result.scores.items()):
            row = f"P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f}"
            print(f"  {kind:22} {row}  ({score.hits} of {score.gold}, {score.found} found)")
        if asked == name:
            print("\n".join(result.errors))
    return 0


if __name__ == "__main__":
    sys.exit(main())
