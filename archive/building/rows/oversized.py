"""Drops numbers that an archive cannot add up, each with an issue: one costs its own value and no more."""

from archive.building.largest_number import is_too_large
from schema.record import Claim, Issue, Project, Target


def drop_too_large(project: Project) -> None:
    """Removes numbers above `LARGEST`, and infinite ones, from a project, its claims and its targets."""
    for field in project.__struct_fields__:
        if is_too_large(getattr(project, field)):
            setattr(project, field, None)
            place = next((value for value in project.values if value.field == field), None)
            project.issues.append(_issue(field, place.start if place else 0, place.end if place else 0))
    for claim in [claim for claim in project.claims if _holds_too_large(claim)]:
        project.claims.remove(claim)
        project.issues.append(_issue(claim.kind, claim.start, claim.end))
    for target in [target for target in project.targets if _holds_too_large(target)]:
        project.targets.remove(target)
        project.issues.append(_issue("target", target.start, target.end))


def _holds_too_large(stated: Claim | Target) -> bool:
    return any(is_too_large(getattr(stated, field)) for field in stated.__struct_fields__)


def _issue(field: str, start: int, end: int) -> Issue:
    return Issue("unreadable-value", f"{field}: a number too large to be kept", start, end)
