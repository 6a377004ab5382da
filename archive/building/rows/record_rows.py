"""A page's project as rows of the published tables, contact data masked, people's verdicts beside."""

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

import msgspec

from archive.building.corrections.correcting import Reviews
from archive.building.rows.doubtful_number import doubtful_number
from archive.building.rows.history import TEXT, CapturedRecord
from archive.building.rows.short_texts import short_texts
from archive.database import Row
from archive.privacy import Masker, mask_range
from parser import Page
from parser.text.spans import unclaimed_message
from parser.understanding.page_prose import Frame
from parser.understanding.sentences import Sentence, sentences
from schema.dictionary import tables
from schema.record import Claim, Issue, Project, Section, Tag, Target, Value

OWNER = "projektägare"


class MaskedRecord:
    """A page's project as rows of the published tables, contact data masked."""

    def __init__(self, page: Page, project: Project, masker: Masker, reviews: Reviews | None = None) -> None:
        """Prepare the rows of a project as corrected; the mask is for the contacts of all its pages so far."""
        self.page = page
        self.project = project
        self.reviews = reviews or Reviews()
        self.masker = masker
        self.masker.look_through(short_texts(project))
        self._private = [value for value in project.values if self._is_private(value)]
        self.text = self._mask_text()
        self.issues = [self._issue(issue) for issue in (*self.project.issues, *doubtful_number(self.project))]

    def _mask_text(self) -> str:
        text = self.page.text
        for value in self._private:
            text = mask_range(text, value.start, value.end)
        return self.masker.mask(text)

    def _is_private(self, value: Value) -> bool:
        """Contacts, and an organisation number that is a person's own: its third digit is a month's."""
        if value.field != "owner_org_number":
            return value.field.startswith("contact.")
        numbers = (self.project.owner_org_number or "", re.sub(r"\D", "", value.raw)[-10:])
        return any(number[2:3] in ("0", "1") for number in numbers)

    def _mask(self, value: Any) -> Any:
        return self.masker.mask(value) if isinstance(value, str) else value

    def _issue(self, issue: Issue) -> Row:
        raw, masked = self.page.text[issue.start : issue.end], self.text[issue.start : issue.end]
        row = {name: self._mask(value) for name, value in msgspec.to_builtins(issue).items()}
        row["message"] = row["message"].replace(raw, masked) if raw else row["message"]
        if issue.code == "unclaimed-text":
            row["message"] = unclaimed_message(self.text[issue.start : issue.end])
        return row

    @functools.cached_property
    def row(self) -> Row:
        """The row of `projects`; ids, codes and dates need no mask, and a mask would not fit them."""
        published = [name for name in tables()["projects"].columns if name != "project_id"]
        return self._published({name: getattr(self.project, name) for name in published})

    def rejected(self) -> Row:
        """The facts that people rejected, by column: no part of the record, but of what was read."""
        return self._published(self.reviews.rejected)

    def _published(self, values: Row) -> Row:
        plain = {"layout", "programme_period", "period_start", "period_end", "owner_org_number", "dnr", "postal_code"}
        private = {value.field for value in self._private}
        masked = {name: value if name in plain else self._mask(value) for name, value in values.items()}
        return masked | {name: None for name in private & set(masked)}

    def sections(self) -> Iterator[Row]:
        """The rows of `sections`, texts masked."""
        for position, section in enumerate(self.project.sections, 1):
            text = self.text[section.start : section.end]
            row = {"position": position, **msgspec.to_builtins(section), **self.review("section", section)}
            yield row | {"text": text, "heading": self._mask(section.heading)}

    def review(self, kind: str, line: Claim | Target | Tag | Section | Row) -> Row:
        """The column `review` of a line at its place."""
        start, end = (line["start"], line["end"]) if isinstance(line, dict) else (line.start, line.end)
        return {"review": self.reviews.of(kind, start, end)}

    def _named(self) -> Iterator[tuple[int, str, str]]:
        if self.project.owner:
            yield 0, OWNER, self._mask(self.project.owner)
        for position, organisation in enumerate(self.project.organisations, 1):
            yield position, organisation.role, self._mask(organisation.name)

    def project_organisations(self) -> Iterator[Row]:
        """The rows of `project_organisations`, the owner first; which organisation each is, the archive resolves."""
        for position, role, name in self._named():
            yield {"position": position, "organisation_id": None, "role": role, "name": name, "rule": None}

    def municipalities(self) -> Iterator[Row]:
        """The rows of `project_municipalities`."""
        for position, municipality in enumerate(self.project.municipalities, 1):
            yield {"position": position, "municipality_code": municipality.code, "name": self._mask(municipality.name)}

    @functools.cached_property
    def provenance(self) -> list[Row]:
        """The rows of `provenance`, contacts left out."""
        return list(self._provenance())

    def _provenance(self) -> Iterator[Row]:
        for value in self.project.values:
            if value not in self._private:
                yield msgspec.to_builtins(value) | {"raw": self.text[value.start : value.end]}
        for span in self.page.spans:
            if span.kind in ("title", "list-item"):
                raw = self.text[span.start : span.end]
                yield {"field": span.field, "raw": raw, "start": span.start, "end": span.end, "method": "heading"}

    def claims(self) -> Iterator[Row]:
        """What prose states, masked."""
        for claim in self.project.claims:
            row = msgspec.to_builtins(claim) | self.review(claim.kind, claim)
            yield row | {"raw": self.text[claim.start : claim.end]}

    @functools.cached_property
    def _sentences(self) -> list[Sentence]:
        return sentences(Frame(self.page.text, self.project.sections))  # a mask hides where a sentence begins

    def sentence_at(self, place: int) -> str | None:
        """The sentence of the prose that holds a place, masked; None outside the prose."""
        found = bisect_right(self._sentences, place, key=lambda sentence: sentence.start)
        last = self._sentences[found - 1] if found else None
        return " ".join(self.text[last.start : last.end].split()) if last and place < last.end else None

    def targets(self) -> Iterator[Row]:
        """The rows of `targets`, masked."""
        for position, target in enumerate(self.project.targets, 1):
            row: Row = msgspec.to_builtins(target)
            sentence = self.text[row.pop("sentence_start") or 0 : row.pop("sentence_end") or 0]
            place = {"position": position, "section": self._section_at(target.start), "sentence": sentence}
            place |= self.review("target", target)
            yield row | place | {"raw": self.text[target.start : target.end]}

    def tags(self) -> Iterator[Row]:
        """The rows of `tags`, masked."""
        for position, tag in enumerate(self.project.tags, 1):
            row: Row = msgspec.to_builtins(tag) | self.review(tag.kind, tag)
            yield row | {"position": position, "raw": self.text[tag.start : tag.end], "name": self._mask(tag.name)}

    def _section_at(self, place: int) -> str | None:
        here = (part for part in self.project.sections if part.start <= place < part.end)
        return next((part.section for part in here if part.shown), None)

    def content(self) -> Row:
        """The columns of a capture that hold its page: the text, and the record that a later one is compared with."""
        return {"text": self.text, "record": msgspec.json.encode(self._record()).decode()}

    def _record(self) -> CapturedRecord:
        facts = {name: value for name, value in self.row.items() if name not in ("url", "layout")}
        parts = self.project.sections
        sections = [(str((part.shown and part.section) or TEXT), part.start, part.end) for part in parts]
        names = [(role, name) for position, role, name in self._named() if position]
        return CapturedRecord(facts, sections, names + [("kommun", row["name"]) for row in self.municipalities()])
