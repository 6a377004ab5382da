"""Dates in Swedish text, each with the precision stated; how they are written is in `dates.toml`."""

import functools
import re
from calendar import monthrange
from typing import Literal

import msgspec

from parser.judging.memo import Kept
from parser.text.pattern_tables import filled
from parser.understanding.readers.reader_tables import folded, patterns, read_table, word_lists

_LIKE, _NOT_NAMES = patterns("dates"), word_lists("dates")["not_names"]
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_QUARTERS = ("första", "andra", "tredje", "fjärde")
_opens: Kept[str, bool] = Kept(lambda word: _LIKE["opens_form"].match(word) is not None, 50_000)
_WORD = re.compile(r"\w+")
_REACH, _NAME_REACH = 60, 30
"""Characters before a year within which its date begins, and a name that it belongs to."""
_OLD = 90
"""Of two digits, the last year that is of this century."""
Value = tuple[str | None, str | None, str | None]


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a date is written, what it says, and an example with its value."""

    reads: Literal[
        "day", "six", "last day", "month", "two months", "month part", "season", "part", "quarter", "year", "slip"
    ]
    pattern: str
    example: tuple[str, str]


class Date(msgspec.Struct, frozen=True):
    """A date at `text[start:end]`: ISO 8601 or None for a slip; the days it can mean where it is approximate."""

    start: int
    end: int
    value: str | None
    earliest: str | None = None
    latest: str | None = None
    sort: Literal["date"] = "date"


def dates(text: str, start: int, end: int) -> list[Date]:
    """The dates in `text[start:end]`, in order."""
    years = [match.span() for match in _LIKE["has_year"].finditer(text, start, end)]
    found: list[Date] = []
    if years:
        reached, end = start, min(end, years[-1][1] + _REACH)
        for word in _WORD.finditer(text, max(start, years[0][0] - _REACH), end):
            if word.start() >= reached and _opens[word[0]]:
                date, reached = _date_at(text, word.start(), end)
                found += [date] if date else []
    return found


def _date_at(text: str, place: int, end: int) -> tuple[Date | None, int]:
    """The date that begins at a place, and how far the text is read."""
    skipped, by_opening = _forms_by_opening()
    if match := skipped.match(text, place, end):
        return None, match.end()
    for pattern, reads in by_opening[text[place].isdigit()]:
        match = pattern.match(text, place, end)
        if match and (value := _value(match, reads)):
            return Date(place, match.end(), *value), match.end()
    return None, place


@functools.cache
def _forms_by_opening() -> tuple[re.Pattern[str], dict[bool, list[tuple[re.Pattern[str], str]]]]:
    """The pattern of what is no date, and those of dates that begin with a digit or not."""
    table, skipped = forms()
    by_opening: dict[bool, list[tuple[re.Pattern[str], str]]] = {True: [], False: []}
    for form in table:
        opens = form.example[0][0].isdigit()
        for digit in {opens, opens or form.reads == "quarter"}:
            by_opening[digit].append((re.compile(form.pattern, re.I), form.reads))
    return re.compile("|".join(skipped), re.I), by_opening


@functools.cache
def forms() -> tuple[list[Form], list[str]]:
    """The forms of dates.toml with the parts of their patterns filled in, and what is no date."""
    table = read_table("dates")
    rows = [{**row, "pattern": filled(row["pattern"], table["parts"])} for row in table["form"]]
    return msgspec.convert(rows, list[Form]), [filled(one, table["parts"]) for one in table["skipped"]]


def _value(match: re.Match[str], reads: str) -> Value | None:
    """What a form says, with the first and the last day; None for what is no date after all."""
    if reads == "slip":
        return None, None, None
    if reads == "year":
        is_date = not _in_a_name(match.string, match.start()) and not _LIKE["counts"].match(match.string, match.end())
        return (match["y"], None, None) if is_date else None
    year, groups = int(match["y"]), match.groupdict("")
    month = _month(groups["m"]) if groups.get("m") else 0
    if reads in {"day", "six"}:
        year, day = year + (0 if reads == "day" else 1900 if year > _OLD else 2000), int(match["d"])
        is_real = 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
        return (_day(year, month, day), None, None) if is_real else None
    return (_day(year, month, 31), None, None) if reads == "last day" else _period(groups, year, month, reads)


def _period(groups: dict[str, str], year: int, month: int, reads: str) -> Value:
    """A month, part of a month, quarter, season or part of a year."""
    part = " ".join(folded(groups.get("p", "")).split())
    if reads == "quarter":
        number = 4 if part == "sista" else int(part) if part.isdigit() else _QUARTERS.index(part) + 1
        return _months(year, number * 3 - 2, number * 3)
    if reads == "two months":
        return _months(year, month, _month(groups["n"]))
    if reads == "month part":
        first, last = read_table("dates")["days"][part]
        return f"{year}-{month:02}", _day(year, month, first), _day(year, month, last)
    return _span(year, part) if part else (f"{year}-{month:02}", None, None)


def _span(year: int, part: str) -> Value:
    """A season or part of a year; winter and the turn of the year end in the next."""
    month, first, last = read_table("dates")["spans"][part]
    ends = year + (last < first)
    last = f"{last}{monthrange(ends, 2)[1]}" if last.endswith("-") else last
    return f"{year}-{month:02}" if month else str(year), f"{year}-{first}", f"{ends}-{last}"


def _months(year: int, first: int, last: int) -> Value:
    return f"{year}-{first:02}", _day(year, first, 1), _day(year, last, 31)


def _day(year: int, month: int, day: int) -> str:
    """A day in ISO 8601, no later than the last of its month."""
    return f"{year}-{month:02}-{min(day, monthrange(year, month)[1]):02}"


def _month(name: str) -> int:
    return int(name) if name.isdigit() else _MONTHS.index(folded(name[:3])) + 1


def _in_a_name(text: str, place: int) -> bool:
    """Whether a capitalised word in running text stands right before the year: `Vision 2020`."""
    before = text[max(0, place - _NAME_REACH) : place]
    named = _LIKE["named"].search(before)
    if named and _LIKE["in_place"].search(before[: named.start()]) and not _LIKE["titles"].match(named[0]):
        return False
    return named is not None and named[0].strip().lower() not in _NOT_NAMES
