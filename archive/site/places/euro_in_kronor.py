"""What sums of kronor lack: amounts of projects that state them in euro only, converted to kronor."""

import json
import sqlite3
from collections.abc import Sequence

from archive.database import Row
from archive.site.places.sums import AT_LEAST, AT_MOST, EVERYTHING, NOT_STATED
from archive.site.sql.sql_rows import select

_KINDS = ("total_budget", "eu_contribution")
CONVERTED = [name for kind in _KINDS for name in (f"{kind}_eur_in_sek", f"{kind}_eur_in_sek_projects")]
"""The columns that are added to a sum; `_projects` counts the projects that the amount comes from."""
_OF_OWNERS = f"""
select organisation_id, region, programme_period, {", ".join(CONVERTED)} from owners_only_euro
where organisation_id in (select value from json_each(?))
"""
_OF_PLACES = f"""
select name as place_name, coalesce(nullif(programme_period, ''), '{NOT_STATED}') as programme_period, counting,
       sum(iif(measure = 'total_budget_sek', from_euro_sek, 0)) as total_budget_eur_in_sek,
       sum(iif(measure = 'total_budget_sek', projects_with_value, 0)) as total_budget_projects,
       sum(iif(measure = 'eu_contribution_sek', from_euro_sek, 0)) as eu_contribution_eur_in_sek,
       sum(iif(measure = 'eu_contribution_sek', projects_with_value, 0)) as eu_contribution_projects
from comparisons join (select '{AT_MOST}' as counting, 0 as least union all select '{AT_LEAST}', 1) on alone >= least
where per = ? and measure in ('total_budget_sek', 'eu_contribution_sek') and {{place}}
group by 1, 2, 3
"""
_PER = {"kommun": "kommun", "län": "lan", "region": "region"}
"""The grouping of `comparisons` that a kind of place is in."""


def with_euro_of_place(connection: sqlite3.Connection, kind: str, name: str, totals: list[Row]) -> list[Row]:
    """The sums of a place, by period and way of counting, with what is converted: what the comparison counts too."""
    found = select(connection, _OF_PLACES.format(place="name = ?"), _PER[kind], name)
    return [_counted(row, found, ("programme_period", "counting")) for row in totals]


def with_euro_of_regions(connection: sqlite3.Connection, totals: list[Row]) -> list[Row]:
    """The sums of every region, of all periods, with what is converted."""
    found = [row for row in select(connection, _OF_PLACES.format(place="1"), "region") if row["counting"] == AT_MOST]
    return [_counted(row | {"place_name": row["region"] or ""}, found, ("place_name",)) for row in totals]


def with_euro_of_owners(connection: sqlite3.Connection, sums: Sequence[Row], **where: str) -> list[Row]:
    """Sums of owners with what is converted; `where` is what all of them share and do not say."""
    sums = [where | row for row in sums]
    owners = list(dict.fromkeys(row["organisation_id"] for row in sums))
    found: dict[str, list[Row]] = {}
    for row in select(connection, _OF_OWNERS, json.dumps(owners)):
        found.setdefault(row["organisation_id"], []).append(row)
    keys = ("region", "programme_period")
    return [row | _sum(_alike(row, found.get(row["organisation_id"], []), keys)) for row in sums]


def _counted(row: Row, found: list[Row], keys: Sequence[str]) -> Row:
    """A row of a place: the comparison counts projects with the amount in either currency."""
    alike = _alike(row, found, keys)
    for kind in _KINDS:
        projects = sum(one[f"{kind}_projects"] for one in alike) - row[f"{kind}_sek_projects"]
        converted = sum(one[f"{kind}_eur_in_sek"] or 0 for one in alike) if projects else None
        row = row | {f"{kind}_eur_in_sek": converted, f"{kind}_eur_in_sek_projects": projects}
    return row


def _alike(row: Row, found: list[Row], keys: Sequence[str]) -> list[Row]:
    return [one for one in found if all(row[key] in (EVERYTHING, one[key]) for key in keys)]


def _sum(rows: list[Row]) -> Row:
    """None for an amount that no row has."""
    stated = {name: [row[name] for row in rows if row[name] is not None] for name in CONVERTED}
    return {name: sum(stated[name]) if stated[name] or name.endswith("_projects") else None for name in CONVERTED}
