"""What the page of one project shows: facts with their place, sections, partners, and the text they stand in."""

import sqlite3
from typing import Any

import msgspec

from archive.database import Row
from schema.dictionary import Column, tables

_HEAD = ("title", "project_id")
_SECTION_TITLES = {
    "sammanfattning": "Sammanfattning",
    "bakgrund": "Bakgrund",
    "syfte": "Syfte",
    "malsattning": "Målsättning",
    "tillganglighet": "Tillgänglighet",
    "jamstalldhet": "Jämställdhet",
    "transnationellt_samarbete": "Transnationellt samarbete",
}
_ROLE_TITLES = {
    "medfinansiär": "Medfinansiärer",
    "samarbetspartner": "Samarbetspartners",
    "deltagande aktör": "Deltagande aktörer",
}


class Fact(msgspec.Struct):
    """A fact of the project and where it stands; `start` is None for what is derived."""

    name: str
    column: Column
    value: Any
    raw: str | None
    start: int | None


class ProjectPage(msgspec.Struct):
    """All rows of one project."""

    row: Row
    capture: Row
    sections: list[Row]
    organisations: list[Row]
    municipalities: list[Row]
    provenance: list[Row]
    issues: list[Row]
    captures: list[Row]

    @property
    def facts(self) -> list[Fact]:
        """The filled columns in the dictionary's order, without those the page's head shows."""
        places = {row["field"]: row for row in self.provenance}
        return [
            Fact(name, column, self.row[name], place.get("raw"), place.get("start"))
            for name, column in tables()["projects"].columns.items()
            if self.row[name] is not None and name not in _HEAD
            for place in (places.get(name, {}),)
        ]

    @property
    def titled_sections(self) -> list[tuple[str, Row]]:
        """Each section with the title it is shown under."""
        return [(_SECTION_TITLES.get(row["section"] or "", row["heading"] or "Text"), row) for row in self.sections]

    @property
    def partners(self) -> list[tuple[str, list[Row]]]:
        """The organisations of each role."""
        roles = ((title, [row for row in self.organisations if row["role"] == r]) for r, title in _ROLE_TITLES.items())
        return [(title, rows) for title, rows in roles if rows]

    @property
    def marked_text(self) -> list[tuple[str, int | None]]:
        """The page's text in pieces; a piece that is a fact carries its offset."""
        text, position = self.capture["text"], 0
        pieces: list[tuple[str, int | None]] = []
        for row in sorted(self.provenance, key=lambda row: (row["start"], -row["end"])):
            if row["start"] >= position:
                pieces += [(text[position : row["start"]], None), (text[row["start"] : row["end"]], row["start"])]
                position = row["end"]
        return [*pieces, (text[position:], None)]

    def as_json(self) -> Row:
        """The project with everything that belongs to it, nested."""
        nested = ("sections", "organisations", "municipalities", "provenance", "issues", "captures")
        return self.row | {name: getattr(self, name) for name in nested}


def read_project(connection: sqlite3.Connection, project_id: str) -> ProjectPage | None:
    """Everything about one project, by its id or an earlier one; None when there is no such project."""
    sql = "select project_id from project_aliases where alias = ?"
    known = connection.execute(sql, (project_id,)).fetchall()
    current = known[0][0] if len(known) == 1 else project_id
    project = _rows(connection, "projects", current)
    if not project:
        return None
    captures = _rows(connection, "captures", current)
    return ProjectPage(
        row=project[0],
        capture=next(row for row in captures if row["is_current"]),
        sections=_rows(connection, "sections", current),
        organisations=_rows(connection, "project_organisations", current),
        municipalities=_rows(connection, "project_municipalities", current),
        provenance=_rows(connection, "provenance", current),
        issues=_rows(connection, "issues", current),
        captures=[{name: value for name, value in row.items() if name != "text"} for row in captures],
    )


def _rows(connection: sqlite3.Connection, table: str, project_id: str) -> list[Row]:
    key = ", ".join(f'"{name}"' for name in tables()[table].primary_key)
    cursor = connection.execute(f'select * from "{table}" where project_id = ? order by {key}', (project_id,))
    names = [description[0] for description in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
