"""Counts of people and organisations: who takes part in the project, and the others, by docs/annotation.md."""

import re
from collections.abc import Sequence

import msgspec

from parser.understanding.numbers import words
from parser.understanding.numbers.quantities import Quantity
from parser.understanding.numbers.readings import Reading
from parser.understanding.numbers.target_cues import GROUPED, PARTICIPATE, SIZE
from schema.record import Claim, Target

SUBSET = re.compile(r"\b(?:varav|därav|av dem|av dessa|av vilka|bland dem|däribland)\b[^.;]*$", re.I)
YEARLY = re.compile(
    r"\s*(?:\w+\s){0,2}?(?:per år|om året|varje år|årligen|per termin|per omgång|per ort|vardera"
    r"|första året|under 20\d\d)\b",
    re.I,
)
PER_GROUP = re.compile(
    r"\s*(?:per (?:grupp|kurs\w*|tillfälle|omgång|klass|lag|kull|träff|cirkel|handledare|coach|lärare|ort och)"
    r"|åt gången|i taget"
    r"|i (?:varje|vardera)(?:\s+(?:grupp|lag|kurs|omgång|cirkel|klass|kull))?(?!\s+[a-zåäö]*(?:kommun|län|ort"
    r"|stad|projekt))|i gruppen"
    r"|samtidigt|(?:varje|per) (?:gång|resa|besök|vecka|kväll|dag|natt|månad)|om dagen|per vecka"
    r"|vid varje tillfälle)\b",
    re.I,
)
IN_EACH = re.compile(
    r"\b(?:konferens|seminari|mäss|möte|föreläsning)\w*[^.,]{0,30}\bmed\s+$"
    r"|\b(?:grupper(?:na)?|klasser(?:na)?|lag(?:en)?|kurser(?:na)?|cirklar(?:na)?|gruppen|klassen)\s+(?:ska\s+"
    r"|kommer att\s+)?(?:om|med|på|är|har|omfattar"
    r"|består av|bestå av|rymmer|tar|blir)\s+(?:som mest\s+|upp till\s+)?$"
    r"|\bgruppstorlek\w*\W*(?:(?:är|på|blir)\s+)?$|\b(?:varje|per|i en|en)\s+(?:omgång|grupp|kurs"
    r"|klass)\W*(?:(?:är|på|har|tar)\s+)?$",
    re.I,
)
LEFT = re.compile(
    r"\s*(?:\w+\s){0,2}?(?:har\s+)?(?:avbrutit|hoppat av|slutat|avslutat|lämnat|fått (?:arbete|jobb"
    r"|anställning)|gått vidare|fick (?:arbete|jobb|fast)|gick vidare)\b",
    re.I,
)
ELSEWHERE = re.compile(
    r"\b\w*(?:förening|förbund|organisation|företag|nätverk)\w*\s+med\s+(?:\w+\s+)?\d"
    r"|\b(?:tidigare projekt|förra projektet|förra året|i fjol|i ett tidigare|ett liknande projekt"
    r"|behövs|rekryteras till|pensionsavgång\w*|varslades|sades upp|sagts upp|lades om|på besök"
    r"|anställer|sysselsätter|har sammanlagt|sammanlagt \d+ anställda|statistik|invånare|"
    r"arbetar i dag|närvarande|styrgrupp\w*|arbetsgrupp\w*|projektgrupp\w*|referensgrupp\w*"
    r"|intervjua[dt]\w*|projektteam\w*|bemanna\w*|projektets personal|är anställda|anlitar|leds av"
    r"|styrgruppen består av|enkät\w*|svarade|har svarat|kommer hit|kommer till oss|varje år lämnar"
    r"|utexaminera\w*|"
    r"finns \w* ?(?:i|på) (?:kommunen|länet|regionen|orten))\b",
    re.I,
)
OURS = re.compile(
    r"\b(?:ska|kommer|planeras|hittills|skrivits in|skrivs in|inskrivits|har börjat|deltagit|i projektet"
    r"|i vårt projekt|antagits|tagits in)\b",
    re.I,
)
TAKING_PART = re.compile(
    r"\b(?:projektet|satsningen|programmet)\s+(?:\w+\s+){0,3}?(?:omfattar|vänder sig|riktar sig|samlar|erbjuder"
    r"|välkomnar)\b"
    r"|\bi (?:projektet|satsningen|programmet) (?:deltar|ingår|ska|får|har|går|är)\b"
    r"|\b(?:ska|skall|kommer att)\s+(?:\w+\s+){0,3}?(?:delta|erbjudas|utbildas|få (?:praktik|plats|hjälp|stöd"
    r"|utbildning))\b"
    r"|\b(?:deltar|är med|får plats|är anmälda|är antagna|har anmält sig|hos oss)\b"
    r"|\bär (?:\w+\s+){0,3}?inskrivna\b(?! (?:hos|vid|på|i|som)\b)"
    r"|\b(?:har (?:skrivits|kommit|gått) in|(?:planera|antag|anmäl)\w* deltagare|hoppat av|avbrutit)\b",
    re.I,
)
HIRED = re.compile(
    r"(?:\s+(?:och|samt)\s+[^.,;]{0,40}?)?\s+(?:har\s+)?(?:anställ(?:s|ts|des)|tillsätts"
    r"|tillsattes)\b",
    re.I,
)
STATISTIC = re.compile(
    r"\b(?:enligt\s+(?!plan|ansök|projekt|avtal|beslut)[^,.]{2,40}\b(?:har|är|finns|saknar?|saknade|hade|var"
    r"|fanns|står|levde|lever)"
    r"|SCB|(?:saknar|saknade|varslade|varslar|drabbade|drabbar|försörjer|försörjde|har kommunen|har länet"
    r"|finns det (?:i dag|idag)))\s+[^.;]{0,20}$",
    re.I,
)
NOT_HERE = re.compile(
    r"\s+(?:(?!ska|skall|kommer|deltar|som\b)[\w-]+\s+){0,7}?(?:varslats|uppbär|uppburit|uppbar|(?:har"
    r"|hade)\s+insatser|blev uppsagda|sagts upp"
    r"|har\s+besökt|besökte|(?:kommer|kom) (?:till|på) (?:\w+ )?\w*(?:invigning|konferens|mässa|seminari|hus"
    r"|fest|utställning|föreställning|premiär)|såg\s|lever\s+(?:på|under|av|i)|levde\s|står utan|stod utan"
    r"|invånare|bor i|bodde)",
    re.I,
)
GENERAL = re.compile(r"^(?:deltagare|personer|person|ungdomar|unga|anställda|kvinnor|män|medarbetare|elever)$")


class Count(msgspec.Struct):
    """A number of people or organisations, and what it was found to be."""

    quantity: Quantity
    reading: Reading
    participants: bool
    part: bool = False


def count_claims(readings: Sequence[Reading], targets: Sequence[Target]) -> list[Claim]:
    """The counts of a page as claims; a target is one only where it counts all who are to take part."""
    places = {(target.start, target.end): target for target in targets}
    found = [
        (reading, quantity, next((t for (a, b), t in places.items() if a <= quantity.start < b), None))
        for reading in readings
        for quantity in reading.quantities
        if _is_count(reading, quantity)
    ]
    outside = [q.low for r, q, t in found if t is None and _takes_part(r, q, None)]
    promised = [q.low for _, q, t in found if t is not None and q.sort == "person" and not t.of]
    counts = [
        Count(quantity, reading, _takes_part(reading, quantity, target))
        for reading, quantity, target in found
        if target is None or _counts_all(reading, quantity, target, outside, promised)
    ]
    _mark_parts(counts)
    return [_claim(count) for count in counts]


def _is_count(reading: Reading, quantity: Quantity) -> bool:
    before = reading.before(quantity)
    counted = quantity.sort in {"person", "organisation"} and not quantity.partitive and quantity.low >= 2
    counted = counted and isinstance(quantity.low, int)
    sized = SIZE.search(before) is not None and GROUPED.search(before) is not None
    sized = sized or re.search(r"\bvardera\s*$|\bom vardera\s*$", before) is not None
    sized = sized or PER_GROUP.match(reading.after(quantity)) is not None or IN_EACH.search(before) is not None
    ranged = re.search(r"\bfrån\s*$|\bfrån \d+ till\s*$", before) is not None and quantity.sort == "person"
    ranged = ranged and not re.match(r"\s+(?:år\s+)?(?:19|20)\d\d\b", reading.after(quantity))
    return counted and not (quantity.definite or sized or ranged or _small_size(before, quantity))


def _small_size(before: str, quantity: Quantity) -> bool:
    """`färre än två anställda`, `med minst 10 anställda`: how large something is, not how many there are."""
    return quantity.unit == "anställda" and bool(
        re.search(r"(?:färre|mindre|mer|fler) än", quantity.bound + " " + before[-12:])
        or re.search(r"\bmed\s*$", before)
        or (quantity.high is not None and re.search(r"\b(?:har|hade|med)\s*$", before))
    )


def _counts_all(
    reading: Reading, quantity: Quantity, target: Target, outside: list[int | float], promised: list[int | float]
) -> bool:
    """Whether the number of participants is itself a goal: the largest number, of people who are to take part."""
    total = target.quantity if target.women is not None else quantity.low
    staff = words.STAFF.search(quantity.unit) is not None and total not in outside
    if quantity.sort != "person" or staff or reading.sentence.section != "malsattning" or target.of:
        return False
    if total < 0.8 * max([*outside, *promised], default=0):
        return False
    clause = re.split(r"[.;]|,\s(?!varav|därav|\d)", reading.text[target.end : reading.sentence.end], maxsplit=1)[0]
    if re.search(r"\b(?:intervju|kontakt|nå|informer|besök)\w*\s+$", reading.before(quantity), re.I):
        return False
    named = PARTICIPATE.search(clause) or re.match(r"\W*(?:varav|därav)\b", reading.after(quantity))
    generic = not outside and GENERAL.match(quantity.unit) and len(reading.before(quantity).strip()) < 30
    return bool(named or generic) or total in outside


def _takes_part(reading: Reading, quantity: Quantity, target: Target | None) -> bool:
    if target is not None:
        return True
    if quantity.sort != "person" or words.STAFF.search(quantity.unit):
        return _staff_taking_part(reading, quantity)
    section, text = reading.sentence.section, reading.sentence.text
    if section == "bakgrund":
        among = (
            re.match(
                r"\s+(?:\w+\s+){0,2}?(?:bland|av)\s+(?:dessa"
                r"|deltagarna)\b",
                reading.after(quantity),
            )
            is not None
        )
        ours = quantity.unit == "deltagare" and OURS.search(text) is not None
        return (ours or among or TAKING_PART.search(text) is not None) and not _elsewhere(reading, quantity)
    after = reading.after(quantity)
    if HIRED.match(after) or NOT_HERE.match(after) or STATISTIC.search(reading.before(quantity)):
        return False
    if section == "transnationellt_samarbete":
        named = quantity.unit == "deltagare" or PARTICIPATE.search(text) is not None
        return named and not ELSEWHERE.search(text)
    return not _elsewhere(reading, quantity)


def _staff_taking_part(reading: Reading, quantity: Quantity) -> bool:
    """Staff are participants only where the project trains them."""
    if quantity.sort != "person" or reading.sentence.section in {
        "bakgrund",
        "transnationellt_samarbete",
        "tillganglighet",
    }:
        return False
    after = re.match(
        r"\W*(?:\w+\s+){0,5}?(?:utbildas|får|deltar|ska delta|erbjuds|läser|lär sig|har gått|har fått|går)\b",
        reading.after(quantity),
    )
    before = re.search(
        r"\b(?:utbildar|utbilda|utbildning(?:en)? (?:av|för|till)|kompetensutveckling (?:av|för)"
        r"|fortbild\w*(?: av)?)\s+$",
        reading.before(quantity),
        re.I,
    )
    return bool(after or before) and not ELSEWHERE.search(reading.sentence.text)


def _elsewhere(reading: Reading, quantity: Quantity) -> bool:
    """Whether the clause around the number speaks of people outside the project."""
    text = reading.sentence.text
    place = quantity.start - reading.sentence.start
    opened = max(text.rfind(mark, 0, place) for mark in (". ", "; ", "! "))
    return ELSEWHERE.search(text[opened + 1 :]) is not None


def _mark_parts(counts: list[Count]) -> None:
    ours = [count for count in counts if count.participants]
    for index, count in enumerate(ours):
        before, after = count.reading.before(count.quantity), count.reading.after(count.quantity)
        subset = SUBSET.search(before) is not None and index > 0
        count.part = subset or YEARLY.match(after) is not None or LEFT.match(after) is not None
        count.part = count.part or _is_sex(ours, count) or _is_of_total(ours, index) or _beside(ours, index)


def _is_sex(ours: list[Count], count: Count) -> bool:
    """A number of women or men is a part, unless it is the first number of participants of all."""
    sexed = re.search(r"(?:^|\s)(?:kvinnor|män|flickor|pojkar|tjejer|killar)$", count.quantity.unit) is not None
    plain = count.reading.text[count.quantity.start : count.quantity.end].split()
    return sexed and (len(plain) == 2 or count is not ours[0]) and (count is not ours[0] or _has_other_sex(ours, count))


def _has_other_sex(ours: list[Count], count: Count) -> bool:
    return any(
        other is not count and words.SEX.match(other.quantity.unit) for other in ours
    ) or count.reading.sentence.section in {"jamstalldhet"}


def _is_of_total(ours: list[Count], index: int) -> bool:
    """Whether the numbers after a total in its sentence add up to it: `260 deltagare, 140 unga och 120 ...`."""
    same = [c for c in ours if c.reading.sentence.block == ours[index].reading.sentence.block]
    place = next(i for i, c in enumerate(same) if c is ours[index])
    for first in range(place):
        parts = [
            c.quantity.low
            for c in same[first + 1 :]
            if c.reading is same[first].reading or c.reading is ours[index].reading
        ]
        if len(parts) > 1 and sum(parts) == same[first].quantity.low:
            return True
        if same[first].reading is ours[index].reading and ours[index].quantity.low < same[first].quantity.low:
            return True
    return False


def _beside(ours: list[Count], index: int) -> bool:
    """Two groups side by side, `260 anställda och 70 egenföretagare`, are each a part of the whole."""
    mine = ours[index]
    for other in (ours[index - 1] if index else None, ours[index + 1] if index + 1 < len(ours) else None):
        if other is None or other.reading is not mine.reading or _is_breakdown(mine) or _is_breakdown(other):
            continue
        first, second = sorted((mine.quantity, other.quantity), key=lambda q: q.start)
        if re.fullmatch(
            r"(?:[^.,;]{0,40})\s*(?:och|samt|,)\s+(?:\w+\s){0,2}", mine.reading.text[first.end : second.bounded_start]
        ):
            earlier = [c for c in ours[: max(index - 1, 0)] if c.reading is mine.reading]
            return not (first is mine.quantity and first.low > second.low and not earlier and _sum_follows(ours, index))
    return False


def _is_breakdown(count: Count) -> bool:
    """Whether a number says how many of the former there are a year, or among them."""
    yearly = YEARLY.match(count.reading.after(count.quantity)) is not None
    return yearly or SUBSET.search(count.reading.before(count.quantity)) is not None


def _sum_follows(ours: list[Count], index: int) -> bool:
    """Whether the numbers that follow in the sentence add up to this one."""
    later = [c.quantity.low for c in ours[index + 1 :] if c.reading is ours[index].reading]
    return ours[index].quantity.low in {sum(later[:2]), sum(later)}


def _claim(count: Count) -> Claim:
    quantity, text = count.quantity, count.reading.text
    kind = "count.participants" if count.participants else "count.other"
    scope = "del" if count.part and count.participants else None
    raw = text[quantity.start : quantity.end]
    return Claim(kind, quantity.low, None, None, scope, raw, quantity.start, quantity.end, value_max=quantity.high)
