"""The values that the filters of the list allow, read from the archive: regions, areas, target groups, places."""

import json
import sqlite3
from collections.abc import Iterable

import msgspec

from archive.site.swedish import order_key
from schema.places import find_municipality, find_region

_GROUPS = """
with recursive groups(value) as (
    select min(value) from project_filters where filter = 'malgrupp' union all
    select (select min(f.value) from project_filters f where f.filter = 'malgrupp' and f.value > groups.value)
    from groups where groups.value is not null
) select value from groups where value is not null"""
"""Each target group once, found by steps through the primary key."""

Named = dict[str, str]
"""Names by code or id."""


class Area(msgspec.Struct, frozen=True):
    """A programme area as pages write it, with its code, and its name in the programme of its period."""

    written: str
    code: str | None
    official: str | None

    @property
    def name(self) -> str:
        """The area's name: what is written without `Programområde` and code, `Kompetensförsörjning`."""
        rest = self.written.removeprefix("Programområde").strip().removeprefix(self.code or "").strip()
        return rest or self.written


class AllowedValues(msgspec.Struct):
    """What each filter allows in this archive; `organisations` holds only those that were asked for."""

    regions: list[str]
    periods: list[str]
    areas: list[Area]
    groups: list[str]
    counties: Named
    municipalities: Named
    organisations: Named

    def region(self, typed: str) -> str | None:
        """The region that is meant, also by another spelling; None if there is none."""
        return next((one for one in self.regions if one.casefold() == typed.casefold()), find_region(typed))

    def areas_named(self, typed: str) -> list[Area]:
        """The areas whose name, code or written form this is."""
        asked = typed.casefold()
        return [
            area
            for area in self.areas
            if asked in {(one or "").casefold() for one in (area.written, area.name, area.code, area.official)}
        ]

    def group(self, typed: str) -> str | None:
        """The target group that is meant, whatever its case."""
        return next((one for one in self.groups if one.casefold() == typed.casefold()), None)

    def county(self, typed: str) -> str | None:
        """The code of the county with this code or name; `Stockholm` is `Stockholms län`."""
        asked = typed.casefold()
        named = {name.casefold(): code for code, name in self.counties.items()}
        endings = (asked, f"{asked} län", f"{asked}s län")
        return typed if typed in self.counties else next((named[one] for one in endings if one in named), None)

    def municipality(self, typed: str) -> str | None:
        """The code of the municipality with this code or name."""
        found = find_municipality(typed)
        named = found.code if found else None
        return typed if typed in self.municipalities else named


def read_allowed(connection: sqlite3.Connection, organisations: Iterable[str] = ()) -> AllowedValues:
    """The allowed values of an archive; of organisations, those among the given ids that exist."""
    asked = json.dumps(list(organisations))
    areas = connection.execute(
        "select distinct coalesce(s.programme_area, s.programme_area_code), s.programme_area_code, a.name "
        "from project_sums s left join programme_areas a on a.programme_period = s.programme_period "
        "and a.code = substr(s.programme_area_code, 1, instr(s.programme_area_code || '.', '.') - 1) "
        "where coalesce(s.programme_area, s.programme_area_code) is not null order by 1, 2, 3"
    )
    return AllowedValues(
        regions=_column(connection, "select region from regions"),
        periods=_column(connection, "select distinct programme_period from project_sums where programme_period > ''"),
        areas=[Area(*row) for row in areas],
        groups=_column(connection, _GROUPS),
        counties=dict(connection.execute("select code, name from counties order by code").fetchall()),
        municipalities=dict(connection.execute("select code, name from municipalities order by code").fetchall()),
        organisations=dict(
            connection.execute(
                "select organisation_id, name from organisations "
                "where organisation_id in (select value from json_each(?))",
                (asked,),
            ).fetchall()
        ),
    )


def _column(connection: sqlite3.Connection, sql: str) -> list[str]:
    return sorted((row[0] for row in connection.execute(sql)), key=order_key)
