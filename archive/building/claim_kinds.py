"""The kinds of claims, and those that a fact of the record makes."""

import functools

from schema.places import reference_rows


@functools.cache
def all_kinds() -> tuple[str, ...]:
    """Every kind of claim."""
    return tuple(row["kind"] for row in reference_rows("claim_kinds"))


@functools.cache
def fact_kinds() -> dict[str, str]:
    """Maps each column of `projects` to the kind of claim that its value makes."""
    return {row["field"]: row["kind"] for row in reference_rows("claim_kinds") if row["field"]}
