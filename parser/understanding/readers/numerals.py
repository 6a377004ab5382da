"""Numbers in Swedish text: digits with every separator, number words, ranges, and the words that bound them."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from parser.judging.memo import Kept
from parser.understanding.readers.reader_tables import number_words, patterns, read_table, word_lists

_LIKE, _LISTS = patterns("numerals"), word_lists("numerals")
_TABLE, WORDS = read_table("numerals"), number_words()
BULLET = _LIKE["bullet"]
"""What opens an item of a list; its number is none of the text."""
ARTICLES = frozenset(("en", "ett"))
_WORD = re.compile(r"\w+")
_opens: Kept[str, bool] = Kept(lambda word: _LIKE["opens"].match(word) is not None, 50_000)
Sort = Literal["share", "person", "organisation", "time", "structure", "other", "bare"]
Span = tuple[int, int]


class Quantity(msgspec.Struct, gc=False):
    """A number or share in a text with the noun that it counts, once that is read, and what it is of.

    `bound` is the word before it in lower case, `start` leaves that word out. With its noun it ends at `end`, what it
    is of at `of_end`.
    """

    bounded_start: int
    start: int
    end: int
    low: int | float
    high: int | float | None
    bound: str
    word: bool
    sort: Sort = "bare"
    unit: str = ""
    of: str | None = None
    of_end: int = 0
    definite: bool = False
    partitive: bool = False
    labelled: bool = False

    @property
    def lower(self) -> bool:
        """Whether the number is a floor: `minst`, `fler än`, `över`."""
        return self.bound != "" and _LIKE["floor"].search(self.bound) is not None

    @property
    def last(self) -> int:
        """Where the number ends with its noun and what it is of."""
        return max(self.end, self.of_end)


def openings(text: str, start: int, end: int) -> list[int]:
    """Where words begin like a number, or a share in words."""
    return [word.start() for word in _WORD.finditer(text, start, end) if _opens[word[0]]]


def numerals(
    text: str, start: int, end: int, places: Iterable[int] | None = None, spans: Iterable[Span] = ()
) -> list[Quantity]:
    """The numbers in `text[start:end]`; `mellan 5 och 8`, `10-15` and `en till två` are one each.

    They are looked for at `places` alone, where those are known, and not across or inside `spans`, which are in order:
    `Mål 2 - 60 ombud` is no range.
    """
    found, reached, gaps = list[Quantity](), start, iter((*spans, (end, end)))
    limit, after = next(gaps)
    for place in openings(text, start, end) if places is None else places:
        while limit <= place < end:
            start = reached = max(start, after)
            limit, after = next(gaps)
        if place < reached or place >= end:
            continue
        if plain := _LIKE["plain"].match(text, place, limit):
            bounded, bound = _bound_of_one(text, place, start)
            reached = plain.end()
            found.append(Quantity(bounded, place, reached, int(plain[0]), None, bound, word=False))
        elif match := _LIKE["number"].match(text, place, limit):
            found += _numerals(match, start)
            reached = match.end()
    return found


def _numerals(match: re.Match[str], floor: int) -> Iterator[Quantity]:
    """The number or range at a place, or two numbers that are no range."""
    text, place, end = match.string, *match.span()
    first, second = match["first"].lower(), match["second"]
    if first in _LISTS["round"] and _LIKE["several"].search(text, max(floor, place - 12), place):
        return
    link = match["link"].strip().lower() if second else ""
    from_first = link == "till" and text[max(0, place - 5) : place].lower() == "från "
    low = None if from_first or (not second and first in ARTICLES) else value_of(first)
    high = value_of(second) if second and second.lower() not in ARTICLES else None
    scale, word = _TABLE["scales"].get((match["scale"] or "").lower(), 1), not first[0].isdigit()
    bounded, bound = bound_before(text, place, floor)
    if low is not None and high is not None and low < high and (link != "och" or bound.endswith("mellan")):
        yield Quantity(bounded, place, end, whole(low * scale), whole(high * scale), bound, word)
        return
    if low is not None:
        low, until = whole(low * (scale if high is None else 1)), match.end("first") if second else end
        bounded, bound = _bound_of_one(text, place, floor)
        yield Quantity(bounded, place, until, low, None, bound, word)
    if high is not None:
        start = match.start("second")
        yield Quantity(start, start, end, whole(high * scale), None, "", not second[0].isdigit())


def value_of(raw: str) -> int | float | None:
    """The number that digits or a number word stand for; None for a word that is no number."""
    if raw.isdecimal() and len(raw) < 15:
        return int(raw)
    word = " ".join(raw.lower().split())
    if not word[:1].isdigit():
        return WORDS.get(word) or _TABLE["about"].get(word.removeprefix("ett ").removeprefix("en "))
    bare = word.replace(" ", "")
    if _LIKE["grouped"].fullmatch(bare):
        bare = bare.replace("." if "." in bare else ",", "")
    try:
        return whole(float(bare.replace(",", ".")))
    except ValueError:
        return None


def whole(value: int | float) -> int | float:
    """The number as an integer where it is one, and no larger than floats are exact."""
    return int(value) if float(value).is_integer() and abs(value) < 1e15 else value


def bound_before(text: str, place: int, floor: int) -> tuple[int, str]:
    """The words right before a number that bound or round it: where they start, and themselves in lower case."""
    before = text[max(floor, place - 36) : place]
    last = before.rsplit(maxsplit=1)[-1:]
    if not last or last[0].lstrip("(").lower() not in _LISTS["ends_bound"]:
        return place, ""
    found = _LIKE["bound"].search(before)
    return (place - len(before) + found.start(), " ".join(found[0].lower().split())) if found else (place, "")


def _bound_of_one(text: str, place: int, floor: int) -> tuple[int, str]:
    """What bounds a number that is no range: not `mellan`, as in `mellan sex pappor och en pappagrupp`."""
    start, bound = bound_before(text, place, floor)
    return (place, "") if bound.endswith("mellan") else (start, bound)
