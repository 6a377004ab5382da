"""Reads what the page of a place shows: its sums, its projects, and the places beside and within it."""

import sqlite3
from collections.abc import Iterable
from typing import Any

from archive.database import Row
from archive.site.addresses import organisation_address, projects_address, projects_of_place
from archive.site.language.swedish_order import order_key
from archive.site.places.euro_in_kronor import CONVERTED, with_euro_of_owners, with_euro_of_place
from archive.site.places.place_lookup import KnownPlace, places_of
from archive.site.places.project_lists import read_projects
from archive.site.places.sums import AT_LEAST, AT_MOST, EVERYTHING, NOT_STATED, SUMMED, total
from archive.site.programme_areas import area_names
from archive.site.sql.sql_rows import select
from schema.places import find_municipality
from schema.record import Municipality

_TOTALS = f"""
select programme_period, counting, {SUMMED} from place_totals where place_kind = ? and place_code = ?
order by programme_period
"""
_NUMBER = f"""
select coalesce(sum(projects), 0) from place_totals
where place_kind = ? and place_code = ? and counting = '{AT_MOST}'
"""
_OWNERS = f"""
select rank, organisation_id, owner, region, programme_period, {SUMMED} from owner_totals
where region = ? and programme_period = '{EVERYTHING}' and position <= 10 order by position
"""
_AREAS = f"""
select programme_period, programme_area_code, programme_area, {SUMMED}, {", ".join(CONVERTED)}
from region_areas where region = ? order by programme_period, programme_area_code
"""
_OWN_NAMES = ("{name} kommun", "{name}s kommun", "{name} stad", "{name}s stad", "Region {name}")


def read_municipality(connection: sqlite3.Connection, place: KnownPlace) -> dict[str, Any]:
    """The page of a municipality."""
    county = places_of("län")[place.facts["county_code"]]
    beside = (other for other in places_of("kommun").values() if other.facts["county_code"] == county.code)
    return _located(connection, place, county.facts["region"]) | {
        "county": _named(county),
        "organisations": _own_organisations(connection, place),
        "neighbours": _with_numbers(connection, beside),
    }


def read_county(connection: sqlite3.Connection, place: KnownPlace) -> dict[str, Any]:
    """The page of a county."""
    within = (other for other in places_of("kommun").values() if other.facts["county_code"] == place.code)
    beside = (other for other in places_of("län").values() if other.facts["region"] == place.facts["region"])
    return _located(connection, place, place.facts["region"]) | {
        "municipalities": _with_numbers(connection, within),
        "neighbours": _with_numbers(connection, beside),
    }


def read_region(connection: sqlite3.Connection, place: KnownPlace) -> dict[str, Any]:
    """The page of a region, or of Nationellt; each project is in one of them, so there is one way to count."""
    counties = (county for county in places_of("län").values() if county.facts["region"] == place.code)
    owners = with_euro_of_owners(connection, select(connection, _OWNERS, place.code))
    return _named(place) | {
        "nuts2": place.facts["nuts2"],
        "office": place.facts["office"] or None,
        "list": projects_of_place(place.kind, place.code),
        "totals": [row for row in _totals(connection, place) if row["counting"] == AT_MOST],
        "counties": _with_numbers(connection, counties),
        "owners": [row | {"address": organisation_address(row["organisation_id"])} for row in owners],
        "areas": [_linked_area(row) for row in select(connection, _AREAS, place.code)],
        "neighbours": _with_numbers(connection, places_of("region").values()),
    }


def _located(connection: sqlite3.Connection, place: KnownPlace, region: str) -> dict[str, Any]:
    """What the pages of a municipality and of a county share."""
    return _named(place) | {
        "region": _named(places_of("region")[region]),
        "list": projects_of_place(place.kind, place.code),
        "totals": _totals(connection, place),
        "projects": read_projects(connection, "place_projects", place_kind=place.kind, place_code=place.code),
    }


def _named(place: KnownPlace) -> Row:
    return {"code": place.code, "name": place.name, "address": place.address}


def _totals(connection: sqlite3.Connection, place: KnownPlace) -> list[Row]:
    """Sums by period, each counted in both ways, with the sum of all periods last; empty without projects."""
    rows = select(connection, _TOTALS, place.kind, place.code)
    found = {(row["programme_period"], row["counting"]): row for row in rows}
    periods = dict.fromkeys(row["programme_period"] for row in rows)
    keys = [(period, counting) for period in periods for counting in (AT_MOST, AT_LEAST)]
    summed = [_key(*key) | found.get(key, total([])) for key in keys]
    whole = [
        _key(EVERYTHING, counting) | total([row for row in summed if row["counting"] == counting])
        for counting in (AT_MOST, AT_LEAST)
    ]
    return with_euro_of_place(connection, place.kind, place.name, [*summed, *whole]) if rows else []


def _linked_area(row: Row) -> Row:
    """An area with the list of its projects, by its name and period; None where its pages do not state one."""
    named = (row["programme_period"], row["programme_area_code"]) in area_names()
    area = row["programme_area"] if named else row["programme_area_code"]
    chosen = {"omrade": area} | ({"period": row["programme_period"]} if row["programme_period"] != NOT_STATED else {})
    return row | {"list": projects_address(**chosen) if area != NOT_STATED else None}


def _key(period: str, counting: str) -> Row:
    return {"programme_period": period, "counting": counting}


def _with_numbers(connection: sqlite3.Connection, places: Iterable[KnownPlace]) -> list[Row]:
    """Places by name with how many projects each has, counted whole in each."""
    return [
        _named(place) | {"projects": connection.execute(_NUMBER, (place.kind, place.code)).fetchone()[0]}
        for place in sorted(places, key=lambda place: order_key(place.name))
    ]


def _own_organisations(connection: sqlite3.Connection, place: KnownPlace) -> list[Row]:
    """The organisations that are the municipality itself, by its name: `Malmö stad`, `Karlskrona kommun`."""
    written = [name.format(name=place.name) for name in _OWN_NAMES]
    itself = Municipality(place.name, place.code)
    names = [name for name in written if find_municipality(name) == itself]
    marks = ", ".join("?" * 2 * len(names))
    sql = f"select distinct organisation_id, organisation as name from organisation_names where name in ({marks})"
    rows = select(connection, sql, *names, *map(str.upper, names))
    return [row | {"address": organisation_address(row["organisation_id"])} for row in rows]
