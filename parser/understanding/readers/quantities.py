"""Quantities in Swedish text: a number or share, what it counts and what it is of."""

import re
from collections.abc import Iterator
from typing import Literal

from msgspec.structs import replace

from parser.understanding.readers.masks import masked
from parser.understanding.readers.nouns import kinds, known
from parser.understanding.readers.numerals import BULLET, LOWER, Numeral, bound_before, numerals, openings
from parser.understanding.readers.patterns import patterns
from parser.understanding.readers.phrases import Phrase, counted, noun_phrase, of_phrase
from parser.understanding.readers.shares import Share, percent, shares

_LIKE = patterns("quantities")

Sort = Literal["share", "person", "organisation", "time", "structure", "other", "bare"]
_PERCENT = re.compile(r"\s*(?:%|procent(?:enheter|en)?\b)", re.I)
_BOTH_SEXES = re.compile(r"\s+(?:och|eller)\s+(?:kvinnor|män|flickor|pojkar|tjejer|killar)\b", re.I)
_SOM = re.compile(r",?\s+som\b")
_OUT_OF = re.compile(r"\s+(?:av|utav|ut av)\s+(?P<det>(?:de|dessa|våra|sina|projektets|alla)\s+)?(?=\w)", re.I)
_OWNED = re.compile(r"(?<!alla )\b(?:våra|sina|deras|samtliga|\w{2,}(?:ets|ens|arnas|ernas|ornas))\s+$", re.I)
_NEXT_WORD = re.compile(r"\s*(\w+)")
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

    @property
    def lower(self) -> bool:
        """Whether the number is a floor: `minst`, `fler än`, `över`."""
        return self.bound != "" and LOWER.search(self.bound) is not None


def quantities(
    text: str, start: int, end: int, taken: list[tuple[int, int]], numbers: tuple[list[int] | None, bool] = (None, True)
) -> list[Quantity]:
    """The quantities of a sentence, in order; none inside `taken` (its dates and amounts), nor inside an `of`.

    `numbers` are the places where its numbers start, if they are known, and whether it can hold a share in words.
    """
    places = list(openings(text, start, end)) if numbers[0] is None else numbers[0]
    found = [_share(text, one, start, end) for one in shares(text, start, end)] if numbers[1] else []
    bullet = BULLET.match(text, start, end)
    spans = [*taken, *([bullet.span()] if bullet else []), *masked(text, start, end, places)]
    for first, last, inside in _gaps(sorted(spans), start, end, places) if spans else [(start, end, places)]:
        found += [_quantity(text, number, end) for number in numerals(text, first, last, inside)]
    return _apart([one for one in found if one is not None], spans)


def _apart(found: list[Quantity], spans: list[tuple[int, int]]) -> list[Quantity]:
    """The quantities in order, none in one of the spans or inside what the one before is of."""
    if len(found) > 1:
        found.sort(key=lambda one: (one.start, -one.of_end))
    kept: list[Quantity] = []
    for one in found:
        outside = not spans or all(one.end <= first or one.start >= last for first, last in spans)
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
    whole = _bare(number, sort="share", unit="procent")
    if not share.each:
        return _with_of(text, whole, limit)
    noun = counted(text, share.end, limit)
    if noun is None:
        return whole if _LIKE["subject_alone"].match(text, share.end, limit) else None
    if "time" in kinds(noun.head) or "time" in kinds(_word_after(text, share.end, limit)):
        return None
    return replace(whole, end=noun.end, of_end=noun.end)


def _word_after(text: str, place: int, limit: int) -> str:
    found = _NEXT_WORD.match(text, place, limit)
    return found[1] if found else ""


def _quantity(text: str, number: Numeral, limit: int) -> Quantity | None:
    """The number with its noun; None for a number word alone."""
    share = _PERCENT.match(text, number.end, limit)
    if share:
        unit = "procentenheter" if share[0].lower().endswith("enheter") else "procent"
        end = share.end()
        return _with_of(text, _bare(number, end, "share", unit), limit)
    out_of = _OUT_OF.match(text, number.end, limit)
    if out_of:
        return _out_of(text, number, out_of, limit)
    noun = counted(text, number.end, limit)
    if noun is None:
        return None if number.word else _bare(number)
    unit, end, definite = noun.head.lower(), noun.end, _is_definite(text, number, noun, limit)
    sort = sort_of(unit, {unit, _word_after(text, number.end, end).lower()})
    both = _BOTH_SEXES.match(text, end, limit) if "sex" in kinds(unit) else None
    if both:
        end, unit = both.end(), f"{unit} {' '.join(both[0].lower().split())}"
    return _bare(number, end, sort, unit, definite=definite)


def _bare(number: Numeral, end: int | None = None, sort: Sort = "bare", unit: str = "", **more: bool) -> Quantity:
    """The number with the noun that ends at `end`; alone where there is none."""
    end = number.end if end is None else end
    high = None if number.high is None else _whole(number.high)
    return Quantity(
        number.bounded_start, number.start, end, _whole(number.low), high, number.bound, number.word, sort, unit, None,
        end, **more,
    )  # fmt: skip


def _with_of(text: str, quantity: Quantity, limit: int) -> Quantity:
    """The share with what it is of, where `av` follows."""
    of = of_phrase(text, quantity.end, limit)
    return replace(quantity, of=of[0], of_end=of[1]) if of else quantity


def _is_definite(text: str, number: Numeral, noun: Phrase, limit: int) -> bool:
    """Whether the text speaks of people already named: `de fyra kommunerna`, but not `de 45 elever som`."""
    before = text[max(0, number.bounded_start - 30) : number.bounded_start]
    if before[-2:-1] not in {"e", "a", "s"} or not _LIKE["definite"].search(before):
        return False
    ending = noun.head.lower().endswith(("a", "e", "en", "et")) or _OWNED.search(before)
    return bool(ending) and not _SOM.match(text, noun.end, limit)


def sort_of(unit: str, heads: set[str]) -> Sort:
    """What a noun counts; `heads` are it and the first word before it, which may tell of a time."""
    found = kinds(unit)
    if any("time" in kinds(head) for head in heads if head):
        return "time" if "event" not in found or "time" in found else "other"
    if "structure" in found:
        return "structure"
    if "thing" in found:
        return "other"
    return "organisation" if "organisation" in found else "person" if _is_person(unit) else "other"


def _is_person(unit: str) -> bool:
    return not kinds(unit).isdisjoint(("person", "staff"))


def _whole(value: int | float) -> int | float:
    return int(value) if float(value).is_integer() and abs(value) < 1e15 else value


def _out_of(text: str, number: Numeral, match: re.Match[str], limit: int) -> Quantity | None:
    """`8 av 10 deltagare` is a share, `18 av de 24 vägvisarna` and `22 av platserna` are counts of the noun."""
    total = next(iter(numerals(text, match.end(), min(limit, match.end() + _TOTAL_REACH), [match.end()])), None)
    if total and total.start == match.end() and not match["det"]:
        return _share_of(text, number, total, limit)
    opened = match.start("det") if match["det"] else match.end()
    phrase = noun_phrase(text, opened - 1, limit)
    if phrase is None:
        return None
    sort: Sort = "person" if _is_person(re.sub(r"na$|a$", "", phrase.head.lower())) else "other"
    whole = _bare(number, phrase.end, sort, phrase.head.lower(), partitive=True)
    return replace(whole, of=text[opened : phrase.end])


def _share_of(text: str, number: Numeral, total: Numeral, limit: int) -> Quantity | None:
    noun = counted(text, total.end, limit)
    share = replace(_bare(number), low=percent(number.low, total.low), sort="share", unit="procent")
    if noun is None or known[noun.head].is_verb:
        return replace(share, end=total.end, of_end=total.end) if number.low < total.low else None
    return replace(share, end=noun.end, of=text[total.end : noun.end].strip(), of_end=noun.end)
