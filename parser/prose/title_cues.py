"""The words that introduce the name of a project, and those at which a name ends."""

import re

UPPER = r"[A-ZÅÄÖÉ]"
_PROJECT = r"(?:\w*projektet|(?:för)?studien|satsningen|insatsen|initiativet)"
_NAMED = (
    r"(?:heter|hette|kallas|kallades|(?:har )?fått (?:namnet|heta)|fick (?:namnet|heta)|bär namnet|bar namnet"
    r"|går under namnet|gick under namnet|(?:har )?döpts till|döptes till|kallas för|har namnet|hade namnet)"
)
_INTRODUCED = (
    (rf"\b{_PROJECT},? (?:(?:som|och) )?{_NAMED},?", 5.0),
    (
        r"\b\w*(?:projekt|studie|satsning|insats|samarbete|program)\w*\b[^.,\n]{0,40}? (?:som (?:heter|kallas)"
        r"|med (?:arbets)?namnet|med titeln|vid namn|döpt till|kalla[td])",
        3.5,
    ),
    (r"\b(?:projektets namn|namnet på \w*projektet) (?:är|blir|blev)", 5.0),
    (r"\b(?:namnet (?:är|blir|blev)|under namnet)", 3.5),
    (r"\bESF-projektet?", 3.0),
    (r"\b(?:\w*projektet|förstudien|satsningen),?", 3.0),
    (r"\b\w*projekt(?:namn)?:?", 2.0),
)
OPENINGS = tuple((re.compile(rf"(?i:{words})[^\S\n]+(?=[\"”»]?{UPPER})"), weight) for words, weight in _INTRODUCED)
"""Phrases before a name, each with its weight."""
SUPPORTED = re.compile(
    r"(?i:\b(?:(?:del|med)?finansierar|drivs|driver|startar|startas"
    r"|(?:stöd|medel|pengar|bidrag|kronor|kr|mkr|miljoner)(?: (?:från|ur) [^.,\n]{3,40}?)?(?: går| gick)?"
    rf" (?:till|för)|(?:får|fick)(?=[^.,\n]{{2,40}} (?:stöd|medel|pengar|bidrag)\b)))[^\S\n]+(?=[\"”»]?{UPPER})"
)
"""What is paid for or run: a project, an organisation or a place."""
SET_APART = re.compile(r"[\"”»]?(?:,|\s[–—-])\s(?:en|ett|som|där|vårt|vår|det)\b")
"""What follows a name that is set apart: `delfinansierar Bryggan, en utbildning`."""
DESCRIBED = re.compile(
    rf"(?:\A|(?<=[.!?\n] )|(?<=\n))(?={UPPER}[^.,;:!?\n]{{2,40}}? (?:är|var) (?:ett|en)(?: \w+){{0,2}}"
    r" (?:\w*utbildning|kurs|insats|(?:för)?studie|\w*program|mötesplats|verksamhet)\b)"
)
"""`Bryggan är en utbildning`: a project where nothing else is one."""
DEFINED = re.compile(
    rf"(?:\A|(?<=[.!?\n] )|(?<=\n))(?P<name>{UPPER}[^.,;:!?\n]{{2,50}}?) (?:är|var|blir) (?:ett|en|ESF|årets|vårt)"
    r"(?: \w+){0,2} (?:\w*projekt|samarbete|satsning|samverkan)\b"
)
NAMED_FIRST = re.compile(
    rf"(?:\A|(?<=[.!?\n] )|(?<=\n))[\"”]?(?P<name>{UPPER}[^.,;:!?\n\"”]{{1,50}}?)[\"”]? (?:(?:heter|kallas)"
    rf"(?: det)?(?: \w+)? {_PROJECT}|(?:är|blev|blir) (?:namnet|titeln) på)\b"
)
"""`Bryggan heter projektet`, `Bryggan är namnet på`."""
LABELLED_NAME = re.compile(
    r"^[^\S\n]*(?:(?i:(?:ESF-?|EU-?|socialfonds)?(?:förstudie|projekt(?:et)?)|projekt(?:ets )?(?:namn|titel)"
    rf"|namn på projektet)[^\S\n]*:?)[^\S\n]+[\"”]?(?P<name>{UPPER}[^\n\"”]{{1,70}}?)[\"”]?[^\S\n]*$",
    re.MULTILINE,
)
"""A line that is a label and the name: `ESF-projekt Bryggan till arbete`."""
_VERBS = (
    "är|var|ska|skall|skulle|får|fick|har|hade|vänder|vände|riktar|riktade|startar|startade|startas|pågår|pågick"
    "|genomförs|genomfördes|drivs|drevs|driver|drev|bedrivs|bedrevs|syftar|syftade|innebär|ger|gav|vill|ville|kommer"
    "|avslutas|avslutades|slutar|slutade|beviljas|beviljades|tilldelas|tilldelades|ägs|ägdes|består|bestod|bygger"
    "|byggde|finns|fanns|beräknas|beräknades|omfattar|omfattade|handlar|handlade|leds|leddes|går|gick|samlar|samlade"
    "|erbjuder|erbjöd|blir|blev|kan|kunde|hjälper|hjälpte|arbetar|arbetade|varar|varade|löper|löpte|sträcker|sträckte"
    "|inleds|inleddes|börjar|började|invigs|invigdes|finansieras|finansierades|delfinansieras|medfinansieras|betalas"
    "|bekostas|kostar|kostade|rymmer|rymde|innehåller|innehöll|ingår|ingick|gäller|gällde|deltar|deltog|samordnas"
    "|sköts|organiseras|stöds|stöttas|planeras|utvärderas|fokuserar|utgår|kallas|heter|bidrar|skapar|fortsätter"
    "|upphör|upphörde|lever|görs|gjordes|gjort|medverkar|söker|sökte|ansöker|ansökte|avslutats"
    "|startat|påbörjats|inletts|beviljats|tilldelats|genomförts|pågått|drivits|gavs|fått"
)
_JOINED_VERBS = (
    f"{_VERBS}|gör|tar|tog|prövar|provar|testar|utvecklar|stärker|visar|vilar|når|möter|utbildar|satsar|lyfter|spänner"
    "|öppnar|lär|ligger|lockar|jobbar|öka|ökar|tränar|stöttar|stödjer|ordnas|ordnar|betyder|avser|avsåg|ställer"
    "|anställer|bedriver|riktas|kör|körs|växer|hålls|sker"
    r"|\w{3,}erar|\w{3,}eras|\w{3,}erades"
)
"""Verbs that may stand in a name, but not right after `och`."""
_ADVERBS = "(?:nu|redan|också|även|sedan|därför|projektet|satsningen|det|den|som|vi)"
_ENDS = (
    r"som|där|inte|(?:stöd|medel|bidrag) (?:av|från|ur)|vilket|vilken|under|sedan|genom att|fram till|till och med"
    r"|med (?:start|stöd|hjälp|medel|pengar|målet|syftet?)|mellan den|från den|i (?:ett|två|tre|fyra|\d+) år"
    r"|tillsammans med|tack vare|finansierat|i samarbete"
)
END_OF_NAME = re.compile(
    r"[,;:()\"”»«\n]|[.](?!\d)|[!?](?!\s[a-zåäö])|\s[–—-]\s"
    rf"|\s(?:{_VERBS})(?=\s)|\s(?:{_ENDS})(?=[\s.,])"
    rf"|\s(?:och|men|samt|eller) (?:{_ADVERBS} )?(?:{_JOINED_VERBS})(?=[\s.,])"
)
"""Where a name ends in running text."""
TITLE_PARTS = re.compile(r"\s[–—-]\s|[:,?!]\s|\s\(")
"""Where a headline may be parted into the name and what is said of it."""
TITLE_DASH = re.compile(r"\s[–—-]\s")
SPELLED_OUT = re.compile(rf"[^\S\n]\((?P<form>{UPPER}[^()\n\d]*\s[^()\n\d]+)\)")
"""The form in full after a short name: `SIV (Stegen in i vården)`."""
NO_NAME = re.compile(
    r"(?:det|detta|den|denna|de|dessa|här|där|vi|vår|vårt|målet|syftet|arbetet|resultatet|\w*projektet|satsningen"
    r"|insatsen|projektägare|projektledare\w*|ESF|EU)(?: här| som)?",
    re.IGNORECASE,
)
"""Words in the place of a name that only point at the project."""
