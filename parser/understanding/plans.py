"""Whether a number of participants is a plan for the whole project: what a register would call planned."""

from collections.abc import Set as AbstractSet

_SIDES = ("<", ">")
PLANNING = (
    "shall", "will", "planned", "expected", "goal word", "promise word", "comprises", "offered", "number of",
    "ambition", "aimed at",
)  # fmt: skip
NOT_A_PLAN = (
    "past verb", "past -ade", "so far", "left it", "came to work", "asked", "visitors", "statistics", "of which",
    "each", "each year", "at a time", "groups", "need", "live there", "before", "arrivals", "earlier project",
    "another project", "a phase", "people think",
)  # fmt: skip


def is_planned(features: AbstractSet[str]) -> bool:
    """Whether a sentence plans a number for the whole project, and says nothing of results, parts or other people."""
    has_them = {"has <<<", "participants ="} <= features
    planning = has_them or any(f"{cue} {side}" in features for cue in PLANNING for side in _SIDES)
    other = any(f"{cue} {side}" in features for cue in NOT_A_PLAN for side in _SIDES)
    return planning and not other and "range" not in features and "done to >" not in features
