"""Where a comparison leads: the projects of a row, the files, the chart, and its SQL in Datasette."""

from urllib.parse import quote, urlencode

from archive.site.comparing.choice import ComparisonChoice
from archive.site.comparing.comparison import Row
from archive.site.comparing.question import quoted
from archive.site.metadata import DATABASE


def projects_of(row: Row, choice: ComparisonChoice) -> str | None:
    """The address of the list of the row's projects; None for a group whose period is unknown."""
    if row["grupp"] is None:
        return sql_page(_missing(row, choice))
    if row["period"] is None:
        return None
    chosen = {name: row[column] for name, column in choice.per.link.items()}
    return f"/projekt?{urlencode({**chosen, 'period': row['period']})}"


def page_of(row: Row, choice: ComparisonChoice) -> str | None:
    """The address of the group's own page; None where it has none."""
    if row["grupp"] is None or not choice.per.page:
        return None
    return choice.per.page.format(grupp=quote(row["grupp"]), kod=row["kod"])


def _missing(row: Row, choice: ComparisonChoice) -> str:
    period = "is null" if row["period"] is None else f"= {quoted(row['period'])}"
    return (
        "select project_id, title, region, programme_period, period_start, period_end from projects\n"
        f"where layout <> 'prose' and programme_period {period} and ({choice.per.missing})"
    )


def sql_page(sql: str) -> str:
    """The address of Datasette's page for a query."""
    return f"/{DATABASE}?{urlencode({'sql': sql})}"


def file_address(choice: ComparisonChoice, ending: str) -> str:
    """The address of the comparison as a file with an ending, or of its page with none."""
    return f"/jamfor{ending}?{choice.parameters}"
