"""The fields of a target: its place, unit, `of`, split by sex, and the date it is promised for."""

import re

from parser.understanding.absent_nouns import PRONOUNS, last_person, lead_of
from parser.understanding.candidates import SentenceFacts
from parser.understanding.readers.dates import Date, dates
from parser.understanding.readers.nouns import kinds
from parser.understanding.readers.numerals import Quantity, value_of
from parser.understanding.readers.phrases import noun_phrase
from parser.understanding.readers.reader_tables import patterns
from schema.record import Target

_LIKE = patterns("target_fields")
_WOMEN = frozenset({"kvinnor", "tjejer", "flickor"})


def target_in(facts: SentenceFacts, quantity: Quantity) -> Target:
    """The target that a promised quantity is."""
    text, start, limit, unit = facts.text, quantity.bounded_start, facts.sentence.end, quantity.unit
    end, low, women, men = max(quantity.end, quantity.of_end), quantity.low, None, None
    if split := _LIKE["split"].match(text, quantity.end, limit) if quantity.sort == "person" else None:
        women, men = _sexes(split)
        end = split.end() + (text.count("(", quantity.end, split.end()) == 1 and text.startswith(")", split.end()))
    if pair := _LIKE["split"].match(text, quantity.start, limit) if "sex" in kinds(unit) else None:
        women, men = _sexes(pair)  # `20 kvinnor och 5 män` without a total
        end, low, unit = pair.end(), women + men, "personer"
    of = quantity.of
    if quantity.sort in {"share", "bare"}:
        lead = facts.sentence.lead if facts.sentence.item else None
        of = of or _of_before(facts, quantity) or (lead_of(lead) if lead else None)
    if quantity.sort == "bare":
        noun = (of or "").lower().split()[-1:]
        unit = noun[0] if noun and noun[0].isalpha() and noun[0] not in PRONOUNS else last_person(text, quantity.start)
    return Target(
        low, unit, of, text[start:end], start, end,
        quantity_max=quantity.high, lower_bound=quantity.lower, by=_by(facts), women=women, men=men,
        sentence_start=facts.sentence.start, sentence_end=limit,
    )  # fmt: skip


def _sexes(match: re.Match[str]) -> tuple[int, int]:
    first, second = (int(value_of(match[name]) or 0) for name in ("first", "second"))
    return (first, second) if match["sex"].lower() in _WOMEN else (second, first)


def _of_before(facts: SentenceFacts, quantity: Quantity) -> str | None:
    """What a share is of, where it stands before it in the clause: `Av deltagarna ska 40 procent`."""
    text, begin, end = facts.text, facts.sentence.start, quantity.bounded_start
    for match in _LIKE["opens_of"].finditer(text[begin:end]):
        start = begin + match.end()
        phrase = noun_phrase(text, start, end)
        between = text[phrase.end : end] if phrase else ""
        leads = between.strip() in {"", ","} or _LIKE["promising"].search(between)
        if phrase and leads and not _LIKE["clause_ends"].search(between):
            return text[start + 1 : phrase.end].strip()
    return None


def _by(facts: SentenceFacts) -> str | None:
    """The date the targets of a sentence are promised for: in it, else in the line that leads into its list."""
    text, start, lead = facts.text, facts.sentence.start, facts.sentence.lead or ""
    for date in (one for one in facts.candidates if isinstance(one, Date)):
        before, is_day = text[start : date.start], (date.value or "").count("-") == 2
        no_deadline = _LIKE["not_by"].search(before) or _LIKE["range"].match(text, date.end, date.end + 8)
        if _LIKE["by"].search(before) or (is_day and not no_deadline):
            return date.value
    found = [date for date in dates(lead, 0, len(lead)) if not _LIKE["not_by"].search(lead[: date.start])]
    return found[-1].value if found else None
