"""An owner's number with a wrong check digit, as an issue."""

from collections.abc import Iterator

from schema.organisation_numbers import is_organisation_number
from schema.record import Issue, Project


def doubtful_number(project: Project) -> Iterator[Issue]:
    """An owner's number whose check digit is wrong: kept as the page states it, but it identifies nobody."""
    number = project.owner_org_number
    for value in project.values:
        if value.field == "owner_org_number" and number and number[2] >= "2" and not is_organisation_number(number):
            message = f"Projektägare organisationsnummer: {number} has a wrong check digit, so it identifies no owner"
            yield Issue("invalid-org-number", message, value.start, value.end)
