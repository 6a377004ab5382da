"""What prose says in numbers: every candidate judged, and made a claim or a target with its confidence."""

from collections.abc import Container, Iterator

import msgspec

from parser.judging.linear import Judgement
from parser.judging.thresholds import is_shown
from parser.understanding.candidates import Number, SentenceFacts, find_candidates
from parser.understanding.context import Surroundings
from parser.understanding.elided import PRONOUNS
from parser.understanding.feature_names import Said, features_of, weight_of
from parser.understanding.frame import Frame
from parser.understanding.judges import asked, is_planned, judged, label_of, no_targets
from parser.understanding.page_context import PageContext
from parser.understanding.readers.dates import Date
from parser.understanding.readers.money import Money
from parser.understanding.readers.quantities import Quantity
from parser.understanding.target_fields import target_in
from parser.understanding.words import Words
from schema.record import Claim, Target

_NONE, _WHOLE = "none", "whole"
PROMISED = "promised"
"""The feature of a count whose number the judge of targets takes for one."""
_ELIDED_SURE = 0.8
"""How sure the noun is that a pronoun stands for: `fem av dem`."""


class Described(msgspec.Struct, frozen=True):
    """A candidate with its sentence, and what speaks for and against everything that it may be."""

    one: Number
    facts: SentenceFacts
    said: list[Said]
    weight: int
    """What all that adds up to for all judges, the bias counted in."""

    @property
    def features(self) -> frozenset[str]:
        """The features of what is said."""
        return features_of(self.said)

    def weight_with(self, *features: str) -> int:
        """What it adds up to with more features."""
        return self.weight + asked().weigh(features)


def find_numbers(words: Words, frame: Frame) -> tuple[list[Claim], list[Target]]:
    """The claims and targets of a page's prose, in page order; offsets are in `frame.text`."""
    claims: list[Claim] = []
    targets: list[Target] = []
    for described in describe(words, frame, without=no_targets()):
        found = described.one
        if isinstance(found, Quantity):
            promised = _target(described, found)
            targets += [promised] if promised else []
            claims += _counts(described, found, promised is not None, targets[-1] if targets else None)
        else:
            claims += _claims(described, found)
    made: list[Claim | Target] = [*claims, *targets]
    for one in made:
        one.raw = frame.text[one.start : one.end]
    return claims, targets


def describe(words: Words, frame: Frame, without: Container[str] = ()) -> Iterator[Described]:
    """Every candidate of a page with what is said of it, in order; `without` quantities of some sorts."""
    page, before = PageContext(words, frame.title), None
    for facts in find_candidates(frame, words):
        asked_about = [at for at, one in enumerate(facts.candidates) if one.sort not in without]
        if asked_about:
            around = Surroundings(page, facts, before)
            shared = asked().bias + weight_of(around.shared)
            for at in asked_about:
                one = facts.candidates[at]
                said = around.said(at)
                yield Described(one, facts, [*around.shared, *said], shared + weight_of(said))
        before = facts.sentence


def _target(described: Described, found: Quantity) -> Target | None:
    if label_of("targets", described.weight) == _NONE:
        return None
    target, judgement = target_in(described.facts, found), judged("targets", described.weight)
    elided = (found.of or "").lower() in PRONOUNS
    sure = judgement.confidence * (_ELIDED_SURE if elided else 1.0)
    target.confidence, target.shown = _sure("targets", Judgement(judgement.label, sure))
    return target


def _counts(described: Described, found: Quantity, promised: bool, target: Target | None) -> Iterator[Claim]:
    """A number of people or organisations; not what only splits a target."""
    inside = target is not None and target.start < found.bounded_start < target.end
    if found.sort not in {"person", "organisation"} or inside:
        return
    more = (PROMISED,) if promised else ()
    judgement = judged("counts", described.weight_with(*more))
    if judgement.label != _NONE:
        claim = _claim(described, judgement, found.low, found.high)
        if judgement.label == "count.participants":
            scope = judged("scopes", described.weight_with(*more, f"kind {judgement.label}"))
            claim.scope = None if scope.label == _WHOLE else scope.label
            both = Judgement(judgement.label, judgement.confidence * scope.confidence)
            kind = f"{judgement.label}.{claim.scope}" if claim.scope == "del" else judgement.label
            claim.confidence, claim.shown = _sure(kind, both)
            claim.status = "planerad" if claim.scope is None and is_planned(described.weight) else None
        yield claim


def _claims(described: Described, found: Money | Date) -> Iterator[Claim]:
    judgement = judged("money" if isinstance(found, Money) else "dates", described.weight)
    if judgement.label == _NONE:
        return
    if isinstance(found, Date):
        claim = _claim(described, judgement, found.value, None)
        claim.earliest, claim.latest = found.earliest, found.latest
    else:
        claim = _claim(described, judgement, found.value, found.value_max)
        claim.currency, claim.other_value, claim.other_currency = found.currency, found.other, found.other_currency
        claim.scope = _scope(described, judgement.label)
        claim.status = _status(described, judgement.label)
    yield claim


def _claim(
    described: Described, judgement: Judgement, value: int | float | str | None, highest: int | float | None
) -> Claim:
    one = described.one
    raw = described.facts.text[one.start : one.end]
    claim = Claim(judgement.label, value, None, None, None, raw, one.start, one.end, value_max=highest)
    claim.confidence, claim.shown = _sure(judgement.label, judgement)
    return claim


def _sure(kind: str, judgement: Judgement) -> tuple[float, bool]:
    return round(judgement.confidence, 3), is_shown(kind, judgement.confidence)


def _scope(described: Described, kind: str) -> str | None:
    if kind == "amount.other":
        return None
    found = label_of("scopes", described.weight_with(f"kind {kind}"))
    return None if found == _WHOLE else found


def _status(described: Described, kind: str) -> str | None:
    found = label_of("statuses", described.weight_with(f"kind {kind}"))
    return None if found == _NONE else found
