"""The first projects of an organisation or a place, the latest start first, and how many there are."""

import sqlite3

import msgspec

from archive.database import Row
from archive.site.addresses import organisation_address, project_address
from archive.site.places.sums import AMOUNT_COLUMNS
from archive.site.sql.sql_rows import select

FIRST_ROWS = 50
"""How many projects a page lists before it leads to the list of all."""
_NUMBER = "select max(position) from {table} l where {choice} and counted = ?"
_PROJECTS = f"""
select a.project_id, a.title, a.region, a.programme_period, l.counted, a.owner, o.organisation_id as owner_id,
       p.period_start, p.period_end, {", ".join(f"a.{name}" for name in AMOUNT_COLUMNS)}
from {{table}} l join project_amounts a using (project_id) join projects p using (project_id)
left join project_organisations o on o.project_id = l.project_id and o.position = 0
where {{choice}} and l.counted = ? and l.position <= {FIRST_ROWS} order by l.position
"""


class ProjectList(msgspec.Struct):
    """Projects of a page: `projects` count, `told` are those that a text tells of; `rows` are the first of both."""

    projects: int
    told: int
    rows: list[Row]

    @property
    def cut(self) -> bool:
        """Whether there are more than `rows`."""
        return len(self.rows) < self.projects + self.told


def read_projects(connection: sqlite3.Connection, table: str, **choice: str) -> ProjectList:
    """The projects in `organisation_projects` or `place_projects` whose columns have the values of `choice`."""
    chosen = {"table": table, "choice": " and ".join(f"l.{name} = ?" for name in choice)}
    counted, told = (
        (
            connection.execute(_NUMBER.format(**chosen), (*choice.values(), kind)).fetchone()[0] or 0,
            select(connection, _PROJECTS.format(**chosen), *choice.values(), kind),
        )
        for kind in (1, 0)
    )
    return ProjectList(counted[0], told[0], [_linked(row) for row in (*counted[1], *told[1])])


def _linked(row: Row) -> Row:
    """A row with the addresses of its project and its owner, and whether it counts as true or false."""
    owner = organisation_address(row["owner_id"]) if row["owner_id"] else None
    linked = {"address": project_address(row["project_id"]), "owner_address": owner}
    return row | {"counted": bool(row["counted"])} | linked
