"""Quantities in Swedish text: a number or share, what it counts and what it is of."""

from collections.abc import Iterator
from typing import Any, Literal

from msgspec.structs import replace

from parser.understanding.readers.masks import masked
from parser.understanding.readers.nouns import kinds, known
from parser.understanding.readers.numerals import BULLET, Numeral, bound_before, numerals, openings, whole
from parser.understanding.readers.phrases import Phrase, counted, noun_phrase, of_phrase
from parser.understanding.readers.reader_tables import patterns
from parser.understanding.readers.shares import Share, percent, shares

_LIKE = patterns("quantities")
Sort = Literal["share", "person", "organisation", "time", "structure", "other", "bare"]
_TOTAL_REACH = 20
"""Characters after `av` within which the whole stands that a number is out of."""


class Quantity(Numeral, frozen=True):
    """A number with its noun, which ends at `end`; what it is of ends at `of_end`."""

    sort: Sort
    unit: str
    of: str | None
    of_end: int
    definite: bool = False
    partitive: bool = False
    labelled: bool = False


def quantities(
    text: str, start: int, end: int, taken: list[tuple[int, int]], places: list[int] | None = None
) -> list[Quantity]:
    """The quantities of a sentence, in order; none inside `taken` (its dates and amounts), nor inside an `of`.

    `places` are those where its numbers start, if they are known.
    """
    places = openings(text, start, end) if places is None else places
    bullet = BULLET.match(text, start, end)
    spans = sorted([*taken, *([bullet.span()] if bullet else []), *masked(text, start, end, places)])
    found = [_share(text, one, start, end) for one in shares(text, end, places)]
    for first, last, inside in _gaps(spans, start, end, places):
        found += [_quantity(text, number, end) for number in numerals(text, first, last, inside)]
    kept: list[Quantity] = []
    for one in sorted(filter(None, found), key=lambda one: (one.start, -one.of_end)):
        outside = all(one.end <= first or one.start >= last for first, last in spans)
        if outside and (not kept or one.start >= max(kept[-1].end, kept[-1].of_end)):
            kept.append(one)
    return kept


def _gaps(
    spans: list[tuple[int, int]], start: int, end: int, places: list[int]
) -> Iterator[tuple[int, int, list[int]]]:
    """What is left of a sentence outside its spans, with the places there: `Mål 2 - 60 ombud` is no range."""
    for first, last in [*spans, (end, end)]:
        inside = [place for place in places if start <= place < first]
        if inside:
            yield start, first, inside
        start = max(start, last)


def _share(text: str, share: Share, floor: int, limit: int) -> Quantity | None:
    """A share in words with what it is of; the noun after `var femte` is counted, unless it is a time."""
    opened, bound = bound_before(text, share.start, floor)
    number = Numeral(opened, share.start, share.end, share.percent, None, bound, word=True)
    if not share.each:
        return _with_of(text, _counting(number, sort="share", unit="procent"), limit)
    noun = counted(text, share.end, limit)
    if noun is None and not _LIKE["subject_alone"].match(text, share.end, limit):
        return None
    if noun and "time" in {*kinds(noun.head), *kinds(_word_after(text, share.end, limit))}:
        return None
    return _counting(number, noun.end if noun else share.end, sort="share", unit="procent")


def _word_after(text: str, place: int, limit: int) -> str:
    found = _LIKE["next_word"].match(text, place, limit)
    return found[1] if found else ""


def _quantity(text: str, number: Numeral, limit: int) -> Quantity | None:
    """The number with its noun; None for a number word alone."""
    if share := _LIKE["percent"].match(text, number.end, limit):
        unit = "procentenheter" if share[0].lower().endswith("enheter") else "procent"
        return _with_of(text, _counting(number, share.end(), sort="share", unit=unit), limit)
    if out_of := _LIKE["out_of"].match(text, number.end, limit):
        return _out_of(text, number, out_of.end(), out_of["det"] or "", limit)
    noun = counted(text, number.end, limit)
    if noun is None:
        return None if number.word else _counting(number)
    unit, end, definite = noun.head.lower(), noun.end, _is_definite(text, number, noun, limit)
    sort = sort_of(unit, _word_after(text, number.end, end).lower())
    if "sex" in kinds(unit) and (both := _LIKE["both_sexes"].match(text, end, limit)):
        end, unit = both.end(), f"{unit} {' '.join(both[0].lower().split())}"
    return _counting(number, end, sort=sort, unit=unit, definite=definite)


def _counting(number: Numeral, end: int | None = None, *, sort: Sort = "bare", unit: str = "", **more: Any) -> Quantity:
    """The number with the noun that ends at `end`; alone where there is none."""
    end = number.end if end is None else end
    low, high = whole(number.low), None if number.high is None else whole(number.high)
    fields = {"sort": sort, "unit": unit, "of": None, "of_end": end, **more}
    return Quantity(number.bounded_start, number.start, end, low, high, number.bound, number.word, **fields)


def _with_of(text: str, quantity: Quantity, limit: int) -> Quantity:
    """The share with what it is of, where `av` follows."""
    of = of_phrase(text, quantity.end, limit)
    return replace(quantity, of=of[0], of_end=of[1]) if of else quantity


def _is_definite(text: str, number: Numeral, noun: Phrase, limit: int) -> bool:
    """Whether the text speaks of people already named: `de fyra kommunerna`, but not `de 45 elever som`."""
    before = text[max(0, number.bounded_start - 30) : number.bounded_start]
    if before[-2:-1] not in {"e", "a", "s"} or not _LIKE["definite"].search(before):
        return False
    ending = noun.head.lower().endswith(("a", "e", "en", "et")) or _LIKE["owned"].search(before)
    return bool(ending) and not _LIKE["som"].match(text, noun.end, limit)


def sort_of(unit: str, opening: str = "") -> Sort:
    """What a noun counts; `opening` is the first word before it, which may tell of a time."""
    found = kinds(unit)
    if "time" in found or (opening and "time" in kinds(opening)):
        return "time" if "event" not in found or "time" in found else "other"
    if "structure" in found:
        return "structure"
    if "thing" in found:
        return "other"
    return "organisation" if "organisation" in found else "person" if _is_person(unit) else "other"


def _is_person(unit: str) -> bool:
    return not kinds(unit).isdisjoint(("person", "staff"))


def _out_of(text: str, number: Numeral, place: int, det: str, limit: int) -> Quantity | None:
    """`8 av 10 deltagare` is a share, `18 av de 24 vägvisarna` and `22 av platserna` are counts of the noun."""
    total = None if det else next(iter(numerals(text, place, min(limit, place + _TOTAL_REACH), [place])), None)
    if total and total.start == place:
        return _share_of(text, number, total, limit)
    opened = place - len(det)
    phrase = noun_phrase(text, opened - 1, limit)
    if phrase is None:
        return None
    head, of = phrase.head.lower(), text[opened : phrase.end]
    if not head[-1].isalpha():  # `40 av de 82`
        return _counting(number, phrase.end, partitive=True, of=of)
    sort: Sort = (
        "person" if _is_person(head.removesuffix("na") if head.endswith("na") else head.removesuffix("a")) else "other"
    )
    return _counting(number, phrase.end, sort=sort, unit=head, partitive=True, of=of)


def _share_of(text: str, number: Numeral, total: Numeral, limit: int) -> Quantity | None:
    """`8 av 10`, with the noun that follows; numbers that are out of no larger one are none."""
    noun = counted(text, total.end, limit)
    if noun is None or known[noun.head].is_verb:
        if number.low >= total.low:
            return None
        end, of = total.end, None
    else:
        end, of = noun.end, text[total.end : noun.end].strip()
    share = replace(number, low=percent(number.low, total.low))
    return _counting(share, end, sort="share", unit="procent", of=of)
