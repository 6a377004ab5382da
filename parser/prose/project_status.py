"""Find in prose whether a project is granted or only applied for, by weighted patterns."""

import re
from collections import defaultdict
from collections.abc import Iterator

from parser.sectioning.line_wraps import joined
from schema.record import Value

GRANTOR = (
    r"(?:(?<!\w)\w*(?:nämnden|fullmäktige|utskottet|styrelsen|verket|myndigheten|stiftelsen|stiftet|rådet(?<!ESF-rådet))"
    r"(?: i (?-i:[A-ZÅÄÖ])\w+(?: kommun| län)?)?|\bkommunen|(?-i:\b[A-ZÅÄÖ])\w+ kommun|\b(?:Region|Leader) \w+"
    r"|\b(?:landstinget|regionen|försäkringskassan|arbetsförmedlingen)|(?<!\w)(?!social|struktur)\w+fonden"
    r"|\bsamordningsförbundet(?: \w+)?)"
)
GRANTED_BY_OTHERS = re.compile(
    rf"{GRANTOR}\s+(?:har\s+|hade\s+|också\s+|även\s+|nu\s+|tidigare\s+){{0,3}}"
    r"(?:beslutat?\s+att\s+|beslutade\s+att\s+)?(?:(?:bevilja|tilldela)(?:de|t|r)?\b"
    r"|(?:gav|ger|gett)\b(?=[^.;\n]{0,40}\b(?:bidrag|stöd)\b))"
    rf"|\bbeviljade\s+{GRANTOR}(?=\s)|\bbevilja(?:ts|des|s|d|t)\b[^.;\n]{{0,60}}?\b(?:av|från)\s+{GRANTOR}",
    re.I,
)

_AMOUNT = r"\d[\d\s.,]{0,20}(?:kr\b|kronor|mkr|tkr|miljon\w*|mnkr|euro|eur\b)"
_FUND = r"(?:socialfond|\bESF|\bEU\b)"
_IF = r"(?:\b(?:om|vid|ifall|när|då|skulle|kan|väntas|inte|ej)\b|förutsatt|förutsättning)"
_MONEY = rf"(?:medel|stöd\b|finansiering|pengar|bidrag|förprojekt|{_AMOUNT}|{_FUND})"
_GOT = r"\b(?:får|fick|fått|tilldelats|tilldelades|ger|gav|gett|tagit emot)\b"
_PATTERNS = (
    ("beviljad", 2.5, r"\bbevilja(?:ts|t|des|de)\b(?! projekt)"),
    ("beviljad", 2.0, r"\bbeviljade?\b|\bbeviljat\b|\bbeviljas\b|\bbeslutat att (?:ge|stödja|bevilja)\b"),
    (
        "beviljad",
        2.0,
        rf"{_GOT}[^.!?\n]{{0,40}}{_AMOUNT}[^.!?\n]{{0,60}}{_FUND}|\bfått (?:av|från) [^.!?\n]{{0,20}}{_FUND}",
    ),
    ("beviljad", 2.0, r"\bbeslut om stöd fattades\b|\bstödbeslut\b"),
    ("beviljad", 2.0, r"(?:socialfonden|ESF-rådet)[^.!?\n]{0,80}\b(?:sagt ja|godkänt|gett|ger|bifallit|gav)\b"),
    (
        "beviljad",
        1.5,
        rf"\b(?:fått|fick) (?:\w+ )?(?:klartecken\b|(?:stöd|medel|pengar|bidrag)\b[^.!?\n]{{0,40}}{_FUND})",
    ),
    ("ansökt", 2.5, rf"{_IF}[^.!?\n]{{0,50}}\b(?:beviljas|beviljat|beviljad|bifalls|godkänns|får stöd)\b"),
    ("ansökt", 2.5, r"\bblir det (?:avslag|bifall|ja|nej)\b"),
    ("ansökt", 2.5, r"\bansökan (?:avser|godkänns|omfattar|gäller|lämnas|lämnades|skickas|återremit|avslogs|bereds)"),
    ("ansökt", 2.0, rf"\b(?:ansök(?:er|te|t)|söks|sök(?:er|te|ande))\b[^.!?\n]{{0,50}}{_MONEY}"),
    ("ansökt", 1.5, rf"\bansökan (?:till|om|hos)\b[^.!?\n]{{0,40}}{_MONEY}|\bansökan är inlämnad|\besf-ansökan\b"),
    ("ansökt", 1.5, r"\bbeslut[^.!?\n]{0,40}väntas\b|\båterremitter|\bfår komma (?:tillbaka|åter)\b"),
    ("ansökt", 1.0, r"\bföreslås\b|\bpreliminär|\bmedel söks\b"),
)
_FORM = re.compile(
    r"\bAnsökan(?: om stöd)?\s+(?:Uppgifter om projektet|från Europeiska socialfonden)\b"
    r"|\bANSÖKAN Europeiska socialfonden\b"
)
"""The head of the fund's own form for applications."""
_FIRST_PAGE = 4000
_SIGNS = tuple((status, weight, re.compile(pattern, re.IGNORECASE)) for status, weight, pattern in _PATTERNS)
_CONDITION = re.compile(rf"{_IF}[^.!?:\n]{{0,50}}\Z", re.IGNORECASE)
_OF_THE_FUND = re.compile(rf"{_FUND}|\bEU\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\w)[^.!?\n]*)*[.!?]?")
_GRANT_WORDS = re.compile(
    r"bevil|bifall|godkän|sök|stöd|fått|får|fick|gett|gav|ger|tilldel|betal|rekvir|väntas|avslag|återrem|föresl|prelim"
    r"|socialfond|ESF",
    re.IGNORECASE,
)
"""TextWords without which a sentence is not about a grant; most sentences have none of them."""
_MIN_WEIGHT, _REPETITION, _SEARCHED = 1.5, 0.1, 30_000
"""The minimum weight of a status, the addition for each repetition, and the characters searched. Weights were tuned on
the gold corpus; no other reason is known."""


def find_status(text: str, start: int = 0, end: int | None = None) -> tuple[str, Value] | None:
    """`beviljad` or `ansökt`, with the words that state it; a conditional grant is not a grant.

    A heading (`Om projektet`) is no condition: no sentence runs over a line that ends.
    """
    form = _FORM.search(text, 0, _FIRST_PAGE) if not start else None
    if form:
        return "ansökt", Value("status", form[0], *form.span(), "inferred")
    scores: dict[str, float] = defaultdict(float)
    places: dict[str, tuple[float, int, int]] = {}
    flat = joined(text[start : min(start + _SEARCHED, len(text) if end is None else end)])
    for status, weight, first, last in _evidence(flat):
        scores[status] = max(scores[status], weight) + _REPETITION
        places[status] = max(places.get(status, (0.0, 0, 0)), (weight, start + first, start + last))
    best = max(scores, key=lambda status: scores[status], default="")
    if scores.get(best, 0.0) < _MIN_WEIGHT:
        return None
    _, first, last = places[best]
    return best, Value("status", text[first:last], first, last, "inferred")


def _evidence(flat: str) -> Iterator[tuple[str, float, int, int]]:
    for sentence in _SENTENCE.finditer(flat):
        if _GRANT_WORDS.search(sentence[0]):
            for status, weight, pattern in _SIGNS:
                match = pattern.search(flat, *sentence.span())
                if match and not (status == "beviljad" and _is_no_grant(flat, sentence, match)):
                    yield status, weight, *match.span()


def _is_no_grant(text: str, sentence: "re.Match[str]", grant: "re.Match[str]") -> bool:
    """Whether a grant is conditional, or another's than the fund's: `Socialnämnden beviljade`."""
    start, end = grant.span()
    conditional = _CONDITION.search(text[max(0, start - 60) : start]) or re.search(_IF, text[start:end])
    other = GRANTED_BY_OTHERS.search(text, *sentence.span())
    return bool(conditional or (other and not _OF_THE_FUND.search(sentence[0])))
