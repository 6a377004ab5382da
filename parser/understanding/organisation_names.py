"""Names of Swedish organisations in running text: by the word that says what kind of organisation it is."""

import re
from collections.abc import Iterator

import msgspec

_NAME = r"[A-ZÅÄÖÉ][\wåäöéüÅÄÖ&/-]*"
_KINDS_LAST = (
    "kommun|kommuner|stad|Stad|landsting|Landsting|läns landsting|församling|högskola|universitet|universitetssjukhus"
)
_KINDS_FIRST = (
    "förening|föreningen|stiftelse|stiftelsen|förbund|förbundet|styrelse|styrelsen|förvaltning|förvaltningen|kontor|kontoret"
    "|myndighet|myndigheten|avdelning|avdelningen|råd|rådet|verk|verket|(?<!e)ring|(?<!e)ringen|sällskap|sällskapet|nämnd|nämnden"
    "|klubb|klubben|kyrka|kyrkan|församling|församlingen|bolag|bolaget|kooperativ|kooperativet|centrum|byrå|byrån|universitet"
    "|universitetet|högskola|högskolan|folkhögskola|folkhögskolan|landsting|landstinget|förmedling|förmedlingen|kassan"
    "|omsorg|omsorgen|samverkan|akademi|akademin|institut|institutet|museet|sjukhuset|koncern|gruppen|skolan"
)
_FORMS = r"AB|HB|KB|Ekonomisk förening|ekonomisk förening|Ek\.? ?för\.?|ek\.? ?för\.?|Ideell förening|ideell förening"
_PLAIN = "Region|Landstinget|Coompanion|Stiftelsen|Föreningen|Studieförbundet|Samordningsförbundet|Länsstyrelsen|Folkuniversitetet|ABF|SKL"
_NAMES = rf"{_NAME}(?: (?:och |& )?{_NAME}){{0,4}}"
_PLACED = rf"(?: (?:i|för|på|vid|av) {_NAMES}(?: (?:kommun|län|stad)s?\b)?)"
_FORMED = rf"{_NAMES}(?: i {_NAME})? (?:{_FORMS})(?!\w)"
_ORGANISATION = re.compile(
    rf"(?<![\w-])(?:{_FORMED}"
    rf"|{_NAMES} (?:{_KINDS_LAST})(?=s?\b)(?:, [A-ZÅÄÖ][\w-]*(?: och [\w-]+)?(?=[\s,.]))?"
    rf"|(?:{_PLAIN}) {_NAMES}(?: (?:{_FORMS})(?!\w))?"
    rf"|(?:{_NAME}s ){{0,2}}[A-ZÅÄÖ][\wåäö-]*(?:{_KINDS_FIRST})\b(?:(?: {_NAMES})?(?: (?:{_FORMS})(?!\w)|{_PLACED})?)"
    rf")"
)
_FUNDERS = re.compile(r"\bESF|Socialfond|Strukturfond|Europeiska|\bEU\b|Kommissionen", re.IGNORECASE)
_OPENERS = frozenset(
    ["i", "på", "för", "till", "från", "av", "hos", "med", "men", "och", "när", "där", "nu", "den", "det", "de", "vid", "efter", "sedan", "under", "inom", "enligt", "både", "även", "utan", "om", "att", "projektägare", "projektet", "ägare", "sökande"]
)


_BARE = frozenset(
    ["kommunstyrelsen", "kommunen", "föreningen", "förvaltningen", "styrelsen", "nämnden", "myndigheten", "stiftelsen", "förbundet", "kontoret", "avdelningen", "bolaget", "skolan", "gruppen", "klubben", "rådet", "verket", "nätverket", "partnerskapet", "landstinget", "församlingen", "kyrkan", "kommunförbundet", "arbetsmarknadsnämnden", "kulturnämnden", "socialnämnden", "projektgruppen", "styrgruppen", "referensgruppen", "arbetsgruppen", "målgruppen", "testgruppen", "handelskammaren", "försäkringskassan", "sjukhuset", "universitetet", "högskolan", "folkhögskolan"]
)
"""Words that name an organisation only together with more, or that are never a project's owner."""


class Named(msgspec.Struct, frozen=True):
    """An organisation's name as written, with its place."""

    name: str
    start: int
    end: int


def organisations(text: str, start: int = 0, end: int | None = None) -> Iterator[Named]:
    """The organisations named in `text[start:end]`, in order, those that hand out the money left out."""
    for match in _ORGANISATION.finditer(text.replace("\n", " "), start, len(text) if end is None else end):
        first, last = match.span()
        word = text[first:last].split(maxsplit=1)[0]
        if word.lower() in _OPENERS and len(text[first:last].split()) > 1:
            first += len(word) + 1
        name = text[first:last]
        if name[:1].isupper() and name.casefold() not in _BARE and not _FUNDERS.search(name):
            yield Named(" ".join(name.split()), first, last)
