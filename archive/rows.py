"""A page's project as rows of the published tables, contact data masked."""

from collections.abc import Iterator
from typing import Any

import msgspec

from archive.database import Row
from archive.privacy import Masker, mask_range
from parser import Page
from parser.spans import unclaimed_message
from schema.dictionary import tables
from schema.record import Contact, Issue


class MaskedRecord:
    """A page's project as rows of the published tables, contact data masked."""

    def __init__(self, page: Page, earlier: list[Contact]) -> None:
        self.page = page
        self.project = page.projects[0]
        self.masker = Masker([self.project.contact, *earlier])
        self.text = self._mask_text()
        self.issues = [self._issue(issue) for issue in self.project.issues]

    def _mask_text(self) -> str:
        text = self.page.text
        for value in self.project.values:
            if value.field.startswith("contact."):
                text = mask_range(text, value.start, value.end)
        return self.masker.mask(text)

    def _mask(self, value: Any) -> Any:
        return self.masker.mask(value) if isinstance(value, str) else value

    def _issue(self, issue: Issue) -> Row:
        row = {name: self._mask(value) for name, value in msgspec.to_builtins(issue).items()}
        if issue.code == "unclaimed-text":
            row["message"] = unclaimed_message(self.text[issue.start : issue.end])
        return row

    def row(self) -> Row:
        """The row of `projects`; ids, codes and dates need no mask, and a mask would not fit them."""
        plain = {"layout", "programme_period", "period_start", "period_end", "owner_org_number", "dnr", "postal_code"}
        published = [name for name in tables()["projects"].columns if name != "project_id"]
        values = {name: getattr(self.project, name) for name in published}
        return {name: value if name in plain else self._mask(value) for name, value in values.items()}

    def sections(self) -> Iterator[Row]:
        """The rows of `sections`, texts masked."""
        for position, section in enumerate(self.project.sections, 1):
            text = self.text[section.start : section.end]
            yield {"position": position, **msgspec.to_builtins(section), "text": text}

    def _named(self) -> Iterator[tuple[int, str, str]]:
        if self.project.owner:
            yield 0, "projektägare", self._mask(self.project.owner)
        for position, organisation in enumerate(self.project.organisations, 1):
            yield position, organisation.role, self._mask(organisation.name)

    def organisations(self) -> Iterator[Row]:
        """The rows of `organisations`: each name once, in the spelling that sorts first."""
        names = {
            organisation_id(name): name for _, _, name in sorted(self._named(), key=lambda row: row[2], reverse=True)
        }
        yield from ({"organisation_id": identity, "name": name} for identity, name in names.items())

    def project_organisations(self) -> Iterator[Row]:
        """The rows of `project_organisations`, the owner first."""
        for position, role, name in self._named():
            yield {"position": position, "organisation_id": organisation_id(name), "role": role, "name": name}

    def municipalities(self) -> Iterator[Row]:
        """The rows of `project_municipalities`."""
        for position, municipality in enumerate(self.project.municipalities, 1):
            yield {"position": position, "municipality_code": municipality.code, "name": self._mask(municipality.name)}

    def provenance(self) -> Iterator[Row]:
        """The rows of `provenance`, contacts left out."""
        for value in self.project.values:
            if not value.field.startswith("contact."):
                yield msgspec.to_builtins(value) | {"raw": self.text[value.start : value.end]}
        for span in self.page.spans:
            if span.kind in ("title", "list-item"):
                raw = self.text[span.start : span.end]
                yield {"field": span.field, "raw": raw, "start": span.start, "end": span.end, "method": "heading"}

    def searchable(self) -> tuple[str, ...]:
        """The texts of the search index, in its order of columns."""
        row = self.row()
        organisations = " · ".join(dict.fromkeys(name for position, _, name in self._named() if position))
        municipalities = " · ".join(self._mask(municipality.name) for municipality in self.project.municipalities)
        text = "\n\n".join(str(section["text"]) for section in self.sections()).replace("\u00ad", "")
        return row["title"] or "", row["owner"] or "", organisations, municipalities, text


def organisation_id(name: str) -> str:
    """Names that differ only in case and spaces are one organisation."""
    return " ".join(name.split()).casefold()
