"""Reads what the page of an organisation shows."""

import sqlite3
from typing import Any

from archive.database import Row
from archive.site.addresses import organisation_address, owners_address, projects_address
from archive.site.organisation_pages.name_rules import reasons
from archive.site.places.euro_in_kronor import with_euro_of_owners
from archive.site.places.project_lists import read_projects
from archive.site.places.sums import EVERYTHING, SUMMED
from archive.site.sql.sql_rows import select
from schema.titles import ROLE_TITLES

ROLES = ("projektägare", *ROLE_TITLES)
"""What an organisation may be in a project, the owner first."""
_SUMS = f"""
select region, programme_period, position, rank, {SUMMED},
       (select max(position) from owner_totals s
        where s.region = t.region and s.programme_period = t.programme_period) as owners
from owner_totals t where organisation_id = ? order by programme_period = '{EVERYTHING}', programme_period, region
"""
_NAMES = """
select name, rule, projects from organisation_names where organisation_id = ? order by projects desc, name
"""
_SIMILAR = """
select other_id as organisation_id, other_name as name, likeness from similar_organisations where organisation_id = ?
union all select organisation_id, name, likeness from similar_organisations where other_id = ?
order by likeness desc, name
"""
_BESIDE = 3
"""How many owners with more, and how many with less support are shown beside an owner."""
_NEIGHBOURS = f"""
select rank, organisation_id, owner, {SUMMED} from owner_totals
where region = ? and programme_period = ? and position between ? and ? and rank is not null order by position
"""


def read_organisation(connection: sqlite3.Connection, organisation_id: str) -> dict[str, Any]:
    """The page of an organisation that is in the archive."""
    (organisation,) = select(connection, "select * from organisations where organisation_id = ?", organisation_id)
    owned = select(connection, _SUMS, organisation_id)
    sums = [_listed(row) for row in with_euro_of_owners(connection, owned, organisation_id=organisation_id)]
    named = select(connection, _NAMES, organisation_id)
    similar = select(connection, _SIMILAR, organisation_id, organisation_id)
    return organisation | {
        "address": organisation_address(organisation_id),
        "list": projects_address(organisation=organisation_id),
        "totals": [row for row in sums if row["region"] == EVERYTHING],
        "by_region": [row for row in sums if EVERYTHING not in (row["region"], row["programme_period"])],
        "roles": _roles(connection, organisation_id),
        "names": [row | {"reasons": reasons(row["rule"])} for row in named],
        "similar": [_linked(row) for row in similar],
        "neighbours": _neighbours(connection, sums),
    }


def _listed(row: Row) -> Row:
    """A sum with the list of the owners that it is one of."""
    chosen = {"region": row["region"], "period": row["programme_period"]}
    return row | {"list": owners_address(**{k: v for k, v in chosen.items() if v != EVERYTHING})}


def _linked(row: Row) -> Row:
    return row | {"address": organisation_address(row["organisation_id"])}


def _roles(connection: sqlite3.Connection, organisation_id: str) -> dict[str, Any]:
    """The projects that the organisation is in, by its role."""
    choice = {"organisation_id": organisation_id}
    read = {role: read_projects(connection, "organisation_projects", **choice, role=role) for role in ROLES}
    return {role: projects for role, projects in read.items() if projects.rows}


def _neighbours(connection: sqlite3.Connection, sums: list[Row]) -> dict[str, Any] | None:
    """The owners just above and below it by support, in the region and period where its own is greatest."""
    placed = [row for row in sums if EVERYTHING not in (row["region"], row["programme_period"]) and row["rank"]]
    if not placed:
        return None
    most = max(placed, key=lambda row: int(row["esf_support_sek"]))
    reach = most["position"] - _BESIDE, most["position"] + _BESIDE
    rows = select(connection, _NEIGHBOURS, most["region"], most["programme_period"], *reach)
    where = {"region": most["region"], "programme_period": most["programme_period"]}
    rows = with_euro_of_owners(connection, rows, **where)
    chosen = {name: most[name] for name in ("region", "programme_period", "owners", "list")}
    return chosen | {"rows": [_linked(row) for row in rows]}
