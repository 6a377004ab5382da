"""The words by which the start and end of a project are told from other dates; see docs/annotation.md."""

import re

PROJECT = re.compile(
    r"\b(?:(?:genomförande|för|pilot|huvud|ESF-)?projekt(?!plan|ansök|ledar|medel|idé|grupp|bank|medarb"
    r"|ägar|deltag|bud)\w*|(?:det|arbetet|verksamheten|satsningen|insatsen|försöket|piloten|samarbetet"
    r"|löptiden?|genomförandetiden?|alltihop|det hela)(?=\W))",
    re.I,
)
LABEL = re.compile(
    r"^\W*(?:(?:preliminär|planerad|beräknad|total)\w*\s+)?(?:projekt)?(?:start|slut|pågår|startar"
    r"|avslutas|period|tid|löptid|drivs|genomförs)\w*\b",
    re.I,
)
PHASE = re.compile(
    r"\b(?:mobilisering\w*|analysfas\w*|förprojekter\w*|förberedelse\w*|genomförandefas\w*|fas(?:en)?|etapp(?:en)?"
    r"|förstudie\w*|kurs(?:en|er|erna)?|utbildning(?:en|ar|arna)?|rekrytering\w*|konferens\w*|mässa\w*|seminari\w*"
    r"|ansök\w*|beslut\w*|bevilja\w*|rapport\w*|redovis\w*|utvärdering\w*|möte\w*|sammanträd\w*|praktik\w*|resa\w*"
    r"|fabrik\w*|företag(?:et|en)|målen|grupp(?:en)?|intagning\w*|kartläggning\w*|nästa (?:start|intag)|förläng\w*"
    r"|omgång\w*|kull\w*|anmäl\w*|lokal\w*|webb\w*|hemsid\w*|arbetslöshet\w*|antalet|resultat\w*)\b",
    re.I,
)
RANGE_PHASE = re.compile(
    r"\b(?:mobilisering|analysfas|förprojekter|förberedelse|förstudie|genomförandefas|fas(?:en)?\b"
    r"|etapp|kartläggning|omgång|rekrytering|kull|antalet|arbetslöshet)\w*",
    re.I,
)
STATISTIC = re.compile(
    r"\b(?:ökade|ökat|minskade|minskat|steg|sjönk|växte|försvann|slutade|hade|fanns|byggdes"
    r"|fördubblades|halverades|prövade|föregick|flyttade|lades|drabbades)\b",
    re.I,
)
BEFORE_IT = re.compile(
    r"\bi projektet (?-i:[A-ZÅÄÖ])[\w-]+,? som (?:drevs|pågick|genomfördes|löpte)\b|"
    r"\b(?:tidigare|förra|föregående|liknande|annat|andra|nästa|nytt)\s+(?:ESF-)?projekt(?:et)?\b"
    r"|\bett\s+(?:ESF-)?projekt\b(?!\s*,?\s+(?:som|vilket)\b)",
    re.I,
)
START = re.compile(
    r"\b(?:(?:projekt)?start(?!kapital|sida)\w*|påbörja\w*|inled(?:s|des|er|dde|as)\b|börja(?:r|de|s|des|t)?\b|invigs"
    r"|invigdes|öppna(?:r|de|s)|dra(?:r|s)? i ?gång|drog i ?gång|drog(?:s)? ?i ?gång|sätter? i ?gång|sätts i ?gång"
    r"|kör(?:s|de)? i ?gång|kom i ?gång|kommer i ?gång|tar vid|sedan\b|fr\.?\s?o\.?\s?m\.?|från och med|från\b"
    r"|mellan\b|med start)",
    re.I,
)
END = re.compile(
    r"\b(?:avsluta(?:s|des|t|ts|d)?\b|avslut\b|slut(?:a|ar|ade|datum|tid(?:en|punkt\w*)?|dag(?:en)?||et|fört"
    r"|fördes)\b|upphör\w*|till och med|t\.?\s?o\.?\s?m\.?|klar[at]?\b|färdig[at]?\b|fram till|till\b|går i mål"
    r"|gick i mål|stäng(?:er|de)\b|håller på\b|är slut|(?:tar|tog) slut|utgången av|projektslut\w*|slutet på|löper ut"
    r"|stäng(?:s|er|de|des)\b|upphörde|läggs ned|lades ned)",
    re.I,
)
RUNNING = re.compile(
    r"\b(?:pågå\w*|pågick|pågått|löp(?:er|te|a|t)|genomför\w*|driv(?:s|it|er|its|a)|drevs?|bedriv\w*"
    r"|projekt(?:tid\w*|period\w*|et)|period\w*|löptid\w*|start\w*|börja\w*|varar?|varade|tidsperiod\w*|inled\w*|drar"
    r"|drog|ska vara|sträcker|sträckt\w*|omfattar|beviljats för|var ett projekt|är ett projekt)\b",
    re.I,
)
ENDING = re.compile(
    r"pågå|pågick|löp|avslut|slut|klar|driv|drev|projekt|förläng|upphör|färdig|varar|håller på|höll på"
    r"|finns kvar|fortgå|fortsätt|sträcker|i mål|stäng|period|tid\b|start|börja|genomför",
    re.I,
)
STARTING = re.compile(
    r"start|börja|inled|gång|driv|drev|invig|öppna|sedan|pågå|löp|vid|genomför|projekttid|period", re.I
)
RANGE = re.compile(
    r"[\s,]*(?:[-–—]{1,2}|till och med|t\.?\s?o\.?\s?m\.?|till|och|fram till"
    r"|tom)(?:\s+(?:är|ska|vara|klart?|avslutas|avslutades|slutar|slutade|pågår|pågick|löper|med|den|i|fram|till|år"
    r"|slutet av|och|det))*\s*",
    re.I,
)
AFTER = re.compile(
    r"\s*,?\s*(?:(?:ska|skall|kommer|har|då|när|som|är|var)\s+)?(?P<verb>starta(?:r|de|s|des)?"
    r"|börja(?:r|de)?|inled(?:s|des|er|de)|drar|drog|sätter|satte|avsluta(?:s|des)|slutar|slutade"
    r"|upphör|upphörde|tar|tog|är|var|blir|blev|går|gick|invigs|invigdes|ska)\b(?P<rest>[^.;]{0,60})",
    re.I,
)
START_VERB = re.compile(r"start|börja|inled|dra[rs]|drog|sätt|satte|invigs", re.I)
ENDINGS = re.compile(r"avslut|slut|upphör|\bklar|färdig|i mål", re.I)
LOOSE_SUBJECT = re.compile(
    r"[^.;]{6,30}?(?:,\s*)?\b(?:(?:ska|kommer|har|är|var|skulle)\s+projektet|ska|kommer|får|erbjuds"
    r"|utbildas|prövar|arbetar|deltar)\b"
)
FOR_PERIOD = re.compile(
    r"\b(?:(?:för|avser|gäller|under)\s+(?:hela\s+)?(?:projekt)?(?:perioden|tiden|åren)|avser|gäller)\W*(?:den\s+)?$",
    re.I,
)
APART = re.compile(r"[;(]|,\s|\bmed en\b|\bsamt\b")
SO_FAR = re.compile(
    r"^\W*(?:till och med|t\.o\.m\.|fram till|hittills|per|sedan|i|under|år)\W*(?:den\s*|början av\s*|slutet av\s*)?$",
    re.I,
)
SINCE = re.compile(r"\b(?:sedan|från(?: och med)?|fr\.?\s?o\.?\s?m\.?|med start)\s+(?:i\s+|den\s+)?$", re.I)
UNTIL = re.compile(r"^\W*(?:fram till|ända till|till och med|t\.?\s?o\.?\s?m\.?)\s+(?:i\s+|den\s+)?$", re.I)
RUNS_AFTER = re.compile(
    r"[^.;]{0,30}?\b(?:pågår|pågick|driv[se]r?|drevs|drev|bedrivs|bedriver|löper|genomförs|har)\s+(?:vi\s+"
    r"|\w+\s+)?(?:ESF-)?projektet\b",
    re.I,
)
WE_AFTER = re.compile(
    r"\s+(?P<verb>startar|startade|börjar|började|drar|drog|kör|körde|sätter|satte|avslutar|avslutade|slutar"
    r"|slutade|stänger|stängde)\s+vi\b"
    r"(?P<rest>(?:\s+(?:i ?gång|projektet|verksamheten|arbetet|på riktigt|äntligen|igång))*\s*(?:[.,;!?]|och\b"
    r"|med\b|$))",
    re.I,
)
ENDED_AFTER = re.compile(
    r"\s+(?:är|tar|tog|var|blir)\s+(?:det|projektet|allt|det hela)\s+(?:slut|över|färdigt|klart)\b"
    r"|\s+(?:avslutas|upphör|slutar|stänger)\s+(?:projektet|vi)\b",
    re.I,
)
THING = re.compile(
    r"^\W*(?:(?:den|en|vår|första|andra|nästa|sista|alla)\s+)*\w*(?:kurs(?:en|erna)?|utbildning(?:en|ar|arna)|mässa?n"
    r"|utställning(?:en|ar)?|resa[n]?|praktik(?:en|perioden)|läg(?:er|ret)|termin(?:en|er)|konferens(?:en)?|vecka[n]?"
    r"|besök(?:et)?|festival(?:en)?|kampanj(?:en)?|ansökningstid(?:en)?|anmälan|utlysning(?:en)?|kontoret|butiken"
    r"|föreställning(?:en|ar))\b",
    re.I,
)
WE_START = re.compile(
    r"\b(?:vi|vår verksamhet|allt|det hela|det)\s+(?:ska\s+|skall\s+|kommer att\s+|har\s+"
    r"|räknar med att\s+)?(?:starta(?:r|de|t)?|börja(?:r|de|t)?"
    r"|(?:drar|drog|dra|kör|körde|köra|kommer|kom|är) i ?gång|avsluta(?:r|de|t|s|des)?|sluta(?:r|de|t)?|stänger"
    r"|stängde|håller på|höll på|är klara|är färdiga|var klara|tar slut|tog slut"
    r"|upphör)(?:\s+(?:i|den|på|till|t\.?o\.?m\.?|och|med|fram|redan|först|sista|slutet av))*\s*$"
    r"|\b(?:projekt)?(?:start|avslut|slut)(?:datum|tid|dag|en"
    r"|et)?\b\W*(?:(?:i|den|är|var|blir|sker|beräknas(?: till)?|planeras(?: till)?|satt till|senast|tidigast"
    r"|om)\s+)*$",
    re.I,
)
DRIVES = re.compile(
    r"\b(?:driv(?:er|it|s|its)|drev|drevs|bedriver|bedrev|genomför|genomförde|start(?:ar|ade|ades|as)|pågår"
    r"|pågick|inled\w*|deltar i"
    r"|avsluta\w*|(?:drar|drog|sätter) i ?gång|påbörja\w*)\b[^,.;]{0,12}"
    r"\b(?:sedan|från(?: och med)?|fr\.?\s?o\.?\s?m\.?|i|den|till)\s*$",
    re.I,
)
TOLD_HERE = re.compile(
    r"\bprojektet\b|\bvi (?:höll på|håller på|startade|startar|började|drog i ?gång|körde i ?gång)\b", re.I
)
"""What makes a date in a paragraph on the background the project's all the same."""
AT_THE_END = re.compile(
    r"\bprojektet\s+(?:slutar|avslutas|är slut|tar slut|upphör|stänger|är avslutat|går i mål)\b[^,.;]{0,14}$"
    r"|\bprojektslut\w*\s*\(?$",
    re.I,
)
"""What makes a date among goals the end of the project."""
BEGINS = re.compile(
    r"\W*(?:projekt)?start(?:en|datum)?\s+(?:\w+\s+)?(?:beräknas|planeras|sker|är|blir"
    r"|sätts)\s+(?:ske\s+)?(?:(?:till|i|den|tidigast)\s+)*",
    re.I,
)
RAN = re.compile(r"\s*(?:[-–]|och|till)\s*(?:\w+\s+)?\d{4}\s+(?:drivit|genomfört|bedrivit)\b", re.I)
"""`har mellan 2015 och 2018 drivit`."""
