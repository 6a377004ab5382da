"""Ages and spans of ages that name a target group: up to 30 young, from 50 older."""

import functools
import re
import tomllib
from importlib.resources import files
from typing import Any

from parser.understanding.tagging.vocabulary import Mention
from parser.understanding.words import Words


@functools.cache
def _table() -> dict[str, Any]:
    """The words beside ages, and the pattern of each group's ages."""
    table = tomllib.loads((files("parser.understanding.tagging") / "ages.toml").read_text("utf-8"))
    table["after"] = [[word] for word in table["after"]]
    filled = re.compile("{(" + "|".join(table["parts"]) + ")}")
    for group, patterns in table["groups"].items():
        table["groups"][group] = re.compile(filled.sub(lambda part: table["parts"][part[1]], "|".join(patterns)))
    return table


def age(words: Words, at: int) -> Mention | None:
    """The group of the age or span of ages that begins with word `at`."""
    table, lower = _table(), words.lower
    beside = (
        any(word in table["before"] for word in lower[max(0, at - 1) : at]) or lower[at + 1 : at + 2] in table["after"]
    )
    if len(lower[at]) == 2 and not beside:
        return None
    before = "".join(f"{word} " for word in lower[max(0, at - 6) : at])
    window = f"{before}#{' '.join(lower[at : at + 5])}"
    found = ((group, pattern.search(window)) for group, pattern in table["groups"].items())
    mentions = (
        Mention(group, "age", at, at + 1 + window.count(" ", len(before), hit.end())) for group, hit in found if hit
    )
    return next(mentions, None)
