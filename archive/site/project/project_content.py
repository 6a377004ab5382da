"""The content of a project's page: facts with their positions, sections, partners, and the source text."""

from collections.abc import Iterator
from functools import cached_property

from archive.database import Row
from archive.site.addresses import projects_address
from archive.site.places.place_lookup import find_place
from archive.site.project.project_claims import ProjectClaims
from archive.site.project.shown_facts import ShownFact, shown_facts
from archive.site.project.text_marks import FactLabel, MarkedPiece, TextMark, marked_pieces, text_marks
from schema.dictionary import tables
from schema.titles import ROLE_TITLES, SECTION_TITLES, TAG_TITLES

_LISTS = {"organisations": ("Organisation", "partners"), "municipalities": ("Kommun", "partners")}
_NESTED = [name for name in ProjectClaims.__struct_fields__ if name not in ("row", "capture")]


def _display_name(field: str, otherwise: str = "Text") -> str:
    """The display name of a section, a role or a list."""
    return SECTION_TITLES.get(field) or (field.capitalize() if field and field != "text" else otherwise)


class ProjectContent(ProjectClaims):
    """One project as its page shows it."""

    @property
    def title_place(self) -> Row | None:
        """Where the title stands in the page's text."""
        return next((row for row in self._shown_places if row["field"] == "title"), None)

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
        return shown_facts(self.row, self.owner_id, self.provenance, self.reviews)

    def tag_link(self, tag: Row) -> str | None:
        """Where a tag leads: to the projects for its target group, or to the page of its place; else nowhere."""
        if tag["kind"] == "target_group":
            return projects_address(malgrupp=tag["name"])
        kind = {"municipality": "kommun", "county": "län"}.get(tag["kind"])
        place = find_place(kind, tag["code"]) if kind and tag["code"] else None
        return place.address if place else None

    @property
    def owner_id(self) -> str | None:
        """The organisation that owns the project."""
        return next((row["organisation_id"] for row in self.organisations if row["position"] == 0), None)

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
        yield ((row, FactLabel(row["label"], shown.get(row["position"]))) for row in self.own_claims)

    @property
    def _shown_places(self) -> list[Row]:
        """The places of facts, but for those that people rejected."""
        return [row for row in self.provenance if row["field"] not in self.row or self.row[row["field"]] is not None]

    def as_json(self) -> Row:
        """The project with everything that belongs to it, nested."""
        return self.row | {name: getattr(self, name) for name in _NESTED}
