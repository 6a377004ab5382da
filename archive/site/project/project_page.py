"""The content of a project's page: facts with their positions, sections, partners, and the source text."""

from itertools import pairwise
from typing import Any

import msgspec

from archive.database import Row
from archive.site.project.agreement import agreed, stated_by_several
from schema.dictionary import Column, tables
from schema.titles import ROLE_TITLES, SECTION_TITLES, TAG_TITLES

_IN_HEADER = ("title", "project_id")
_NESTED = (
    "amounts",
    "sections",
    "organisations",
    "municipalities",
    "provenance",
    "claims",
    "disagreements",
    "targets",
    "tags",
    "changes",
    "related",
    "issues",
    "captures",
)


def _display_name(field: str, otherwise: str = "Text") -> str:
    """The display name of a section, a role or a list."""
    return SECTION_TITLES.get(field) or (field.capitalize() if field and field != "text" else otherwise)


class ShownFact(msgspec.Struct):
    """A fact of the project and its position in the text; `start` is None for a derived fact."""

    name: str
    column: Column
    value: Any
    raw: str | None
    start: int | None
    method: str | None
    review: str | None


def _place(provenance: Row) -> tuple[str | None, int | None, str | None]:
    return provenance.get("raw"), provenance.get("start"), provenance.get("method")


class ProjectPage(msgspec.Struct):
    """The rows of one project that are shown."""

    row: Row
    capture: Row
    sections: list[Row]
    organisations: list[Row]
    municipalities: list[Row]
    provenance: list[Row]
    issues: list[Row]
    captures: list[Row]
    claims: list[Row]
    disagreements: list[Row]
    targets: list[Row]
    tags: list[Row]
    changes: list[Row]
    related: list[Row]
    amounts: Row

    @property
    def _own_claims(self) -> list[Row]:
        """The claims of the capture shown."""
        return [row for row in self.claims if row["capture_id"] == self.capture["capture_id"]]

    @property
    def _reviews(self) -> dict[tuple[int | None, int | None], str | None]:
        """What people said of the claims of the capture shown, by their places."""
        return {(row["start"], row["end"]): row["review"] for row in self._own_claims}

    @property
    def title_review(self) -> str | None:
        """What people said of the title, which stands above the facts."""
        titles = (row for row in self._own_claims if row["kind"] == "text.title")
        return next((row["review"] for row in titles), None)

    @property
    def reviewed(self) -> list[Row]:
        """The claims of the page's prose that people have confirmed or corrected, but for those that are facts."""
        facts = {(row["start"], row["end"]) for row in self.provenance}
        return [row for row in self._own_claims if row["review"] and (row["start"], row["end"]) not in facts]

    @property
    def disputed(self) -> set[str]:
        """The kinds of claims on which two documents disagree."""
        return {row["kind"] for row in self.disagreements}

    @property
    def agreed(self) -> list[tuple[str, list[Row]]]:
        """The labels of what all documents that state it agree on, with the claim of each."""
        return list(agreed(self.claims, self.disputed))

    @property
    def compared(self) -> list[Row]:
        """What several documents state and do not simply agree on; amounts always, in each one's own writing."""
        settled = {rows[0]["kind"] for _, rows in self.agreed if not rows[0]["kind"].startswith("amount.")}
        kinds = stated_by_several(self.claims)
        return [row for kind, rows in kinds.items() if kind not in settled for row in rows]

    @property
    def tagged(self) -> list[tuple[str, list[Row]]]:
        """The tags of the prose by kind, each at its first position."""
        first = {(row["kind"], row["name"]): row for row in reversed(self.tags)}
        kinds = ((label, [row for row in first.values() if row["kind"] == kind]) for kind, label in TAG_TITLES.items())
        return [(label, sorted(rows, key=lambda row: int(row["start"]))) for label, rows in kinds if rows]

    @property
    def changed(self) -> list[tuple[str, Row]]:
        """Changes between captures, each with the display name of its field."""
        columns = tables()["projects"].columns
        return [
            (columns[row["field"]].label if row["field"] in columns else _display_name(row["field"]), row)
            for row in self.changes
        ]

    @property
    def facts(self) -> list[ShownFact]:
        """The filled columns in the dictionary's order, except those shown in the page's header."""
        places = {row["field"]: row for row in self.provenance}
        said = self._reviews
        return [
            ShownFact(name, column, self.row[name], *_place(place), said.get((place.get("start"), place.get("end"))))
            for name, column in tables()["projects"].columns.items()
            if self.row[name] is not None and name not in _IN_HEADER
            for place in (places.get(name, {}),)
        ]

    @property
    def titled_sections(self) -> list[tuple[str, Row]]:
        """Each section with its display title; adjacent texts of no section and without heading are one."""
        joined: list[Row] = []
        for row in self.sections:
            if joined and not any(one["section"] or one["heading"] for one in (joined[-1], row)):
                joined[-1] = joined[-1] | {"text": f"{joined[-1]['text']}\n\n{row['text']}"}
            else:
                joined.append(row)
        return [(_display_name(row["section"] or "", row["heading"] or "Text"), row) for row in joined]

    @property
    def partners(self) -> list[tuple[str, list[Row]]]:
        """The organisations, grouped by role."""
        roles = ((title, [row for row in self.organisations if row["role"] == r]) for r, title in ROLE_TITLES.items())
        return [(title, rows) for title, rows in roles if rows]

    @property
    def marked_text(self) -> list[tuple[str, int | None]]:
        """The page's text in pieces; a marked one carries its offset, and each mark starts a piece, to be linked to."""
        text, reach, ends = self.capture["text"], 0, dict[int, int]()
        for row in (*self._shown_places, *self.targets, *self.tags, *self._own_claims):
            ends[row["start"]] = max(row["end"], ends.get(row["start"], 0))
        pieces: list[tuple[str, int | None]] = []
        for start, end in pairwise(sorted({0, len(text), *ends, *ends.values()})):
            reach = max(reach, ends.get(start, 0))
            pieces.append((text[start:end], start if start < reach else None))
        return pieces

    @property
    def _shown_places(self) -> list[Row]:
        """The places of facts, but for those that people rejected."""
        return [row for row in self.provenance if row["field"] not in self.row or self.row[row["field"]] is not None]

    def as_json(self) -> Row:
        """The project with everything that belongs to it, nested."""
        return self.row | {name: getattr(self, name) for name in _NESTED}
