"""The rows of a comparison, by falling value, and the same rows with their periods side by side."""

import sqlite3
from typing import Any

import msgspec

from archive.site.comparing.choice import AvailableChoices, ComparisonChoice, Parameters, read_available, read_choice
from archive.site.comparing.question import sql_of

Row = dict[str, Any]
_SWEDISH = str.maketrans({"å": "{", "ä": "|", "ö": "}", "é": "e", "ü": "y"})


class Comparison(msgspec.Struct):
    """A choice, the SQL that answers it and its rows.

    `periods` are those of the rows, the unknown one last; `population_years` those that inhabitants are known for.
    """

    choice: ComparisonChoice
    available: AvailableChoices
    sql: str
    columns: list[str]
    rows: list[Row]
    periods: list[str | None]
    population_years: list[int]


class Line(msgspec.Struct):
    """A group with its rows of several periods side by side; `change` is from the first to the last, as a share."""

    group: str | None
    cells: list[Row | None]
    change: float | None


def compare(connection: sqlite3.Connection, given: Parameters) -> Comparison:
    """Answers the comparison that the parameters ask for; raises ChoiceError if one is wrong."""
    available = read_available(connection)
    choice = read_choice(given, available)
    sql = sql_of(choice)
    found = connection.execute(sql)
    columns = [column[0] for column in found.description]
    rows = sorted((dict(zip(columns, row, strict=True)) for row in found), key=_by_falling_value)
    years = "select distinct year from population where length(code) = ? order by year"
    counted = [year for (year,) in connection.execute(years, (choice.per.level,))]
    periods = sorted({row["period"] for row in rows}, key=lambda period: (period is None, period or ""))
    return Comparison(choice, available, sql, columns, rows, periods, counted)


def side_by_side(comparison: Comparison) -> list[Line]:
    """A line for each group, by falling value in the last period chosen; None where a group has no row."""
    lines: dict[str | None, dict[str, Row]] = {}
    for row in comparison.rows:
        lines.setdefault(row["grupp"], {})[row["period"]] = row
    made = [_line(group, [rows.get(period) for period in comparison.choice.periods]) for group, rows in lines.items()]
    return sorted(made, key=lambda line: [_by_falling_value(cell or {}) for cell in reversed(line.cells)])


def _line(group: str | None, cells: list[Row | None]) -> Line:
    first, last = (cell["varde"] if cell else None for cell in (cells[0], cells[-1]))
    return Line(group, cells, (last - first) / first if first and last is not None else None)


def _by_falling_value(row: Row) -> tuple[bool, float, bool, str, str]:
    """What sorts rows: the highest value first, none last; equal ones in Swedish order."""
    value, group = row.get("varde"), row.get("grupp")
    return value is None, -(value or 0), group is None, swedish_order(group or ""), row.get("period") or ""


def swedish_order(text: str) -> str:
    """What sorts a text in Swedish order, å, ä and ö last."""
    return text.casefold().translate(_SWEDISH)
