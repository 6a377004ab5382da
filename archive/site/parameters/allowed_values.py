"""The values that filters allow, read from the archive: periods, areas, target groups, organisations."""

import sqlite3
from collections.abc import Iterable

import msgspec

from archive.site.language.swedish_order import order_key
from archive.site.parameters.organisation_lookup import organisations_called
from archive.site.programme_areas import ProgrammeArea

_GROUPS = """
with recursive groups(value) as (
    select min(value) from project_filters where filter = 'malgrupp' union all
    select (select min(f.value) from project_filters f where f.filter = 'malgrupp' and f.value > groups.value)
    from groups where groups.value is not null
) select value from groups where value is not null"""
"""Each target group once, found by steps through the primary key."""
_AREAS = """
select distinct coalesce(programme_area, programme_area_code), programme_area_code, programme_period
from project_sums where coalesce(programme_area, programme_area_code) is not null order by 1, 2, 3
"""
_PERIODS = "select distinct programme_period from project_sums where programme_period > ''"


class AllowedValues(msgspec.Struct):
    """What filters allow in this archive; `organisations` are names by id, for each id or name that was typed."""

    periods: list[str]
    areas: list[ProgrammeArea]
    groups: list[str]
    organisations: dict[str, dict[str, str]]

    def areas_named(self, typed: str) -> list[ProgrammeArea]:
        """The areas whose name, code or written form this is."""
        return [area for area in self.areas if area.is_called(typed)]

    @property
    def area_names(self) -> list[str]:
        """The names of areas to choose from, each once."""
        return sorted({area.name for area in self.areas}, key=order_key)


def read_allowed(connection: sqlite3.Connection, organisations: Iterable[str] = ()) -> AllowedValues:
    """The allowed values of an archive; of organisations, those that what was typed may mean."""
    return AllowedValues(
        periods=_column(connection, _PERIODS),
        areas=[ProgrammeArea(*row) for row in connection.execute(_AREAS)],
        groups=_column(connection, _GROUPS),
        organisations={typed: organisations_called(connection, typed) for typed in organisations},
    )


def _column(connection: sqlite3.Connection, sql: str) -> list[str]:
    return sorted((row[0] for row in connection.execute(sql)), key=order_key)
