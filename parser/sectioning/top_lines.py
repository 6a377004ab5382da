"""Lines above a headline that are no headline: buttons, navigation, dates of the page, letterheads, kinds of paper."""

import re

_PAGE = r"(?:(?:den )?(?:här )?(?:sidan|webbsidan|artikeln|nyheten|texten|inlägget|innehållet))"
_SERVICES = r"(?:facebook|twitter|x|linkedin|instagram|e-?post|mejl|mail|rss)"
_BUTTONS = (
    rf"skriv(?:a)? ut(?: {_PAGE})?|utskrift(?:svänlig (?:sida|version))?|lyssna(?: (?:på|till) {_PAGE})?|läs upp.*",
    rf"(?:dela|tipsa|kopiera länk(?:en)?|skicka|spara|prenumerera)(?: (?:om |på |till )?{_PAGE})?",
    rf"(?:dela|tipsa|följ oss|skicka) (?:med|på|via|till|en|om|i) .{{1,40}}|{_SERVICES}(?:[\W]+{_SERVICES})*",
    r"visa (?:mer|mindre|alla|meny(?:n)?)|stäng(?: (?:fönstret|menyn?))?|acceptera.{0,30}"
    r"|godkänn.{0,30}|ladda (?:ne[rd]|hem).{0,40}",
    r"(?:vi använder|om|hantera) (?:cookies|kakor)\b.{0,40}|cookies|kakor|storlek: px|börja på sidan:?",
)
_NAVIGATION = (
    r"(?:gå|hoppa|direkt)?\s?(?:till|tillbaka(?: till)?) (?:.{0,20})?"
    r"(?:start|startsida|startsidan|förstasidan|toppen|början|innehåll(?:et)?|huvudinnehåll(?:et)?|meny(?:n)?|sök"
    r"|navigering(?:en)?|listan|projektbanken|översikt(?:en)?|nyheter(?:na)?)(?: .{0,25})?",
    r"tillbaka|start|startsida|startsidan|hem|(?:öppna |huvud)?meny(?:n)?(?: och sök)?|sök|logga in"
    r"|du är här:?.*|topp|upp|(?:in )?english|other languages|lättläst|teckenspråk|webbkarta|nyheter"
    r"|pågående|avslutad|genomförd",
    r"\S[^|>»›/\n]*(?:\s(?:[>»›|/])\s[^|>»›/\n]+){2,}|/",
)
_DATES = (
    r"(?:publicera\w*|publicerings?datum|(?:senast |sidan )?(?:uppdatera|ändra|granska)\w*|skapad|typ av artikel)"
    r"\b(?:$|[: |].{0,60})",
    r"(?:den )?\d{1,2} [a-zå]{3,9}\.? \d{4}|\d{4}-\d\d-\d\d",
)
_LETTERHEADS = (
    r"(?:logotyp|logga|logo)\b.{0,60}",
    r"(?:projektet )?(?:med|del)?finansieras av (?:europeiska unionen|eu)",
    r"europeiska unionen(?:s?:?,? europeiska socialfonden?)?|europeiska socialfonden?(?: ?\+)?(?: ?\(ESF\)|, ESF)?"
    r"|(?:svenska |rådet för )?(?:ESF-?rådet|europeiska socialfonden i sverige)|socialfonden|ESF\+?",
    r"(?:ESF|EU)-projekt|PM|promemoria|pressmeddelande|tjänsteskrivelse|tjänsteutlåtande|protokoll|minnesanteckningar"
    r"|nyhet(?:sbrev)?|notis|slutrapport|lägesrapport",
)
_TOP_LINE = re.compile("|".join((*_BUTTONS, *_NAVIGATION, *_DATES, *_LETTERHEADS)), re.IGNORECASE)
_LONGEST = 90


def is_top_line(line: str) -> bool:
    """Whether the whole line is a button, navigation, a date, a letterhead or the kind of paper that follows."""
    line = " ".join(line.split()).strip(" *•·|–-")
    return len(line) <= _LONGEST and (line == "" or _TOP_LINE.fullmatch(line) is not None)
