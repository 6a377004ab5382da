"""Sums of projects: a number of projects, and amounts by kind and currency, never added to each other."""

from collections.abc import Sequence
from math import fsum

from archive.database import Row

EVERYTHING = "Alla"
"""The region or period of a row that is the sum of all regions or periods."""
NOT_STATED = "Uppgift saknas"
"""The region, period or area of projects whose pages do not state one."""
AT_MOST, AT_LEAST = "högst", "lägst"
"""How projects in several places are counted: whole in each, or only those in no other place."""
AMOUNT_COLUMNS = (
    "esf_support_sek",
    "total_budget_sek",
    "eu_contribution_sek",
    "total_budget_eur",
    "eu_contribution_eur",
)
"""The amounts that are summed; a column with `_projects` after the name counts the projects that state it."""
SUMMED = ", ".join(["projects", *(f"{name}, {name}_projects" for name in AMOUNT_COLUMNS)])
"""The columns of a sum, for a query."""


def total(rows: Sequence[Row]) -> Row:
    """The sum of rows that have no project in common; an amount that none of them has is None."""
    summed: Row = {"projects": sum(row["projects"] for row in rows)}
    for name in AMOUNT_COLUMNS:
        stated = [row[name] for row in rows if row[name] is not None]
        added = round(fsum(stated), 2) if name.endswith("_eur") else sum(stated)
        counted = f"{name}_projects"
        summed |= {name: added if stated else None, counted: sum(row[counted] for row in rows)}
    return summed
