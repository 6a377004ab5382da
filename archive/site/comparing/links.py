"""Where a row of a comparison leads: the list of its projects, and the page of its group."""

from archive.site.addresses import place_address, projects_address, sql_address
from archive.site.comparing.choice import ComparisonChoice
from archive.site.comparing.comparison import Row
from archive.site.comparing.question import quoted

DIAGRAM = "/diagram.svg"
"""What follows `/jamfor` in the address of a chart."""


def projects_of(row: Row, choice: ComparisonChoice) -> str | None:
    """The address of the list of the row's projects; None for a group whose period is unknown."""
    if row["grupp"] is None:
        return sql_address(_missing(row, choice))
    if row["period"] is None:
        return None
    chosen = {name: row[column] for name, column in choice.per.link.items()}
    return projects_address(**chosen, period=row["period"])


def page_of(row: Row, choice: ComparisonChoice) -> str | None:
    """The address of the group's own page; None where it has none."""
    if row["grupp"] is None or not choice.per.page:
        return None
    return place_address(choice.per.page, row["grupp"] if choice.per.page == "region" else row["kod"])


def _missing(row: Row, choice: ComparisonChoice) -> str:
    period = "is null" if row["period"] is None else f"= {quoted(row['period'])}"
    return (
        "select project_id, title, region, programme_period, period_start, period_end from projects\n"
        f"where layout <> 'prose' and programme_period {period} and ({choice.per.missing})"
    )
