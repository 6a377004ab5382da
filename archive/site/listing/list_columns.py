"""The columns of the list of projects: those that its page shows, those that sort it, those that its files hold."""

LISTED = (
    "title",
    "owner",
    "region",
    "programme_period",
    "period_start",
    "period_end",
    "esf_support_sek",
    "total_budget_sek",
)
"""The columns of the page, in order; column names of `project_list`."""

SORTED_BY = ("project_id", *LISTED, "eu_contribution_sek")
"""The columns that may stand in `sortera`; `project_list` has the place of each project in both directions."""

DOWNLOADED = (
    "project_id",
    "title",
    "owner",
    "owner_id",
    "region",
    "programme_period",
    "programme_area",
    "programme_area_code",
    "period_start",
    "period_end",
    "esf_support_sek",
    "total_budget_sek",
    "eu_contribution_sek",
    "total_budget_eur",
    "eu_contribution_eur",
    "total_budget_eur_in_sek",
    "eu_contribution_eur_in_sek",
    "layout",
    "counted",
)
"""The columns of the CSV, XLSX and JSON files."""

DEFAULT_ORDER = "-esf_support_sek"


def place_column(order: str) -> str:
    """The column of `project_list` that holds a project's place in an order such as `-esf_support_sek`."""
    return f"by_{order.removeprefix('-')}_{'falling' if order.startswith('-') else 'rising'}"
