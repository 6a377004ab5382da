"""The date that a target is promised for: in its own clause, in the opening of its sentence, or in what leads its list.

`Sex verkstäder är i gång senast 2018-06-30 och att 45 procent får arbete` promises the workshops alone for that day.
"""

from itertools import pairwise

from parser.understanding.candidates import SentenceFacts
from parser.understanding.readers.dates import Date, dates
from parser.understanding.readers.numerals import Quantity, Span
from parser.understanding.readers.reader_tables import patterns

_LIKE = patterns("deadlines")


def deadline_of(facts: SentenceFacts, target: Span) -> str | None:
    """The value of the date that the target at a place of the sentence is promised for."""
    text, (start, end) = facts.text, target
    found = [one for one in facts.candidates if isinstance(one, Date) and _is_deadline(facts, one, end)]
    after = [one for one in found if one.start >= end and not _LIKE["parts"].search(text, end, one.start)]
    before = [one for one in found if one.end <= start and _reaches(facts, one, start)]
    nearest = [*after[:1], *before[-1:]]
    return nearest[0].value if nearest else _deadline_in(facts.sentence.lead or "")


def _is_deadline(facts: SentenceFacts, date: Date, end: int) -> bool:
    """Whether a date is one to be kept: by the words before it, or as a day that follows a target ending at `end`."""
    before = facts.text[facts.sentence.start : date.start]
    if _LIKE["by"].search(before):
        return True
    no_deadline = _LIKE["not_by"].search(before) or _LIKE["range"].match(facts.text, date.end, date.end + 8)
    return date.start >= end and (date.value or "").count("-") == 2 and not no_deadline


def _reaches(facts: SentenceFacts, date: Date, start: int) -> bool:
    """Whether a date holds for a later number: no clause begins between, or it stands before all that are counted."""
    between, counted = facts.text[date.end : start], (one for one in facts.candidates if isinstance(one, Quantity))
    return not ("," in between or _LIKE["parts"].search(between)) or all(date.end <= one.start for one in counted)


def _deadline_in(lead: str) -> str | None:
    """The last date to be kept in the line that leads into a list, which no period ends."""
    found = dates(lead, 0, len(lead))
    periods = [pair for pair in pairwise(found) if _LIKE["range"].fullmatch(lead, pair[0].end, pair[1].start)]
    ends = (one for one in reversed(found) if not any(one in pair for pair in periods))
    said = ((one.value, lead[: one.start]) for one in ends)
    return next((value for value, before in said if _LIKE["by"].search(before) or _LIKE["to_be"].search(before)), None)
