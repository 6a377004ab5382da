"""The content of a project's page: facts with their positions, sections, partners, and the source text."""

import functools
from collections.abc import Iterator
from functools import cached_property
from typing import Any
from urllib.parse import quote

import msgspec

from archive.database import Row
from archive.site.project.agreement import agreed, stated_by_several
from archive.site.project.amounts import StatedAmount, stated_amounts
from archive.site.project.text_marks import FactLabel, MarkedPiece, TextMark, marked_pieces, text_marks
from schema.dictionary import Column, tables
from schema.places import reference_rows
from schema.titles import ROLE_TITLES, SECTION_TITLES, TAG_TITLES

_IN_HEADER = ("title", "project_id")
_LISTS = {"organisations": ("Organisation", "partners"), "municipalities": ("Kommun", "partners")}
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


@functools.cache
def programme_area_names() -> dict[tuple[str, str], str]:
    """The names of programme areas by programme period and code."""
    return {(row["programme_period"], row["code"]): row["name"] for row in reference_rows("programme_areas")}


class ShownFact(msgspec.Struct):
    """A fact of the project and its position in the text, None for a derived fact.

    `link` lists others like it, and `meaning` is what a code is called.
    """

    name: str
    column: Column
    value: Any
    place: Row | None
    review: str | None
    link: str | None
    meaning: str | None


class ProjectPage(msgspec.Struct, dict=True):
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
    def title_place(self) -> Row | None:
        """Where the title stands in the page's text."""
        return next((row for row in self._shown_places if row["field"] == "title"), None)

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
        said, links = self._reviews, self._links
        area = "programme_area" if self.row["programme_area"] else "programme_area_code"
        return [
            ShownFact(
                name,
                column,
                self.row[name],
                place,
                said.get((place["start"], place["end"])) if place else None,
                link,
                self._area_name if name == area else None,
            )
            for name, column in tables()["projects"].columns.items()
            if self.row[name] is not None and name not in _IN_HEADER
            for place, link in ((places.get(name), links.get(name)),)
        ]

    @property
    def _links(self) -> dict[str, str]:
        """Where the page links the values of some facts: to their own pages, or to the list of such projects."""
        row, owner = self.row, self.owner_id
        lists = {"programme_period": "period", "programme_area": "omrade", "programme_area_code": "omrade"}
        found = {name: f"/projekt?{filter_}={quote(row[name])}" for name, filter_ in lists.items() if row[name]}
        if period := row["programme_period"]:
            found |= {name: f"{found[name]}&period={quote(period)}" for name in found if lists[name] == "omrade"}
        found |= {"region": f"/region/{quote(row['region'])}"} if row["region"] else {}
        return found | ({"owner": f"/organisation/{quote(owner)}"} if owner else {})

    @property
    def _area_name(self) -> str | None:
        """What the programme area's code is called in the programme of its period, where the page does not say it."""
        code = (self.row["programme_area_code"] or "").partition(".")[0]
        name = programme_area_names().get((self.row["programme_period"], code))
        written = self.row["programme_area"] or code
        return None if name is None or name in written else name if written == code else f"{code} {name}"

    @property
    def owner_id(self) -> str | None:
        """The organisation that owns the project."""
        return next((row["organisation_id"] for row in self.organisations if row["position"] == 0), None)

    @property
    def stated_amounts(self) -> list[StatedAmount]:
        """The amounts that count: of each kind and currency, what the source says that ranks first."""
        return stated_amounts(self.claims)

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
    def marked_text(self) -> list[MarkedPiece]:
        """The page's text in pieces, with a mark around each place that something was read from."""
        return list(marked_pieces(self.capture["text"], self.marks.values()))

    @cached_property
    def marks(self) -> dict[tuple[int, int], TextMark]:
        """The marked places, by start and end."""
        return text_marks((row["start"], row["end"], label) for rows in self._labelled_places() for row, label in rows)

    def anchor(self, row: Row) -> str:
        """The id of the mark around a row's place; raises KeyError for a row of another page."""
        return self.marks[row["start"], row["end"]].anchor

    def _labelled_places(self) -> Iterator[Iterator[tuple[Row, FactLabel]]]:
        columns, listed = tables()["projects"].columns, {fact.name for fact in self.facts}
        shown = self.shown_claims
        yield (
            (row, FactLabel(columns[name].label, f"uppgift-{name}" if name in listed else "titel"))
            if name in columns
            else (row, FactLabel(*_LISTS.get(name, ("Text", None))))
            for row in self._shown_places
            for name in (row["field"],)
        )
        yield ((row, FactLabel("Utlovat resultat", f"mal-{row['position']}")) for row in self.targets)
        yield ((row, FactLabel(row["name"], f"markord-{row['kind']}")) for row in self.tags)
        yield ((row, FactLabel(row["label"], shown.get(row["position"]))) for row in self._own_claims)

    @property
    def shown_claims(self) -> dict[int, str]:
        """Where the claims of this page's text are shown, by position: among sources, amounts or reviewed facts."""
        here = self.capture["capture_id"]
        sourced = [*self.compared, *(row for _, rows in self.agreed for row in rows)]
        amounts = {one.claim["position"]: one.id for one in self.stated_amounts if one.claim["capture_id"] == here}
        reviewed = {row["position"]: f"granskat-{row['position']}" for row in self.reviewed}
        among = {row["position"]: f"pastaende-{row['position']}" for row in sourced if row["capture_id"] == here}
        return reviewed | amounts | among

    @property
    def _shown_places(self) -> list[Row]:
        """The places of facts, but for those that people rejected."""
        return [row for row in self.provenance if row["field"] not in self.row or self.row[row["field"]] is not None]

    def as_json(self) -> Row:
        """The project with everything that belongs to it, nested."""
        return self.row | {name: getattr(self, name) for name in _NESTED}
