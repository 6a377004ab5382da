"""Page furniture: whole lines that belong to the web page, not to a project."""

import re

_TOOLS = {
    "in": "English",
    "logotyp": "på utskrifter",
    "stäng": "",
    "skriv": "ut( (den här )?(sidan|artikeln))?",
    "lyssna": "(på sidan)?",
    "dela": "(sidan)?|(på|med|via) .{0,60}",
    "tipsa": "(en vän|om sidan)?",
    "till": "(toppen|början|start)( av sidan)?",
    "tillbaka": "(till .{0,40})?",
    "upp": "",
    "visa": "mer|mindre",
    "läs": "mer",
    "meny": "",
    "sök": "",
    "facebook": "",
    "twitter": "",
    "linkedin": "",
    "rss": "",
    "start": "",
    "startsida": "",
    "startsidan": "",
    "hem": "",
    "projektbanken": "",
    "resultat": "",
    "alla": "projekt",
    "esf-rådet": "",
    "svenska": "ESF-rådet",
    "fakta": "(om projektet)?",
    "information": "(om projektet)?",
    "uppgifter": "(om projektet)?",
    "projektfakta": "",
    "projektinformation": "",
    "om": "projektet",
    "uppgift": "",
    "värde": "",
    "du": "är här.*",
}
_FOOTERS = {
    "svenska": "ESF-rådet.{0,80}",
    "esf-rådet": ".{0,80}",
    "rådet": "för Europeiska socialfonden.{0,40}",
    "box": r"\d+.{0,40}",
    "telefon": r"(växel)?[:.]? ?[\d +()-]*",
    "tel": r"(växel)?[:.]? ?[\d +()-]*",
    "växel": r"[:.]? ?[\d +()-]*",
    "fax": r"[:.]? ?[\d +()-]*",
    "e-post": r"[^ ]*",
    "postadress": ".{0,80}",
    "besöksadress": ".{0,80}",
    "organisationsnummer": ".{0,30}",
    "kontakta": "oss",
    "kontakt": "",
    "om": "(webbplatsen|oss|cookies|kakor)",
    "cookies": "",
    "senast": "(uppdaterad|granskad|ändrad).{0,80}",
    "sidan": "(uppdaterad|granskad|ändrad).{0,80}",
    "press": "(rum(met)?)?",
    "relaterade": "(länkar|sidor|projekt|nyheter|artiklar).{0,20}",
    "relaterat": "(innehåll)?",
    "hjälpte": r"(informationen|sidan|detta)( dig)?\??",
    "ja": "",
    "nej": "",
    "tack": "för din (feedback|återkoppling|hjälp)!?",
    "skicka": "",
    "fler": "(nyheter|projekt|artiklar)",
    "senaste": "(nytt|nyheterna|nyheter)",
    "utlysningar": "",
    "sidansvarig": ".{0,60}",
    "publicerad": ".{0,40}",
    "uppdaterad": r"\W*\d.{0,30}",
    "copyright": ".{0,80}",
    "©": ".{0,80}",
    "webbkarta": "",
    "lättläst": "",
    "följ": "oss.{0,30}",
    "tillgänglighetsredogörelse": "",
    "personuppgifter": "",
    "integritetspolicy": "",
    "nyhetsbrev": "",
    "tyck": "till.{0,30}",
}
LONGEST_LINE = 100
"""Maximum length of a line of page furniture, in characters."""
_ENDS_CONTENT = re.compile(
    r"(hjälpte|var|gav|är) (den här |denna )?(informationen|sidan)\b.{0,40}"
    r"|(hade|fick|hittade|vad \w+) du\b.{0,50}\b(informationen|sidan|svar|sökte|letade)\b.{0,30}"
    r"|tyck till om (den här )?sidan.{0,20}"
    r"|relaterade (nyheter|artiklar|sidor|länkar|projekt)|relaterat( innehåll)?|(fler|senaste) (nyheter|nyheterna|nytt)"
    r"|läs (också|även|vidare):?|tack för din (feedback|återkoppling)!?"
    r"|dela (den här )?(sidan|artikeln)( på.{0,40}| via.{0,40})?",
    re.IGNORECASE,
)
"""Lines below which nothing belongs to the project: feedback boxes, related news, share rows."""
_BREADCRUMB = re.compile(r".*\S (>|»|›|/|\|) .* (>|»|›|/|\|) \S.*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2} \w+ \d{4}")


def _compile(*tables: dict[str, str]) -> dict[str, re.Pattern[str]]:
    first_words = {word for table in tables for word in table}
    rests = {word: "|".join(f"({table[word]})" for table in tables if word in table) for word in first_words}
    return {word: re.compile(f"({rest})", re.IGNORECASE) for word, rest in rests.items()}


_TOOL, _FOOTER = _compile(_TOOLS), _compile(_TOOLS, _FOOTERS)


def is_tool(text: str) -> bool:
    """Whether a folded line is link text, a breadcrumb or a date, as found between a title and its labels."""
    return _matches(_TOOL, text) or (
        len(text) <= LONGEST_LINE and bool(_BREADCRUMB.fullmatch(text) or _DATE.fullmatch(text))
    )


def ends_content(text: str) -> bool:
    """Whether a folded line opens a box of the web site below the content: feedback, related news, sharing."""
    return len(text) <= LONGEST_LINE and _ENDS_CONTENT.fullmatch(text) is not None


def is_footer(text: str) -> bool:
    """Whether a folded line is one that appears below the last part of a project."""
    return _matches(_FOOTER, text)


def _matches(table: dict[str, re.Pattern[str]], text: str) -> bool:
    if len(text) > LONGEST_LINE:
        return False
    word, _, rest = text.partition(" ")
    pattern = table.get(word.casefold().rstrip(":."))
    return pattern is not None and pattern.fullmatch(rest) is not None
