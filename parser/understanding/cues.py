"""Tables of cues: what around a word tells that a project is for a group, or has a partner in a place abroad."""

import re

from schema.record import SectionName

GROUP_PRIORS: dict[SectionName | None, float] = {
    "sammanfattning": 1.5,
    "syfte": 0.5,
    "malsattning": -0.5,
    None: 0.0,
    "bakgrund": -1.5,
    "tillganglighet": -3.0,
    "jamstalldhet": -2.5,
    "transnationellt_samarbete": -4.0,
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
            r"\bgrupp(?:er)? om\b",
            r"\bingår\b",
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
            r"\bredan nått\b",
            r"\b(?:i|var) (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december) (?:19|20)\d\d\b.*\b(?:var|hade|fick|stod|fanns)\b",
        ),
        -1.5,
    ),
]
"""What a sentence says and how much that adds to a group's word in it."""

ALREADY_TO_HAVE = re.compile(r"\bska(?:ll)? (?:också |även )?ha\b")
"""The wording of a goal that names a group in passing."""

_WOMEN, _MEN = r"(?:kvinn|tjej|mammor|mödrar)", r"(?:män\b|männen\b|killar|pappor|fäder)"
_TRAITS = (
    r"(?:utrikes födda|utlandsfödda|utländska|invandrade|arbetslösa|långtidsarbetslösa|sjukskrivna|långtidssjukskrivna|unga|"
    r"nyanlända|romska|samiska|somaliska|ensamstående|äldre|lågutbildade|kortutbildade|deltidsarbetande|hemlösa|företagande)"
)


def _meant_for(sex: str) -> re.Pattern[str]:
    return _cue(
        rf"(?:rikta(?:r|s|t|d|de)|vände[rt]|avse(?:dd|tt|dda))(?: \w+){{0,4}} (?:till|mot|för)(?: \w+){{0,4}} {sex}",
        rf"målgrupp\w*(?: \w+){{0,2}} (?:är|utgörs av|består av)(?: \w+){{0,4}} {sex}",
        rf"(?:gäller|framför allt|främst|särskilt|i första hand|huvudsakligen)(?: \w+){{0,2}} {sex}",
        rf"(?:projekt|satsning|nätverk|grupp|program|kurs|utbildning|verksamhet|mötesplats|stöd)\w* för(?: \w+){{0,3}} {sex}",
        rf"(?:\d+|två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv|femton|tjugo|trettio|fyrtio|femtio|\w+tal)(?: \w+){{0,2}} {sex}.*(?:delta|utbild|får|möter|läser|ska)",
        rf"{_TRAITS} {sex}",
        rf"{sex}\w* (?:som|med) ",
        rf"(?:hjälper|stöder|stödjer|stöttar|stärka?r?|ge|ger|få|utbildar|lockar|rekrytera)(?: \w+){{0,2}} {sex}",
    )


MEANT_FOR: dict[str, re.Pattern[str]] = {"kvinnor": _meant_for(_WOMEN), "män": _meant_for(_MEN)}
"""Words that make a project one for women, or one for men."""

STRICTLY_FOR: dict[str, re.Pattern[str]] = {
    "kvinnor": _cue(
        rf"(?:rikta(?:r|s|t|d|de)|vände[rt])(?: \w+){{0,6}} {_WOMEN}",
        rf"målgrupp\w* (?:är|utgörs av|består av)(?: (?!de flesta|många)\w+){{0,2}} {_WOMEN}",
        rf"(?:projekt|satsning|nätverk)\w* för(?: \w+){{0,3}} {_WOMEN}",
    ),
    "män": _cue(
        rf"(?:rikta(?:r|s|t|d|de)|vände[rt])(?: \w+){{0,6}} {_MEN}",
        rf"målgrupp\w* (?:är|utgörs av|består av)(?: (?!de flesta|många)\w+){{0,2}} {_MEN}",
        rf"(?:projekt|satsning)\w* för(?: \w+){{0,3}} {_MEN}",
    ),
}
"""The same where the sentence also names the other sex or a share, or stands in a section on goals or equality."""

OCCUPATION_CUES: dict[str, re.Pattern[str]] = {
    "staff": _cue(
        r"\b(?:projektets|vår|våra|kommunens|stadens|företagens|landstingets|en|ett|varje|någon|sin|är|var|varit|vara|blir|bli|blev|som|tidigt|per|utan|inga)"
        r"(?: (?:anställda|medarbetare) (?:eller|och))? $",
        r"\b(?:färre|fler|mer|mindre) än \w+ $",
        r"\bbland \w+s $",
        r"\b(?:rekryteras?|anställs|ansvar,) $",
    ),
    "become": _cue(
        r"\b(?:till|som|blir|bli|blivit|varit|vara|yrket|brist på|behov av|rekrytera|anställa(?: \w+)?|saknas|söker|stöd av|hjälp av)"
        r"(?: \w+-,?)*(?: \w+)?(?: och| eller)? $",
        r"(?<!bildning )(?<!bildningen )(?<!utveckling )\bav (?:\w+ och )?$",
    ),
    "with": _cue(r"(?<!bildning )(?<!bildningen )(?<!utveckling )\b(?:av|med|från|hos)(?: \w+ och)? $"),
    "after": _cue(r"(?:på (?:heltid|deltid|halvtid)|i projektet|säger|berättar|inom projektet)"),
    "taught": _cue(
        r"utbild",
        r"kompetens",
        r"\bkurs",
        r"\blär(?:a|er|ande|t)\b",
        r"fortbild",
        r"\bläser\b",
        r"\bdelta",
        r"\bprojekt",
        r"valider",
        r"varsl",
        r"kunskap",
    ),
    "led": _cue(
        r"utbild",
        r"\bkurs",
        r"\blär(?:a|er|ande|t)\b",
        r"kompetens",
        r"\bdelta",
        r"(?:vänder|riktar) sig",
        r"handled",
        r"coach",
        r"ledarskap",
    ),
    "share": _cue(
        r"procent",
        r"%",
        r"\bminst (?:\d+|\w+) kvinnor",
        r"\bvarav\b",
        r"\bav (?:del|de|dem)\w*\b",
        r"reserver",
        r"hälften",
        r"\bbåde\b",
        r"\bandelen\b",
        r"\w+ av \w+ (?:deltag|av)",
        r"(?:är|var|vara)(?: de flesta| många| få)? (?:kvinnor|män)\b",
        r"platser",
        r"majoritet",
    ),
    "access": _cue(
        r"tillgänglig",
        r"hörslinga",
        r"teleslinga",
        r"rullstol",
        r"\bhiss\b",
        r"\bramp",
        r"\btextas",
        r"lokal(?:en|er|erna)\b",
    ),
}
"""Where people in work, women and men, and impairment are not the project's group."""

_PEOPLE = (
    r"(?:personer|deltagare|ungdomar|unga|vuxna|människor|kvinnor|män|\w*anställda|medarbetare|\w*arbetslösa|\w*sökande|\w*skrivna|"
    r"varslade|uppsagda|alla|dem|de|den|personal|\w*arbetare|\w*sköterskor|lärare|invandrare|nyanlända|akademiker|företagare|män|som är|är|åldern)"
)

AGE = re.compile(
    r"(?P<low>\d\d)\s*(?:-|–|—|till|och|upp till)\s*(?P<high>\d\d)\s*(?:år\b|-?\s*åring)"
    r"|(?:åldern|åldrarna|ålder)\s+(?:mellan\s+)?(?P<low2>\d\d)\s*(?:-|–|—|till|och)\s*(?P<high2>\d\d)\b"
    rf"|{_PEOPLE}\s+(?:i åldern\s+)?(?P<bound>över|under|äldre än|yngre än|fyllda|upp till)\s+(?P<age>\d\d|femtio|sextio|trettio|tjugofem)(?:\s*år\b|(?=\s*[.,;)]|\s+(?:som|med|och|i|på|från|till|bildas|ska|får)\b))"
    r"|(?P<plus>[5-6]\d)\s?\+"
    r"|\b(?:fyllt|fyllda)\s+(?P<reached>5\d|60|femtio)\b"
)


def ages_group(match: re.Match[str]) -> str | None:
    """The group that an age or a span of ages stands for: participants under 30 are young, from 50 on older."""
    low, high = match["low"] or match["low2"], match["high"] or match["high2"]
    if low:
        return "ungdomar" if 13 <= int(low) < int(high) <= 30 else "äldre" if int(low) >= 50 else None
    if match["plus"] or match["reached"]:
        return "äldre"
    age = {"sextio": 60, "femtio": 50, "trettio": 30, "tjugofem": 25}.get(match["age"]) or int(match["age"])
    if match["bound"] in ("under", "yngre än", "upp till"):
        return "ungdomar" if 18 <= age <= 30 else None
    return "äldre" if 50 <= age < 65 else None


ABROAD_CUES = _cue(
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

ORIGIN_CUES = _cue(
    r"\b(?:kommer|kom|kommit|kommen|komna|härstammar|rötter|flydde|flytt|flyr|flyttat|invandrat|invandrade|anlänt|anlände)\b[^,;]{0,40}\b(?:från|ur)\b",
    r"\bföd(?:d|da|des)\b",
    r"\b(?:sin|sina) (?:\w+ )?(?:utbildning|utbildningar|examen|examina|legitimation|rötter)\b",
    r"\b(?:utbildade?|utbildat sig|studerat|arbetat|bott) i\b",
    r"\bhemland",
    r"\bflykting",
    r"\bmodersmål\b",
    r"\binvandr",
    r"\bursprung",
    r"\bmedborgar",
    r"\btalar\b",
    r"\bkrig",
    r"\b(?:deltagare|personer|kvinnor|män|ungdomar|familjer|barn|läkare|nyanlända|många|flera|några|de flesta) (?:kommer |är )?från\b",
)
"""What a sentence says of places that people come from or were taught in."""

ASIDE_CUES = _cue(
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
    r"\bpendl",
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

PARTNER_CUES = _cue(
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
    r"(?:skolan|skola|universitetet|kommun|institutet?|förbundet|föreningen|projektet|erna|arna|orna|ade)$|^(?:Sverige|Europa|Norden|Eu|Baltikum|Skandinavien|Balkan|Projektet|Socialfonden)$"
)
"""Words before a name that the grammar shows to be a city's, and names that are none."""

ORIGIN_COUNTRIES = frozenset(
    "AF BD CL CO DZ EG ER ET GH GM IQ IR JO KE KW LB LK LY MA NG PH PK PS RW SA SD SO SY TH TN UG UZ VN ZW".split()
)
"""Countries that such texts name as a rule because participants come from there."""

OUT_OF_WORK = frozenset(
    (
        "arbetslösa",
        "långtidsarbetslösa",
        "nyanlända",
        "flyktingar",
        "före detta kriminella",
        "hemlösa",
        "personer med missbruk",
    )
    + (
        "personer med psykisk ohälsa",
        "personer med försörjningsstöd",
        "personer med funktionsnedsättning",
        "sjukskrivna",
        "ungdomar",
    )
)
"""Groups beside which people in work are as a rule those who meet them, and the project's own staff."""
