"""The rows of a comparison in their order, and the same rows with their periods side by side."""

import sqlite3
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import msgspec

from archive.site.comparing.choice import AvailableChoices, ComparisonChoice, read_available, read_choice
from archive.site.comparing.question import sql_of
from archive.site.language.swedish_order import order_key
from archive.site.parameters.address_reader import Parameters

Row = dict[str, Any]


class Comparison(msgspec.Struct):
    """A choice, the SQL that answers it and its rows.

    `periods` are those of the rows, the unknown one last; `population_years` those that the mean population of each
    period is made from.
    """

    choice: ComparisonChoice
    available: AvailableChoices
    sql: str
    columns: list[str]
    rows: list[Row]
    periods: list[str | None]
    population_years: dict[str, list[int]]


class Line(msgspec.Struct):
    """A group with its rows of several periods side by side.

    `changes` are from each period to the next, as shares; None where they cannot be worked out.
    """

    group: str | None
    cells: list[Row | None]
    changes: list[float | None]


def compare(connection: sqlite3.Connection, given: Parameters, flags: Sequence[str] = ()) -> Comparison:
    """Answers the comparison that the parameters ask for; raises Refusal if one is wrong.

    `flags` are further parameters, 0 or 1, that are not about the comparison.
    """
    available = read_available(connection)
    choice = read_choice(given, available, flags)
    sql = sql_of(choice)
    found = connection.execute(sql)
    columns = [column[0] for column in found.description]
    rows = [dict(zip(columns, row, strict=True)) for row in found]
    rows.sort(key=lambda row: (*_place(choice, row["grupp"], [row["varde"]]), row["period"] or "~"))
    periods = sorted({row["period"] for row in rows}, key=lambda period: (period is None, period or ""))
    return Comparison(choice, available, sql, columns, rows, periods, _population_years(connection, choice, periods))


def _population_years(
    connection: sqlite3.Connection, choice: ComparisonChoice, periods: list[str | None]
) -> dict[str, list[int]]:
    """The years that the mean population of each period is made from; of all periods of the rows if none is chosen."""
    if not choice.per_inhabitant:
        return {}
    used = """
        select distinct programme_period, year from period_populations
        join population on code = place and year between first_year and last_year
        where length(place) = ? order by 1, 2
    """
    found = connection.execute(used, (choice.per.level,)).fetchall()
    asked = choice.periods or [period for period in periods if period]
    return {period: [year for of, year in found if of == period] for period in asked}


def side_by_side(comparison: Comparison) -> list[Line]:
    """A line for each group, in the order of the table; None where a group has no row."""
    lines: dict[str | None, dict[str, Row]] = {}
    for row in comparison.rows:
        lines.setdefault(row["grupp"], {})[row["period"]] = row
    made = [_line(group, [rows.get(period) for period in comparison.choice.periods]) for group, rows in lines.items()]
    return sorted(made, key=lambda line: _place(comparison.choice, line.group, _values(line.cells)[::-1]))


def ordering_period(comparison: Comparison) -> str | None:
    """The last of the chosen periods that a group has a value in, by which `side_by_side` orders; None without any."""
    compared = [row for row in comparison.rows if not stands_apart(comparison.choice, row["grupp"])]
    valued = {row["period"] for row in compared if row["varde"] is not None}
    return next((period for period in reversed(comparison.choice.periods) if period in valued), None)


def _line(group: str | None, cells: list[Row | None]) -> Line:
    return Line(group, cells, [_change(*pair) for pair in pairwise(_values(cells))])


def _values(cells: list[Row | None]) -> list[float | None]:
    return [cell["varde"] if cell else None for cell in cells]


def _change(before: float | None, after: float | None) -> float | None:
    return (after - before) / before if before and after is not None else None


def stands_apart(choice: ComparisonChoice, group: str | None) -> bool:
    """Whether a group is none of those compared: projects that state none, or that belong to the whole country."""
    return group is None or group == choice.per.apart


def _place(choice: ComparisonChoice, group: str | None, values: list[float | None]) -> tuple[Any, ...]:
    """What sorts groups: by year, or by the first of the values that is there, the highest first, equal ones by name.

    Those that stand apart are last.
    """
    falling = [] if choice.per.lines else [(value is None, -(value or 0)) for value in values]
    return stands_apart(choice, group), group is None, falling, order_key(group or "")
