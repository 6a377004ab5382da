"""Tell calls for proposals, and news about rounds of calls, from pages on projects."""

import functools
import re
from collections.abc import Iterable
from itertools import islice

from parser.text.document import Document
from schema.places import find_region
from schema.web_addresses import address_parts

_ADDRESS = re.compile(r"/(kommande-|oppna-|stangda-)?utlysning(ar|en)?\d*(/|-per-|$)", re.IGNORECASE)
"""Part of an address under which esf.se keeps its calls, whatever the page there says."""
_LABEL = re.compile(r"^[^\w\n]*Utlyst belopp\b[ \t]*:?[ \t]*\n{0,2}(?P<value>[^\n]*)", re.MULTILINE)
_OWNER = re.compile(r"^[^\w\n]*Projektägare", re.MULTILINE)
_ROUNDED = re.compile(r"\b(miljon|milj|mkr|mnkr)", re.IGNORECASE)
_GRANT = re.compile(
    r"\b(får|fick|fått|erhåller|erhöll|(bevilja|tilldela)(s|des|ts)) "
    r"([^\n.]{1,60}\btill|[^\n.]{0,20}\d[^\n]{1,40}\bför) projektet\b",
    re.IGNORECASE,
)
_GRANTED = re.compile(
    r"^[^\w\n]{0,9}(\w+ )?((beviljade|godkända) (projekt|ansökningar)"
    r"|projekt(en)?( som)?( har)? (får|fick|fått|erhåller|bevilja[dst]\w*)( stöd)?)[^\w\n]{0,3}$",
    re.IGNORECASE | re.MULTILINE,
)
"""A sentence that grants a project an amount, and the heading above a list of projects that were granted some."""
_HEADLINE = re.compile(r"\butlysning(ar|en|arna)?\b", re.IGNORECASE)
_SIGNS = tuple(
    (words, re.compile(pattern, re.IGNORECASE))
    for words, pattern in (
        (["projektrummet"], r"\bansök\w*\b[^.\n]{0,80}\bProjektrummet\b|\bProjektrummet\b[^.\n]{0,60}\bansök"),
        (
            ["utlysning", "för ansök"],
            r"\böpp(en|na|nar|nas|nade)\b[^.\n]{0,60}\b(för ansök|utlysning)"
            r"|\butlysning\w*\b[^.\n]{0,60}\b(öppn|stäng|öppen)\w*",
        ),
        (
            ["sista", "ansök"],
            r"\bsista (ansöknings)?dag(en)?\b|\bansökningsperiod|\bansökningstid|\bansökan ska (vara|lämnas)\b",
        ),
        (
            ["söka", "få stöd", "behöriga"],
            r"\b(vem|vilka|vilken) (kan|får|aktörer kan) (söka|ansöka|få stöd)\b|\bbehöriga sökande\b",
        ),
        (
            ["urvals", "bedömningsk", "prioriteringsg"],
            r"\burvalskriterier|\bbedömningskriterier|\bprioriteringsgrunder|\burvalsprinciper",
        ),
        (["utlyst", "utlyser"], r"\butlyst(a)? (belopp|medel)\b|\butlyser\b"),
        (
            ["utlysning"],
            r"\butlysningens \w+|\bi (den här|denna) utlysning(en)?\b|\bkommande utlysning"
            r"|\butlysningen (omfattar|riktar sig|vänder sig|avser|planeras)\b",
        ),
        (["ansökningar"], r"\b(projekt)?ansökningar (kom|har kommit) in\b|\binkomna ansökningar\b"),
        (["stöd"], r"\bdu (kan )?(ansöker|söka|söker|ansöka) om stöd\b|\bsök(a)? stöd\b"),
    )
)
"""What a call says, with what stands in it, one or the other; each kind counts once."""
_ENOUGH, _ENOUGH_WITH_HEADLINE = 4, 2
_REGION_LINE = re.compile(r"\W*(?P<name>[A-ZÅÄÖ][^\d\n:]{3,60}):? *\d[\d\s.,]{0,20}(?:kr|kronor|miljoner|mkr)\b")
_REGION_WITHIN = re.compile(
    r"(?P<name>(?:(?:Östra|Norra|Mellersta|Övre|Småland (?:och|&)) )?[A-ZÅÄÖ][a-zåäö]{2,15})"
    r"[\s:|–-]{1,9}(?:\d{1,3}[\s|]{1,9})?(?:(?:får|fick|går|med|(?:fördela|tilldela|bevilja)(?:s|des|ts)) ){0,2}"
    r"\d[\d .,\u00a0]{0,15}(?:kr|kronor|miljoner|mkr)\b"
)
_PROJECT_BY_NAME = re.compile(r"\b[Pp]rojekt(?:et)? [\"”“»]?[A-ZÅÄÖ]")
"""A region's amount in a line, or in a sentence or a table's row; and a project by its name."""
_LONGEST_LINE = 150
_FEWEST_REGIONS = 2


def is_call_address(url: str | None) -> bool:
    """Whether an address is one of a call; nothing there is a project."""
    return url is not None and _ADDRESS.search(address_parts(url).path) is not None


def is_call(document: Document) -> bool:
    """Whether a page is a call by its labels: it shares them with projects, but has no owner.

    `Utlyst belopp: 18 miljoner kronor` in a press item that lists what was granted is no label.
    """
    text = document.text
    label = _LABEL.search(text) if "Utlyst belopp" in text else None
    if label is None or _OWNER.search(text):
        return False
    return not (_lists_grants(text, 1) if _ROUNDED.search(label["value"]) else _lists_grants(text, 2))


def _lists_grants(text: str, fewest: int) -> bool:
    """Whether a text grants projects their amounts: at least so many, or below a heading that says so."""
    grants = sum(1 for _ in islice(_GRANT.finditer(text), fewest))
    return grants == fewest or (grants + 1 >= fewest and _GRANTED.search(text) is not None)


def is_call_text(document: Document) -> bool:
    """Whether running text announces a call: an opened or coming one, its conditions, or its text as a document."""
    text = document.text
    signs = count_kinds(text, _SIGNS)
    if signs < _ENOUGH_WITH_HEADLINE:
        return False
    filled = [line for line in document.lines if line.strip()][:3]
    announced = any(_HEADLINE.search(line) for line in (*filled, document.page_title))
    return (announced or signs >= _ENOUGH) and not (_lists_grants(text, 1) or _OWNER.search(text))


def count_kinds(text: str, kinds: Iterable[tuple[list[str], re.Pattern[str]]]) -> int:
    """How many patterns a text holds; looked for are those of which it holds a word, which is far quicker to see."""
    lower = _folded(text)
    return sum(any(word in lower for word in words) and kind.search(text) is not None for words, kind in kinds)


@functools.lru_cache(maxsize=1)
def _folded(text: str) -> str:
    """The text in lower case, with the letters that patterns take others for where they ignore case."""
    return text.replace("İ", "I").lower().replace("ſ", "s").replace("ı", "i")


def is_round_of_calls(document: Document) -> bool:
    """Whether a text tells how a round's money was spread over the regions, and names no project."""
    short = (line for line in document.lines if len(line) < _LONGEST_LINE)
    found = [match for line in short if (match := _REGION_LINE.match(line))]
    if not _PROJECT_BY_NAME.search(document.text):
        found += _REGION_WITHIN.finditer(document.text)
    regions = {find_region(match["name"].strip()) for match in found} - {None}
    return len(regions) >= _FEWEST_REGIONS and not _lists_grants(document.text, 1)
