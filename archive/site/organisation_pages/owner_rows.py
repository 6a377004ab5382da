"""Reads the list of the largest owners, in the order and of the region and period that are chosen."""

import sqlite3
from collections.abc import Sequence

import msgspec

from archive.database import Row
from archive.site.addresses import organisation_address
from archive.site.language.swedish_order import DOTTED, stored_order
from archive.site.organisation_pages.owner_choices import BY_SUPPORT, OwnerChoice
from archive.site.parameters.address_reader import pages_of
from archive.site.places.euro_in_kronor import with_euro_of_owners
from archive.site.places.sums import SUMMED
from archive.site.sql.sql_rows import select

OWNERS_A_PAGE = 50
OWNER_COLUMNS = f"rank, organisation_id, owner, region, programme_period, {SUMMED}, first_start, last_end"
"""The columns of the list and of its files."""


class OwnerList(msgspec.Struct):
    """A page of owners, and how many there are in all."""

    rows: list[Row]
    owners: int

    @property
    def pages(self) -> int:
        """How many pages the list has."""
        return pages_of(self.owners, OWNERS_A_PAGE)


def read_periods(connection: sqlite3.Connection) -> list[str]:
    """The programme periods of the archive's projects."""
    sql = "select distinct programme_period from place_totals where place_kind = 'region' order by programme_period"
    return [row[0] for row in connection.execute(sql)]


def read_owners(connection: sqlite3.Connection, choice: OwnerChoice) -> OwnerList:
    """The page of the list that is chosen."""
    where, values = _condition(choice)
    number = "count(*)" if choice.namn else "max(position)"
    owners = connection.execute(f"select {number} from owner_totals where {where}", values).fetchone()[0] or 0
    part = f"limit {OWNERS_A_PAGE} offset {(choice.sida - 1) * OWNERS_A_PAGE}"
    sql = f"select position from owner_totals where {where} order by {_order(choice)} {part}"
    rows = _rows(connection, choice, [row[0] for row in connection.execute(sql, values)])
    rows = with_euro_of_owners(connection, rows)
    return OwnerList([row | {"address": organisation_address(row["organisation_id"])} for row in rows], owners)


def read_all_owners(connection: sqlite3.Connection, choice: OwnerChoice) -> list[Row]:
    """All owners of the region and period with the name, in the chosen order."""
    where, values = _condition(choice)
    sql = f"select {OWNER_COLUMNS} from owner_totals where {where} order by {_order(choice)}"
    return with_euro_of_owners(connection, select(connection, sql, *values))


def _rows(connection: sqlite3.Connection, choice: OwnerChoice, positions: Sequence[int]) -> list[Row]:
    """The owners at some positions, in their order: sorted as numbers alone, whole rows would cost more."""
    marks = ", ".join("?" * len(positions))
    sql = f"""select position, {OWNER_COLUMNS} from owner_totals
              where region = ? and programme_period = ? and position in ({marks})"""
    rows = select(connection, sql, choice.region, choice.period, *positions)
    return sorted(rows, key=lambda row: positions.index(row["position"]))


def _order(choice: OwnerChoice) -> str:
    """Those without the figure last, equal ones in the order of support."""
    name, falling = choice.sortera.removeprefix("-"), choice.sortera.startswith("-")
    column = {"owner": "sort_name"}.get(name, name)
    usual = choice.sortera == BY_SUPPORT
    return "position" if usual else f"{column} {'desc' if falling else 'asc'} nulls last, position"


def _condition(choice: OwnerChoice) -> tuple[str, list[str]]:
    """A part of a name without å, ä and ö is found with and without their dots, as in the search for projects."""
    where, values = "region = ? and programme_period = ?", [choice.region, choice.period]
    if not choice.namn:
        return where, values
    part = stored_order(choice.namn)
    column = "sort_name" if any(letter in part for letter in DOTTED) else "plain_name"
    return f"{where} and instr({column}, ?)", [*values, part]
