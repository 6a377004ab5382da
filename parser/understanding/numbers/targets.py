"""Targets: the numbers a project promises to reach, hold, produce or involve, by the rules of docs/annotation.md."""

import re
from collections.abc import Sequence

import msgspec

from parser.understanding.numbers import words
from parser.understanding.numbers.amounts import Money
from parser.understanding.numbers.dates import Date, dates
from parser.understanding.numbers.phrases import noun_phrase
from parser.understanding.numbers.quantities import Quantity
from parser.understanding.numbers.sentences import Sentence
from parser.understanding.numbers.target_cues import (
    AFTER_OF,
    ASIDE,
    BY,
    CHANGE,
    CHANGE_BY,
    CHANGE_TOO,
    CLAUSE_VERB,
    CREATED,
    FROM,
    GLOSSES,
    GOAL_WORD,
    GOING,
    GROUPED,
    INFINITIVE,
    JOURNEY,
    LEADING,
    LEVEL,
    MEETING,
    MONEY_SHARE,
    NEW_CLAUSE,
    NOT_BY,
    NOT_OURS,
    NOW_IS,
    OF_NUMBER,
    OLD_PROMISE,
    OUTCOME,
    PARTICIPATE,
    PAST,
    PRESENT,
    PROMISE,
    PROMISING_LEAD,
    REACHING,
    SEPARATED,
    SET_AS_GOAL,
    SIZE,
    SPLIT,
    SUBJECT,
    TAUGHT,
    TRAINED,
    WIDELY,
    WITHIN,
    WOMEN,
)
from schema.record import Target


class Reading(msgspec.Struct):
    """A sentence with what was found in it before its targets: quantities, dates and amounts."""

    sentence: Sentence
    quantities: list[Quantity]
    dates: list[Date]
    money: list[Money]
    text: str

    def before(self, quantity: Quantity) -> str:
        """The words of the sentence before a quantity."""
        return self.text[self.sentence.start : quantity.bounded_start]

    def after(self, quantity: Quantity) -> str:
        """The words of the sentence after a quantity."""
        return self.text[max(quantity.end, quantity.of_end) : self.sentence.end]

    @property
    def goals(self) -> bool:
        """Whether the sentence stands among goals: in their section, in a list they lead into, after `Mål:`."""
        lead = self.sentence.lead
        led = lead is not None and (GOAL_WORD.search(lead) or PROMISING_LEAD.search(lead)) is not None
        return self.sentence.section == "malsattning" or led or OLD_PROMISE.search(self.sentence.text) is not None

    @property
    def promised(self) -> bool:
        """Whether the sentence, or the line leading into its list, promises something."""
        lead = self.sentence.lead or ""
        return PROMISE.search(self.sentence.text) is not None or (
            self.sentence.item and PROMISE.search(lead) is not None
        )


def targets_of(reading: Reading) -> list[Target]:
    """The targets of a sentence, in order, never overlapping."""
    found: list[Target] = []
    kept: list[Quantity] = []
    for quantity in reading.quantities:
        if found and quantity.start < found[-1].end:
            continue
        promised = is_promised(reading, quantity) or _goes_on(reading, kept, quantity)
        if promised and not _describes(reading, kept, quantity):
            kept.append(quantity)
            found.append(_target(reading, quantity))
    return _without_parts(found, kept)


def _goes_on(reading: Reading, kept: Sequence[Quantity], quantity: Quantity) -> bool:
    """Whether the number opens a clause that shares a `ska`: `70 % ska klara provet och 10 elever bli tolkar`."""
    if not kept or quantity.sort not in {"person", "organisation", "other"} or _excluded(reading, quantity):
        return False
    between = reading.text[max(kept[-1].end, kept[-1].of_end) : quantity.bounded_start]
    linked = re.search(r"\b(?:ska|skall|skulle)\b[^;.]*(?:,|\b(?:och|samt|men))\s+$", between) is not None
    return linked and INFINITIVE.match(reading.after(quantity)) is not None


def _without_parts(found: list[Target], kept: list[Quantity]) -> list[Target]:
    """Leave out the groups that a number of persons is split into: `450 personer, 300 varslade och 150 arbetslösa`."""
    for place, quantity in enumerate(kept):
        after = kept[place + 1 :]
        parts = [
            target.quantity for target, part in zip(found[place + 1 :], after, strict=True) if part.sort == "person"
        ]
        split = len(parts) > 1 or any(target.women is not None for target in found[place + 1 :])
        if quantity.sort == "person" and split and len(parts) == len(after) and sum(parts) == quantity.low:
            return found[: place + 1]
    return found


def is_promised(reading: Reading, quantity: Quantity) -> bool:
    """Whether a quantity is a target by its section, its sentence and what it counts."""
    if _excluded(reading, quantity):
        return False
    if SET_AS_GOAL.search(reading.before(quantity)):
        return quantity.sort not in {"time", "structure"} and not NOT_OURS.search(reading.sentence.text)
    if reading.goals:
        return not _is_result(reading, quantity)
    if reading.sentence.section == "bakgrund" and not re.search(
        r"\b(?:projektet|vi)\b.{0,40}\b(?:ska|kommer)|\b(?:ska|kommer)\s(?:vi|projektet)", reading.sentence.text
    ):
        return False
    return _by_sort(reading, quantity)


def _excluded(reading: Reading, quantity: Quantity) -> bool:
    before, after = reading.before(quantity), reading.after(quantity)
    changed = _is_change(reading, quantity)
    if quantity.sort in {"time", "structure"} and not (changed and reading.goals):
        return True
    definite = quantity.definite and quantity.sort != "share" and not quantity.partitive
    if definite or _inside_of(reading, quantity) or ASIDE.search(before) or NOW_IS.search(before):
        return True
    if quantity.sort == "bare":
        return not _of_before(reading, quantity)
    size = SIZE.search(before) is not None and (GROUPED.search(before) is not None or "vardera" in before[-12:])
    compared = FROM.search(before) is not None and quantity.sort != "organisation"
    money = (
        quantity.sort == "share"
        and not reading.goals
        and MONEY_SHARE.search(before[-60:] + " " + after[:45]) is not None
    )
    financed = quantity.sort == "share" and MONEY_SHARE.search(f"{quantity.of} {after[:16]}") is not None
    if quantity.bound.endswith("mellan") and quantity.high is None:
        return True
    if quantity.sort in {"organisation", "other"} and not quantity.partitive and WITHIN.search(before):
        return not (quantity.sort == "organisation" and WIDELY.search(before))
    return size or compared or financed or (money and not PROMISE.search(before[-30:])) or after[:3].startswith("-")


def _inside_of(reading: Reading, quantity: Quantity) -> bool:
    """Whether the number belongs to what a later one is of: `av dessa 65 % ska hälften`, `Av 90 elever ska 40`."""
    before = reading.before(quantity)
    if OF_NUMBER.search(before) and not quantity.of:
        return True
    opens = re.search(r"(?:^\W*|[,;:.]\s+|\batt\s+)av\s+$", before, re.I) is not None
    return opens and AFTER_OF.match(reading.after(quantity)) is not None


def _is_change(reading: Reading, quantity: Quantity) -> bool:
    before = reading.before(quantity)
    changed = CHANGE.search(before) is not None and (CHANGE_BY.search(before) or LEVEL.search(before))
    return bool(changed or re.search(r"\b(?:ner|ned|upp)\s+(?:till|under|över)\s+$", before))


def _is_result(reading: Reading, quantity: Quantity) -> bool:
    words_of = reading.sentence.text
    if re.match(r"[\W\d]*(?:[a-z]\)\s*)?att\s", words_of, re.I):
        return _now(reading, quantity)
    if reading.promised and re.search(r"\b(?:ska|skall|skulle)\b|mål(?:en|et|sättning\w*)?\b", words_of, re.I):
        return bool(re.search(r"\b(?:nåddes|uppnåddes|hittills)\b", words_of)) or _now(reading, quantity)
    if not (reading.promised or _leads(reading, quantity)):
        return True
    return (not reading.sentence.item and PAST.search(words_of) is not None) or _now(reading, quantity)


def _leads(reading: Reading, quantity: Quantity) -> bool:
    """Whether a sentence among goals that promises nothing in words is a goal all the same: its number leads it."""
    before = reading.before(quantity)
    infinitive = re.match(r"\W*(?:Att|[A-ZÅÄÖ][a-zåäö]+a)\s", before) is not None
    short = len(before.strip()) < 30 and not re.search(r"\b(?:har|är|finns|hade|var)\b", before)
    return quantity.sort == "share" or quantity.partitive or short or infinitive


def _now(reading: Reading, quantity: Quantity) -> bool:
    return (
        re.match(r"\s*(?:,\s*)?(?:i dag|idag|i nuläget|\d{4}\b)", reading.after(quantity)) is not None
        and FROM.search(reading.before(quantity)) is not None
    )


def _by_sort(reading: Reading, quantity: Quantity) -> bool:
    text, section = reading.sentence.text, reading.sentence.section
    past = PAST.search(text) is not None and not reading.promised
    if quantity.sort == "share" or quantity.partitive:
        floor = quantity.lower and section in {"jamstalldhet", "tillganglighet"}
        return (
            (reading.promised or floor or _kept_for(text))
            and not NOT_OURS.search(text)
            and not _is_result(reading, quantity)
            and not past
        )
    if quantity.sort == "person":
        return _person_promised(reading, quantity)
    if quantity.sort == "organisation":
        created = CREATED.match(reading.after(quantity)) is not None
        return (reading.promised or created) and not NOT_OURS.search(text) and not past and section != "bakgrund"
    present = PRESENT.search(text) is not None and words.EVENT.search(quantity.unit) is not None
    present = present or (section == "transnationellt_samarbete" and MEETING.search(quantity.unit) is not None)
    return not past and (_promise_near(reading, quantity) or present) and not SUBJECT.search(reading.before(quantity))


def _kept_for(text: str) -> bool:
    return re.search(r"\b(?:viks|reserveras|avsätts|öronmärks|vikta|reserverade)\b", text) is not None


def _promise_near(reading: Reading, quantity: Quantity) -> bool:
    if not reading.promised:
        return False
    return words.EVENT.search(quantity.unit) is not None or PROMISE.search(reading.sentence.text) is not None


def _person_promised(reading: Reading, quantity: Quantity) -> bool:
    """Persons outside the goals: sent on a journey abroad, or trained or reached beside the participants."""
    text = reading.sentence.text
    if PAST.search(text) and not reading.promised:
        return False
    reached = quantity.unit != "deltagare" and REACHING.search(reading.before(quantity)) is not None
    if (GOING.match(reading.after(quantity)) and not PAST.search(text)) or (reading.promised and reached):
        return True
    if reading.sentence.section == "transnationellt_samarbete":
        going = JOURNEY.search(text) is not None and (reading.promised or PRESENT.search(text) is not None)
        return going and not re.search(
            r"\b(?:på besök|från \w+|kommer (?:hit|till oss)|väntas)\b", reading.after(quantity)[:60]
        )
    if reading.promised and OUTCOME.match(reading.after(quantity)) and reading.sentence.section != "bakgrund":
        return True
    if words.SEX.search(quantity.unit) or re.match(r"deltagare|person", quantity.unit):
        return False
    return _taught(reading, quantity)


def _taught(reading: Reading, quantity: Quantity) -> bool:
    """Whether persons beside the participants are to be trained, or reached in a paragraph on access or equality."""
    even = reading.sentence.section in {"jamstalldhet", "tillganglighet"}
    named = LEADING.search(quantity.unit) is not None
    beside = named or even or words.STAFF.search(quantity.unit) is not None
    equal = even and not PARTICIPATE.search(reading.sentence.text)
    if reading.promised and (equal or (beside and TRAINED.search(reading.sentence.text) is not None)):
        return True
    return named and TAUGHT.match(reading.after(quantity)) is not None


def _describes(reading: Reading, kept: Sequence[Quantity], quantity: Quantity) -> bool:
    """Whether the number only says what an outcome is like: `80 % av deltagarna ska ha prövat två arbetsplatser`."""
    if not kept:
        alike = quantity.sort not in {"share"} and not quantity.partitive
        return alike and SUBJECT.search(reading.before(quantity)) is not None
    last = kept[-1]
    between = reading.text[max(last.end, last.of_end) : quantity.bounded_start]
    glossed = last.sort == quantity.sort == "share" and between.strip() in GLOSSES
    inserted = last.sort == "share" and between == ", " and re.match(r"\s*,", reading.after(quantity)) is not None
    if glossed or inserted:
        return True
    if re.search(r"\b(?:vilket|som)\b[^,]*$", between) and not re.search(r"\b(?:ska|skall)\b", between):
        return True
    changes = _is_change(reading, quantity) and CHANGE_TOO.search(between) is not None
    if changes or SEPARATED.search(between) or NEW_CLAUSE.search(between):
        return False
    return CLAUSE_VERB.search(between) is not None


def _of_before(reading: Reading, quantity: Quantity) -> str | None:
    """What the share is of, where it stands before it in the clause: `Av deltagarna ska 40 procent`."""
    for match in re.finditer(r"(?:^|[,;:.–•-]\s*|\boch\s+|\batt\s+|^\W*)Av(?=\s)", reading.before(quantity), re.I):
        start = reading.sentence.start + match.end()
        phrase = noun_phrase(reading.text, start, quantity.bounded_start)
        between = reading.text[phrase.end : quantity.bounded_start] if phrase else ""
        if (
            phrase
            and not re.search(r"[;.]|,(?!\s*som|\s*$)", between)
            and (
                between.strip() in {"", ","}
                or re.search(r"\b(?:ska|skall|kommer|skulle|har|är|får|beräknas|väntas|bör|förväntas)\b", between)
            )
        ):
            return reading.text[start + 1 : phrase.end].strip()
    return None


def _target(reading: Reading, quantity: Quantity) -> Target:
    split = SPLIT.match(reading.text, quantity.end, reading.sentence.end) if quantity.sort == "person" else None
    women, men = _sexes(split)
    end = split.end() if split else max(quantity.end, quantity.of_end)
    start, low, unit = quantity.bounded_start, quantity.low, quantity.unit
    pair = _pair_of_sexes(reading, quantity)
    if pair:
        end, women, men = pair
        low, unit = women + men, "personer"
    if _is_change(reading, quantity):
        start = quantity.bounded_start
    if quantity.sort == "bare":
        unit = (_of_before(reading, quantity) or "").split()[-1].lower()
    return Target(
        low, unit, quantity.of or _of(reading, quantity), reading.text[start:end], start, end,
        quantity_max=quantity.high, lower_bound=quantity.lower, by=_by(reading), women=women, men=men,
        sentence_start=reading.sentence.start, sentence_end=reading.sentence.end,
    )  # fmt: skip


def _of(reading: Reading, quantity: Quantity) -> str | None:
    return _of_before(reading, quantity) if quantity.sort in {"share", "bare"} else None


def _sexes(match: re.Match[str] | None) -> tuple[int | None, int | None]:
    if match is None:
        return None, None
    numbers = (int(match["first"]), int(match["second"]))
    return numbers if match["sex"].lower() in WOMEN else (numbers[1], numbers[0])


def _pair_of_sexes(reading: Reading, quantity: Quantity) -> tuple[int, int, int] | None:
    """`20 kvinnor och 5 män` without a total: where it ends, the women and the men."""
    match = SPLIT.match(reading.text, quantity.start, reading.sentence.end)
    women, men = _sexes(match)
    if match is None or women is None or men is None or not words.SEX.search(quantity.unit):
        return None
    return match.end(), women, men


def _by(reading: Reading) -> str | None:
    """The date the targets of a sentence are promised for: in it, else in the line that leads into its list."""
    for date in reading.dates:
        before = reading.text[reading.sentence.start : date.start]
        season = date.earliest is not None
        if BY.search(before) or not (season or NOT_BY.search(before) or _opens_range(reading, date)):
            return date.value
    return _lead_by(reading.sentence.lead) if reading.sentence.lead else None


def _opens_range(reading: Reading, date: Date) -> bool:
    return re.match(r"\s*(?:[-–]|till\b|och\s+\d)", reading.text[date.end : date.end + 8]) is not None


def _lead_by(lead: str) -> str | None:
    found = [date for date in dates(lead, 0, len(lead)) if not NOT_BY.search(lead[: date.start])]
    return found[-1].value if found else None
