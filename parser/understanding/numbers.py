"""What prose says in numbers: every candidate judged, and made a claim or a target with its confidence."""

from collections.abc import Collection, Container, Iterator

import msgspec

from parser.judging.linear import Judgement
from parser.judging.thresholds import is_shown
from parser.understanding.candidates import Number, SentenceFacts, find_candidates
from parser.understanding.judges import Name, asked, is_planned, judged, no_targets, weights_of
from parser.understanding.number_evidence import SentenceEvidence, around
from parser.understanding.number_ranks import ranks_of
from parser.understanding.page_evidence import Key, PageEvidence, names_of
from parser.understanding.page_prose import Frame
from parser.understanding.readers.dates import Date
from parser.understanding.readers.money import Money
from parser.understanding.readers.numerals import Quantity
from parser.understanding.sex_splits import total_of
from parser.understanding.target_fields import target_in
from parser.understanding.words import Words
from schema.record import Claim, Target

_NOTHING = ("none", "whole")
"""The classes that give a field no value."""
PROMISED = "promised"
"""The feature of a count whose number the judge of targets takes for one."""
_NEAR = 5
"""Targets among which the persons are looked for whom a number splits."""
_GUESSED_SURE = 0.7
"""How sure the noun is that a number leaves out where nothing says what it is of: in annotated texts 27 of 35 are."""


class Described(msgspec.Struct, frozen=True):
    """A candidate with its sentence, and what speaks for and against everything that it may be."""

    one: Number
    facts: SentenceFacts
    said: list[tuple[str, Collection[Key]]]
    """What is said of numbers of some sort, or of any."""
    weight: int
    """What all that adds up to for all judges, the bias counted in."""

    @property
    def features(self) -> frozenset[str]:
        """The features of what is said."""
        return frozenset(name for sort, keys in self.said for key in keys for name in names_of(key, sort))

    def judged(self, name: Name, *more: str) -> Judgement:
        """What a judge says of it, with more features."""
        return judged(name, self.weight + asked().weigh(more) if more else self.weight)


def find_numbers(words: Words, frame: Frame) -> tuple[list[Claim], list[Target]]:
    """The claims and targets of a page's prose, in page order; offsets are in `frame.text`."""
    claims: list[Claim] = []
    targets: list[Target] = []
    for described in describe(words, frame, without=no_targets()):
        if isinstance(described.one, Quantity):
            total = total_of(described.facts, described.one)
            promised = None if total else _target(described, described.one)
            if promised and described.one.of is None and targets and _is_what_it_is_of(targets[-1], promised):
                targets.pop()
            targets += [promised] if promised else []
            if not _is_in(targets, described.one, total):
                claims += _counts(described, described.one, promised is not None)
        else:
            claims += _claims(described, described.one)
    made: list[Claim | Target] = [*claims, *targets]
    for one in made:
        one.raw = frame.text[one.start : one.end]
    return claims, targets


def describe(words: Words, frame: Frame, without: Container[str] = ()) -> Iterator[Described]:
    """Every candidate of a page with what is said of it, in order; `without` quantities of some sorts."""
    found = find_candidates(frame, words)
    wanted = [[at for at, one in enumerate(facts.candidates) if one.sort not in without] for facts in found]
    page = PageEvidence(words, frame.title) if any(wanted) else None
    often = asked().bias + _weight("", page.often) if page else 0
    ranks = ranks_of(one for facts in found for one in facts.candidates)
    for facts, places, near in zip(found, wanted, around([facts.sentence for facts in found]), strict=True):
        if page and places:
            evidence = SentenceEvidence(page, facts, near)
            shared = often + _weight("", evidence.shared)
            for at in places:
                one, (sort, own) = facts.candidates[at], evidence.of(at)
                own += ranks.get(id(one), ())
                said = [("", page.often), ("", evidence.shared), (sort, own)]
                yield Described(one, facts, said, shared + _weight(sort, own))


def _weight(sort: str, keys: Collection[Key]) -> int:
    return sum(map(weights_of(sort).__getitem__, keys))


def _target(described: Described, found: Quantity) -> Target | None:
    judgement = described.judged("targets")
    if judgement.label in _NOTHING:
        return None
    target = target_in(described.facts, found)
    is_guessed = found.sort == "bare" and target.of is None
    _tell_how_sure(target, "targets", judgement.confidence * (_GUESSED_SURE if is_guessed else 1.0))
    return target


def _is_what_it_is_of(before: Target, target: Target) -> bool:
    """Whether a target is only what the next of its sentence is of: the first of `Av 520 deltagare ska minst 210`."""
    return before.sentence_start == target.sentence_start and before.raw == target.of


def _is_in(targets: list[Target], found: Quantity, total: Quantity | None) -> bool:
    """Whether a number only splits a target: it stands in it, or splits persons who are one."""
    is_inside = bool(targets) and targets[-1].start < found.bounded_start < targets[-1].end
    return is_inside or (total is not None and any(one.start == total.bounded_start for one in targets[-_NEAR:]))


def _counts(described: Described, found: Quantity, promised: bool) -> Iterator[Claim]:
    """A number of people or organisations."""
    if found.sort not in {"person", "organisation"}:
        return
    more = (PROMISED,) if promised else ()
    judgement = described.judged("counts", *more)
    if judgement.label in _NOTHING:
        return
    claim = _claim(described, judgement, found.low, found.high)
    if claim.kind == "count.participants":
        scope = described.judged("scopes", *more, f"kind {claim.kind}")
        claim.scope = _value(scope)
        part = f"{claim.kind}.{claim.scope}" if claim.scope == "del" else claim.kind
        _tell_how_sure(claim, part, judgement.confidence * scope.confidence)
        claim.status = "planerad" if claim.scope is None and is_planned(described.weight) else None
    yield claim


def _claims(described: Described, found: Money | Date) -> Iterator[Claim]:
    judgement = described.judged("money" if isinstance(found, Money) else "dates")
    if judgement.label in _NOTHING:
        return
    if isinstance(found, Date):
        claim = _claim(described, judgement, found.value, None)
        claim.earliest, claim.latest = found.earliest, found.latest
    else:
        claim = _claim(described, judgement, found.value, found.value_max)
        claim.currency, claim.other_value, claim.other_currency = found.currency, found.other, found.other_currency
        if claim.kind != "amount.other":
            claim.scope = _value(described.judged("scopes", f"kind {claim.kind}"))
        claim.status = _value(described.judged("statuses", f"kind {claim.kind}"))
    yield claim


def _claim(
    described: Described, judgement: Judgement, value: int | float | str | None, highest: int | float | None
) -> Claim:
    one = described.one
    claim = Claim(judgement.label, value, None, None, None, "", one.start, one.end, value_max=highest)
    _tell_how_sure(claim, judgement.label, judgement.confidence)
    return claim


def _tell_how_sure(one: Claim | Target, kind: str, confidence: float) -> None:
    one.confidence, one.shown = round(confidence, 3), is_shown(kind, confidence)


def _value(judgement: Judgement) -> str | None:
    return None if judgement.label in _NOTHING else judgement.label
