"""By which features a number of participants is a plan for the whole project: what a register would call planned."""

_PLANNING = (
    "shall", "will", "planned", "expected", "goal word", "promise word", "comprises", "offered", "number of",
    "ambition", "aimed at",
)  # fmt: skip
_RESULTS_OR_OTHERS = (
    "past verb", "past -ade", "so far", "left it", "came to work", "asked", "visitors", "statistics", "of which",
    "each", "each year", "at a time", "groups", "need", "live there", "before", "arrivals", "earlier project",
    "another project", "a phase", "people think",
)  # fmt: skip
PLANS = frozenset(f"{cue} {side}" for cue in _PLANNING for side in "<>")
NOT_A_PLAN = frozenset(f"{cue} {side}" for cue in _RESULTS_OR_OTHERS for side in "<>") | {"range", "done to >"}
HAS_THEM = frozenset(("has <<<", "participants ="))
"""`Projektet har 120 deltagare`."""
