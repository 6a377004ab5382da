"""Quantities in Swedish text: a number or share, what it counts and what it is of."""

from parser.understanding.readers.masks import masked
from parser.understanding.readers.nouns import kinds, known
from parser.understanding.readers.numerals import BULLET, Quantity, Sort, Span, numerals, openings
from parser.understanding.readers.phrases import Phrase, counted, joined_nouns, noun_phrase
from parser.understanding.readers.reader_tables import patterns
from parser.understanding.readers.shares import percent, shares, with_of

_LIKE = patterns("quantities")
_TOTAL_REACH = 20
"""Characters after `av` within which the whole stands that a number is out of."""


def quantities(text: str, start: int, end: int, taken: list[Span], places: list[int] | None = None) -> list[Quantity]:
    """The quantities of a sentence, in order; none inside `taken` (its dates and amounts), nor inside an `of`.

    `places` are those where its numbers start, if they are known.
    """
    places = openings(text, start, end) if places is None else places
    spans, bullet = [*taken, *masked(text, start, end, places)], BULLET.match(text, start, end)
    spans = sorted([*spans, bullet.span()] if bullet else spans)
    numbers = (_counting(text, one, end) for one in numerals(text, start, end, places, spans))
    found = [*shares(text, start, end, places), *filter(None, numbers)]
    kept, reached = list[Quantity](), start
    for one in sorted(found, key=lambda one: (one.start, -one.last)) if len(found) > 1 else found:
        if one.start >= reached and all(one.end <= first or one.start >= last for first, last in spans):
            kept.append(one)
            reached = one.last
    return kept


def _counting(text: str, number: Quantity, limit: int) -> Quantity | None:
    """The number with its noun; None for a number word alone."""
    if share := _LIKE["percent"].match(text, number.end, limit):
        number.end, number.sort = share.end(), "share"
        number.unit = "procentenheter" if share[0].lower().endswith("enheter") else "procent"
        return with_of(text, number, limit)
    if out_of := _LIKE["out_of"].match(text, number.end, limit):
        return _out_of(text, number, out_of.end(), out_of["det"] or "", limit)
    noun = counted(text, number.end, limit)
    if noun is None:
        return None if number.word else number
    number.unit, number.definite = noun.head.lower(), _is_definite(text, number, noun, limit)
    number.sort, number.end = sort_of(number.unit), noun.end
    if "sex" in kinds(number.unit) and (both := _LIKE["both_sexes"].match(text, noun.end, limit)):
        number.end, number.unit = both.end(), f"{number.unit} {' '.join(both[0].lower().split())}"
    elif (all_nouns := joined_nouns(text, number.bounded_start, noun, limit)) is not noun:
        number.end, number.unit = all_nouns.end, all_nouns.head.lower()
    return number


def _is_definite(text: str, number: Quantity, noun: Phrase, limit: int) -> bool:
    """Whether the text speaks of people already named: `de fyra kommunerna`, but not `de 45 elever som`."""
    before = text[max(0, number.bounded_start - 30) : number.bounded_start]
    if before[-2:-1] not in {"e", "a", "s"} or not _LIKE["definite"].search(before):
        return False
    ending = noun.head.lower().endswith(("a", "e", "en", "et")) or _LIKE["owned"].search(before)
    return bool(ending) and not _LIKE["som"].match(text, noun.end, limit)


def sort_of(unit: str) -> Sort:
    """What a noun counts."""
    found = kinds(unit)
    if "time" in found:
        return "time"
    if "structure" in found:
        return "structure"
    if "thing" in found:
        return "other"
    return "organisation" if "organisation" in found else "person" if _is_person(unit) else "other"


def _is_person(unit: str) -> bool:
    return not kinds(unit).isdisjoint(("person", "staff"))


def _out_of(text: str, number: Quantity, place: int, det: str, limit: int) -> Quantity | None:
    """`8 av 10 deltagare` is a share, `18 av de 24 vägvisarna` and `22 av platserna` are counts of the noun."""
    total = None if det else next(iter(numerals(text, place, min(limit, place + _TOTAL_REACH), [place])), None)
    if total and total.start == place:
        return _share_of(text, number, total, limit)
    opened = place - len(det)
    phrase = noun_phrase(text, opened - 1, limit)
    if phrase is None:
        return None
    number.end, number.of, number.partitive = phrase.end, text[opened : phrase.end], True
    head = phrase.head.lower()
    if head[-1].isalpha():  # else `40 av de 82`
        bare = head.removesuffix("na") if head.endswith("na") else head.removesuffix("a")
        number.unit, number.sort = head, "person" if _is_person(bare) else "other"
    return number


def _share_of(text: str, number: Quantity, total: Quantity, limit: int) -> Quantity | None:
    """`8 av 10`, with the noun that follows; numbers that are out of no larger one are none."""
    noun = counted(text, total.end, limit)
    if noun is None or (known[noun.head].is_verb and not _is_person(noun.head.lower())):
        if number.low >= total.low:
            return None
        number.end = total.end
    else:
        number.end, number.of = noun.end, text[total.end : noun.end].strip()
    number.low, number.sort, number.unit = percent(number.low, total.low), "share", "procent"
    return number
