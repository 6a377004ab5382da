"""What a section and a sentence tell of a target group named there: whether it is the project's own."""

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


def cue(*patterns: str) -> re.Pattern[str]:
    """One pattern for any of several."""
    return re.compile("|".join(patterns))


GROUP_CUES: list[tuple[re.Pattern[str], float]] = [
    (
        cue(
            r"\bmålgrupp\w*",
            r"\bvänder (?:sig|vi oss)\b",
            r"\briktar (?:sig|vi oss)\b",
            r"\briktas? (?:till|mot)\b",
            r"\briktad\w* (?:till|mot)\b",
            r"\bavse(?:dd|tt|dda) för\b",
            r"\btill för\b",
            r"\bför (?:dig|den|de|dem|er) som\b",
            r"\böpp(?:en|et|na) för\b",
            r"\b(?:deltagarna|deltagare) (?:är|var|kommer från|hämtas|rekryteras|väljs|anvisas|utgörs)\b",
            r"\b(?:rekryteras|hämtas|väljs ut) (?:bland|från|ur)\b",
            r"\b(?:projekt|satsning|verksamhet)\w*,? (?:där|i vilket|i vilken|genom vilket)\b",
            r"\b(?:projekt|projektet|satsning|insats|plats|platser|verksamhet|stöd|kurs|kurser|utbildning|"
            r"program)\w* för\b",
            r"\bdeltagarna (?:består|utgörs)\b",
            r"\bprojektet (?:riktar|vänder|omfattar|stöder|stödjer|stöttar|hjälper|utbildar|ger|erbjuder|gäller)\b",
            r"\b(?:kompetensutveckling|utbildning|fortbildning|vägledning|rehabilitering) (?:av|för|till|åt)\b",
        ),
        2.5,
    ),
    (
        cue(
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
            r"\b(?:ges|bereds|tränar|arbetstränar|praktiserar|rustas|stärks|coachas|vägleds|skolas|"
            r"får plats|tas emot|inskriv\w+ i)\b",
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
        cue(
            r"\b(?:antalet|andelen|statistik\w*|siffror\w*|enkät\w*|undersökning\w*|genomsnitt\w*)\b",
            r"\barbetslösheten\b.{0,40}\b(?:är|var|steg|ökade|ligger|hör|har)\b",
            r"\bi (?:riket|landet|sverige)\b",
            r"\benligt\b",
        ),
        -1.0,
    ),
    (
        cue(
            r"\bvar \w+ \w+ (?:\w+ )?(?:inskriv|arbetslös|sjukskriv)",
            r"\b(?:stod|fanns|saknade|uppbar|slutade|tappade|förlorade|minskade|ökade|steg|anmäldes|registrerades)\b",
            r"\bhar (?:ökat|minskat|fördubblats|tredubblats|stigit)\b",
            r"\b(?:tidigare|gamla|förra|föregående) (?:projekt|försök|insats)",
            r"\bprövades\b",
            r"\bredan nått\b",
            r"\bavslutades i förtid\b",
            r"\b(?:i|var) (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|"
            r"december) (?:19|20)\d\d\b.*\b(?:var|hade|fick|stod|fanns)\b",
        ),
        -1.5,
    ),
]
"""What a sentence says and how much that adds to a group's word in it."""

ALREADY_TO_HAVE = re.compile(r"\bska(?:ll)? (?:också |även )?ha\b")
"""The wording of a goal that names a group in passing."""

CLIENTS = re.compile(
    r"\b(?:patienter|brukare|vårdtagare|kunder|besökare|gäster)(?: (?:som|och \w+))?(?: har| lider av)? (?:med |av )?"
    r"(?:\w+ och )?\Z"
    r"|\b(?:bemöter|bemöta|bemötandet? av|kunskap(?:en)? om|utbildning om|undervisar om|möter (?:hen|dem) som)"
    r" (?:\w+ ){0,3}(?:med )?(?:\w+ (?:och|eller) )?\Z"
)
"""Words right before a group that make it those whom the taught ones serve."""

SHARE_OF_ALL = re.compile(r"(?:procent|%|var (?:tredje|fjärde|femte|sjätte|tionde)|(?:av|på) tio)(?: är| var)? $")
"""Words right before a group that make it a share of a population."""

WITH_THE_TRAIT = re.compile(
    r"\b(?:personer|människor|kvinnor|män|ungdomar|unga|vuxna|deltagare|deltagarna|föräldrar|dem|de|den|dig"
    r"|som|och|eller) (?:har|haft|med|lever med|lever i|levt i|lider av|lidit av"
    r"|jobbar|arbetar|drabbats av|drabbade av|efter|i|på|utan)"
    r" (?:\w+ ){0,2}\Z"
)
"""Words right before a trait that make it one of persons, as good as a word for them."""

OUT_OF_WORK = frozenset(
    (
        "arbetslösa",
        "långtidsarbetslösa",
        "nyanlända",
        "flyktingar",
        "före detta kriminella",
        "hemlösa",
        "personer med missbruk",
        "personer med psykisk ohälsa",
        "personer med försörjningsstöd",
        "personer med funktionsnedsättning",
        "sjukskrivna",
        "ungdomar",
    )
)
"""Groups beside which people in work are as a rule those who meet them, and the project's own staff."""
