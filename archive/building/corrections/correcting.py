"""Lays people's verdicts over what was read of a project, before it becomes rows.

A line is what was read at a place as one kind. Confirmed lines are shown and rejected ones are not; a line with another
right value says that value. The facts of the record follow.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from typing import Any, Literal

import msgspec

from archive.building.claim_kinds import fact_kinds
from archive.building.corrections.corrected_values import Fields, corrected
from archive.building.corrections.verdicts import Correction
from archive.privacy import MASK
from parser import Page
from parser.understanding.fill_project import fill_facts
from schema.dictionary import tables
from schema.record import Claim, Project, Section, Tag, Target

Review = Literal["granskad", "avvisad"]
_Line = Claim | Target | Tag | Section
_NO_LONGER = {
    Claim: ("value_max", "earliest", "latest", "other_value", "other_currency"),
    Target: ("quantity_max",),
}
"""What a line said beside the value that was wrong."""


class Reviews(msgspec.Struct):
    """What people said of a project's lines, and the facts that they rejected, by field."""

    said: dict[tuple[str, int, int], Review] = {}
    rejected: dict[str, Any] = {}

    def of(self, kind: str, start: int, end: int) -> Review | None:
        """The verdict on a line."""
        return self.said.get((kind, start, end))


def correct(
    page: Page, project: Project, corrections: Iterable[Correction]
) -> tuple[Project, Reviews, dict[Correction, str]]:
    """The project as corrected, the verdicts, and each correction that fitted with what is odd about it, if anything.

    The project given is left as it was read.
    """
    project, reviews, fitted = deepcopy(project), Reviews(), dict[Correction, str]()
    facts = _facts(page, project)
    for one in corrections:
        if not _same_words(one.raw, page.text[one.start : one.end]):
            continue
        lines = _at(one, [*_lines(project, one.kind), *(line for line in facts.values() if line.kind == one.kind)])
        fields = {id(line): field for field, line in facts.items()}
        if notes := {_decide(reviews, line, one, fields.get(id(line))) for line in lines}:
            fitted[one] = max(notes)
    for field, line in facts.items():
        _put_back(project, reviews, field, line)
    if fitted and project.layout == "prose":
        _fill_anew(project, reviews)
    return project, reviews, fitted


def _same_words(written: str, text: str) -> bool:
    """Whether a row quotes the text, white space and masked characters apart: people see the masked text."""
    one, other = " ".join(unicodedata.normalize("NFC", written).split()), " ".join(text.split())
    return len(one) == len(other) and all(a in (b, MASK) for a, b in zip(one, other, strict=True))


def _lines(project: Project, kind: str) -> Iterator[_Line]:
    if kind == "target":
        yield from project.targets
    elif kind == "section":
        yield from project.sections
    yield from (claim for claim in project.claims if claim.kind == kind)
    yield from (tag for tag in project.tags if tag.kind == kind)


def _facts(page: Page, project: Project) -> dict[str, Claim]:
    """The facts that are no claim of the prose already, as claims by field; a title above a page has no label."""
    claimed = {(claim.start, claim.end) for claim in project.claims}
    places = [(str(value.field), value.start, value.end) for value in project.values]
    places += [("title", span.start, span.end) for span in page.spans if span.kind == "title"]
    return {
        field: Claim(fact_kinds()[field], getattr(project, field), _currency(field), None, None, "", start, end)
        for field, start, end in reversed(places)  # the first place of a field counts
        if field in fact_kinds() and (start, end) not in claimed and getattr(project, field) is not None
    }


def _currency(field: str) -> str | None:
    return "SEK" if field.endswith("_sek") else None


def _at(one: Correction, lines: Sequence[_Line]) -> list[_Line]:
    """The lines at the place of a correction; else the only one over it, which another version of the parser cut so."""
    exact = [line for line in lines if (line.start, line.end) == (one.start, one.end)]
    if exact or one.kind == "section":
        return exact
    over = [line for line in lines if line.start < one.end and one.start < line.end]
    return over if len(over) == 1 else []


def _decide(reviews: Reviews, line: _Line, one: Correction, field: str | None) -> str:
    """Lays a verdict over a line, which may be a fact's; returns what is odd about it, or an empty string."""
    changes = corrected(one.kind, one.value) if one.value else {}
    if field and changes and not _fits(field, changes):
        return f"value is not what the column {field} of projects holds, and the line stays as it was read"
    is_new = any(getattr(line, name) != value for name, value in changes.items())
    line.shown = one.verdict == "right" or is_new
    reviews.said[one.kind, line.start, line.end] = "granskad" if line.shown else "avvisad"
    for name, value in (dict.fromkeys(_NO_LONGER.get(type(line), ())) | changes).items() if is_new else ():
        setattr(line, name, value)
    return "" if line.shown or not changes else "the verdict is wrong, but value is what is read: the line is rejected"


def _put_back(project: Project, reviews: Reviews, field: str, line: Claim) -> None:
    """Lets a fact of the record be what its line says after the verdicts."""
    if not line.shown:
        reviews.rejected[field] = line.value
        setattr(project, field, None)
    elif line.value != getattr(project, field):
        setattr(project, field, line.value)


def _fits(field: str, changes: Fields) -> bool:
    """Whether the column of a fact can hold a value: not half a person, a month for a day, or euro for kronor."""
    value, type_ = changes["value"], tables()["projects"].columns[field].type
    fits = {"integer": isinstance(value, int), "float": isinstance(value, int | float)}
    fits["date"] = isinstance(value, str) and len(value) == len("2012-10-31")
    return fits.get(type_, isinstance(value, str)) and changes.get("currency", _currency(field)) == _currency(field)


def _fill_anew(project: Project, reviews: Reviews) -> None:
    """The facts of a prose page are those of its claims that stand, of a kind the reviewed ones where there are any."""
    read = project.claims
    places = {(claim.start, claim.end) for claim in read}
    for fact in [fact for fact in project.values if (fact.start, fact.end) in places]:
        setattr(project, fact.field, None)
        project.values.remove(fact)
    reviewed = [claim for claim in read if reviews.of(claim.kind, claim.start, claim.end) == "granskad"]
    kinds = {claim.kind for claim in reviewed}
    project.claims = [claim for claim in read if claim.shown and (claim.kind not in kinds or claim in reviewed)]
    fill_facts(project)
    project.claims = read
