"""Tables of cues: what around a word tells that a project is for a group, or has a partner in a place abroad."""

import re

from schema.record import SectionName

GROUP_PRIORS: dict[SectionName | None, float] = {
    "sammanfattning": 1.5,
    "syfte": 1.0,
    "malsattning": 0.5,
    None: 0.0,
    "bakgrund": -1.5,
    "tillganglighet": -2.0,
    "jamstalldhet": -1.5,
    "transnationellt_samarbete": -2.0,
}
"""What a group's word weighs in each section before anything around it is read."""


def _cue(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


GROUP_CUES: list[tuple[re.Pattern[str], float]] = [
    (
        _cue(
            r"\bmålgrupp\w*",
            r"\bvänder (?:sig|vi oss)\b",
            r"\briktar (?:sig|vi oss)\b",
            r"\briktas? (?:till|mot)\b",
            r"\briktad\w* (?:till|mot)\b",
            r"\bavse(?:dd|tt|dda) för\b",
            r"\btill för\b",
            r"\b(?:projekt|projektet|satsning|insats|plats|platser|verksamhet|stöd|kurs|kurser|utbildning|program)\w* för\b",
            r"\bdeltagarna (?:är|består|utgörs)\b",
            r"\bprojektet (?:riktar|vänder|omfattar|stöder|stödjer|stöttar|hjälper|utbildar|ger|erbjuder|gäller)\b",
            r"\b(?:kompetensutveckling|utbildning|fortbildning|vägledning|rehabilitering) (?:av|för|till|åt)\b",
        ),
        2.5,
    ),
    (
        _cue(
            r"\bska\b",
            r"\bskall\b",
            r"\bskulle\b",
            r"\bkommer att\b",
            r"\bprojekt",
            r"\bfår\b",
            r"\bfick\b",
            r"\butbild(?:ar|as|at|ats|ades|a)\b",
            r"\bdelt(?:ar|a|agit|og|agare\w*)\b",
            r"\berbjud",
            r"\bmöjlighet\b",
            r"\bsyfte",
            r"\bsyftar\b",
            r"\bmål(?:et)?\b",
            r"\bhjälp(?:er|a)\b",
            r"\bstö(?:d|der|djer|ttar|djas?|ds)\b",
            r"\blär sig\b",
            r"\bväg(?:en)? (?:in|till|tillbaka|ut)\b",
            r"\bläser\b",
            r"\bpåbörja",
            r"\bhar (?:gått|fått|deltagit|genomgått)\b",
            r"\bvi (?:utbildar|möter|hjälper|tar emot|stöttar|arbetar)\b",
            r"\barbetar\b",
        ),
        1.0,
    ),
    (
        _cue(
            r"\b(?:antalet|andelen|statistik\w*|siffror\w*|enkät\w*|undersökning\w*|genomsnitt\w*)\b",
            r"\barbetslösheten\b.{0,40}\b(?:är|var|steg|ökade|ligger|hör|har)\b",
            r"\bi (?:riket|landet|sverige)\b",
            r"\benligt\b",
        ),
        -1.0,
    ),
    (
        _cue(
            r"\bvar \w+ \w+ (?:\w+ )?(?:inskriv|arbetslös|sjukskriv)",
            r"\b(?:stod|fanns|saknade|uppbar|slutade|tappade|förlorade|minskade|ökade|steg|anmäldes|registrerades)\b",
            r"\bhar (?:ökat|minskat|fördubblats|tredubblats|stigit)\b",
            r"\btidigare (?:projekt|försök|insatser)\b",
            r"\bprövades\b",
            r"\b(?:i|var) (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december) (?:19|20)\d\d\b.*\b(?:var|hade|fick|stod|fanns)\b",
        ),
        -1.5,
    ),
]
"""What a sentence says and how much that adds to a group's word in it."""

MEANT_FOR: dict[str, re.Pattern[str]] = {
    "kvinnor": _cue(
        r"(?:riktar sig|vänder sig|riktas|riktat|riktad|avsett|avsedd)\w*(?: \w+){0,3} (?:till|mot|för)(?: \w+){0,4} (?:kvinn|tjej|mammor|mödrar)",
        r"målgrupp\w* (?:är|utgörs av|består av)(?: \w+){0,4} (?:kvinn|tjej|mammor|mödrar)",
        r"(?:framför allt|främst|särskilt|i första hand) (?:\w+ )?kvinnor",
        r"(?:projekt|satsning|nätverk|grupp|program|kurs)\w* för (?:\w+ ){0,3}(?:kvinn|tjej|mammor|mödrar)",
    ),
    "män": _cue(
        r"(?:riktar sig|vänder sig|riktas|riktat|riktad|avsett|avsedd)\w*(?: \w+){0,3} (?:till|mot|för)(?: \w+){0,4} (?:män\b|pappor|killar|fäder)",
        r"målgrupp\w* (?:är|utgörs av|består av)(?: \w+){0,4} (?:män\b|killar|pappor)",
        r"(?:projekt|satsning|program)\w* för (?:\w+ ){0,3}(?:män\b|pappor|killar|fäder)",
    ),
}
"""Words that make a project one for women, or one for men."""

OCCUPATION_CUES: dict[str, re.Pattern[str]] = {
    "before": _cue(
        r"\b(?:projektets|vår|våra|kommunens|företagens|egen|egna|en|ett|varje|någon|sin|är|blir|bli|blev|bland kommunens|med|till|som|färre än (?:\w+)|mindre än (?:\w+)|per) $",
    ),
    "after": _cue(r"(?:på (?:heltid|deltid|halvtid)|i projektet|säger|berättar|inom projektet)"),
    "taught": _cue(
        r"utbild", r"kompetens", r"\bkurs", r"\blär(?:a|er|ande|t)\b", r"fortbild", r"\bläser\b", r"\bdelta", r"\bprojekt", r"valider", r"varsl", r"kunskap"
    ),
    "share": _cue(r"procent", r"%", r"\bminst \d+ kvinnor", r"\bvarav\b", r"\bav (?:del|de|dem)\w*\b", r"reserver", r"hälften", r"\bbåde\b", r"\bandelen\b"),
    "access": _cue(r"tillgänglig", r"hörslinga", r"teleslinga", r"rullstol", r"\bhiss\b", r"\bramp", r"\btextas", r"lokal(?:en|er|erna)\b"),
}
"""Where people in work, women and men, and impairment are not the project's group."""

AGE = re.compile(
    r"(?P<low>\d\d)\s*(?:-|–|—|till|och|upp till)\s*(?P<high>\d\d)\s*(?:år\b|-?\s*åring)"
    r"|(?:åldern|åldrarna|ålder)\s+(?P<low2>\d\d)\s*(?:-|–|—|till|och)\s*(?P<high2>\d\d)\b"
    r"|(?P<people>\w+(?:a|r|na|de|ne|re))\s+(?:som är\s+|i åldern\s+)?(?P<bound>över|under|äldre än|yngre än|fyllda)\s+(?P<age>\d\d|femtio|trettio|tjugofem)(?:\s*år\b)?"
    r"|(?P<plus>[5-6]\d)\s*\+"
    r"|\b(?:fyllt|har fyllt|minst)\s+(?P<reached>5\d)\s*(?:år)?\b"
)


def ages_group(match: re.Match[str]) -> str | None:
    """The group that an age or a span of ages stands for: participants under 30 are young, from 50 on older."""
    low, high = match["low"] or match["low2"], match["high"] or match["high2"]
    if low:
        return "ungdomar" if 13 <= int(low) < int(high) <= 30 else "äldre" if int(low) >= 50 else None
    if match["plus"] or match["reached"]:
        return "äldre"
    age = {"femtio": 50, "trettio": 30, "tjugofem": 25}.get(match["age"]) or int(match["age"])
    if match["bound"] in ("under", "yngre än"):
        return "ungdomar" if 18 <= age <= 30 else None
    return "äldre" if 50 <= age < 65 else None

ABROAD_CUES = _cue(
    r"partner", r"\bpart(?:er|erna)\b", r"utbyt", r"studieres", r"studiebesök", r"besök", r"\bres(?:a|er|or|an|orna|te|t)\b", r"\bresenär", r"\båk(?:er|a|te|t)\b",
    r"\bfar\b", r"modell", r"förebild", r"inspir", r"erfarenhet", r"samarbet", r"samverka", r"nätverk", r"kontakt", r"vänort", r"vänförening",
    r"systerprojekt", r"koordin", r"samordna", r"transnation", r"internation", r"\bmetod", r"konferens", r"seminari", r"\bgäst", r"värd\b",
    r"\bhämta", r"\blär(?:a|t|er|de)? av\b", r"lärdom", r"praktik", r"medverka", r"\bdelta", r"kolleg", r"utland", r"\bväntas\b", r"workshop", r"\bställer upp\b",
    r"videolänk", r"jämför", r"\bprojekt i\b", r"\butlandet\b", r"grannland", r"över gränsen", r"gränsöverskrid", r"gemensam", r"tillsammans med",
)
"""What a sentence, or the next one, says of partners, exchanges, models and journeys."""

ORIGIN_CUES = _cue(
    r"\b(?:kommer|kom|kommit|kommen|komna|härstammar|rötter|flydde|flytt|flyr|flyttat|invandrat|invandrade|anlänt|anlände)\b.{0,40}\b(?:från|ur|i)\b",
    r"\bföd(?:d|da|des)\b", r"\b(?:sin|sina|har|med|tagit|fått) (?:\w+ )?(?:utbildning|utbildningar|examen|examina|legitimation)(?:ar)?\b", r"\butbildad?e? i\b", r"\bhemland",
    r"\bfärj", r"\bexport", r"\bimport", r"\bkonkurr", r"\blågl(?:öne)", r"\bkrig", r"\bturist", r"\bkund(?:er|erna)\b", r"\bflykting", r"\bmodersmål\b", r"\binvandr",
    r"\bursprung", r"\bmedborgar", r"\btalar\b", r"\bmatch", r"\blandslag", r"\bflytta(?:r|de|s|t)?\b.{0,40}\btill\b",
)
"""What a sentence says of places that people or goods come from, or go to without the project."""

UNLISTED_BEFORE = frozenset(("i", "till", "från", "ur", ",", "och", "både", "samt"))
UNLISTED_NOT = re.compile(r"(?:skolan|skola|universitetet|kommun|institutet?|förbundet|föreningen|projektet|erna|arna|orna|ade)$|^(?:Sverige|Europa|Norden|Eu)$")
"""Words before a name that the grammar shows to be a city's, and names that are none."""
