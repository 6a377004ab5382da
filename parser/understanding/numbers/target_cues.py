"""The words by which a promise, and what is none, is told; see docs/annotation.md."""

import re

from parser.understanding.numbers.numerals import WORD

PROMISE = re.compile(
    r"\b(?:ska|skall|skulle|kommer(?=\s(?:\S+\s){0,8}?att\b)|avser|planera[rs]?|planeras|planen är|utlova\w*"
    r"|lova[rs]?|siktar|lovat|(?<!av )målet|(?<!av )målen|som mål\b|målsättning\w*"
    r"|\w*mål(?=\s?:|\s+(?:[^\W\d]+\s+){0,4}?(?:är|var)\b)|delmål|syftar till att|räknar (?:vi |man )?med|tänker"
    r"|tänkt att|är tänkta?|tanken är|meningen är|avsikten|avsedd\w*|ämnar|bör|måste|förbind\w*|utfäst\w*|åtagande\w*"
    r"|löfte\w*|garanter\w*|sikte\w*|strävan|vi vill|prognosen|kalkyler\w*|förutse[sr]|hoppas|strävar|ambition\w*"
    r"|beräknas|förväntas|väntas|åta(?:r|git|gits))\b",
    re.I,
)
PRESENT = re.compile(
    r"\b(?:planeras|hålls|håller|ordnas?|ordnar|anordnas|anordnar|arrangeras|genomförs|genomför|startas|startar"
    r"|skapas|skapar|reser|skickar|skickas|åker|far|deltar i|bjuder|skrivs|produceras|tas fram|viks|reserveras"
    r"|avsätts|öronmärks|erbjuds plats|inrättas|bildas|besöker|gör|görs|visas|sprids|utarbetas|ges|företas|besöks"
    r"|tränas|bjuds|kommer ut|ges ut|ger ut|utkommer|trycks|trycker|publicera[rs]|lanseras|byggs|bygger|renovera[rs]"
    r"|översätts|spela[rs] in|öppna[rs]|etableras|tecknas|tecknar|utveckla[rs]|levereras|prövas|testas|producerar"
    r"|förbereds|delas ut|presenteras|äger rum|ingår)\b",
    re.I,
)
PAST = re.compile(
    r"(?<!efter projektet )(?<!projektets slut )(?<!projektslut )\bhar (?:alltså |totalt |sammanlagt |sedan )?"
    r"(?:\S+ ){0,5}?(?:(?!bland)[a-zåäö]{2,}(?:ats|its|tts))\b|\b(?:anser|säger sig|uppger|svarar|svarade)\b|"
    r"\b(?:hittills|nåddes|uppnåddes|hölls|deltog|gick|blev|fick|höll|var|hade|genomfördes|startade"
    r"|visade|i dag|idag|har (?:\w+ ){0,3}?(?:varit|gått|fått|deltagit|genomförts|hållits|nåtts|svarat"
    r"|slutat|minskat|ökat|startat|startats|börjat|ordnats|blivit|gjorts))\b",
    re.I,
)
MONEY_SHARE = re.compile(r"medfinansi|budget|kostnad(?:en|erna)\b|stödet\b|finansiera|EU-medel|merkostnad|\bmoms", re.I)
PARTICIPATE = re.compile(
    r"\b(?:delta(?:r|git|s)?|genomgå\w*|genomgått|i projektet|i programmet|erbjudits|fått plats|tas in"
    r"|kommer med|är med|kompetensutveckla\w*|utbildas|utbildats|fullfölj\w*|ha gått|har gått"
    r"|gå (?:\w+\s)?(?:utbildning\w*|programmet|kurs\w*)|gått in i|gå in i|går in i|påbörja\w*"
    r"|börja[rt]?|börjat|rekryter\w*|antas|tas emot|tagits emot|ingå\w*|omfatta\w*|omfattas|erbjuds"
    r"|erbjudas|skrivas in|skrivs in|inskriv\w*|medverka\w*|nås|få (?:en )?plats|får (?:en )?plats|vara med|"
    r"ta del|tar del|gå en (?:kurs|utbildning)|går en (?:kurs|utbildning)|gå igenom|kartläggas)\b",
    re.I,
)
JOURNEY = re.compile(
    r"\b(?:reser|resa|åker|åka|skickas?|skickar|gör|göra|besöka|besöker|studiebesök|praktik|utbyte|följa med"
    r"|följer med|ska med|får med|bjuda in|bjuds in|utomlands|far|delta|deltar)\b",
    re.I,
)
TRAINED = re.compile(
    r"\b(?:utbildas|utbilda|utbildats|få utbildning|fortbildas|tränas|intervjuas|intervjua|nås|nå|certifieras"
    r"|examineras|coachas)\b",
    re.I,
)
SUBJECT = re.compile(
    r"(?:^|[,;:]\s|\batt\s)\W*(?:och\s+|att\s+)?(?:varje|var och en|alla|samtliga|deltagarna"
    r"|deltagaren|den enskilde|de som|grupperna|varje grupp)\b",
    re.I,
)
SEPARATED = re.compile(
    r"(?:[,;:.(–-]|\b(?:och|samt|varav|därav|eller|men|att|dels|respektive|plus|medan|liksom))\s*(?:att\s+"
    r"|dessutom\s+|ytterligare\s+|även\s+|dels\s+|ha\s+|\(?[a-z\d]{1,2}[.)]\s+)?$",
    re.I,
)
NEW_CLAUSE = re.compile(
    r"(?:[,;:.]|\b(?:och|samt|men)\b).*\b(?:ska|skall|är|har|får|kommer|att|hålls|startas|genomförs"
    r"|planeras|finns|fått|gått|[a-zåäö]{3,}as)\b",
    re.I | re.S,
)
CLAUSE_VERB = re.compile(
    r"\b(?:ska|skall|har|är|får|ha|få|gå|kan|kommer|med|under|efter|inom|om|i|på|som|till)\b", re.I
)
SIZE = re.compile(
    r"(?:\b(?:om|på|med|à|a|per|vardera|varje)\s+(?:vardera\s+|färre än\s+|högst\s+|upp till\s+)?)$", re.I
)
WITHIN = re.compile(
    r"\b(?:på|vid|inom|hos|bland|under|från|genom)\s+(?:samtliga\s+|alla\s+)?$"
    r"|(?<!delta )(?<!deltar )(?<!deltagit )(?<!medverka )\bi\s+(?:samtliga\s+|alla\s+)?$",
    re.I,
)
GROUPED_PEOPLE = re.compile(
    r"\b(?:grupper(?:na)?|grupp|klasser|lag|team|kurser|omgångar|träffar|dagar|utbildning\w*|vardera|storlek"
    r"|gruppen)\b[^,.]{0,20}$",
    re.I,
)
BY = re.compile(
    r"\b(?:senast|före|innan|till|t\.o\.m\.|till och med|fram till|utgången av|slutet av|vid|intill|slutar|avslutas"
    r"|är slut|tar slut|upphör)(?:\s+(?:den|i|år|utgången av|slutet av|årsskiftet|med))*\s*$",
    re.I,
)
NOT_BY = re.compile(
    r"\b(?:under|från|sedan|mellan|den första|den andra|den sista|första|start\w*|börja\w*|jämfört med"
    r"|mot|nivå\w*|års)\s+(?:den|i|år)?\s*$|[-–]\s*$",
    re.I,
)
OF_NUMBER = re.compile(r"(?:^\W*|[,;:.–•-]\s+|\b(?:och|samt|att)\s+)av\s+(?:de|dessa)\s+$", re.I)
AFTER_OF = re.compile(r"(?:\s+\w+){0,4}?\s+(?:ska|skall|skulle|kommer|bör|beräknas|förväntas|väntas)\s", re.I)
WIDELY = re.compile(
    r"\b(?:införd\w*|införa\w*|införs|använd\w*|pröva[ds]\w*|testa[ds]\w*|kartlägg\w*|kartlagt|spri\w*|implementer\w*"
    r"|inför|genomför\w*|mentorer|praktik\w*|utbild\w*|stärk\w*|informer\w*|skulle)\b[^.;]*$",
    re.I,
)
CREATED = re.compile(r"(?:\s+\w+){0,4}?\s+(?:bildas|startas|öppnas|skapas|grundas|inrättas|etableras)\b", re.I)
NOW_IS = re.compile(
    r"\b(?:i dag|idag|för närvarande|i nuläget|i utgångsläget|just nu|tidigare)\s+(?:är\s+"
    r"|var\s+|på\s+|ligger\s+på\s+)?$",
    re.I,
)
ASIDE = re.compile(
    r"\b(?:trots att|fastän|fast(?=\s+de\b)|eftersom|därför att|även om(?=\s+(?:de|det|den|man|vi|många"
    r"|inte)\b)|hur(?=\s+\d|\s+[a-zåäö]+\s+(?:\w+\s)?)|medan|såsom|som i dag|där (?:i dag|idag|nu)|att jämföra med"
    r"|jämfört med (?:dagens)?|mot (?:dagens|nuvarande|tidigare))\b(?:(?!\b(?:ska|skall|skulle|kommer|bör)\b)[^;.,])*$",
    re.I,
)
CHANGE = re.compile(r"\b(?:minska|öka|sänk|kort|höj|sjunk|förkort|reducer|halver|stig|fördubbl|utök|växa)\w*", re.I)
CHANGE_TOO = re.compile(rf"(?:,|\b(?:och|samt))\s.*{CHANGE.pattern}", re.I)
CHANGE_BY = re.compile(r"\bmed\s+(?:(?:i (?:genom)?snitt|i medeltal|ytterligare|totalt)\s+)?$", re.I)
INFINITIVE = re.compile(r"\s+(?:bli|få|gå|ha|ta|ge|nå|vara|(?!bra\b|extra\b)[a-zåäö]{2,}(?<!n)(?<!rn)a)\s", re.I)
LEVEL = re.compile(r"\b(?:till|ner till|ned till|upp till)\s+$", re.I)
BEFORE_FROM = re.compile(r"\b(?:från|mot|jämfört med|i stället för|istället för|än)\s+$", re.I)
SPLIT = re.compile(
    rf"(?:\s+(?:ska\s+)?(?:delta|deltar))?[\s,;(]*(?:(?:varav|därav|fördelat på|jämnt fördelat på|fördelade på"
    rf"|från [a-zåäö]+|och|uppskattningsvis|ungefär|preliminärt|ca|cirka)[\s,]*){{0,4}}(?P<first>\d+"
    rf"|{WORD})\s+(?P<sex>kvinnor|män|tjejer|killar|flickor|pojkar)\s*(?:och|samt|,|/)\s*(?:ca\s+"
    rf"|cirka\s+)?(?P<second>\d+|{WORD})\s+(?P<other>kvinnor|män|tjejer|killar|flickor|pojkar)",
    re.I,
)
WOMEN = frozenset({"kvinnor", "tjejer", "flickor"})
GOAL_WORD = re.compile(r"\b(?:målet|målen|mål|målsättning\w*|delmål|resultatmål|effektmål|projektmål)\b", re.I)
PROMISING_LEAD = re.compile(
    r"\b(?:uppnå\w*|åstadkom\w*|leverera\w*|leverans\w*|resultat\w*|lova[rt]?|lovade|löfte\w*|utfäst\w*|åta(?:r|git)"
    r"|åtagande\w*|indikator\w*|nyckeltal\w*|milstolp\w*|ambition\w*|vid projektets? slut|när projektet är slut"
    r"|efter projektet)\b|\b(?:ska|skall|kommer)\s+(?:(?:vi|projektet|det|då|att)\s+)*(?:ha\s+)?:\s*$",
    re.I,
)
OLD_PROMISE = re.compile(
    r"\b(?:utlova\w*|lovade|lovades|lovat|utfäst\w*|åtagit|löftet)\b"
    r"|\b(?:projektet|målet|målen|ansökan)\b[^.;]{0,60}\bskulle\b",
    re.I,
)
OUTCOME = re.compile(
    r"\s*(?:(?:ska|skall|skulle|kommer att|beräknas|förväntas|väntas|bör|har|att|vid \w+ slut|då|efter \w+"
    r"|efteråt)\s+){0,3}"
    r"(?:(?:gå|ha gått|komma|ha kommit|gått|kommit)\s+(?:vidare\s+|ut\s+|över\s+)?(?:till|i"
    r"|in i)\s+(?!projektet|programmet|kurs|utbildning\b)"
    r"|(?:ha\s+)?(?:få|fått|ha|har|vara i|i|nå|nått|hitta\w*|finna|funnit|ta|tagit|klara\w*|avlägga|avlagt"
    r"|skaffa\w*)\s+"
    r"(?:(?:ett|en|eget|egen|fast|ny|nytt|ordinarie|osubventionera\w*|tillsvidare\w*|reguljär\w*)\s+)*"
    r"(?:arbete\w*|jobb\w*|anställning\w*|studier|försörjning|sysselsättning|examen|betyg|körkort|\w+bevis"
    r"|\w+brev|certifikat|diplom)"
    r"|(?:ut\s+|in\s+|vidare\s+|tillbaka\s+)?(?:till|i)\s+(?:(?:ett|fast|nytt|eget)\s+)*(?:arbete|jobb"
    r"|anställning|studier|egen försörjning|arbetslivet)\b"
    r"|(?:ha\s+)?(?:starta\w*|öppna\w*|driva)\s+(?:egna?|eget|företag|firm\w*|kooperativ)"
    r"|(?:bli|vara|ha blivit)\s+(?:självförsörjande|anställda|certifierade|egenföretagare|behöriga|godkända))",
    re.I,
)
GOING = re.compile(
    r"\s+(?:(?:och|samt)\s+[^.,;]{1,30}?\s+)?(?:(?:ska|skall|kommer att)\s+)?(?:åker?a?|reser?|resa|flyger"
    r"|skickas|far|seglar|följer med|följa med)"
    r"\s+(?:(?!hem\b)\w+\s+){0,3}?(?:till\s+[A-ZÅÄÖ]|dit\b|utomlands)"
)
REACHING = re.compile(
    r"\b(?:nå|intervjua|informera|träffa|kontakta|möta|djupintervjua|nå ut till|sprida\w* till"
    r"|enkät till)\s+(?:ut till\s+|ytterligare\s+)?$",
    re.I,
)
LEADING = re.compile(
    r"chefer|ledare|ombud|förmän|mentorer|handledare|coacher|visare|byggare|stödjare|instruktörer|lotsar|ambassadörer"
)
TAUGHT = re.compile(
    r"\s+(?:\w+\s+){0,3}?(?:utbildas|fortbildas|certifieras|examineras|får (?:en )?(?:utbildning|kurs))\b"
)
GLOSSES = frozenset({"(", "(=", "(dvs.", "(alltså", "(d.v.s."})
SET_AS_GOAL = re.compile(
    r"\b(?:mål(?:et|en|sättningen)?|löftet|ambitionen|utfästelsen)(?:\s+(?:som|vi)\s+\w+)?\s*[,:(]?\s*(?:(?:är att"
    r"|var att|att|är|var|på|om|att nå|sattes till|satt till|är satt till|var satt till|löd)\s+)?$"
    r"|\b(?:mot|jämfört med) (?:de )?(?:utlovade|lovade|planerade|målets)\s+$",
    re.I,
)
MEETING = re.compile(r"(?:resor|träffar|möten|besök|workshops?|seminarier|konferenser|utbyten|resa)$", re.I)
NOT_OURS = re.compile(
    r"\b(?:regeringen|riksdagen|kommunen har som mål|nationell\w+ mål|EU:s mål|lissabon\w*|strategin"
    r"|bolagen|företagen i branschen|\w+bolagen|till \w+bolagen|arbetsgivarna i länet)\b",
    re.I,
)
SHALL = re.compile(r"(?:\s+[\w-]+){0,5}?\s+(?:ska|skall|skulle|kommer att|beräknas|förväntas|väntas)\b", re.I)
TOLD_AS_GOAL = re.compile(
    r"\b(?:ska|skall|skulle)\b|(?<!av )mål(?:en|et|sättning\w*)?\b"
    r"|\blova\w*\b|\bräknar (?:vi |man |projektet )?med att\b|\bberäknas\b|\bförväntas\b",
    re.I,
)
ALONG = re.compile(
    r"\s+(?:får|ska|kan|erbjuds)\s+(?:möjlighet att\s+|chansen att\s+|att\s+)?(?:följa med|åka|resa"
    r"|göra praktik|med)\b",
    re.I,
)
FOR_WHOM = re.compile(r"\b(?:besök|studiebesök|resa|studieresa|utbyte|praktik)\b[^.;]{0,60}\bför\s+$", re.I)
"""A journey planned, and for whom."""
WITH_SO_MANY = re.compile(
    r"(?:\s+i\s+\w+)?\s+med\s+(?:minst|ca\.?|cirka|omkring|ungefär|drygt|upp till|sammanlagt|totalt)\s+", re.I
)
"""`fyra föreställningar med ca 2 000 besökare` are two goals."""
REACHED = re.compile(
    r"\b(?:var|blev|ligger (?:vi )?på|låg på|stannade (?:vi )?på|landade på)\s+(?:hela\s+|nu\s+)?$", re.I
)
"""What stands before a result."""
TODAY_ASIDE = re.compile(r"\([^()]*\b(?:i ?dag|nu|tidigare|förra)\b[^()]*\)", re.I)
"""What a goal is compared with, in brackets."""
DURATION = re.compile(
    r"\b(?!projekt)\w*tid(?:en|er|erna)?\b[^.;]{0,80}(?:\b(?:nere på|ner till|ned till|högst|under|kortare än"
    r"|vara|på)|:)\s*$",
    re.I,
)
"""How long something is to take at the most: `väntetiden ska vara högst 21 dagar`."""
GOING_TO = re.compile(r"\s+går\b[^.;,]{0,30}\btill\s+(?:kvinnor|män|tjejer|killar|pappor|flickor|pojkar)\b", re.I)
"""A share of the places kept for one sex, told in the present."""
ONLY = re.compile(r"\b(?:bara|endast|idag|i dag|hittills|knappt)\b", re.I)
TO_BE_REACHED = re.compile(r"\s+(?:ska|skall|kommer att)\s+(?:\w+\s+)?(?:nås|intervjuas|informeras|djupintervjuas)\b")
BESIDE_THE_GOAL = re.compile(r"\s+(?:under|över|av|från)\s+(?:målet|målen|målnivån)\b", re.I)
BEGAN = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:började|startade|startades|slutade|tog|gav|ställde|sökte|fick|gick|kom|nådde|deltog"
    r"|fullföljde|avbröt|hoppade|lades|har redan|har lovat|har sagt|har anmält|har visat|har lagts|har tyvärr"
    r"|har lagt)\b",
    re.I,
)
"""What people did: a result."""
REACHED_BY = re.compile(
    r"\b(?:projektet|vi|insatsen|satsningen)\s+(?:nådde|fick|hade|samlade|har samlat|utbildade|tog emot)\s+$", re.I
)
TOLD_BEFORE = re.compile(r"\b(?:hittills|(?:19|20)\d\d|under (?:året|projekttiden)|utfallet|resultatet)\b", re.I)
"""What makes a change told in the perfect one that has come."""
BECOMING = re.compile(r"\s+(?:(?:ska|skall|kommer att)\s+)?(?:utbildas|skolas)\s+(?:till|som)\b", re.I)
"""`sex kvinnor ska utbildas till handledare`."""
INFINITIVE_GOAL = re.compile(r"[\W\d]*(?:[a-z]\)\s*)?att\s", re.I)
"""A goal that is but an infinitive or a clause: `att 80 procent får arbete`."""
MISSED = re.compile(r"\b(?:nåddes|uppnåddes|hittills)\b", re.I)
VISITING = re.compile(r"\b(?:hit|på besök|från [A-ZÅÄÖ]\w+|kommer (?:hit|till oss)|väntas)\b")
OUR_PROMISE = re.compile(r"\b(?:projektet|vi)\b.{0,40}\b(?:ska|kommer)|\b(?:ska|kommer)\s(?:vi|projektet)")
"""What makes a number in the background a promise of the project."""
SETS_OUT = re.compile(r"\b(?:reser|åker|flyger|far)\s+$", re.I)
THERE = re.compile(r"\btill\s+[A-ZÅÄÖ]|\bdit\b|\butomlands\b")
"""A journey to come, with its travellers after the verb."""
IS_SO = re.compile(r"\bär\s+(?:nu\s+|i dag\s+|bara\s+)?$", re.I)
"""What stands before a statistic."""
BOTH_PROMISED = re.compile(r"\b(?:ska|skall|skulle)\b[^.;]*\bmedan\s+$", re.I)
"""`45 procent ska gå till arbete medan 10 procent startar eget`."""
TRAINED_BEFORE = re.compile(r"\b(?:utbildas|fortbildas|certifieras|examineras)\s+$", re.I)
GIVEN = re.compile(r"\bfår\s+$", re.I)
A_TRAINING = re.compile(r"\s+(?:en\s+)?(?:\w+\s+)?utbildning\b")
"""What stands around those who are trained, where the verb comes first."""
SUMMED_UP = re.compile(r",\s+(?:sammanlagt|totalt|tillsammans)\s+$", re.I)
