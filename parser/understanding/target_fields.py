"""The fields of a target: its place, unit, `of`, split by sex, and the date it is promised for."""

import re

from parser.understanding.candidates import SentenceFacts
from parser.understanding.elided import PRONOUNS, last_person, lead_of
from parser.understanding.readers.dates import Date, dates
from parser.understanding.readers.nouns import kinds
from parser.understanding.readers.numerals import value_of
from parser.understanding.readers.phrases import noun_phrase
from parser.understanding.readers.quantities import Quantity
from parser.understanding.readers.reader_tables import patterns
from schema.record import Target

_LIKE = patterns("target_fields")

_WOMEN = frozenset({"kvinnor", "tjejer", "flickor"})
_OPENS_OF = re.compile(r"(?:^|[,;:.–•-]\s*|\boch\s+|\batt\s+|^\W*)Av(?=\s)", re.I)
_CLAUSE_ENDS = re.compile(r"(?<!\b\d)[;.]|,(?!\s*som|\s*$|[^,]*\b\d[.)]\s*$)")


def target_in(facts: SentenceFacts, quantity: Quantity) -> Target:
    """The target that a promised quantity is."""
    limit, text = facts.sentence.end, facts.text
    split = _LIKE["split"].match(text, quantity.end, limit) if quantity.sort == "person" else None
    women, men = _sexes(split)
    end = _closed(text, quantity.end, split.end()) if split else max(quantity.end, quantity.of_end)
    start, low, unit = quantity.bounded_start, quantity.low, quantity.unit
    pair = _pair_of_sexes(facts, quantity)
    if pair:
        end, women, men = pair
        low, unit = women + men, "personer"
    if quantity.sort == "bare":
        unit = _elided_unit(facts, quantity)
    of = quantity.of or (_of_whom(facts, quantity) if quantity.sort in {"share", "bare"} else None)
    return Target(
        low, unit, of, text[start:end], start, end,
        quantity_max=quantity.high, lower_bound=quantity.lower, by=_by(facts), women=women, men=men,
        sentence_start=facts.sentence.start, sentence_end=limit,
    )  # fmt: skip


def _closed(text: str, start: int, end: int) -> int:
    """Where a split ends: past the bracket that closes the one it opened."""
    return end + (text.count("(", start, end) == 1 and text.startswith(")", end))


def _of_whom(facts: SentenceFacts, quantity: Quantity) -> str | None:
    """What a number is of, by its clause, or for an item by the line that leads into its list."""
    lead = facts.sentence.lead
    return _of_before(facts, quantity) or (lead_of(lead) if lead and facts.sentence.item else None)


def _of_before(facts: SentenceFacts, quantity: Quantity) -> str | None:
    """What a share is of, where it stands before it in the clause: `Av deltagarna ska 40 procent`."""
    before = facts.text[facts.sentence.start : quantity.bounded_start]
    for match in _OPENS_OF.finditer(before):
        start = facts.sentence.start + match.end()
        phrase = noun_phrase(facts.text, start, quantity.bounded_start)
        between = facts.text[phrase.end : quantity.bounded_start] if phrase else ""
        leads = between.strip() in {"", ","} or _LIKE["promising"].search(between)
        if phrase and leads and not _CLAUSE_ENDS.search(between):
            return facts.text[start + 1 : phrase.end].strip()
    return None


def _elided_unit(facts: SentenceFacts, quantity: Quantity) -> str:
    """The noun that a number leaves out: that of what it is of, else the one that was named last."""
    of = (_of_whom(facts, quantity) or "").split()
    return of[-1].lower() if of and of[-1].lower() not in PRONOUNS else last_person(facts.text, quantity.start)


def _sexes(match: re.Match[str] | None) -> tuple[int | None, int | None]:
    if match is None:
        return None, None
    numbers = (int(value_of(match["first"]) or 0), int(value_of(match["second"]) or 0))
    return numbers if match["sex"].lower() in _WOMEN else (numbers[1], numbers[0])


def _pair_of_sexes(facts: SentenceFacts, quantity: Quantity) -> tuple[int, int, int] | None:
    """`20 kvinnor och 5 män` without a total: where it ends, the women and the men."""
    match = (
        _LIKE["split"].match(facts.text, quantity.start, facts.sentence.end) if "sex" in kinds(quantity.unit) else None
    )
    women, men = _sexes(match)
    if match is None or women is None or men is None:
        return None
    return match.end(), women, men


def _by(facts: SentenceFacts) -> str | None:
    """The date the targets of a sentence are promised for: in it, else in the line that leads into its list."""
    for date in (one for one in facts.candidates if isinstance(one, Date)):
        before = facts.text[facts.sentence.start : date.start]
        is_day = date.value is not None and date.value.count("-") == 2
        if _LIKE["by"].search(before) or (is_day and not (_LIKE["not_by"].search(before) or _opens_range(facts, date))):
            return date.value
    return _lead_by(facts.sentence.lead) if facts.sentence.lead else None


def _opens_range(facts: SentenceFacts, date: Date) -> bool:
    return re.match(r"\s*(?:[-–]|till\b|och\s+\d)", facts.text[date.end : date.end + 8]) is not None


def _lead_by(lead: str) -> str | None:
    found = [date for date in dates(lead, 0, len(lead)) if not _LIKE["not_by"].search(lead[: date.start])]
    return found[-1].value if found else None
