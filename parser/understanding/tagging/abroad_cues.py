"""What a sentence tells of a place abroad: a partner's, or a place that people come from."""

import re

from parser.understanding.tagging.group_cues import cue

ABROAD_CUES = cue(
    r"partner",
    r"\bpart(?:er|erna)\b",
    r"utbyt",
    r"studieres",
    r"studiebesök",
    r"besök",
    r"\bres(?:a|er|or|an|orna|te|t)\b",
    r"\bresenär",
    r"\båk(?:er|a|te|t)\b",
    r"\bfar\b",
    r"modell",
    r"förebild",
    r"\bidén\b",
    r"inspir",
    r"erfarenhet",
    r"samarbet",
    r"samverka",
    r"nätverk",
    r"kontakt",
    r"vänort",
    r"vänförening",
    r"systerprojekt",
    r"koordin",
    r"samordna",
    r"transnation",
    r"internation",
    r"\bmetod",
    r"konferens",
    r"seminari",
    r"\bgäst",
    r"värd\b",
    r"\bhämta",
    r"\blär(?:a|t|er|de)? av\b",
    r"lärdom",
    r"praktik",
    r"medverka",
    r"\bdelta",
    r"kolleg",
    r"utland",
    r"\bväntas\b",
    r"workshop",
    r"\bställer upp\b",
    r"videolänk",
    r"jämför",
    r"\bprojekt i\b",
    r"\butlandet\b",
    r"grannland",
    r"över gränsen",
    r"gränsöverskrid",
    r"gemensam",
    r"tillsammans med",
)
"""What a sentence, or the next one, says of partners, exchanges, models and journeys."""

ORIGIN_CUES = cue(
    r"\b(?:kommer|kom|kommit|kommen|komna|härstammar|rötter|flydde|flytt|flyr|flyttat|invandrat|invandrade|"
    r"anlänt|anlände)\b[^,;]{0,40}\b(?:från|ur)\b",
    r"\bföd(?:d|da|des)\b",
    r"\b(?:sin|sina) (?:\w+ )?(?:utbildning|utbildningar|examen|examina|legitimation|rötter)\b",
    r"\b(?:utbildade?|utbildat sig|studerat|arbetat|bott) i\b",
    r"\brötter i\b",
    r"\bhemland",
    r"\bflykting",
    r"\bmodersmål\b",
    r"\binvandr",
    r"\bursprung",
    r"\bmedborgare\b",
    r"\btalar\b",
    r"\bkrig",
    r"\b(?:deltagare|anställda|medarbetare|arbetskraft|elever|studenter|personer|kvinnor|män|ungdomar|familjer|barn|läkare|nyanlända|många|flera|några|"
    r"de flesta) (?:kommer |är )?från\b",
)
"""What a sentence says of places that people come from or were taught in."""

ASIDE_CUES = cue(
    r"\bfärj(?:a|an|or|orna|elinje\w*|eförbindelse\w*|etrafik\w*)\b",
    r"\bexport",
    r"\bimport",
    r"\bkonkurr",
    r"\blåglöne",
    r"\bturist",
    r"\bkund(?:er|erna)\b",
    r"\bmatch(?:en|er)?\b",
    r"\blandslag",
    r"\bflytta(?:r|de|s|t|des)?\b.{0,40}\btill\b",
    r"pendl",
    r"\b(?:nära|gränsar till|intill) \w",
    r"\bkoncern",
    r"\bhuvudkontor",
    r"\bmoderbolag",
    r"\bägs av\b",
    r"\bgränsen (?:mot|till)\b",
    r"\bsäljer\b",
    r"\bmarknaden\b",
    r"\bproduktionen\b",
    r"\bsemester",
    r"\b(?:flyget|tåget|bussen) (?:till|från)\b",
    r"\b(?:1[5-8]\d\d)-talet\b",
    r"\barbetslösheten\b",
    r"\bfinanskris",
)
"""What a sentence says of places abroad that has nothing to do with the project."""

PARTNER_CUES = cue(
    r"partner",
    r"utbyt",
    r"studieres",
    r"studiebesök",
    r"samarbet",
    r"modell",
    r"metod",
    r"besök",
    r"reser\b",
    r"vänort",
)
"""Cues that outweigh a word of origin in the same sentence."""

UNLISTED_BEFORE = frozenset(
    ("i", "till", "från", "ur", ",", "och", "både", "samt", "utanför", "vid", "nära", "staden", "orten", "kring")
)
UNLISTED_NOT = re.compile(
    r"(?:skolan|skola|universitetet|kommun|institutet?|förbundet|föreningen|projektet|erna|arna|orna|ade)$|"
    r"^(?:Sverige|Europa|Norden|Eu|Baltikum|Skandinavien|Balkan|Projektet|Socialfonden)$"
)
"""Words before a name that the grammar shows to be a city's, and names that are none."""

ORIGIN_COUNTRIES = re.compile(
    "AF|BD|CL|CO|DZ|EG|ER|ET|GH|GM|IQ|IR|JO|KE|KW|LB|LK|LY|MA|NG|PH|PK|PS|RW|SA|SD|SO|SY|TH|TN|UG|UZ|VN|ZW"
)
"""Countries that such texts name as a rule because participants come from there."""
