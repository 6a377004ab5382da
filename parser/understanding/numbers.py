"""What prose says in numbers: every candidate judged, and made a claim or a target with its confidence."""

from collections.abc import Iterator

from parser.judging.thresholds import is_shown
from parser.understanding.classes import NONE, SAYS_NOTHING, TARGET, Classes, kind_of, likeliest, promise_of, scope_of
from parser.understanding.described import Described, describe
from parser.understanding.judges import COUNTED_SORTS, is_planned, no_targets
from parser.understanding.page_prose import Frame
from parser.understanding.readers.dates import Date
from parser.understanding.readers.money import Money
from parser.understanding.readers.numerals import Quantity
from parser.understanding.sex_splits import total_of
from parser.understanding.target_fields import is_what_others_are_of, target_in
from parser.understanding.words import Words
from schema.record import Claim, Target

_NEAR = 5
"""Targets among which the persons are looked for whom a number splits."""
_GUESSED_SURE = 0.7
"""How sure the noun is that a number leaves out where nothing says what it is of: in annotated texts 27 of 35 are."""


def find_numbers(words: Words, frame: Frame) -> tuple[list[Claim], list[Target]]:
    """The claims and targets of a page's prose, in page order; offsets are in `frame.text`."""
    claims: list[Claim] = []
    targets: list[Target] = []
    for described in describe(words, frame, without=no_targets()):
        one = described.one
        if isinstance(one, Quantity):
            classes, total = described.judged("quantities"), total_of(described.facts, one)
            is_part = total is not None or _is_inside(targets, one) or is_what_others_are_of(described.facts, one)
            promised = None if is_part else _target(described, one, classes)
            targets += [promised] if promised else []
            if one.sort in COUNTED_SORTS and not _is_in(targets, one, total):
                claims += _counts(described, one, classes)
        else:
            claims += _amounts(described, one) if isinstance(one, Money) else _dates(described, one)
    made: list[Claim | Target] = [*claims, *targets]
    for each in made:
        each.raw = frame.text[each.start : each.end]
    return claims, targets


def _target(described: Described, found: Quantity, classes: Classes) -> Target | None:
    promise = likeliest(classes, promise_of)
    if promise.label != TARGET:
        return None
    target = target_in(described.facts, found)
    is_guessed = found.sort == "bare" and target.of is None
    _tell_how_sure(target, "targets", promise.confidence * (_GUESSED_SURE if is_guessed else 1.0))
    return target


def _is_in(targets: list[Target], found: Quantity, total: Quantity | None) -> bool:
    """Whether a number only splits a target: it stands in it, or splits persons who are one."""
    splits = total is not None and any(one.start == total.bounded_start for one in targets[-_NEAR:])
    return splits or _is_inside(targets, found)


def _is_inside(targets: list[Target], found: Quantity) -> bool:
    return bool(targets) and targets[-1].start < found.bounded_start < targets[-1].end


def _counts(described: Described, found: Quantity, classes: Classes) -> Iterator[Claim]:
    """A number of people or organisations."""
    for claim in _claims(described, classes, found.low, found.high):
        if claim.kind == "count.participants" and claim.scope is None and is_planned(described.weight):
            claim.status = "planerad"
        yield claim


def _dates(described: Described, found: Date) -> Iterator[Claim]:
    for claim in _claims(described, described.judged("dates"), found.value, None):
        claim.earliest, claim.latest = found.earliest, found.latest
        yield claim


def _amounts(described: Described, found: Money) -> Iterator[Claim]:
    for claim in _claims(described, described.judged("money"), found.value, found.value_max):
        claim.currency, claim.other_value, claim.other_currency = found.currency, found.other, found.other_currency
        claim.status = _value(likeliest(described.judged("statuses", f"kind {claim.kind}"), kind_of).label)
        yield claim


def _claims(
    described: Described, classes: Classes, value: int | float | str | None, highest: int | float | None
) -> Iterator[Claim]:
    """The claim of the likeliest kind, if that is one; of participants it must be as sure how many of them."""
    one, kind = described.one, likeliest(classes, kind_of)
    if kind.label == NONE:
        return
    scope = likeliest({label: p for label, p in classes.items() if kind_of(label) == kind.label}, scope_of)
    claim = Claim(kind.label, value, None, None, None, "", one.start, one.end, value_max=highest)
    claim.scope, counts_persons = _value(scope.label), kind.label == "count.participants"
    part = f"{kind.label}.{claim.scope}" if counts_persons and claim.scope else kind.label
    _tell_how_sure(claim, part, scope.confidence)
    yield claim


def _tell_how_sure(one: Claim | Target, kind: str, confidence: float) -> None:
    one.confidence, one.shown = round(confidence, 3), is_shown(kind, confidence)


def _value(label: str) -> str | None:
    return None if label in SAYS_NOTHING else label
