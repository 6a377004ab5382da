"""The phrases by which the owner of a project is told from the other organisations of a text."""

import re

from parser.prose.named_organisations import OF_PROJECT

_PHRASES_AFTER = (
    (
        4.0,
        "(?:är|var|blir|som|står som|går in som|har som|föreslås (?:bli|stå som)) (?:projektägare|sökande|ägare)"
        "|äger projekt|ägde projekt|som är projektägare",
    ),
    (
        2.5,
        "(?:har |nu |är |blev )?(?:av [\\w-]+ )?(?:beviljad|beviljats)\\b|beviljas|beviljades"
        "|har fått|(?:får|fick) (?:drygt |cirka |ca |nära )?[\\d,]",
    ),
    (2.5, "(?:eget |egna |nya |stora )?(?:ESF-|EU-|ESF\\+-)?projekt\\b"),
    (
        2.0,
        "driver|drev\\b|drivit|har (?:[\\w-]+ ){0,5}drivit|leder|ledde|ansvarar för projektet|står bakom|startar"
        "|genomför|äger|avser att driva|håller i trådarna",
    ),
    (
        2.0,
        "ansöker|ansökte|söker|sökte|har (?:\\w+ ){0,6}(?:ansökan|ansökt|sökt)|vill"
        "|tillsammans med (?:[\\w-]+ ){1,6}(?:söker|ansöker|driver)",
    ),
    (1.2, "har (?:tillsammans|tillfrågats|beslutat|tagit|startat|inlett|valt|de senaste)|öppnar|prövar|provar|låter"),
    (1.2, "satsar|ska|erbjuder|utbildar|samlar|deltar i|medfinansierar|bidrar|går in|får|fick|tar emot|hjälper"),
)
"""Phrases after an owner's name, with their weights."""
_PHRASES_BEFORE = (
    (
        4.0,
        f"(?:projektägare|projektets ägare|ägare|sökande|stödmottagare|huvudman){OF_PROJECT}(?: är| blir|:)?",
    ),
    (3.0, "(?:ägs|ägdes|drivs|drevs|leds|leddes|bedrivs|samordnas) av"),
    (2.5, "har beviljat|beviljade|beviljat|tilldelat|tilldelade|ger|gav|stöd till|pengar till|medel till"),
    (2.0, "(?:genomförs|genomfördes|görs|startas|startades|skrivs|skrivits|drivits|bedrivits) av"),
    (2.0, "bakom (?:satsningen|projektet|det|arbetet) (?:står|stod)|stänger|avslutar|avslutade"),
    (2.0, "hos oss (?:på|i)|vi (?:på|i|inom)|välkommen till|avsändare|hälsar"),
    (1.5, "får|fick|driver|drev|öppnar|startar|startade|söker|ansöker|ska|vill|har|hade|leder|äger|ägde"),
    (1.5, "prövar|satsar|inleder|genomför|(?:samarbete|samverkan) mellan|projekt (?:hos|vid|inom|i|av)"),
)
"""Phrases before it, with their weights."""
_PLACED = r" i [A-ZÅÄÖ]\w+(?:(?:,| och) [A-ZÅÄÖ]\w+){0,3}"
AFTER_OWNER = tuple(
    (weight, re.compile(rf"s?(?: \([^)]*\))?(?-i:{_PLACED})?,? (?:som )?(?:{words})", re.IGNORECASE))
    for weight, words in _PHRASES_AFTER
)
BEFORE_OWNER = tuple((weight, re.compile(rf"\b(?:{words})\s*\Z", re.IGNORECASE)) for weight, words in _PHRASES_BEFORE)
_GRANTS = (
    r"(?:(?:har|hade|nu|också|även|redan|med) ){0,3}(?:bevilja(?:t|de|r)|prioritera(?:t|de|r)|godkän(?:t|de|ner)"
    r"|tilldela(?:t|de|r)|bifallit|biföll|sa(?:gt|de)? ja"
    r"|beslutat? (?:att (?:bevilja|ge|stödja|prioritera)|om (?:stöd|bidrag))"
    r"|(?:ger|gett|gav) (?:\w+ )?(?:stöd|bidrag))\b"
)
GRANTS_AFTER = re.compile(
    rf"(?: \([^)]*\))?,?(?:(?:,| och| samt) [A-ZÅÄÖ][\w-]*(?: [\w-]+){{0,4}}?)? (?:som )?{_GRANTS}", re.IGNORECASE
)
GRANTED_BEFORE = re.compile(
    r"\b(?:bevilja\w*|prioritera\w*|godkän\w*|tillstyrk\w*|beslut)(?: \w+){0,4}? (?:av|från|hos) *\Z"
    r"|\b(?:stöd|stödet|medel|pengar|bidrag|bidraget|finansiering) (?:från|av|ur) *\Z"
    r"|(?:(?:journal|diarie)n(?:umme)?r) (?:hos|från|av) *\Z"
    r"|(?:\d{4}|\b(?:då|sedan|därefter|samma år|våren|hösten|sommaren|i fjol|i år))"
    r" (?:beviljade|prioriterade|godkände) *\Z",
    re.IGNORECASE,
)
"""What an authority does that grants; it is no owner."""
OWNED_BEFORE = re.compile(
    r"\b(?:(?:ägs|ägdes|drivs|drevs|bedrivs) av|huvudman(?: är|:)?"
    rf"|(?:projekt)?ägare(?:n)?{OF_PROJECT}(?: är| blir|:)?)\s*\Z",
    re.IGNORECASE,
)
"""What calls the organisation that follows the owner."""
OWNS_AFTER = re.compile(r" (?:som )?(?:äger|ägde|driver|drev|(?:är|står som) (?:projekt)?ägare)\b")
NUMBERED = re.compile(r"(?:Två|Tre|Fyra|Fem|Sex|Sju|Åtta|Nio|Tio|Elva|Tolv|Båda|Flera|Alla|Samtliga)\b", re.IGNORECASE)
"""A number of municipalities names none."""
OWN_PROJECT = re.compile(r" (?:eget |egna |nya |stora )?(?:ESF-|EU-)?projekt\b")
