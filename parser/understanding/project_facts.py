"""A project's owner, status and register number, from prose: what speaks for each, as data.

Only what the text says of itself: a fact with little to speak for it is left out. Each is given with its place.
"""

import re
from collections import defaultdict

from parser.identity import period_of
from parser.understanding.organisation_names import Named, organisations
from schema.record import Value

_DOES = (
    ("är projektägare|blir projektägare|står som (?:projektägare|sökande|ägare)|går in som projektägare|äger projekt|ägde projekt|som projektägare", 4.0),
    ("driver|drev\\b|har drivit|leder|ledde|ansvarar för projektet|står bakom|startar|genomför|genomförde|äger", 2.0),
    ("ansöker|ansökte|söker|sökte|har (?:\\w+ ){0,6}(?:ansökan|ansökt|sökt)|vill", 2.0),
    ("(?:har |nu )?bevilja[dt]|beviljas|får (?:drygt |cirka |ca |nära )?[\\d,]|fick (?:drygt |cirka |ca |nära )?\\d|har fått", 2.5),
    ("har (?:tillsammans|tillfrågats|beslutat|tagit|startat|inlett|valt|de senaste)|öppnar|prövar|provar|satsar|ska|erbjuder", 1.2),
    ("utbildar|samlar|deltar i|medfinansierar|bidrar|går in|får|fick|tar emot", 1.2),
)  # fmt: skip
_DONE_BY = (
    ("(?:projektägare|projektets ägare|ägare|sökande|stödmottagare|huvudman)(?: för projektet)?(?: är|:| blir| var)?", 4.0),
    ("(?:ägs|ägdes|drivs|drevs|leds|leddes|bedrivs|samordnas) av", 3.0),
    ("(?:har beviljat|beviljade|beviljat|tilldelat|tilldelade|ger|gav|stöd till|pengar till|medel till)", 2.5),
    ("(?:genomförs|genomfördes|görs|startas|startades|skrivs|skrivits) av", 2.0),
    ("(?:hos oss (?:på|i)|vi (?:på|i|inom)|välkommen till|avsändare|hälsar)", 2.0),
    ("(?:får|fick|driver|drev|öppnar|startar|startade|söker|ansöker|ska|vill|har|hade|leder|äger|ägde|prövar|satsar|inleder|genomför)", 1.5),
    ("(?:samarbete|samverkan) mellan|projekt (?:hos|vid|inom|i)|i ett projekt av", 1.5),
)  # fmt: skip
_AFTER = tuple((re.compile(rf"s?,?(?: \([^)]*\))? (?:{words})", re.IGNORECASE), weight) for words, weight in _DOES)
_BEFORE = tuple((re.compile(rf"\b(?:{words})\s*\Z", re.IGNORECASE), weight) for words, weight in _DONE_BY)
_LEAST_OWNER, _FIRST_NAMED, _AGAIN, _AT_ONCE = 1.2, 0.6, 0.4, 0.6
_OPENING = 400
"""Characters in the opening of a text, where its owner is likely to be named."""

_AMOUNT = r"\d[\d\s.,]*(?:kr\b|kronor|mkr|tkr|miljon\w*|mnkr|euro|eur\b)"
_IF = (
    r"(?:\bom\b|\bvid\b|\bifall\b|förutsatt|förutsättning|\bnär\b|\bdå\b|\bskulle\b|\bkan\b|\bväntas\b|\binte\b|\bej\b)"
)
_STATUS = (
    ("beviljad", 2.5, r"\bbevilja(?:ts|t|des|de)\b(?! projekt)"),
    ("beviljad", 2.0, r"\bbeviljade?\b|\bbeviljat\b"),
    ("beviljad", 2.0, rf"\b(?:får|fick|fått|tilldelats|ger|gav|gett)\b[^.!?]{{0,40}}{_AMOUNT}[^.!?]{{0,60}}(?:socialfond|\bESF)"),
    ("beviljad", 2.0, r"\bbeslut om stöd fattades\b|\bstödbeslut\b|\b(?:socialfonden|ESF-rådet) (?:bidrar|finansierar) "),
    ("beviljad", 2.0, r"(?:socialfonden|ESF-rådet)[^.!?]{0,30}\b(?:sagt ja|godkänt|gett|ger|bifallit|gav|betalar)\b"),
    ("beviljad", 1.5, r"\b(?:fått|får) (?:\w+ )?(?:stöd|medel|pengar|bidrag|klartecken)\b|\bbetalats? ut\b|\butbetalt|\brekvirera"),
    ("ansökt", 2.5, rf"{_IF}[^.!?]{{0,50}}\b(?:beviljas|beviljat|beviljad|bifalls|godkänns|får stöd)\b"),
    ("ansökt", 2.5, r"\bblir det (?:avslag|bifall|ja|nej)\b|\bansökan (?:avser|godkänns|omfattar|gäller|lämnas|lämnades|skickas|återremit|avslogs|bereds|är inlämnad)"),
    ("ansökt", 2.0, r"\bansök(?:er|te|s|t)\b|\bsök(?:er|te|s|t)\b[^.!?]{0,50}(?:medel|stöd\b|finansiering|pengar|bidrag|förprojekt|\d[\d .]{2,}|\d,\d|socialfond|\bESF)"),
    ("ansökt", 1.5, r"\bansökan (?:till|om|hos)\b|\besf-ansökan\b|\bskrivit en ansökan\b|\bbeslut[^.!?]{0,40}väntas\b|\båterremitter|\bavslag\b|\bfår komma (?:tillbaka|åter)\b"),
    ("ansökt", 1.0, r"\bföreslås\b|\bpreliminär|\bmedel söks\b"),
)  # fmt: skip
_SIGNS = tuple((status, weight, re.compile(pattern, re.IGNORECASE)) for status, weight, pattern in _STATUS)
_CONDITION = re.compile(rf"{_IF}[^.!?]{{0,50}}\Z", re.IGNORECASE)
_LEAST_STATUS = 1.5
_READ = 30_000
"""Characters in which a fact is sought."""
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?=\w)[^.!?]*)*[.!?]?")
_MONEY_TALK = re.compile(
    r"bevil|bifall|godkän|sök|stöd|fått|får|fick|gett|gav|ger|tilldel|betal|rekvir|väntas|avslag|återrem|föresl|prelim"
    r"|socialfond|ESF",
    re.IGNORECASE,
)
"""Words without which a sentence says nothing of a grant; most sentences have none of them."""

_DNR = re.compile(r"(?<![\w/-])(?:\d{2}-\d{3}-S\d{2}|20(?:1[4-9]|2\d)/\d{5})(?![\w/-])")
_OF_THE_FUND = re.compile(r"projektnummer|projektnr|projektbank|esf|socialfond", re.IGNORECASE)


def find_owner(text: str, start: int = 0, end: int | None = None) -> Value | None:
    """The organisation that the text says owns, runs, applies for or is granted the project."""
    end = min(start + _READ, len(text) if end is None else end)
    scores: dict[str, float] = defaultdict(float)
    first: dict[str, Named] = {}
    for named in organisations(text, start, end):
        key = named.name.casefold().split(",")[0]
        before, after = text[max(0, named.start - 60) : named.start], text[named.end : named.end + 90]
        scores[key] += _AGAIN if key in first else _FIRST_NAMED / (1 + len(first))
        scores[key] += _AT_ONCE if key not in first and named.start < start + _OPENING else 0.0
        scores[key] += max((weight for pattern, weight in _AFTER if pattern.match(_flat(after))), default=0.0)
        scores[key] += max((weight for pattern, weight in _BEFORE if pattern.search(_flat(before))), default=0.0)
        first.setdefault(key, named)
    best = max(scores, key=lambda key: scores[key], default="")
    if scores.get(best, 0.0) < _LEAST_OWNER:
        return None
    found = first[best]
    return Value("owner", text[found.start : found.end], found.start, found.end, "inferred")


def find_status(text: str, start: int = 0, end: int | None = None) -> tuple[str, Value] | None:
    """`beviljad` or `ansökt`, with the words that say so; a grant spoken of with an if is no grant."""
    end = min(start + _READ, len(text) if end is None else end)
    flat = _flat(text[:end])
    scores: dict[str, float] = defaultdict(float)
    places: dict[str, tuple[float, int, int]] = {}
    for sentence in _SENTENCE.finditer(flat, start, end):
        if not _MONEY_TALK.search(sentence[0]):
            continue
        for status, weight, pattern in _SIGNS:
            match = pattern.search(flat, *sentence.span())
            if match and not (status == "beviljad" and _conditional(flat, *match.span())):
                scores[status] = max(scores[status], weight) + 0.1
                places[status] = max(places.get(status, (0.0, 0, 0)), (weight, *match.span()))
    best = max(scores, key=lambda status: scores[status], default="")
    if scores.get(best, 0.0) < _LEAST_STATUS:
        return None
    _, first, last = places[best]
    return best, Value("status", text[first:last], first, last, "inferred")


def _conditional(text: str, start: int, end: int) -> bool:
    return bool(_CONDITION.search(text[max(0, start - 60) : start]) or re.search(_IF, text[start:end]))


def find_dnr(text: str) -> Value | None:
    """The register number of the project: the only one named; the older form only where the fund is named nearby.

    A municipality numbers its papers much as the fund did from 2014 to 2020.
    """
    found = [
        m for m in _DNR.finditer(text) if "S" in m[0] or _OF_THE_FUND.search(text, max(0, m.start() - 60), m.start())
    ]
    if len({match[0] for match in found}) != 1 or period_of(found[0][0]) is None:
        return None
    return Value("dnr", found[0][0], found[0].start(), found[0].end(), "inferred")


def _flat(text: str) -> str:
    return text.replace("\n", " ")
