"""What a careful reader finds in a text, in the one form that readings are compared with."""

import re
from collections.abc import Sequence
from itertools import product

import msgspec

from benchmarks.gold.annotation import GoldClaim, GoldTarget
from benchmarks.gold.documents import GoldDocument
from schema.record import Claim, SectionName, TagKind, Target

TAGS: dict[TagKind, str] = {
    "target_group": "target_groups",
    "country": "countries",
    "city": "cities",
    "municipality": "municipalities",
    "county": "counties",
    "partner_abroad": "partners_abroad",
}
"""Kinds of tags by the key that an annotation has them under; themes are not annotated."""
Answer = tuple[str, ...]
"""What is said of a number: of a target its quantity, unit and `of`; of a claim its kind, value and currency."""


class Wanted(msgspec.Struct, frozen=True):
    """An annotated number: where it stands, and the answers that are right; `optional` counts neither way.

    `stated` is the scope and status, of those that are annotated.
    """

    kind: str
    start: int
    end: int
    answers: frozenset[Answer]
    stated: dict[str, str | None] = {}
    optional: bool = False


class Names(msgspec.Struct, frozen=True):
    """The names that a text must be tagged with, and those that it may."""

    must: set[str]
    may: set[str] = set()


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph without heading, and the sections that it may have; None for none of the seven."""

    start: int
    end: int
    sections: frozenset[SectionName | None]


class Annotation(msgspec.Struct, frozen=True):
    """A text with all that is annotated in it; offsets are in its canonical text."""

    name: str
    content: bytes
    targets: list[Wanted]
    claims: list[Wanted]
    tags: dict[TagKind, Names]
    paragraphs: list[Paragraph]


def of_gold(document: GoldDocument) -> Annotation:
    """A document of the gold corpus; its paragraphs only where no headings tell their sections."""
    tags = {kind: Names(set(document.tags[key])) for kind, key in TAGS.items()}
    bare = [part for part in document.sections if not part.heading and not document.has_headings]
    paragraphs = [Paragraph(part.start, part.end, frozenset({part.section})) for part in bare]
    targets, claims = [*map(_target, document.targets)], [*map(_claim, document.claims)]
    return Annotation(document.name, document.text.encode(), targets, claims, tags, paragraphs)


def _target(gold: GoldTarget) -> Wanted:
    answers = target_answers(gold.quantity, [gold.unit], [gold.of])
    return Wanted("targets", gold.start, gold.end, answers)


def _claim(gold: GoldClaim) -> Wanted:
    stated: dict[str, str | None] = {"scope": gold.scope}
    stated |= {"status": gold.status} if gold.kind.startswith("amount.") else {}
    answers = claim_answers([gold.kind], gold.value, (gold.currency,))
    return Wanted(gold.kind, gold.start, gold.end, answers, stated)


def answer_of(found: Claim | Target) -> Answer:
    """What is said of a number that was read; a quantity in whole numbers."""
    if isinstance(found, Claim):
        return (found.kind, _plain(found.value), str(found.currency))
    return (str(round(found.quantity)), found.unit, str(found.of))


def target_answers(quantity: float, units: Sequence[str], of: Sequence[str | None]) -> frozenset[Answer]:
    """Every right answer of a target with several readings."""
    return frozenset((str(round(quantity)), unit, str(whole)) for unit, whole in product(units, of))


def claim_answers(kinds: Sequence[str], value: object, currencies: Sequence[str | None]) -> frozenset[Answer]:
    """Every right answer of a claim with several readings."""
    return frozenset((kind, _plain(value), str(currency)) for kind, currency in product(kinds, currencies))


def _plain(value: object) -> str:
    """A value as text, so that 12, 12.0 and `12` are the same."""
    return re.sub(r"\.0+$", "", str(value))
