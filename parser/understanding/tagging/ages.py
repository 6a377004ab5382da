"""Ages and spans of ages that name a target group: up to 30 young, from 50 older."""

import re

from parser.understanding.tagging.vocabulary import Mention
from parser.understanding.words import Words

_PEOPLE = (
    r"(?:personer|deltagare|ungdomar|unga|vuxna|människor|kvinnor|män|anställda|medarbetare|arbetslösa?|sökande|"
    r"skrivna|varslade|uppsagda|alla|dem|de|den|personal|arbetare|sköterskor|lärare|invandrare|nyanlända|akademiker|"
    r"företagare|som är|är|(?:är|var|varit) \w+ och|i åldern)"
)
_CLOSED = r"(?= (?:år|[.,;)]|som|med|och|i|på|från|till|bildas|ska|får)(?!\w)| \S+ [.,;)]|$)"
"""What follows a number that is an age: years, a stop, or what such people do."""
_SPAN = r"\d\d ?(?:-|–|—|till|och|upp till) ?"
_YEARS = r"(?: ?-? ?år(?:ing|\b))"
_IN_AGE = r"(?:åldern|åldrarna|ålder)(?: mellan)? "
_YOUNG, _OLD = r"(?:1[3-9]|2\d)(?!\d)", r"[56]\d(?!\d)"


def _pattern(low: str, high: str, alone: str) -> re.Pattern[str]:
    """An age whose number begins at `#`: a span with `år` or after `åldern`, or a number alone."""
    span = rf"(?={low})(?:{_SPAN}){high}(?!\d)"
    return re.compile(rf"#{span}{_YEARS}|{_IN_AGE}#{span}{_YEARS}?|{alone}")


_GROUPS = {
    "ungdomar": _pattern(
        _YOUNG, r"(?:1\d|2\d|30)", rf"{_PEOPLE} (?:under|yngre än|upp till) #(?:1[89]|2\d|30)(?!\d){_CLOSED}"
    ),
    "äldre": _pattern(
        _OLD,
        r"\d\d",
        rf"#{_OLD} ?\+|(?:fyllt|fyllda) #{_OLD}|{_PEOPLE} (?:över|äldre än|efter) #(?:5\d|6[0-4])(?!\d){_CLOSED}",
    ),
}


_BEFORE = {"åldern", "åldrarna", "ålder", "mellan", "fyllt", "fyllda", "över", "under", "än", "till", "efter"}
_AFTER = {"-", "–", "—", "+", "till", "och", "upp"}
"""Words right before or after a number, of which an age has one, unless both its numbers are one word."""


def age(words: Words, at: int) -> Mention | None:
    """The group of the age or span of ages that begins with word `at`."""
    if (
        len(words.lower[at]) == 2
        and _BEFORE.isdisjoint(words.lower[at - 1 : at])
        and _AFTER.isdisjoint(words.lower[at + 1 : at + 2])
    ):
        return None
    before = "".join(f"{word} " for word in words.lower[max(0, at - 6) : at])
    window = f"{before}#{' '.join(words.lower[at : at + 5])}"
    for group, pattern in _GROUPS.items():
        if match := pattern.search(window):
            return Mention(group, "age", at, at + 1 + window.count(" ", len(before), match.end()))
    return None
