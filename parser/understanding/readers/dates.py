"""Dates in Swedish text, each with the precision stated; how they are written is in `dates.toml`."""

import functools
import re
import tomllib
from calendar import monthrange
from importlib.resources import files
from typing import Literal

import msgspec

from parser.judging.kept import Kept

_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_SPANS = {
    "vår": (3, "03-01", "05-31"), "sommar": (6, "06-01", "08-31"), "höst": (9, "08-01", "11-30"),
    "vinter": (12, "12-01", "02-"), "årsskiftet": (12, "12-01", "01-31"),
    "början": (0, "01-01", "04-30"), "inledningen": (0, "01-01", "04-30"), "tidigt": (0, "01-01", "04-30"),
    "mitten": (0, "05-01", "08-31"), "slutet": (0, "09-01", "12-31"), "sent": (0, "09-01", "12-31"),
    "första halvåret": (0, "01-01", "06-30"), "andra halvåret": (0, "07-01", "12-31"),
}  # fmt: skip
"""What seasons and parts of a year mean: the month that they are given as, the first day and the last."""
_DAYS = {"början": (1, 10), "mitten": (11, 20), "slutet": (21, 31)}
_QUARTERS = ("första", "andra", "tredje", "fjärde")
_OPENS_FORM = re.compile(
    r"\d|jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|vår|somm|höst|vinter|årss|bör|inl|mitt|slut|tidigt|sent"
    r"|första|andra|tredje|fjärde|sista|kvartal|sfs|prop|sou|dnr|diarie|agenda|vision|europa|hori|eu"
)
_opens: Kept[str, bool] = Kept(lambda word: _OPENS_FORM.match(word.lower()) is not None, 50_000)
_WORD = re.compile(r"\w+")
_NAMED = re.compile(r"(?<![.!?:;•–—-] )(?<![.!?:]\n)(?<!^)(?<!\n)\b[A-ZÅÄÖ][\wåäöé]+\s$")
_IN_PLACE = re.compile(r"\b(?:i|på|vid|hos|från|för|av|till|sedan|med)\s(?:[A-ZÅÄÖ][a-zåäö]+\s)?$")
_TITLES = re.compile(r"(?:Vision|Agenda|Europa|Strategi|Plan|Program|Horisont|Mål|Projekt|Tillväxt|Framtid)\w*\s", re.I)
_NOT_NAMES = frozenset(
    ("år", "sedan", "i", "under", "den", "mål", "från", "januari", "februari", "mars", "april", "maj", "juni",
     "juli", "augusti", "september", "oktober", "november", "december", "våren", "hösten", "sommaren", "vintern",
     "fakta", "start", "slut", "projekttid", "period", "pågår", "projektstart", "projektslut", "tid", "budget",
     "resultat", "genomförande", "avslut", "utfall", "prognos", "redan", "hittills", "senast", "före", "efter",
     "mellan", "fram", "omkring", "kring", "runt", "tidigt", "sent", "slutdatum", "startdatum", "löptid",
     "projektperiod", "genomförandetid", "vid", "per")
)  # fmt: skip
_COUNTS = re.compile(
    r"\s+(?:kr\b|kronor|euro|EUR|SEK|personer|individer|deltagare|anställda|ungdomar|kvinnor|män\b|st\b|elever"
    r"|arbetslösa|medarbetare|företag\b|timmar|invånare|varslade|nyanlända|unga\b|människor)"
)
_HAS_YEAR = re.compile(r"(?:19|20)\d\d|\b[0129]\d[01]\d[0-3]\d\b")
_REACH, _NAME_REACH = 60, 30
"""Characters before a year within which its date begins, and a name that it belongs to."""
_OLD = 90
"""Of two digits, the last year that is of this century."""
Value = tuple[str | None, str | None, str | None]


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a date is written, what it says, and an example with its value."""

    reads: Literal["day", "six", "month", "two months", "month part", "season", "part", "quarter", "year", "slip"]
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


def hints_at_date(word: str) -> bool:
    """Whether a word holds a year, or the six digits of a day."""
    return _HAS_YEAR.search(word) is not None


def dates(text: str, start: int, end: int) -> list[Date]:
    """The dates in `text[start:end]`, in order."""
    years = [match.span() for match in _HAS_YEAR.finditer(text, start, end)]
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
    skipped, forms = _patterns()
    if match := skipped.match(text, place, end):
        return None, match.end()
    for pattern, reads in forms[text[place].isdigit()]:
        match = pattern.match(text, place, end)
        if match and (value := _value(text, match, reads)):
            return Date(place, match.end(), *value), match.end()
    return None, place


@functools.cache
def _patterns() -> tuple[re.Pattern[str], dict[bool, list[tuple[re.Pattern[str], str]]]]:
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
    table = tomllib.loads((files("parser.understanding.readers") / "dates.toml").read_text("utf-8"))

    def filled(pattern: str) -> str:
        for name in ("till", "dash", "ordinal", "day", "month", "year"):
            pattern = pattern.replace(f"<{name}>", table["parts"][name])
        return pattern

    rows = [{**row, "pattern": filled(row["pattern"])} for row in table["form"]]
    return msgspec.convert(rows, list[Form]), list(map(filled, table["skipped"]))


def _value(text: str, match: re.Match[str], reads: str) -> Value | None:
    """What a form says, with the first and the last day; None for what is no date after all."""
    if reads == "slip":
        return None, None, None
    if reads == "year":
        is_date = not _in_a_name(text, match.start()) and not _COUNTS.match(text, match.end())
        return (match["y"], None, None) if is_date else None
    if reads in {"day", "six"}:
        day = _day_of(match, short=reads == "six")
        return (day, None, None) if day else None
    return _period(match, int(match["y"]), reads)


def _day_of(match: re.Match[str], *, short: bool) -> str | None:
    year = int(match["y"])
    return _real(year + (0 if not short else 1900 if year > _OLD else 2000), _month(match["m"]), int(match["d"]))


def _period(match: re.Match[str], year: int, reads: str) -> Value:
    """A month, part of a month, quarter, season or part of a year."""
    groups = match.groupdict()
    part, month = " ".join((groups.get("p") or "").lower().split()), _month(groups["m"]) if groups.get("m") else 0
    if reads == "quarter":
        number = 4 if part == "sista" else int(part) if part.isdigit() else _QUARTERS.index(part) + 1
        return _months(year, number * 3 - 2, number * 3)
    if reads == "two months":
        return _months(year, month, _month(match["n"]))
    if reads == "month part":
        first, last = _DAYS[part]
        return f"{year}-{month:02}", _day(year, month, first), _day(year, month, last)
    return _span(year, part) if part else (f"{year}-{month:02}", None, None)


def _span(year: int, part: str) -> Value:
    """A season or part of a year; winter and the turn of the year end in the next."""
    month, first, last = _SPANS[part]
    ends = year + (last < first)
    last = f"{last}{monthrange(ends, 2)[1]}" if last.endswith("-") else last
    return f"{year}-{month:02}" if month else str(year), f"{year}-{first}", f"{ends}-{last}"


def _months(year: int, first: int, last: int) -> Value:
    return f"{year}-{first:02}", _day(year, first, 1), _day(year, last, 31)


def _day(year: int, month: int, day: int) -> str:
    """A day in ISO 8601, no later than the last of its month."""
    return f"{year}-{month:02}-{min(day, monthrange(year, month)[1]):02}"


def _real(year: int, month: int, day: int) -> str | None:
    """The date in ISO 8601; None for a day that no calendar has."""
    return _day(year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None


def _month(name: str) -> int:
    return int(name) if name.isdigit() else _MONTHS.index(name[:3].lower()) + 1


def _in_a_name(text: str, place: int) -> bool:
    """Whether a capitalised word in running text stands right before the year: `Vision 2020`."""
    before = text[max(0, place - _NAME_REACH) : place]
    named = _NAMED.search(before)
    if named and _IN_PLACE.search(before[: named.start()]) and not _TITLES.match(named[0]):
        return False
    return named is not None and named[0].strip().lower() not in _NOT_NAMES
