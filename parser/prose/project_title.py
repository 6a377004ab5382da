"""Find the name of the project in a prose text: what the text sets apart as its name, or its headline."""

import functools
import re

from parser.judging.linear import Linear, read_judge
from parser.prose.headline import find_headline
from parser.prose.title_evidence import Evidence, weigh
from parser.prose.words import Words, words_of
from schema.record import Value

SHOWN = 0.62
"""The least probability of a title: less sure, a text has none. Set for a precision of 0.95 on texts left out."""
_LONGEST = 150
"""Characters; what is longer is text whose lines were lost."""
_SPELLED_OUT = re.compile(r"[^\S\n]\((?P<form>[A-ZÅÄÖÉ][^()\n\d]*\s[^()\n\d]+)\)")
"""The form in full after a short name: `SIV (Stegen in i vården)`."""


def find_project_title(text: str, start: int, end: int) -> Value | None:
    """The project's name in a text whose first line is `text[start:end]`, without subtitle; else the headline.

    None where neither is likely enough. The value has its probability.
    """
    words = words_of(text, start)
    found = weigh(words, find_headline(words.text, start, end))
    probability, best = max(((probability_of(one), one) for one in found), key=lambda pair: pair[0])
    first, last = _in_full(words, best)
    if probability < SHOWN or last - first > _LONGEST:
        return None
    return Value("title", text[first:last], first, last, "inferred")


def probability_of(evidence: Evidence) -> float:
    """How likely a name is the title."""
    return _judge().probabilities(evidence.features)["right"]


def _in_full(words: Words, best: Evidence) -> tuple[int, int]:
    """The place of a name, with the form in full that the text gives a short one in brackets."""
    first, last = words.starts[best.name[0]], words.ends[best.name[1] - 1]
    name = words.text[first:last]
    if " " in name or sum(map(str.isupper, name)) < 2:
        return first, last
    for mention in re.finditer(rf"\b{re.escape(name)}(?= \()", words.text[first:]):
        full = _SPELLED_OUT.match(words.text, first + mention.end())
        if full and full["form"][0] == name[0] and not full["form"].isupper():
            return first + mention.start(), full.end()
    return first, last


@functools.cache
def _judge() -> Linear:
    return read_judge("parser.prose", "title_weights.toml")
