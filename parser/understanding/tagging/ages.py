"""Ages and spans of ages that name a target group: up to 30 young, from 50 older."""

import functools
import re

from parser.understanding.tagging.tables import read_table
from parser.understanding.tagging.vocabulary import Mention
from parser.understanding.words import Words


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {group: re.compile("|".join(ages)) for group, ages in read_table("ages.toml")["groups"].items()}


def age(words: Words, at: int) -> Mention | None:
    """The group of the age or span of ages that begins with word `at`."""
    table, lower = read_table("ages.toml"), words.lower
    alone = len(lower[at]) == 2 and not {*lower[at + 1 : at + 2]} & {*table["after"]}
    if alone and not {*lower[max(0, at - 1) : at]} & {*table["before"]}:
        return None
    before = "".join(f"{word} " for word in lower[max(0, at - 6) : at])
    window = f"{before}#{' '.join(lower[at : at + 5])}"
    for group, pattern in _patterns().items():
        if hit := pattern.search(window):
            return Mention(group, "age", at, at + 1 + window.count(" ", len(before), hit.end()))
    return None
