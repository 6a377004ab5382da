"""Gives a project what its prose says, put in its place on the page, and fills facts with it.

In a document without labels, facts are what its claims say of the project as a whole, where they agree. An amount
applied for or paid so far, a part, a share for each participant and a date that is not a day fill no field: they stand
as claims.
"""

import re

import msgspec

from parser.understanding.page_prose import Frame, moves
from schema.record import Claim, FactField, Project, Tag, Target, Value

_FIELDS: dict[str, FactField] = {
    "amount.total_budget": "total_budget_sek",
    "amount.esf_support": "esf_support_sek",
    "amount.cofinancing": "cofinancing_sek",
    "date.start": "period_start",
    "date.end": "period_end",
    "count.participants": "participants_planned",
}
_LABELLED = {kind: field for kind, field in _FIELDS.items() if not kind.startswith("amount.")}
_NOT_WHOLE = {"ansökt", "utbetald"}


class Understanding(msgspec.Struct):
    """What the prose of one page says; offsets are those of its frame's text."""

    claims: list[Claim]
    targets: list[Target]
    tags: list[Tag]


def merge(project: Project, frame: Frame, said: Understanding) -> None:
    """Gives a project what its prose says, with places in the page's text; facts of prose fill what no label states."""
    move_at = moves(project, frame)

    items: list[Claim | Target | Tag] = [*said.claims, *said.targets, *said.tags]
    for item in items:
        move = move_at(item.start)
        item.start, item.end = item.start + move, item.end + move
        if isinstance(item, Target) and item.sentence_start is not None and item.sentence_end is not None:
            item.sentence_start, item.sentence_end = item.sentence_start + move, item.sentence_end + move
    project.claims, project.targets, project.tags = said.claims, said.targets, said.tags
    hide_unlike_labels(project)
    fill_facts(project)


def fill_facts(project: Project) -> None:
    """Fills the empty fields of a prose record from claims that agree, each with its place."""
    if project.layout != "prose":
        return
    for kind, field in _FIELDS.items():
        claims = [claim for claim in project.claims if claim.kind == kind and _fills_a_field(claim)]
        if getattr(project, field) is None and len({claim.value for claim in claims}) == 1:
            first = claims[0]
            setattr(project, field, first.value)
            project.values.append(Value(field, first.raw, first.start, first.end, "inferred"))
    project.values.sort(key=lambda value: value.start)


def _fills_a_field(claim: Claim) -> bool:
    """Whether a claim is of the whole project, as granted, in the form that its field has."""
    if not claim.shown or claim.scope or claim.status in _NOT_WHOLE:
        return False
    if claim.value_max is not None or claim.currency == "EUR":
        return False
    if claim.kind == "count.participants" and claim.status != "planerad":
        return False
    is_day = isinstance(claim.value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", claim.value) is not None
    is_whole = isinstance(claim.value, int) or (isinstance(claim.value, float) and claim.value.is_integer())
    return is_day if claim.kind.startswith("date.") else is_whole


def hide_unlike_labels(project: Project) -> None:
    """What prose says of the project's period or participants is not shown where the page's own label says otherwise.

    It is then of a phase, a site or another project, far oftener than it is a contradiction; the tables keep it.
    """
    for claim in project.claims:
        label = getattr(project, _LABELLED[claim.kind]) if claim.kind in _LABELLED else None
        if label is not None and not _agrees(claim, label):
            claim.shown = False


def _agrees(claim: Claim, label: str | int) -> bool:
    """Whether a date is the label's with less precision; whether a number is the label's, or a part that is smaller."""
    if isinstance(label, int):
        part = claim.scope == "del" and isinstance(claim.value, int | float) and claim.value < label
        return part or (claim.scope is None and claim.value == label)
    return claim.value is not None and label.startswith(str(claim.value))
