"""The words by which the kind, status and scope of an amount are told; see docs/annotation.md."""

import re

FUND = (
    r"(?:europeiska\s+)?(?<!EU:s )social\s?fond\w*|\bESF\w*\S*|\bfond(?:en|ens|medel|medlen|pengar\w*)\b"
    r"|EU:s socialfond"
)
PAYER = (
    r"(?:\b\w*kommun(?:en|er|erna|ens|ernas)?|\blandsting\w*|\barbetsförmedling\w*|\bförsäkringskass\w*"
    r"|\bregion(?:en|erna|förbund\w*)?|\b\w*nämnden|\barbetsgivar\w*|\bföretag(?:en|et|ens)|\bnäringsliv\w*"
    r"|\b\w*partner\w*|\b\w*stiftelse\w*|\b\w*förening(?:en|ar|arna)?|\bstaten|\bstaden|\bstad|\blänsstyrelse\w*"
    r"|\bhögskola\w*|\buniversitet\w*|\b\w*förbundet|\bdeltagande \w+|\bmedverkande \w+|\bvi själva|\bägaren"
    r"|\bprojektägaren|\b(?!social)\w+(?<!social)fonden|\bbolaget|\bkyrkan|\bpastoratet|\bförsamling\w*|\bklubben"
    r"|\bfacket|\bstiftet|\bövriga(?:\s\w+)?|\bparterna)"
)
PAYS = (
    r"(?:bidrar|bidra|bidrog|bidragit|går in|gick in|står|stod|svarar|satsar|satsade|lägger|lade|skjuter|sköt|betalar"
    r"|betalade|betalat|finansierar|avsätter|avsatt|avsatte|anslagit|anslår|anslog|skänk(?:er|t|te)|lovat|lovar"
    r"|stöder|stöttar|sponsra[rt]|bekostar|bekostat|tillskjuter|tillför|ställer upp|sätter in|satte in|skickar med)"
)
CUES: list[tuple[str, re.Pattern[str]]] = [
    (
        "cofinancing",
        re.compile(
            rf"med\s?finansi\w*|egen\s?insats\w*|motfinansi\w*|(?:offentlig|privat|kommunal|statlig|egen"
            rf"|övrig)\w*\s+(?:kontant\w*\s+)?finansiering|egna medel|ur egen \w+|i annat än pengar"
            rf"|(?:{PAYER})(?=[^,;]{{0,40}}\b{PAYS}\b)|(?-i:\b(?!ESF|EU\b|Europ|Social|Svenska|Rådet|Fond"
            rf"|Stöd|Projekt|Den\b|Det\b|Budget|Total)[A-ZÅÄÖ][\w-]+)(?:\s+\w+){{0,3}}?\s+{PAYS}\b"
            rf"|\b{PAYS}\s+(?:också\s+|även\s+)?(?:de\s+|den\s+|\w+s\s+)?(?:\w+\s+)?(?:{PAYER})"
            rf"|(?:\b(?:från|ur)|(?:betalas|finansieras|täcks|skjuts till|står för|läggs) av)\s+(?:de\s+"
            rf"|den\s+)?(?:\w+\s+)?(?:{PAYER})"
            rf"|(?:{PAYER})s?\s+(?:egen\s+)?(?:del|andel|insats)\b(?! av)"
            rf"|(?-i:\b(?!EU|ESF|Social)[A-ZÅÄÖ]\w+s)\s+(?:del|andel|insats)\b(?! av)"
            rf"|\boch\s+(?:\w+\s+)?(?:{PAYER})\s+(?:för|med)\s*$|\b(?:resten|resterande|återstående)\b"
            rf"|\blägger (?:vi )?själva",
            re.I,
        ),
    ),
    (
        "eu_contribution",
        re.compile(
            r"\bEU-?\s?(?:medel|medlen|bidrag\w*|stöd\w*|andel\w*|pengar\w*|del\w*)"
            r"|\bEU:s\s+(?:bidrag|andel|del\b|insats|medel|stöd)|(?:från|av)\s+EU\b(?!:s social)|\bunionens?\s+\w+"
            r"|\bEU\s+(?:betalar|bidrar|står|skjuter|finansierar|satsar)",
            re.I,
        ),
    ),
    (
        "esf_support",
        re.compile(
            rf"{FUND}"
            r"|(?<!ekonomiskt )\b(?:projekt)?stöd(?:et|s?belopp\w*|s?medel|s?medlen|s?summan?)?\b"
            rf"|\bmedel\b|\bmedlen\b|bevilja\w*|prioritera[ds]\w*|(?:sökt|ansökt) belopp|\bbidrag(?:et|ssumma\w*)?\b"
            rf"|\banslag(?:et)?\b|\brådet\b|\b(?:tilldela|erhåll)\w*",
            re.I,
        ),
    ),
    (
        "total_budget",
        re.compile(
            r"\btotal\w*\s?\w*(?:budget|kostnad|belopp|summa|finansiering)\w*"
            r"|\btotal(?:t|kostnad\w*|budget\w*|summa\w*|omslutning\w*)\b"
            r"|\b(?:sammanlagd|samlad)\w*\s+(?:\w+\s+)?(?:budget|kostnad)\w*"
            r"|\bprojekt(?:ets)?\s?(?:kostnad\w*|budget\w*)|\b(?:grund|ram|hel)?budget\w*"
            r"|\bprojektet\s+(?:\w+\s+){0,3}?(?:kosta\w*|omslut\w*|omfatta\w*)|(?:totala|slutliga) utfallet"
            r"|omsätter projektet|projekt(?:et)? värt|kostnaden på|projektet omsätter"
            r"|\b(?:slutliga|samlade|faktiska|verkliga)\s+(?:projekt)?kostnad\w*|\bprojektet är på"
            r"|\bhela\s+(?:projekt\w*|kostnad\w*)|\bomslut\w*|beräknas kosta|\bprislapp\w*|\bnotan\b"
            r"|^\W*kostnad\w*\s*:?\s*$|\b(?:hela|det|detta|allt|alltihop|allting|satsningen|insatsen|kalaset"
            r"|programmet|totalt|sammanlagt)\s+(?:\w+\s+){0,3}?kosta\w*"
            r"|^\s*kosta\w*\s+(?:\w+\s+){0,2}?(?:projektet|alltihop|alltsammans|det hela|allting|satsningen)"
            r"|^\W*[A-ZÅÄÖ]\w+(?<!en)(?<!an)(?<!na)(?<!et)(?<!ar)\s+(?:beräknas\s+)?kosta(?:r|de)?(?:\s+\w+){0,2}\s*$"
            r"|\bkostnadsram\w*",
            re.I,
        ),
    ),
]
EU_BEFORE = re.compile(
    r"\bEU-?(?:medel|medlen|stöd\w*|bidrag\w*|del\w*|andel\w*)\b[^,;]*$|\bEU:s (?:del|andel|bidrag|stöd)\b[^,;]*$", re.I
)
GIVES = re.compile(
    rf"(?:{FUND})(?:\s+\w+)?\s+(?:ger|gav|gett|{PAYS}|beviljar|beviljat|beviljade|beviljas)(?:\s+\w+){{0,3}}\s*$"
    r"|\b(?:ESF-)?(?:stöd|stödet|bidraget)\s*(?:är|på|om|blir|uppgår till|:)\s*$",
    re.I,
)
COSTS = re.compile(
    r"^\W*(?:Den\s+\w+\s+)?Kostnad(?:en|erna)?(?:\s+(?:är|blir|blev|var|stannade på|landade på|beräkna\w*|uppgår|landar"
    r"|för projektet)\b.{0,25})?$|^\W*(?:Vi|Det hela|Alltihop|Satsningen|Insatsen)\s+kosta\w*.{0,15}$",
    re.I,
)
INSTALMENT = re.compile(
    r"\b(?:(?:ut|del|slut)(?:ut)?betalning\w*|rekvisition\w*|rekvirera\w*|förskott\w*|utbetala\w*)\b[^,;]*$",
    re.I,
)
ONE_THING = re.compile(r"^\W*(?:en|ett|varje|per|var)\b(?:.*\bkosta\w*)?|\ben(?:\s\w+)?\s+\w+\s+kostar", re.I)
OWNER_ONLY = re.compile(r"^[\W\d]*(?:[A-ZÅÄÖ][\w&-]*)(?:,?\s[\w&-]+){0,6}\s?[,:(–-]\s*$")
DIRECT = (("eu_contribution", EU_BEFORE), ("esf_support", GIVES))
MATCHING = re.compile(r"med\s?finansi", re.I)
OF_TOTAL = re.compile(r"\b(?:av|till|för|utöver)\s+(?:\w+\s+){0,2}$", re.I)
NAMED_PAYER = re.compile(
    r"^\W*(?:(?:varav|och|samt|plus|från)\W+)*(?:[A-ZÅÄÖ][\w-]+(?:\s+(?!är|var|kostar)[\wåäö-]+){0,3})?\W*(?:med|för"
    r"|:|om|på)?\s*$"
)
UNIT_PRICE = re.compile(r"\s*(?:per|om|i)\b")
PAYER_FIRST = re.compile(
    rf"^\W*(?:(?:varav|och|samt|medan|från)\W+)*(?:\w+\s+){{0,2}}?(?:{PAYER})\b(?!.*\b(?:får|fick|sök\w*)\b)", re.I
)
LISTED = re.compile(rf"(?:{PAYER})(?:\s+[A-ZÅÄÖ]\w+)?\s*[:,]?\s*$", re.I)
OTHER = re.compile(
    r"\b(?:hyr\w*|lön(?:en|er|ekostnad\w*)?|\w*res(?:a|an|or|orna)|konferensen|boken|filmen|mässan|tolk\w*"
    r"|utvärdering\w*|lokal(?:en|er|erna|hyr\w*|kostnad\w*)?|utrustning\w*|lokalhyr\w*|köp|pris(?:et|er)?"
    r"|omsätt\w*(?!\w|\s+projektet)|sparar|besparing\w*|vinst\w*|ersättning|försörjningsstöd\w*|ekonomiskt bistånd"
    r"|samhäll(?:et|s\w*)|skattebetal\w*|snitt|genomsnitt\w*|partnerskapet|projekten|utlys\w*"
    r"|(?<!totala )(?<!slutliga )utfall\w*|upparbeta\w*|förbruka\w*|prognos\w*|vite|böter|stipendi\w*|arvsfond\w*"
    r"|fortsättningen|omkostnad\w*|biljett\w*|priser|kapitalbehov\w*|moms\w*|utbildningsplats\w*"
    r"|kurs(?:en|avgift\w*)?|yrkesutbildning|utbildningen kostar|plats(?:en)? kostar|kostnad(?:en)? per|uthyr\w*"
    r"|administration|material\w*|konferens\w*|annons\w*|bot[et]?\b|skuld\w*|intäkt\w*|lån\w*)\b",
    re.I,
)
PER_PERSON = re.compile(
    r"\bper\s+(?:\w+\s+)?(?:deltagare|person|plats|individ|anställd|elev|ungdom|kursplats)\b"
    r"|\b(?:per|varje) deltagare\b|deltagare kostar",
    re.I,
)
PART = re.compile(
    r"\b(?:om|per) året?\b|\bper år\b|årligen|varje år|första året|andra året|tredje året"
    r"|\bvarav\b(?=[^,]*(?:\bår|20\d\d))|\bdel av\b|:?s\s+(?:sammanlagda\s+)?(?:del|andel)\b(?=\s+av)"
    r"|\b(?:del|slut)(?:ut)?betalning|rekvirera|utbetal(?:ning|as)|förskott|för (?:år )?20\d\d\b|under (?:år )?20\d\d\b"
    r"|första (?:halvåret|omgången|delen|etappen)|mobiliseringsfas\w*|förprojekter\w*|avser \d{4}"
    r"|\bpartner\w*|i en första",
    re.I,
)
PAID = re.compile(
    r"\b(?:ut)?betal(?:at|ats|as|ade|ades|t)\b(?!\s+(?:av|från)\s+(?:kommun|landst))|utbetal\w*"
    r"|rekvirerat|betalades\s+ut|betalats\s+ut|betalat\s+ut",
    re.I,
)
GRANTED = re.compile(
    r"(?<!om projektet )(?<!vid )(?<!projektet )\bbevilja(?:t|ts|de|des|d)\b|\bbifall(?:it|its|en)\b"
    r"|(?:projektet|ansökan)\s+(?:har\s+)?beviljades|har (?:projektet )?beviljats"
    rf"|\b(?:får|fick|fått|erhåll\w+|tilldela\w+|ger|gav)\b[^.\n]{{0,60}}(?:kr\b|kronor|mkr"
    rf"|miljon\w*)[^.\n]{{0,40}}(?:{FUND})"
    rf"|(?:{FUND})[^.\n]{{0,40}}\b(?:ger|gav|satsar|går in med|skjuter till|bidrar med)\b"
    rf"|(?:{FUND})\W+(?:har\s+)?bevilja|projektet (?:får|fick|har fått) (?:ekonomiskt )?stöd av",
    re.I,
)
CONDITIONAL = re.compile(
    r"\b(?:om|ifall|vid|när|förutsatt att|under förutsättning att|därest|blir)\b[^.\n]{0,50}\bbevilja\w*"
    r"|\bblir det bifall\b|ännu inte bevilja|om \w+ får stöd",
    re.I,
)
APPLIED = re.compile(
    rf"\bansök\w*[^.\n]{{0,80}}(?:{FUND}|\bprojekt|\bstöd|\bmedel|\bEU\b)|(?:{FUND}|\bprojekt\w*)[^.\n]{{0,60}}\bansök\w*"
    rf"|\bsök(?:er|s|te|t|a)\b[^.\n]{{0,80}}(?:{FUND}|finansiering|\bmedel\b|projektstöd|\bkr\b|kronor|förprojekt)"
    rf"|Ansökan (?:omfattar|avser|gäller|lämnas)",
    re.I,
)
APPLIED_HERE = re.compile(
    r"\b(?:ansök\w*|sökte|söker|söks)\b[^.]{0,40}(?:\d|miljon|fond)|\b(?:avslag|avslås|avslogs|återremitter\w*)\b", re.I
)
BREAK = re.compile(r"[,;:.(]\s|\s(?:varav|därav|och|samt|medan|plus|men)\s")
INHERITS = re.compile(
    r"\b(?:nu blev det|det blev bara|motsvara(?:r|nde)|fördelat på|dvs|alltså|av (?:detta|dessa|det|denna summa))\b",
    re.I,
)
OWN_PART = re.compile(r"\w+s\s+(?:\w+\s+)?del av (?:\w+\s+){0,2}(?:budget|kostnad)\w*", re.I)
LARGEST_GRANT_SEK = 1_000_000_000
"""No project has as much: what is larger is a fund's or a programme's."""
FOR_ONE = re.compile(
    r"^(?!.*\b(?:fonder|med flera)\b).*\b(?:till|för)\s+(?:ESF-)?(?:projekt(?:et)?|förstudien|satsningen|insatsen)\b",
    re.I,
)
"""What shows that a region's money is one project's: `Länet beviljades 5 miljoner till projektet`."""
SEVERAL = re.compile(
    r"\b(?:(?:har|fick|får)\s+(?:regionen|länet|landet|kommunerna|Sverige|alla|projekten)|(?:regionen|länet"
    r"|landet|Sverige|län,?)(?:\s+\w+){0,3}(?:\s–[^–]{5,80}–)?"
    r"\s+(?:får|fick|fått|tilldela\w*|bevilja\w*)|(?:alla|samtliga|\d+|två|tre|fyra|fem|sex|sju|åtta|nio|tio"
    r"|flera|båda|de)\s+(?:\w+\s)?projekt(?:en)?)\b",
    re.I,
)
RUNNING_COST = re.compile(
    r"\b(?:mot|jämfört med|av)\s+(?:de\s+)?budgetera\w+\s*$"
    r"|\b(?:kostnader(?:na)?\s+för\s+(?!projekt)\w+)",
    re.I,
)
FOR_A_THING = re.compile(
    r"\s+i\s+(?:lön\w*|stipendi\w*|fickpengar|hyra|vinst|månaden|böter|premie\w*|pris\w*|skuld\w*|avgift|dricks"
    r"|rabatt|skadestånd)\b"
)
YEAR_OF = re.compile(r"\W*(?:varav|därav)\s+(?:för\s+|under\s+)?(?:år\b|(?:19|20)\d\d|första|andra|tredje|etapp)", re.I)
OWN_COST = re.compile(r"^\W*(?:\w*kostnad|utgift)(?:en|erna)?\W*$", re.I)
OWN_MEANS = re.compile(r"\b(?:egna medel|egen kassa|(?:vi|oss) själva|självkostnad\w*)\b", re.I)
OTHER_FUNDER = re.compile(
    rf"\b(?:bidrag|stöd|anslag)\w*\s+(?:\w+\s+){{0,2}}?(?:från|av)\s+(?:{PAYER}"
    rf"|\b[A-ZÅÄÖ]\w+(?:rådet|verket|styrelsen|stiftelsen|fonden|banken|förbundet)\b)",
    re.I,
)
GRANTOR = (
    r"(?:(?<!\w)\w*(?:nämnden|fullmäktige|utskottet|styrelsen|verket|myndigheten|stiftelsen|stiftet|rådet(?<!ESF-rådet))"
    r"(?: i (?-i:[A-ZÅÄÖ])\w+(?: kommun| län)?)?|\bkommunen|(?-i:\b[A-ZÅÄÖ])\w+ kommun|\b(?:Region|Leader) \w+"
    r"|\b(?:landstinget|regionen|försäkringskassan|arbetsförmedlingen)|(?<!\w)(?!social|struktur)\w+fonden"
    r"|\bsamordningsförbundet(?: \w+)?)"
)
GRANTED_BY_OTHERS = re.compile(
    rf"{GRANTOR}\s+(?:har\s+|hade\s+|också\s+|även\s+|nu\s+|tidigare\s+){{0,3}}"
    r"(?:beslutat?\s+att\s+|beslutade\s+att\s+)?(?:(?:bevilja|tilldela)(?:de|t|r)?\b"
    r"|(?:gav|ger|gett)\b(?=[^.;\n]{0,40}\b(?:bidrag|stöd)\b))"
    rf"|\bbeviljade\s+{GRANTOR}(?=\s)|\bbevilja(?:ts|des|s|d|t)\b[^.;\n]{{0,60}}?\b(?:av|från)\s+{GRANTOR}",
    re.I,
)
"""A grant by a municipality's board or another authority: none of the fund's."""
RECEIVED_FROM_OTHERS = re.compile(
    rf"\b(?:fått|fick|får)\s(?:[^.;\n]{{0,60}}?\s)?(?:av|(?:bidrag|stöd)[^.;\n]{{0,60}}?\sfrån)\s+{GRANTOR}", re.I
)
"""The same, said of who receives it: `fick 80 000 kronor av kulturnämnden`."""
INCLUDING = re.compile(
    r"\(?\b(?:inklusive|inkl\.?|inräknat|medräknat|med)\s+(?:\w+\s+)?med\s?finansiering\w*(?:\s[^()\d]{1,40})?\)"
    r"|\b(?:inklusive|inkl\.?|inräknat|medräknat)\s+(?:\w+\s+)?med\s?finansiering\w*(?:\s+(?:från|av)[^,.()\d]{1,40}(?=,))?"
    r"|\bmed\s?finansiering\w*\s+(?:inräknad|medräknad|inkluderad|ingår)",
    re.I,
)
"""What a sum is said to hold: `total budget (inklusive medfinansiering)` is the total."""
APPLIED_FOR = re.compile(
    r"\b(?:(?:an)?sök(?:er|te|t|s)|äska[rts]?|begär(?:d|t|s|an)?|önskad)\b[^.;\n]*$|\bansök(?:an|ningen)\s+(?:om|på|avser)\b[^.;\n]*$",
    re.I,
)
"""What leads to an amount that is only applied for."""
OF_THE_PROJECT = re.compile(rf"{FUND}|\bEU\b|\bprojektet\b", re.I)
NOT_FUNDING = re.compile(
    r"\b(?:sänk|minsk|ök|höj|kort|spar)\w*\s+(?:\w+\s+){0,2}med\s+(?:\w+\s+)?$"
    r"|(?<!projektet )\b(?:omsätter|omsatte|omsättning|ligga ute|låg ute|ligger ute|utlys|lyses ut|avsätts i"
    r"|(?:under|över) budget|(?:mindre|mer) än (?:beviljat|budgeterat|planerat)"
    r"|medel för (?:resor|lokaler|material))\w*(?!\s+projektet)|arvsfond|\bfinns(?: det)?\b[^.;]{0,20}\batt söka\b"
    r"|\batt söka\b|\b(?:fördela(?:r|t|de|s|des)?|delar på|dela på)\b",
    re.I,
)
"""Savings, turnover, outlays, calls, and what is shared out between projects."""
