"""Find the owner of a project in prose, by weighted phrases before and after the names of organisations.

Nothing but the text is used: with too little evidence for any organisation there is no owner.
"""

import re
from collections import defaultdict
from functools import partial

from parser.prose.named_organisations import Named, organisations
from schema.record import Value

_PHRASES_AFTER = (
    (4.0, "(?:är|blir|som|står som|går in som) (?:projektägare|sökande|ägare)|äger projekt|ägde projekt"),
    (2.5, "(?:har |nu )?bevilja[dt]|beviljas|har fått|(?:får|fick) (?:drygt |cirka |ca |nära )?[\\d,]"),
    (2.5, "(?:eget |egna |nya |stora )?(?:ESF-|EU-)?projekt\\b"),
    (2.0, "driver|drev\\b|har drivit|leder|ledde|ansvarar för projektet|står bakom|startar|genomför|äger"),
    (2.0, "ansöker|ansökte|söker|sökte|har (?:\\w+ ){0,6}(?:ansökan|ansökt|sökt)|vill"),
    (1.2, "har (?:tillsammans|tillfrågats|beslutat|tagit|startat|inlett|valt|de senaste)|öppnar|prövar|provar"),
    (1.2, "satsar|ska|erbjuder|utbildar|samlar|deltar i|medfinansierar|bidrar|går in|får|fick|tar emot"),
)
"""Phrases after an owner's name, with their weights."""
_PHRASES_BEFORE = (
    (
        4.0,
        "(?:projektägare|projektets ägare|ägare|sökande|stödmottagare|huvudman)(?: för projektet)?(?: är| blir|:)?",
    ),
    (3.0, "(?:ägs|ägdes|drivs|drevs|leds|leddes|bedrivs|samordnas) av"),
    (2.5, "har beviljat|beviljade|beviljat|tilldelat|tilldelade|ger|gav|stöd till|pengar till|medel till"),
    (2.0, "(?:genomförs|genomfördes|görs|startas|startades|skrivs|skrivits) av"),
    (2.0, "hos oss (?:på|i)|vi (?:på|i|inom)|välkommen till|avsändare|hälsar"),
    (1.5, "får|fick|driver|drev|öppnar|startar|startade|söker|ansöker|ska|vill|har|hade|leder|äger|ägde"),
    (1.5, "prövar|satsar|inleder|genomför|(?:samarbete|samverkan) mellan|projekt (?:hos|vid|inom|i|av)"),
)
"""Phrases before it, with their weights."""
_AFTER = tuple(
    (weight, re.compile(rf"s?,?(?: \([^)]*\))? (?:{words})", re.IGNORECASE)) for weight, words in _PHRASES_AFTER
)
_BEFORE = tuple((weight, re.compile(rf"\b(?:{words})\s*\Z", re.IGNORECASE)) for weight, words in _PHRASES_BEFORE)
_OWN_PROJECT = re.compile(r" (?:eget |egna |nya |stora )?(?:ESF-|EU-)?projekt\b")
_MIN_WEIGHT, _FIRST_NAMED, _REPEATED, _IN_OPENING = 1.2, 0.6, 0.4, 0.6
"""The minimum weight of an owner; what is added for being named first, again and in the opening. Tuned on the gold
corpus; no other reason is known."""
_OPENING, _SEARCHED = 400, 30_000
"""Characters in the opening of a text, where its owner is likely to be named, and characters searched in all."""


def find_owner(text: str, start: int = 0, end: int | None = None, title: str = "") -> Value | None:
    """The organisation that owns, runs, applies for or is granted the project called `title`, according to the text."""
    end = min(start + _SEARCHED, len(text) if end is None else end)
    scores: dict[str, float] = defaultdict(float)
    first: dict[str, Named] = {}
    for named in map(partial(_without_genitive, text), organisations(text, start, end)):
        key = named.name.casefold().split(",")[0]
        scores[key] += _weight(text, named) + (_REPEATED if key in first else _FIRST_NAMED / (1 + len(first)))
        scores[key] += _IN_OPENING if key not in first and named.start < start + _OPENING else 0.0
        first.setdefault(key, named)
    scores.pop(title.casefold(), None)
    best = max(scores, key=lambda key: scores[key], default="")
    if scores.get(best, 0.0) < _MIN_WEIGHT:
        return None
    found = first[best]
    return Value("owner", text[found.start : found.end], found.start, found.end, "inferred")


def _without_genitive(text: str, named: Named) -> Named:
    """`Region Blekinges ESF-projekt` is a project of `Region Blekinge`."""
    owns = named.name.endswith("s") and _OWN_PROJECT.match(text, named.end)
    return Named(named.name[:-1], named.start, named.end - 1) if owns else named


def _weight(text: str, named: Named) -> float:
    before = text[max(0, named.start - 60) : named.start].replace("\n", " ")
    after = text[named.end : named.end + 90].replace("\n", " ")
    does = max((weight for weight, pattern in _AFTER if pattern.match(after)), default=0.0)
    return does + max((weight for weight, pattern in _BEFORE if pattern.search(before)), default=0.0)
