"""The words by which participants are told from other people, and a part of them from the whole."""

import re

SUBSET = re.compile(r"\b(?:varav|därav|av dem|av dessa|av vilka|bland dem|däribland)\b[^.;]*$", re.I)
YEARLY = re.compile(
    r"\s*(?:\w+\s){0,2}?(?:per år|om året|varje år|årligen|per termin|per omgång|per ort|vardera"
    r"|första året|under 20\d\d)\b",
    re.I,
)
PER_GROUP = re.compile(
    r"\s*(?:per (?:grupp|kurs\w*|tillfälle|omgång|klass|lag|kull|träff|cirkel|handledare|coach|lärare|ort och)"
    r"|åt gången|i taget|i (?:varje|vardera)(?:\s+(?:grupp|lag|kurs|omgång|cirkel|klass"
    r"|kull))?(?!\s+[a-zåäö]*(?:kommun|län|ort|stad|projekt))|i gruppen|samtidigt"
    r"|(?:varje|per) (?:gång|resa|besök|vecka|kväll|dag|natt|månad)|om dagen|per vecka|vid varje tillfälle)\b",
    re.I,
)
IN_EACH = re.compile(
    r"\b(?:konferens|seminari|mäss|möte|föreläsning)\w*[^.,]{0,30}\bmed\s+$"
    r"|\b(?:grupper(?:na)?|klasser(?:na)?|lag(?:en)?|kurser(?:na)?|cirklar(?:na)?|gruppen|klassen)\s+(?:ska\s+"
    r"|kommer att\s+)?(?:om|med|på|är|har|omfattar"
    r"|består av|bestå av|rymmer|tar|blir)\s+(?:som mest\s+|upp till\s+)?$"
    r"|\bgrupper(?:na)? är (?:\w+ )?små,?\s+$|\b(?:en|varje) grupp (?:består av|är på|omfattar|har|blir)\s+$"
    r"|\bgruppstorlek\w*\W*(?:(?:är|på|blir)\s+)?$|\b(?:varje|per|i en"
    r"|en)\s+(?:omgång|grupp|kurs"
    r"|klass)\W*(?:(?:är|på|har|tar)\s+)?$",
    re.I,
)
LEFT = re.compile(
    r"\s*(?:\w+\s){0,2}?(?:har\s+)?(?:avbrutit|hoppat av|slutat|avslutat|lämnat|fått (?:arbete|jobb|anställning)"
    r"|gått vidare|fick (?:arbete|jobb|fast)|gick vidare)\b",
    re.I,
)
ELSEWHERE = re.compile(
    r"\b\w*(?:förening|förbund|organisation|företag|nätverk)\w*\s+med\s+(?:\w+\s+)?\d"
    r"|\b(?:tidigare projekt|förra projektet|förra året|i fjol|i ett tidigare|ett liknande projekt|behövs"
    r"|rekryteras till|pensionsavgång\w*|varslades|sades upp|sagts upp|lades om|på besök|anställer|sysselsätter"
    r"|har sammanlagt|sammanlagt \d+ anställda|statistik|invånare|arbetar i dag|närvarande|styrgrupp\w*"
    r"|arbetsgrupp\w*|projektgrupp\w*|referensgrupp\w*|intervjua[dt]\w*|projektteam\w*|bemanna\w*|projektets personal"
    r"|är anställda|anlitar|leds av|styrgruppen består av|enkät\w*|svarade|har svarat|kommer hit|kommer till oss"
    r"|varje år lämnar|utexaminera\w*|finns \w* ?(?:i|på) (?:kommunen|länet|regionen|orten))\b",
    re.I,
)
OURS = re.compile(
    r"\b(?:ska|kommer|planeras|hittills|skrivits in|skrivs in|inskrivits|har börjat|deltagit|i projektet"
    r"|i vårt projekt|antagits|tagits in)\b",
    re.I,
)
TAKING_PART = re.compile(
    r"\b(?:projektet|satsningen|programmet)\s+(?:\w+\s+){0,3}?(?:omfattar|vänder sig|riktar sig|samlar|erbjuder"
    r"|välkomnar)\b|\bi (?:projektet|satsningen|programmet) (?:deltar|ingår|ska|får|har|går|är)\b"
    r"|\b(?:ska|skall|kommer att)\s+(?:\w+\s+){0,3}?(?:delta|erbjudas|utbildas"
    r"|få (?:praktik|plats|hjälp|stöd|utbildning))\b|\b(?:deltar|är med|får plats|är anmälda|är antagna"
    r"|har anmält sig|hos oss)\b|\bär (?:\w+\s+){0,3}?inskrivna\b(?! (?:hos|vid|på|i|som)\b)"
    r"|\b(?:har|hade)\b[^.;]{0,40}\b(?:skrivits|tagits|kommit) in\b|\btogs emot\b"
    r"|\b(?:har (?:skrivits|kommit|gått) in|(?:planera|antag|anmäl)\w* deltagare"
    r"|hoppat av(?!\s+(?:gymnasi|skolan|studier))|avbrutit)\b",
    re.I,
)
AMONG = re.compile(r"\s+(?:\w+\s+){0,2}?(?:bland|av)\s+(?:dessa|deltagarna)\b")
AT_WORK = re.compile(
    r"\b(?:teamet|arbetslaget|projektgruppen|personalen|styrgruppen)\b[^.;,]{0,20}$|"
    r"\b(?:besök|ledning|handledning|stöd|hjälp|tolkning) av\s+$|\bled(?:s|da|d) av\s+$|"
    r"\banställ(?:s|er|ts|t|des|de|as|a)\s+(?:\w+\s+)?$|\b(?:är|blir|var)\s+vi\s+$|\bpersonal\w*\s+(?:på|om|är)\s+$",
    re.I,
)
"""What stands before staff."""
WORKING = re.compile(
    r"\s+(?:[\w-]+\s+){0,3}?(?:att arbeta\b|arbetar\b(?! (?:del|hel|som timanst))|arbetade\b|i laget\b"
    r"|i arbetslaget\b|i personalen\b|som (?:arbetar|jobbar) (?:i|med) projektet)",
    re.I,
)
"""What follows them."""
IS_SUBJECT = re.compile(r"\b(?:var|är|fanns|finns|stod|står|väntar)\s+(?:i ?dag\s+|nu\s+|det\s+)?$", re.I)
WITHOUT_WORK = re.compile(
    r"\s+(?:[\w,]+\s+){0,6}?(?:arbetslösa\b|arbetssökande\b|sjukskrivna\b|utan arbete\b|i kö\b"
    r"|inskrivna (?:på|vid|hos) Arbetsf)",
    re.I,
)
"""`I maj 2009 var 31 200 personer öppet arbetslösa`: a state of things, not of the project."""
HIRED = re.compile(
    r"(?:\s+(?:och|samt)\s+[^.,;]{0,40}?)?\s+(?:har\s+)?(?:anställ(?:s|ts|des)|tillsätts|tillsattes)\b",
    re.I,
)
COUNT_STATISTIC = re.compile(
    r"\b(?:enligt\s+(?!plan|ansök|projekt|avtal|beslut)[^,.]{2,40}\b(?:har|är|finns|saknar?|saknade|hade|var|fanns"
    r"|står|levde|lever)|SCB|(?:saknar|saknade|varslade|varslar|drabbade|drabbar|försörjer|försörjde|har kommunen"
    r"|har länet|finns det (?:i dag|idag)))\s+[^.;]{0,20}$",
    re.I,
)
NOT_HERE = re.compile(
    r"\s+(?:(?!ska|skall|kommer|deltar|som\b)[\w,-]+\s+){0,9}?(?:varslats|fått besked om (?:varsel|uppsägning)"
    r"|fått besked att de|får gå\b|fick gå\b|blir av med|förlora\w*|fått sparken|uppbär|uppburit|uppbar"
    r"|(?:har|hade)\s+insatser|blev uppsagda|sagts upp|har\s+besökt|besökte"
    r"|(?:kommer|kom) (?:till|på) (?:\w+ )?\w*(?:invigning|konferens|mässa|seminari|hus|fest|utställning"
    r"|föreställning|premiär)|såg\s|lever\s+(?:på|under|av|i)|levde\s|står utan|stod utan|invånare|bor i|bodde)",
    re.I,
)
GENERAL = re.compile(r"^(?:deltagare|personer|person|ungdomar|unga|anställda|kvinnor|män|medarbetare|elever)$")
TAKEN_IN = re.compile(r"\b(?:ta|tar) emot\s+$|\bomfatta[rs]?\s+$|\brekrytera[rs]?\s+$", re.I)
"""What the project does with all its participants."""
TEST_GROUP = re.compile(r"\b(?:test|pilot|försöks)grupp\w*\s+(?:med|om|på)\s+(?:\w+\s+)?$", re.I)
BEFORE_US = re.compile(
    r"\b(?:tidigare projekt|förra projektet|förra året|i ett tidigare|i det tidigare|ett liknande projekt"
    r"|försök\w* i egen regi)\b",
    re.I,
)
"""What makes even participants those of another project."""
