"""The rules that join spellings to organisations, in words for people instead of codes."""

import functools
import tomllib
from importlib.resources import files


def reasons(rule: str | None) -> list[str]:
    """Why a spelling belongs to its organisation, from a rule such as `versaler + bolagsform`; [] when written alike.

    Raises KeyError for a rule that has no words.
    """
    return [rule_words()[code] for code in rule.split(" + ")] if rule else []


@functools.cache
def rule_words() -> dict[str, str]:
    """Every rule with its words."""
    declared = files("archive.site.organisation_pages").joinpath("name_rules.toml").read_text("utf-8")
    return {rule: str(words) for rule, words in tomllib.loads(declared).items()}
