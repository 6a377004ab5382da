"""Who owns a project, from prose: what an organisation does, or what is done by it, weighed as data.

Only what the text says of itself: with little to speak for any organisation there is no owner.
"""

import re
from collections import defaultdict
from functools import partial

from parser.prose.named_organisations import Named, organisations
from schema.record import Value

_DOES = (
    (4.0, "(?:är|blir|som|står som|går in som) (?:projektägare|sökande|ägare)|äger projekt|ägde projekt"),
    (2.5, "(?:har |nu )?bevilja[dt]|beviljas|har fått|(?:får|fick) (?:drygt |cirka |ca |nära )?[\\d,]"),
    (2.5, "(?:eget |egna |nya |stora )?(?:ESF-|EU-)?projekt\\b"),
    (2.0, "driver|drev\\b|har drivit|leder|ledde|ansvarar för projektet|står bakom|startar|genomför|äger"),
    (2.0, "ansöker|ansökte|söker|sökte|har (?:\\w+ ){0,6}(?:ansökan|ansökt|sökt)|vill"),
    (1.2, "har (?:tillsammans|tillfrågats|beslutat|tagit|startat|inlett|valt|de senaste)|öppnar|prövar|provar"),
    (1.2, "satsar|ska|erbjuder|utbildar|samlar|deltar i|medfinansierar|bidrar|går in|får|fick|tar emot"),
)
"""What follows an owner's name, and how much it says."""
_DONE_BY = (
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
"""What stands before it."""
_AFTER = tuple((weight, re.compile(rf"s?,?(?: \([^)]*\))? (?:{words})", re.IGNORECASE)) for weight, words in _DOES)
_BEFORE = tuple((weight, re.compile(rf"\b(?:{words})\s*\Z", re.IGNORECASE)) for weight, words in _DONE_BY)
_OWN_PROJECT = re.compile(r" (?:eget |egna |nya |stora )?(?:ESF-|EU-)?projekt\b")
_LEAST, _FIRST_NAMED, _AGAIN, _AT_ONCE = 1.2, 0.6, 0.4, 0.6
"""The weight below which there is no owner; what being named first, again and in the opening adds. Tuned on the gold
corpus; nobody knows a better reason."""
_OPENING, _READ = 400, 30_000
"""Characters in the opening of a text, where its owner is likely to be named, and in which one is sought at all."""


def find_owner(text: str, start: int = 0, end: int | None = None, title: str = "") -> Value | None:
    """The organisation that the text says owns, runs, applies for or is granted the project called `title`."""
    end = min(start + _READ, len(text) if end is None else end)
    scores: dict[str, float] = defaultdict(float)
    first: dict[str, Named] = {}
    for named in map(partial(_without_genitive, text), organisations(text, start, end)):
        key = named.name.casefold().split(",")[0]
        scores[key] += _evidence_for(text, named) + (_AGAIN if key in first else _FIRST_NAMED / (1 + len(first)))
        scores[key] += _AT_ONCE if key not in first and named.start < start + _OPENING else 0.0
        first.setdefault(key, named)
    scores.pop(title.casefold(), None)
    best = max(scores, key=lambda key: scores[key], default="")
    if scores.get(best, 0.0) < _LEAST:
        return None
    found = first[best]
    return Value("owner", text[found.start : found.end], found.start, found.end, "inferred")


def _without_genitive(text: str, named: Named) -> Named:
    """`Region Blekinges ESF-projekt` is a project of `Region Blekinge`."""
    owns = named.name.endswith("s") and _OWN_PROJECT.match(text, named.end)
    return Named(named.name[:-1], named.start, named.end - 1) if owns else named


def _evidence_for(text: str, named: Named) -> float:
    before = text[max(0, named.start - 60) : named.start].replace("\n", " ")
    after = text[named.end : named.end + 90].replace("\n", " ")
    does = max((weight for weight, pattern in _AFTER if pattern.match(after)), default=0.0)
    return does + max((weight for weight, pattern in _BEFORE if pattern.search(before)), default=0.0)
