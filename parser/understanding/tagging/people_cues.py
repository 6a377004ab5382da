"""Where people in work, leaders, women and men, and impairment are named without being the project's group."""

import re

from parser.understanding.tagging.group_cues import cue

_WOMEN, _MEN = r"(?:kvinn|tjej|mammor|mödrar)", r"(?:män\b|männen\b|killar|pappor|fäder)"
_TRAITS = (
    r"(?:utrikes födda|utlandsfödda|utländska|invandrade|arbetslösa|långtidsarbetslösa|sjukskrivna"
    r"|långtidssjukskrivna|unga|nyanlända|romska|samiska|somaliska|ensamstående|äldre|lågutbildade|kortutbildade"
    r"|deltidsarbetande|hemlösa|företagande)"
)


def _meant_for(sex: str) -> re.Pattern[str]:
    return cue(
        rf"(?:rikta(?:r|s|t|d|de)|vände[rt]|avse(?:dd|tt|dda))(?: \w+){{0,4}} (?:till|mot|för)(?: \w+){{0,4}} {sex}",
        rf"målgrupp\w*(?: \w+){{0,2}} (?:är|utgörs av|består av)(?: \w+){{0,4}} {sex}",
        rf"(?:gäller|framför allt|främst|särskilt|i första hand|huvudsakligen)(?: \w+){{0,2}} {sex}",
        rf"(?:projekt|satsning|nätverk|grupp|program|kurs|utbildning|verksamhet|mötesplats|"
        rf"stöd)\w* för(?: \w+){{0,3}} {sex}",
        rf"(?:\d+|två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv|femton|tjugo|trettio|fyrtio|femtio|"
        rf"\w+tal)(?: \w+){{0,2}} {sex}.*(?:delta|utbild|får|möter|läser|ska)",
        rf"{_TRAITS} {sex}",
        rf"{sex}\w* (?:som|med) ",
        rf"(?:hjälper|stöder|stödjer|stöttar|stärka?r?|ge|ger|få|utbildar|lockar|rekrytera)(?: \w+){{0,2}} {sex}",
    )


MEANT_FOR: dict[str, re.Pattern[str]] = {"kvinnor": _meant_for(_WOMEN), "män": _meant_for(_MEN)}
"""Words that make a project one for women, or one for men."""

STRICTLY_FOR: dict[str, re.Pattern[str]] = {
    "kvinnor": cue(
        rf"(?:rikta(?:r|s|t|d|de)|vände[rt])(?: \w+){{0,6}} {_WOMEN}",
        rf"målgrupp\w* (?:är|utgörs av|består av)(?: (?!de flesta|många)\w+){{0,2}} {_WOMEN}",
        rf"(?:projekt|satsning|nätverk)\w* för(?: \w+){{0,3}} {_WOMEN}",
    ),
    "män": cue(
        rf"(?:rikta(?:r|s|t|d|de)|vände[rt])(?: \w+){{0,6}} {_MEN}",
        rf"målgrupp\w* (?:är|utgörs av|består av)(?: (?!de flesta|många)\w+){{0,2}} {_MEN}",
        rf"(?:projekt|satsning)\w* för(?: \w+){{0,3}} {_MEN}",
    ),
}
"""The same where the sentence also names the other sex or a share, or stands in a section on goals or equality."""

OCCUPATION_CUES: dict[str, re.Pattern[str]] = {
    "staff": cue(
        r"\b(?:projektets|vår|våra|kommunens|stadens|företagens|landstingets|en|ett|varje|någon|sin|är|var|"
        r"varit|vara|blir|bli|blev|som|tidigt|per|utan|inga)"
        r"(?: (?:anställda|medarbetare) (?:eller|och))? $",
        r"\b(?:färre|fler|mer|mindre) än \w+ $",
        r"\bbland \w+s $",
        r"\bprojekt\w* har \w+ $",
        r"\b(?:rekryteras?|anställs|ansvar,) $",
        r"\b\w*arbetslösa (?:\w+ (?:och|,|eller) )?$",
    ),
    "become": cue(
        r"\b(?:till|som|blir|bli|blivit|varit|vara|yrket|brist på|behov av|rekrytera|anställa(?: \w+)?|saknas|"
        r"söker|stöd av|hjälp av)"
        r"(?: [\w-]+){0,2}(?: (?:,|och|eller|samt)(?: [\w-]+)?){0,3} $",
        r"(?<!bildning )(?<!bildningen )(?<!utveckling )\bav (?:\w+ och )?$",
    ),
    "with": cue(r"(?<!bildning )(?<!bildningen )(?<!utveckling )\b(?:av|med|från|hos)(?: \w+ och)? $"),
    "after": cue(
        r"(?:på (?:heltid|deltid|halvtid)|(?:vid|på|hos) (?:arbetsförmedling|försäkringskass)|"
        r"i projektet|säger|berättar|hyrs|anlitas|undervisar|inom projektet)"
    ),
    "taught": cue(
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
    "led": cue(
        r"utbild",
        r"\bkurs",
        r"\blär(?:a|er|ande|t)\b",
        r"kompetens",
        r"\bdelta",
        r"\bi gruppen ingår\b",
        r"\bprojektet omfattar\b",
        r"(?:vänder|riktar) sig",
        r"handled",
        r"coach",
        r"ledarskap",
    ),
    "share": cue(
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
    "access": cue(
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
