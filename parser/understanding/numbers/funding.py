"""What an amount is: its kind by the words around it, its status by what became of the project, and its scope.

Kinds and statuses are those of docs/annotation.md. Each amount has its own piece of the sentence: what stands since
the last amount's piece, and what follows up to the next comma, `varav` or the like.
"""

import re
from collections.abc import Sequence

import msgspec

from parser.understanding.numbers.amounts import Money
from parser.understanding.numbers.sentences import Sentence
from schema.record import Claim

FUND = (
    r"(?:europeiska\s+)?(?<!EU:s )social\s?fond\w*|\bESF\w*\S*|\bfond(?:en|ens|medel|medlen|pengar\w*)\b"
    r"|EU:s socialfond"
)
PAYER = (
    r"(?:\b\w*kommun(?:en|er|erna|ens|ernas)?|\blandsting\w*|\barbetsförmedling\w*"
    r"|\bförsäkringskass\w*|\bregion(?:en|erna|förbund\w*)?"
    r"|\b\w*nämnden|\barbetsgivar\w*|\bföretag(?:en|et|ens)|\bnäringsliv\w*|\b\w*partner\w*"
    r"|\b\w*stiftelse\w*|\b\w*förening(?:en|ar|arna)?"
    r"|\bstaten|\bstaden|\bstad|\blänsstyrelse\w*|\bhögskola\w*|\buniversitet\w*|\b\w*förbundet"
    r"|\bdeltagande \w+|\bmedverkande \w+|\bvi själva|\bägaren|\bprojektägaren"
    r"|\b(?!social)\w+(?<!social)fonden|\bbolaget|\bkyrkan|\bövriga(?:\s\w+)?|\bparterna)"
)
PAYS = (
    r"(?:bidrar|bidra|bidrog|bidragit|går in|gick in|står|stod|svarar|satsar|satsade|lägger|lade|skjuter"
    r"|sköt|betalar|betalade|betalat|finansierar|avsätter|avsatt|avsatte"
    r"|anslagit|anslår|anslog|skänk(?:er|t|te)|lovat|lovar|stöder|stöttar|sponsra[rt]|bekostar|bekostat"
    r"|tillskjuter|tillför|ställer upp)"
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
            rf"|\boch\s+(?:\w+\s+)?(?:{PAYER})\s+(?:för|med)\s*$|\b(?:resten|resterande|återstående)\b"
            rf"|\blägger (?:vi )?själva",
            re.I,
        ),
    ),
    (
        "eu_contribution",
        re.compile(
            r"\bEU-?\s?(?:medel"
            r"|medlen|bidrag\w*|stöd\w*|andel\w*|pengar\w*|del\w*)|\bEU:s\s+(?:bidrag"
            r"|andel"
            r"|del\b|insats|medel|stöd)|(?:från|av)\s+EU\b(?!:s social)|\bunionens?\s+\w+|\bEU\s+(?:betalar"
            r"|bidrar|står|skjuter|finansierar|satsar)",
            re.I,
        ),
    ),
    (
        "esf_support",
        re.compile(
            rf"{FUND}"
            r"|(?<!ekonomiskt )\b(?:projekt)?stöd(?:et|s?belopp\w*|s?medel|s?medlen|s?summan?)?\b"
            rf"|\bmedel\b|\bmedlen\b|bevilja\w*|(?:sökt|ansökt) belopp|\bbidrag(?:et|ssumma\w*)?\b"
            rf"|\banslag(?:et)?\b|\brådet\b|\b(?:tilldela|erhåll)\w*",
            re.I,
        ),
    ),
    (
        "total_budget",
        re.compile(
            r"\btotal\w*\s?\w*(?:budget|kostnad|belopp|summa|finansiering)\w*|\btotal(?:t|kostnad\w*"
            r"|budget\w*|summa\w*|omslutning\w*)\b|\b(?:sammanlagd|samlad)\w*\s+(?:\w+\s+)?(?:budget"
            r"|kostnad)\w*|\bprojekt(?:ets)?\s?(?:kostnad\w*|budget\w*)"
            r"|\b(?:grund|ram|hel)?budget\w*|\bprojektet\s+(?:\w+\s+){0,3}?(?:kosta\w*|omslut\w*"
            r"|omfatta\w*)|\bprojektet är på|\bhela\s+(?:projekt\w*|kostnad\w*)|\bomslut\w*|beräknas kosta"
            r"|\bprislapp\w*|\bnotan\b|^\W*kostnad\w*\s*:?\s*$|\b(?:hela|det|detta|allt|alltihop|allting"
            r"|satsningen|insatsen|kalaset|programmet|totalt|sammanlagt)\s+(?:\w+\s+){0,3}?kosta\w*"
            r"|^\W*[A-ZÅÄÖ]\w+(?<!en)(?<!an)(?<!na)(?<!et)(?<!ar)\s+(?:beräknas\s+)?kosta(?:r"
            r"|de)?(?:\s+\w+){0,2}\s*$|\bkostnadsram\w*",
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
    r"^\W*(?:Den\s+\w+\s+)?Kostnad(?:en|erna)?(?:\s+(?:är|blir|blev|var|beräkna\w*|uppgår|landar"
    r"|för projektet)\b.{0,25})?$|^\W*(?:Vi|Det hela|Alltihop|Satsningen|Insatsen)\s+kosta\w*.{0,15}$",
    re.I,
)
INSTALMENT = re.compile(
    r"\b(?:(?:ut|del|slut)(?:ut)?betalning\w*|rekvisition\w*|rekvirera\w*|förskott\w*"
    r"|utbetala\w*)\b[^,;]*$",
    re.I,
)
ONE_THING = re.compile(r"^\W*(?:en|ett|varje|per|var)\b|\ben(?:\s\w+)?\s+\w+\s+kostar", re.I)
OWNER_ONLY = re.compile(r"^[\W\d]*(?:[A-ZÅÄÖ][\w&-]*)(?:\s[\w&-]+){0,5}\s?[,:(–-]\s*$")
DIRECT = (("eu_contribution", EU_BEFORE), ("esf_support", GIVES))
MATCHING = re.compile(r"med\s?finansi", re.I)
OF_TOTAL = re.compile(r"\b(?:av|till|för|utöver)\s+(?:\w+\s+){0,2}$", re.I)
NAMED = re.compile(
    r"^\W*(?:(?:varav|och|samt|plus|från)\W+)*(?:[A-ZÅÄÖ][\w-]+(?:\s+(?!är|var"
    r"|kostar)[\wåäö-]+){0,3})?\W*(?:med|för|:|om|på)?\s*$"
)
UNIT_PRICE = re.compile(r"\s*(?:per|om|i)\b")
PAYER_FIRST = re.compile(
    rf"^\W*(?:(?:varav|och|samt|medan|från)\W+)*(?:\w+\s+){{0,2}}?(?:{PAYER})\b(?!.*\b(?:får|fick|sök\w*)\b)", re.I
)
LISTED = re.compile(rf"(?:{PAYER})(?:\s+[A-ZÅÄÖ]\w+)?\s*[:,]?\s*$", re.I)
OTHER = re.compile(
    r"\b(?:hyr\w*|lön(?:en|er|ekostnad\w*)?|resor(?:na)?|tolk\w*|utvärdering\w*|lokal(?:en|er|erna"
    r"|hyr\w*|kostnad\w*)?|utrustning\w*|lokalhyr\w*|köp|pris(?:et|er)?|omsätt\w*|sparar|besparing\w*"
    r"|vinst\w*|ersättning"
    r"|försörjningsstöd\w*|ekonomiskt bistånd|samhäll(?:et|s\w*)|skattebetal\w*|snitt|genomsnitt\w*"
    r"|partnerskapet|projekten"
    r"|utlys\w*|utfall\w*|upparbeta\w*|förbruka\w*|prognos\w*|vite|böter|stipendi\w*|arvsfond\w*|fortsättningen"
    r"|omkostnad\w*|biljett\w*|priser|kapitalbehov\w*|moms\w*|utbildningsplats\w*|kurs(?:en|avgift\w*)?|yrkesutbildning"
    r"|utbildningen kostar|plats(?:en)? kostar"
    r"|kostnad(?:en)? per|uthyr\w*|administration|material\w*|konferens\w*|annons\w*|bot[et]?\b"
    r"|skuld\w*|intäkt\w*|lån\w*)\b",
    re.I,
)
PER_PERSON = re.compile(
    r"\bper\s+(?:\w+\s+)?(?:deltagare|person|plats|individ|anställd|elev|ungdom|kursplats)\b|\b(?:per"
    r"|varje) deltagare\b|deltagare kostar",
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
    rf"|\b(?:får|fick|fått|erhåll\w+|tilldela\w+|ger|gav)\b[^.]{{0,60}}(?:kr\b|kronor|mkr"
    rf"|miljon\w*)[^.]{{0,40}}(?:{FUND})"
    rf"|(?:{FUND})[^.]{{0,40}}\b(?:ger|gav|satsar|går in med|skjuter till|bidrar med)\b"
    rf"|(?:{FUND})\W+(?:har\s+)?bevilja|projektet (?:får|fick|har fått) (?:ekonomiskt )?stöd av",
    re.I,
)
CONDITIONAL = re.compile(
    r"\b(?:om|ifall|vid|när|förutsatt att|under förutsättning att|därest|blir)\b[^.]{0,50}\bbevilja\w*"
    r"|\bblir det bifall\b|ännu inte bevilja|om \w+ får stöd",
    re.I,
)
APPLIED = re.compile(
    rf"\bansök\w*[^.]{{0,80}}(?:{FUND}|\bprojekt|\bstöd|\bmedel|\bEU\b)|(?:{FUND}|\bprojekt\w*)[^.]{{0,60}}\bansök\w*"
    rf"|\bsök(?:er|s|te|t|a)\b[^.]{{0,80}}(?:{FUND}|finansiering|\bmedel\b|projektstöd|\bkr\b|kronor"
    rf"|förprojekt)|Ansökan (?:omfattar|avser|gäller|lämnas)",
    re.I,
)
APPLIED_HERE = re.compile(
    r"\b(?:ansök\w*|sökte|söker|söks)\b[^.]{0,40}(?:\d|miljon|fond)|\b(?:avslag|avslås|avslogs|återremitter\w*)\b", re.I
)
BREAK = re.compile(r"[,;:.(]\s|\s(?:varav|därav|och|samt|medan|plus|men)\s")
INHERITS = re.compile(r"\b(?:motsvarar|dvs|alltså|av (?:detta|dessa|det|denna summa))\b", re.I)
OWN_PART = re.compile(r"\w+s\s+(?:\w+\s+)?del av (?:\w+\s+){0,2}(?:budget|kostnad)\w*", re.I)


SEVERAL = re.compile(
    r"\b(?:(?:har|fick|får)\s+(?:regionen|länet|landet|kommunerna|Sverige|alla|projekten)|(?:regionen|länet"
    r"|landet|Sverige)(?:\s+\w+){0,3}"
    r"\s+(?:får|fick|fått|tilldela\w*|bevilja\w*)|(?:alla|samtliga|\d+|två|tre|fyra|fem|sex|sju|åtta|nio|tio"
    r"|flera|båda|de)\s+(?:\w+\s)?projekt(?:en)?)\b",
    re.I,
)
RUNNING_COST = re.compile(
    r"\b(?:mot|jämfört med|av)\s+(?:de\s+)?budgetera\w+\s*$"
    r"|\b(?:kostnader(?:na)?\s+för\s+(?!projekt)\w+)",
    re.I,
)


SMALLEST_GRANT = 10_000
FOR_A_THING = re.compile(
    r"\s+i\s+(?:lön\w*|stipendi\w*|fickpengar|hyra|vinst|månaden|böter|premie\w*|pris\w*|skuld\w*|avgift|dricks"
    r"|rabatt|skadestånd)\b"
)
YEAR_OF = re.compile(r"\W*(?:varav|därav)\s+(?:för\s+|under\s+)?(?:år\b|(?:19|20)\d\d|första|andra|tredje|etapp)", re.I)
OWN_COST = re.compile(r"^\W*(?:\w*kostnad|utgift)(?:en|erna)?\W*$", re.I)
OWN_MEANS = re.compile(r"\b(?:egna medel|egen kassa|(?:vi|oss) själva|självkostnad\w*)\b", re.I)
OTHER_FUNDER = re.compile(
    rf"\b(?:bidrag|stöd|anslag)\w*\s+(?:\w+\s+){{0,2}}?(?:från|av)\s+(?:{PAYER}|\b[A-ZÅÄÖ]\w+(?:rådet|verket"
    rf"|styrelsen|stiftelsen|fonden|banken|förbundet)\b)",
    re.I,
)


class Status(msgspec.Struct, frozen=True):
    """What the whole page says of the project: `beviljad`, `ansökt` or None."""

    page: str | None

    def of_block(self, text: str) -> str | None:
        """The status of the project that a paragraph tells of, where the page lists several."""
        if GRANTED.search(CONDITIONAL.sub(" ", text)):
            return "beviljad"
        if self.page == "ansökt":
            return "ansökt"
        return "ansökt" if APPLIED_HERE.search(text) else self.page


def project_status(text: str) -> Status:
    """Granted where the text says so without an if; else applied for where it speaks of applying."""
    if GRANTED.search(CONDITIONAL.sub(" ", text)):
        return Status("beviljad")
    return Status("ansökt" if APPLIED.search(text) else None)


class Place(msgspec.Struct, frozen=True):
    """An amount with its piece of the sentence before it and after it."""

    money: Money
    before: str
    after: str
    alone: bool


def amount_claims(
    sentence: Sentence, text: str, found: Sequence[Money], status: str | None, earlier: Sequence[Claim]
) -> list[Claim]:
    """The amounts `found` in a sentence as claims; `status` of the project they are for, `earlier` in the paragraph."""
    claims = list(earlier)
    for place in _places(text, sentence, found):
        claims.append(_claim(place, sentence, status, claims, text))
    return claims[len(earlier) :]


def _places(text: str, sentence: Sentence, found: Sequence[Money]) -> list[Place]:
    places, opened = [], sentence.start
    for index, money in enumerate(found):
        following = found[index + 1].start if index + 1 < len(found) else sentence.end
        stop = BREAK.search(text, _apposition(text, money), following)
        closed = stop.start() if stop else following if index + 1 == len(found) else money.end
        places.append(Place(money, text[opened : money.start], text[money.end : closed], len(found) == 1))
        opened = closed
    return places


def _apposition(text: str, money: Money) -> int:
    """Where to look for the end of an amount's piece: past the comma that closes `, 1,2 miljoner kr, kommer från`."""
    opened = re.search(
        r", (?:(?:värdera|beräkna|uppskatta|motsvara)\w+ (?:till )?|ca |cirka |totalt "
        r"|sammanlagt )?$",
        text[max(0, money.start - 30) : money.start],
    )
    enclosed = opened is not None and text.startswith(",", money.end)
    return money.end + 2 if enclosed else money.end


def _claim(place: Place, sentence: Sentence, status: str | None, earlier: list[Claim], text: str) -> Claim:
    money = place.money
    near = place.before + " | " + place.after
    kind = kind_of(place, sentence, earlier)
    scope = _scope(kind, place, near, text)
    return Claim(
        f"amount.{kind}", money.value, money.currency, _status(kind, near, status), scope,
        text[money.start : money.end], money.start, money.end, value_max=money.value_max,
        other_value=money.other, other_currency=money.other_currency,
    )  # fmt: skip


def kind_of(place: Place, sentence: Sentence, earlier: list[Claim]) -> str:
    """The kind that the words nearest the amount name: first those after it, then those before it, then its context."""
    if not MATCHING.search(place.after):
        direct = next((kind for kind, cue in DIRECT if cue.search(place.before)), None)
        if direct:
            return direct
    return _named_kind(place) or _context_kind(place, sentence, earlier)


def _named_kind(place: Place) -> str | None:
    """The kind named in the amount's own piece of the sentence; None where nothing is."""
    if SEVERAL.search(place.before) or RUNNING_COST.search(place.before) or FOR_A_THING.match(place.after):
        return "other"
    if (OWN_COST.search(place.before) and OWN_MEANS.search(place.after)) or re.search(
        r"självkostnad\w*\W+$", place.before
    ):
        return "other"
    near = f"{place.before} {place.after}"
    if OTHER_FUNDER.search(near) and not re.search(rf"{FUND}|\bEU\b", near, re.I):
        return "cofinancing"
    for words, last in ((place.after, False), (place.before, True)):
        found = [(match.start(), kind) for kind, cue in CUES for match in cue.finditer(words)]
        if found and not (last and OTHER.search(words) and not _is_fund(found)):
            best = _best(found, last, words)
            return "other" if best == "total_budget" and PER_PERSON.search(words) else best
    return "other" if OTHER.search(place.before) else None


def _context_kind(place: Place, sentence: Sentence, earlier: list[Claim]) -> str:
    """The kind of an amount that says nothing itself: that of the payers it is listed with, or of the sum it is of."""
    here = earlier and (earlier[-1].start >= sentence.start or not place.alone)
    listed = here and earlier[-1].kind == "amount.cofinancing" and NAMED.match(place.before)
    payer = LISTED.search(place.before) or PAYER_FIRST.match(place.before)
    if listed or (payer and _is_funding(sentence, earlier)):
        return "cofinancing"
    if (INHERITS.search(place.before) or YEAR_OF.match(place.before)) and earlier:
        return earlier[-1].kind.removeprefix("amount.")
    lead = [kind for kind, cue in CUES if sentence.lead and cue.search(sentence.lead)]
    if len(lead) == 1 and len(place.before) < 50:
        return lead[0]
    costs = COSTS.search(place.before) and not (ONE_THING.search(place.before) or UNIT_PRICE.match(place.after))
    return "total_budget" if costs else "esf_support" if _is_grant(place) else "other"


def _is_funding(sentence: Sentence, earlier: list[Claim]) -> bool:
    """Whether payers are being listed: after `Medfinansiering`, or after an amount of the project's money."""
    context = (sentence.lead or "") + sentence.text
    named = re.search(rf"med\s?finansi|finansiering|{FUND}", context, re.I) is not None
    return named or any(claim.kind != "amount.other" for claim in earlier)


def _is_fund(found: list[tuple[int, str]]) -> bool:
    return any(kind in {"esf_support", "eu_contribution", "cofinancing"} for _, kind in found)


def _best(found: list[tuple[int, str]], last: bool, words: str) -> str:
    kinds = {kind for _, kind in found}
    if not last:
        return min(found)[1]
    if "eu_contribution" in kinds and kinds <= {"eu_contribution", "esf_support"}:
        return "eu_contribution"
    direct = [one for one in found if one[1] != "total_budget" or not OF_TOTAL.search(words[: one[0]])]
    return max(direct or found)[1]


def _is_grant(place: Place) -> bool:
    """An owner and a sum with nothing else, as lists of granted projects have it: `Krokoms kommun, 1 980 000 kr`."""
    if INSTALMENT.search(place.before):
        return True
    if place.money.value < SMALLEST_GRANT:
        return False
    if re.match(r"\W*(?:varje|alla|deltag\w+|den som|de som|en|ett)\b", place.before, re.I):
        return False
    if re.search(r"\b(?:får|fick|fått|sök(?:er|te|s)|ansök\w+)\b(?! dela)[^,;]{0,25}$", place.before) or PAID.search(
        place.after
    ):
        return True
    if OWNER_ONLY.match(place.before):
        return True
    owner = re.search(
        r"\b(?:kommun|stad|landsting\w*|AB|förening\w*|region|HB|stiftelse\w*|förbund\w*)\b", place.before, re.I
    )
    return owner is not None and len(place.before) < 60


def _scope(kind: str, place: Place, near: str, text: str) -> str | None:
    if PER_PERSON.search(near):
        return "per deltagare"
    inherited = INHERITS.search(place.before) and not any(cue.search(near) for _, cue in CUES)
    own_part = " del av " in text and OWN_PART.search(text, 0, place.money.start)
    return "del" if kind != "other" and (inherited or own_part or PART.search(near)) else None


def _status(kind: str, near: str, status: str | None) -> str | None:
    if kind not in {"total_budget", "cofinancing"} and PAID.search(near):
        return "utbetald"
    if status == "ansökt":
        return None if kind == "other" else status
    return status if kind in {"esf_support", "eu_contribution"} else None
