"""The fields of a target: its place, unit, `of`, split by sex, and the date it is promised for."""

from parser.understanding.absent_nouns import PRONOUNS, last_counted, lead_of
from parser.understanding.candidates import SentenceFacts
from parser.understanding.deadlines import deadline_of
from parser.understanding.readers.numerals import Quantity
from parser.understanding.readers.phrases import noun_phrase
from parser.understanding.readers.reader_tables import patterns
from parser.understanding.sex_splits import sexes_at, split_of
from schema.record import Target

_LIKE, _VARAV = patterns("target_fields"), 8


def target_in(facts: SentenceFacts, quantity: Quantity) -> Target:
    """The target that a promised quantity is."""
    text, start, limit, unit = facts.text, quantity.bounded_start, facts.sentence.end, quantity.unit
    end, low = max(quantity.end, quantity.of_end), quantity.low
    if split := sexes_at(text, quantity, limit):
        end, low, unit = split.end, split.both, "personer"
    elif (split := split_of(facts, quantity) if quantity.sort == "person" else None) and split.beside:
        end = split.end + (text.count("(", end, split.end) == 1 and text.startswith(")", split.end))
    of = quantity.of or _of_elsewhere(facts, quantity)
    if quantity.sort == "bare":
        noun = (of or "").lower().split()[-1:]
        is_named = noun and noun[0].isalpha() and noun[0] not in PRONOUNS
        floor = 0 if noun else facts.sentence.start
        unit = noun[0] if is_named else last_counted(text, quantity.start, low, floor)
    return Target(
        low, unit, of, text[start:end], start, end,
        quantity_max=quantity.high, lower_bound=quantity.lower, by=deadline_of(facts, (start, end)),
        women=split.women if split else None, men=split.men if split else None,
        sentence_start=facts.sentence.start, sentence_end=limit,
    )  # fmt: skip


def is_what_others_are_of(facts: SentenceFacts, quantity: Quantity) -> bool:
    """Whether a number stands in what the rest of its sentence or list is of: `Av 520 deltagare ska minst 210`."""
    before = facts.text[facts.sentence.start : quantity.bounded_start]
    return any(before[match.end() :].isspace() for match in _LIKE["opens_of"].finditer(before))


def _of_elsewhere(facts: SentenceFacts, quantity: Quantity) -> str | None:
    """What a share, or people, are of where it stands before them or leads the list; none of `var femte deltagare`."""
    text, start = facts.text, quantity.bounded_start
    may_be = quantity.sort in {"share", "bare"} or quantity.unit == "personer"
    if not may_be or _LIKE["counted_each"].match(text, quantity.start, quantity.end):
        return None
    is_of_last = text[max(0, start - _VARAV) : start].rstrip().endswith("varav")
    lead = facts.sentence.lead if facts.sentence.item and not is_of_last else None
    return _of_before(facts, quantity) or (lead_of(lead) if lead else None)


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
