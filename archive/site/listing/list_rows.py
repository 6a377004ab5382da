"""Reads the list from the archive: the sums of a selection, a page of its rows, and all of its rows."""

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from archive.database import Row
from archive.site.listing.list_columns import DOWNLOADED, LISTED, place_column
from archive.site.listing.section_words import word_condition
from archive.site.listing.selection import Selection
from archive.site.sql.sql_rows import select

PAGE_SIZE = 50
BATCH = 1000
"""Rows of a file that are read at a time: few enough that a whole archive is sent in little memory."""

_SUMS = (
    "projects",
    "counted_projects",
    "esf_support_sek",
    "esf_support_projects",
    "total_budget_sek",
    "total_budget_projects",
    "eu_contribution_sek",
    "eu_contribution_projects",
    "total_budget_eur_in_sek",
    "total_budget_eur_projects",
    "eu_contribution_eur_in_sek",
    "eu_contribution_eur_projects",
)
_OF_GROUPS = f"select {', '.join(f'sum({name})' for name in _SUMS)} from project_sums where "
_AMOUNTS = {
    "esf_support_sek": "iif(counted, esf_support_sek, null)",
    "total_budget_sek": "iif(counted, total_budget_sek, null)",
    "eu_contribution_sek": "iif(counted, eu_contribution_sek, null)",
    "total_budget_eur_in_sek": "iif(counted and total_budget_sek is null, total_budget_eur_in_sek, null)",
    "eu_contribution_eur_in_sek": "iif(counted and eu_contribution_sek is null, eu_contribution_eur_in_sek, null)",
}
"""The amounts that count, in `_SUMS`'s order: columns of `counted_amounts`, and what they are in `project_list`."""


def _adding(amounts: Iterable[str]) -> str:
    return "select count(*), sum(counted), " + ", ".join(f"sum({one}), count({one})" for one in amounts)


_OF_NUMBERS = f"{_adding(_AMOUNTS)} from counted_amounts where "
_OF_ROWS = f"{_adding(_AMOUNTS.values())} from project_list where "


class Matching(msgspec.Struct):
    """The projects of a selection: a condition in SQL over `project_list`, with its values.

    Where it is `by_number`, the condition holds over any table with `project_row`.
    """

    where: str
    by_number: bool
    values: dict[str, Any]


def matching(connection: sqlite3.Connection, selection: Selection) -> Matching:
    """The condition of a selection; words that are sought in sections are looked up at once."""
    found, values = word_condition(connection, selection.words, selection.sections)
    conditions = [*selection.conditions, *found]
    by_number = all(condition.startswith("project_row in ") for condition in conditions)
    return Matching(" and ".join(conditions) or "true", by_number, selection.values | values)


def read_sums(connection: sqlite3.Connection, selection: Selection, matched: Matching) -> dict[str, int | None]:
    """The number of projects and the sums of each kind, from the groups where these have them.

    Only projects of the project bank are counted in sums; `..._eur_in_sek` is of those without the amount in kronor.
    """
    added = _OF_GROUPS if selection.is_summed else _OF_NUMBERS if matched.by_number else _OF_ROWS
    return dict(zip(_SUMS, connection.execute(added + matched.where, matched.values).fetchone(), strict=True))


def read_page(connection: sqlite3.Connection, selection: Selection, matched: Matching, found: int) -> list[Row]:
    """The rows of the page asked for; `found` is how many projects the selection has.

    Where many projects match, their order is walked until the page is full; where few do, these alone are sorted.
    """
    place, before = place_column(selection.order), (selection.page - 1) * PAGE_SIZE
    columns = ", ".join(("project_id", "owner_id", "counted", "total_budget_eur", *LISTED))
    values = matched.values | {"before": before, "size": PAGE_SIZE}
    if not selection.chosen:
        rows = f"select {columns} from project_list where {place} > :before and {place} <= :before + :size"
        return select(connection, f"{rows} order by {place}", values)
    walked = 3 * (before + PAGE_SIZE) * _all_projects(connection) < found * found
    index, order = (f"indexed by idx_project_list_{place}", place) if walked else ("", f"+{place}")
    page = f"select project_row from project_list {index} where {matched.where} order by {order}"
    sql = f"select {columns} from project_list where project_row in ({page} limit :size offset :before)"
    return select(connection, f"{sql} order by {place}", values)


def _all_projects(connection: sqlite3.Connection) -> int:
    return int(connection.execute("select max(by_project_id_rising) from project_list").fetchone()[0])


def read_numbers(connection: sqlite3.Connection, selection: Selection, matched: Matching) -> "array[int]":
    """The numbers (`project_row`) of all projects of a selection, in its order."""
    sql = f"select project_row from project_list where {matched.where} order by {place_column(selection.order)}"
    return array("q", (row[0] for row in connection.execute(sql, matched.values)))


def read_rows(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    """The rows of the files for projects of these numbers, in their order, read in batches."""
    columns = ", ".join(f"l.{name}" for name in DOWNLOADED)
    sql = f"select {columns} from json_each(?) n join project_list l on l.project_row = n.value order by n.key"
    for start in range(0, len(numbers), BATCH):
        yield from connection.execute(sql, (json.dumps(list(numbers[start : start + BATCH])),))
