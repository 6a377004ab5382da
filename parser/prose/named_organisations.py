"""Find names of Swedish organisations in running text, by the word for the kind of organisation."""

import re
from collections.abc import Iterator

import msgspec

from parser.sectioning.line_wraps import joined

_NAME = r"(?!ESF|EU\b)[A-ZÅÄÖÉ][\wåäöéüÅÄÖ&/-]*"
_KINDS_LAST = (
    "kommun|kommuner|kommunalförbund|kommunförbund|samordningsförbund|folkhögskola|pastorat|byalag|stad|Stad|landsting"
    "|Landsting|läns landsting|församling|högskola|universitet|universitetssjukhus"
)
_KINDS_FIRST = (
    "förening(?:en)?|stiftelse(?:n)?|förbund(?:et)?|styrelse(?:n)?|förvaltning(?:en)?|kontor(?:et)?|myndighet(?:en)?"
    "|avdelning(?:en)?|råd(?:et)?|verk(?:et)?|(?<!e)ring(?:en)?|sällskap(?:et)?|nämnd(?:en)?|klubb(?:en)?|kyrka(?:n)?"
    "|församling(?:en)?|bolag(?:et)?|kooperativ(?:et)?|centrum|byrå(?:n)?|universitet(?:et)?|högskola(?:n)?"
    "|landsting(?:et)?|förmedling(?:en)?|kassan|omsorg(?:en)?|samverkan|akademi(?:n)?|institut(?:et)?|museet|sjukhuset"
    "|koncern|gruppen|skolan"
)
_FORMS = r"AB|HB|KB|[Ee]konomisk förening|[Ee]k\.? ?för\.?|[Ii]deell förening"
_PREFIXES = (
    "Region|Landstinget|Coompanion|Stiftelsen|Föreningen|Studieförbundet|Samordningsförbundet|Länsstyrelsen"
    "|Folkuniversitetet|ABF|SKL"
)
_NAMES = rf"{_NAME}(?: (?:och |& )?{_NAME}){{0,4}}"
_UNIT = r"(?:, [A-ZÅÄÖ][\w-]*(?: och [\w-]+)?(?=[\s,.]))?"
_PLACED = rf"(?: (?:i|för|på|vid|av) {_NAMES}(?: (?:kommun|län|stad)s?\b)?)"
_FORMED = rf"(?: (?:{_FORMS})(?!\w))"
_ORGANISATION = re.compile(
    rf"(?<![\w-])(?:{_NAMES}(?: i {_NAME})?{_FORMED}"
    rf"|{_NAMES} (?:{_KINDS_LAST})(?=s?\b){_UNIT}"
    rf"|(?:{_PREFIXES}) {_NAMES}{_FORMED}?"
    rf"|(?:{_NAME}s ){{0,2}}[A-ZÅÄÖ][\wåäö-]*(?:{_KINDS_FIRST})\b(?: {_NAMES})?(?:{_FORMED}|{_PLACED})?)"
)
_FUNDERS = re.compile(r"\bESF|Socialfond|Strukturfond|Europeiska|\bEU\b|Kommissionen", re.IGNORECASE)
_OPENERS = re.compile(
    "(?:i|på|för|till|från|av|hos|med|men|och|när|där|nu|den|det|de|vid|efter|sedan|under|inom|enligt|både|även|utan|om"
    "|att|projektägare|projektet|ägare|sökande) ",
    re.IGNORECASE,
)
"""TextWords with a capital only because they begin a sentence."""
BARE = re.compile(
    "(?:kommun|landsting|församling|universitet|sjukhus|för(?:ening|valtning|bund)|kommunförbund|stiftelse|styrelse"
    "|kommunstyrelse|(?:arbetsmarknads|kultur|social)?nämnd|myndighet|kontor|avdelning|bolag|skol|högskol|folkhögskol"
    "|(?:projekt|styr|referens|arbets|mål|test)?grupp|klubb|råd|verk|nätverk|partnerskap|kyrk|handelskammar"
    "|försäkringskass)(?:en|n|et|t|an)",
    re.IGNORECASE,
)
"""TextWords that name an organisation only together with others, or that are never a project's owner."""


class Named(msgspec.Struct, frozen=True):
    """An organisation's name as written, with its place."""

    name: str
    start: int
    end: int


def organisations(text: str, start: int = 0, end: int | None = None) -> Iterator[Named]:
    """The organisations named in `text[start:end]`, in order, without those that fund projects."""
    for match in _ORGANISATION.finditer(joined(text[start:end])):
        opener = _OPENERS.match(match[0])
        first, last = start + match.start() + (opener.end() if opener else 0), start + match.end()
        if _is_organisation(text[first:last]):
            yield Named(" ".join(text[first:last].split()), first, last)


def _is_organisation(name: str) -> bool:
    return name[:1].isupper() and not BARE.fullmatch(name) and not _FUNDERS.search(name)
