"""The facts of a project as its page lists them: each with its place in the text, and where it leads."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from archive.database import Row
from archive.site.addresses import organisation_address, place_address, projects_address
from archive.site.programme_areas import ProgrammeArea, area_code
from schema.dictionary import Column, tables

_IN_HEADER = ("title", "project_id")


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


def shown_facts(
    row: Row,
    owner_id: str | None,
    provenance: Iterable[Row],
    reviews: Mapping[tuple[int | None, int | None], str | None],
) -> list[ShownFact]:
    """The filled columns of a project in the dictionary's order; `reviews` is what people said, by place."""
    places = {place["field"]: place for place in provenance}
    links, area = _links(row, owner_id), "programme_area" if row["programme_area"] else "programme_area_code"
    shown = []
    for name, column in tables()["projects"].columns.items():
        if row[name] is None or name in _IN_HEADER:
            continue
        place = places.get(name)
        review = reviews.get((place["start"], place["end"])) if place else None
        meaning = _area_meaning(row) if name == area else None
        shown.append(ShownFact(name, column, row[name], place, review, links.get(name), meaning))
    return shown


def _links(row: Row, owner_id: str | None) -> dict[str, str]:
    """Where the values of some facts lead: to their own pages, or to the list of such projects."""
    period = {"period": row["programme_period"]} if row["programme_period"] else {}
    found = {"programme_period": projects_address(**period)} if period else {}
    for name in ("programme_area", "programme_area_code"):
        found |= {name: projects_address(omrade=row[name], **period)} if row[name] else {}
    found |= {"region": place_address("region", row["region"])} if row["region"] else {}
    return found | ({"owner": organisation_address(owner_id)} if owner_id else {})


def _area_meaning(row: Row) -> str | None:
    """What the programme area's code is called in the programme of its period, where the page does not say it."""
    code = area_code(row["programme_area_code"])
    written = row["programme_area"] or code
    name = ProgrammeArea(written, code, row["programme_period"]).official
    return None if name is None or name in written else name if written == code else f"{code} {name}"
